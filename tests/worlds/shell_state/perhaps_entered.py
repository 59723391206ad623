"""A `cd` that is come to only if what stands before it succeeds: what follows may happen where one stands."""

from __future__ import annotations

_OUT = "empty out/x out/deep/y\nfile notes.txt src/a.c\n"
_DOCS = "files #.doc 9\n"
_HELD = "empty notes.txt\nfile out/plan.doc\n"

PERHAPS: list[tuple[str, str, str, str]] = [
    (
        "after a program that may fail, where nothing or much is lost here",
        "make && cd out; rm -f *.doc",
        "empty out/x.doc a.doc\n",
        f"empty out/x.doc\n{_DOCS}",
    ),
    (
        "in a branch, where nothing or much is lost here",
        "if make; then cd out; fi; rm -f *.doc",
        "empty out/x.doc a.doc\n",
        f"empty out/x.doc\n{_DOCS}",
    ),
    (
        "a file of the same name in both",
        "git pull && cd out; rm -rf notes",
        "empty out/notes/x\n",
        "empty out/notes/x\nfiles notes/#.doc 9\n",
    ),
    (
        "a function that goes only if a variable is set",
        "go; rm -f *.doc",
        "function go '[ -n \"$X\" ] && cd out'\nempty out/x.doc a.doc\n",
        f"function go '[ -n \"$X\" ] && cd out'\nempty out/x.doc\n{_DOCS}",
    ),
    (
        "a folder that is made though it is there",
        "mkdir out && cd out; rm -f *.doc",
        _DOCS,
        f"folder out\n{_DOCS}",
    ),
]
SURE_RUN: list[tuple[str, str, str]] = [
    ("come to wherever it matters", "make && cd out && rm -rf *", _OUT),
    ("tested to be there", "[ -d out ] && cd out; rm -rf *", _OUT),
    ("after what only looks", "ls && cd out; rm -rf *", _OUT),
    ("in the branch itself", "if make; then cd out; rm -rf *; fi", _OUT),
    ("made before", "mkdir -p out && cd out; rm -rf *", _OUT),
    ("as the condition", "if cd out; then rm -rf *; fi", _OUT),
    ("left again", "make && cd out; cd ..; rm -rf out", _OUT),
    ("in a subshell that ended", "(make && cd src); rm -rf out", _OUT),
    ("first in the list", "cd out && make; rm -rf *", _OUT),
    ("a function with a test that surely goes", "go out; rm -rf *", f"function go 'cd \"$1\" && ls'\n{_OUT}"),
]
SURE_ASK: list[tuple[str, str, str]] = [
    ("too many folders", "cd out src; rm -rf *", _OUT),
    ("an option behind the folder", "cd out -x; rm -rf *", _OUT),
    ("unless something holds", "test -f x || cd out; rm -rf *", _OUT),
    ("in a loop that may have no turn", "for d in $DIRS; do cd out; done; rm -rf *", _OUT),
    ("in a clause", "case $1 in x) cd out;; esac; rm -rf *", _OUT),
    ("a shell that is started there", "env -C out sh -c 'rm -rf *'", _HELD),
    ("the folder's variable is set by hand", "PWD=x; cd out; rm -rf *", _HELD),
    ("another process goes there", "coproc cd out; rm -rf *", _OUT),
]
