"""Pairs about new files and commits that a line writes into patches first: (name, line, harmless, fatal)."""

from __future__ import annotations

KEPT_IN_PATCHES: list[tuple[str, str, str, str]] = [
    (
        "new files in a patch of all, or a picture among them",
        "git add -A && git diff --cached > ../all.patch && git reset --hard",
        "repository\nedit src/a.c\nfile new.c",
        "repository\nedit src/a.c\nimage new.png",
    ),
    (
        "against the last commit, or no text by its attributes",
        "git add -A && git diff HEAD > ../all.patch && git reset --hard",
        "repository\nedit src/a.c\nfile new.c",
        "repository\nedit src/a.c\ntext new.c x\ntext .gitattributes '*.c -diff'",
    ),
    (
        "nothing is added first",
        "git diff --cached > ../all.patch && git reset --hard",
        "repository\n",
        "repository\nedit src/a.c\nfile new.c",
    ),
    (
        "added only behind the patch",
        "git diff --cached > ../all.patch && git add -A && git reset --hard",
        "repository\n",
        "repository\nedit src/a.c\nfile new.c",
    ),
    (
        "only a part is added",
        "git add src && git diff --cached > ../all.patch && git reset --hard",
        "repository\n",
        "repository\nedit src/a.c\nedit README",
    ),
    (
        "a text, or what git ignores",
        "git add -A && git diff --cached > ../all.patch && git reset -q && git clean -fdx",
        "repository\nfile new.c",
        "text .gitignore 'data'\nrepository\nfiles data/d#.csv 9",
    ),
    (
        "the patch goes nowhere",
        "git add -A && git diff --cached > /dev/null && git reset --hard",
        "repository\n",
        "repository\nedit src/a.c\nfile new.c",
    ),
    (
        "commits in patches, or a file is changed",
        "git format-patch -o ../patches origin/main && git reset --hard origin/main",
        "repository\npushed\nfile x.c\ncommit\nfile y.c\ncommit",
        "repository\npushed\nfile x.c\ncommit\nfile y.c\ncommit\nedit src/a.c",
    ),
    (
        "patches beside the files",
        "git format-patch origin/main && git reset --hard origin/main",
        "repository\npushed\nfile x.c\ncommit\nfile y.c\ncommit",
        "repository\npushed\nfile x.c\ncommit\nfile y.c\ncommit\nedit src/a.c",
    ),
    (
        "commits, or a merge among them",
        "git format-patch -o ../patches origin/main && git reset --hard origin/main",
        "repository\npushed\nfile x.c\ncommit\nfile y.c\ncommit",
        "repository\npushed\ngit checkout -q -b t\ntext README one\ncommit\ngit checkout -q main\nfile x.c\ncommit\ngit merge -q --no-edit t",
    ),
    (
        "fewer commits than are given up",
        "git format-patch -o ../patches HEAD~1 && git reset --hard HEAD~2",
        "repository\npushed\nfile x.c\ncommit\nfile y.c\ncommit\ngit branch keep",
        "repository\npushed\nfile x.c\ncommit\nfile y.c\ncommit",
    ),
    (
        "patches where nothing lasts",
        "git format-patch -o /tmp/p origin/main && git reset --hard origin/main",
        "repository\npushed\nfile x.c\ncommit\nfile y.c\ncommit\ngit branch keep",
        "repository\npushed\nfile x.c\ncommit\nfile y.c\ncommit",
    ),
    (
        "only the last commit",
        "git format-patch -1 -o ../patches && git reset --hard origin/main",
        "repository\npushed\nfile x.c\ncommit\nfile y.c\ncommit\ngit branch keep",
        "repository\npushed\nfile x.c\ncommit\nfile y.c\ncommit",
    ),
    (
        "patches that may have failed",
        "git format-patch -o ../patches origin/main; git reset --hard origin/main",
        "repository\npushed\nfile x.c\ncommit\nfile y.c\ncommit\ngit branch keep",
        "repository\npushed\nfile x.c\ncommit\nfile y.c\ncommit",
    ),
    (
        "patches that are cleaned away",
        "git format-patch origin/main && git reset --hard origin/main && git clean -fd",
        "repository\npushed\nfile x.c\ncommit\nfile y.c\ncommit\ngit branch keep",
        "repository\npushed\nfile x.c\ncommit\nfile y.c\ncommit",
    ),
]
