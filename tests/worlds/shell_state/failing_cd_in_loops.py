"""Further lines that stay where they are though they go elsewhere, and turns that differ."""

from __future__ import annotations

_ALL = "files src/#.c 9\nfile src/deep/x.c\nfiles build/#.o 4\nfile notes.txt\nfile Makefile\n"

STAYED_RUN: list[tuple[str, str, str]] = [
    ("cd, list, go on", "cd build; ls; rm -rf *", _ALL),
    ("into what is unpacked", "tar xf a.tar; cd a; rm -rf *.o", "files a0/#.c 2\narchive a.tar a0"),
    ("wait then go", "sleep 1; cd build && rm -rf *", _ALL),
    ("background job, then cd", "make & cd build && rm -rf *", _ALL),
    ("subshell there, then here", "(cd build && rm -rf *); ls", _ALL),
    ("function that goes and says", "go() { cd build && echo in; }; go && rm -rf *", _ALL),
    ("function that goes or returns", "go() { cd build || return; }; go && rm -rf *", _ALL),
    ("or cd of the build", "cd biuld || cd build; rm -rf *", _ALL),
    (
        "turns of a counter",
        "n=1; while [ $n -lt 3 ]; do rm -f part$n.o; n=$((n+1)); done",
        "files part#.o 4\nfile Makefile",
    ),
    (
        "turns with a flag",
        "done=no; for f in *.o; do rm -f $f; done=yes; done",
        "files part#.o 4\nfiles part#.c 4\nfile Makefile",
    ),
    ("turns with a last one", "last=; for d in build; do rm -rf $d; last=$d; done", _ALL),
]

STAYED_ASK: list[tuple[str, str, str]] = [
    ("subshell there, here", "(cd build; ls); rm -rf *", _ALL),
    ("function that goes or returns, missing", "go() { cd biuld || return 0; }; go && rm -rf *", _ALL),
    ("or cd of another", "cd biuld || cd src; rm -rf *", _ALL),
    ("missing, back", "cd biuld; ls; cd -; rm -rf *", _ALL),
    ("missing and a pipe", "cd biuld; ls | xargs rm -rf", _ALL),
    ("missing, find", "cd biuld; find . -delete", _ALL),
    ("missing, git clean", "cd sub; git clean -fdx", "repository\npushed\nfiles data/#.csv 9"),
    (
        "missing, redirect",
        "cd biuld; echo x > notes.txt",
        "repository\npushed\nfile notes.txt\ncommit\npushed\nedit notes.txt",
    ),
    ("missing, mv", "cd biuld; mv * /dev/null", _ALL),
    ("missing, sudo", "cd biuld; sudo rm -rf *", _ALL),
    ("missing, tee", "cd biuld; ls; rm -rf -- *", _ALL),
    ("missing in while", "while true; do cd biuld; rm -rf *; break; done", _ALL),
    ("missing in for", "for i in 1 2; do cd biuld; rm -rf *; done", _ALL),
    ("missing in case", "case x in x) cd biuld; rm -rf *;; esac", _ALL),
    ("missing with else", "if cd biuld; then ls; else rm -rf *; fi", _ALL),
    ("missing negated", "if ! cd biuld; then rm -rf *; fi", _ALL),
    ("missing, exit in a subshell", "cd biuld || (echo no; exit 1); rm -rf *", _ALL),
    ("missing, return at the prompt", "cd biuld || return; rm -rf *", _ALL),
    ("missing, false", "cd biuld || false; rm -rf *", _ALL),
    ("missing, exit only if", 'cd biuld || { [ -n "$X" ] && exit; }; rm -rf *', _ALL),
    ("turns through a case", "d=build; for x in a b; do rm -rf $d; case $x in a) d=src;; esac; done", _ALL),
    ("turns through an if", "d=build; for x in a b; do rm -rf $d; if true; then d=src; fi; done", _ALL),
    ("turns through a folder", "for x in a b; do rm -rf *; cd ..; done", _ALL),
    ("turns by two", "a=build; b=src; for x in 1 2; do rm -rf $a; a=$b; done", _ALL),
]
