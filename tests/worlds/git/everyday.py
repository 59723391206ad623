"""Pairs about repositories: (name, line, what makes it harmless, what makes it fatal)."""

from __future__ import annotations

CLEAN = "repository"
WORK = "repository\nedit src/a.c src/b.c"
GIT: list[tuple[str, str, str, str]] = [
    ("reset when clean or with a day's work", "git reset --hard", CLEAN, WORK),
    ("reset to HEAD", "git reset --hard HEAD", CLEAN, WORK),
    (
        "reset when all is staged nowhere",
        "git reset --hard",
        CLEAN,
        "repository\nfile src/new.c\ngit add src/new.c",
    ),
    ("reset in a subfolder", "git reset --hard", f"{CLEAN}\ncd src", f"{WORK}\ncd src"),
    (
        "reset of another repository",
        "git -C sub reset --hard",
        "folder sub\ncd sub\nrepository\ncd ..",
        "folder sub\ncd sub\nrepository\nedit src/a.c\ncd ..",
    ),
    ("checkout of everything", "git checkout .", CLEAN, WORK),
    ("checkout of a file", "git checkout -- src/a.c", CLEAN, WORK),
    ("checkout of a file by name alone", "git checkout src/a.c", CLEAN, WORK),
    ("checkout of a file from another commit", "git checkout HEAD src/a.c", CLEAN, WORK),
    ("checkout by force", "git checkout -f main", CLEAN, WORK),
    ("restore of a file", "git restore src/a.c", CLEAN, WORK),
    ("restore of everything", "git restore .", CLEAN, WORK),
    ("switch that discards", "git switch --discard-changes main", CLEAN, WORK),
    ("clean when nothing is unknown or much is", "git clean -fd", CLEAN, "repository\nfiles notes/x#.md 40"),
    (
        "clean with what is ignored",
        "git clean -fdx",
        "text .gitignore '*.o'\nrepository\nfile src/a.o",
        "text .gitignore 'data/'\nrepository\nfiles data/x#.csv 40",
    ),
    (
        "clean of one folder beside notes that git does not know",
        "git clean -fdx build docs/draft.tmp",
        f"{CLEAN}\nfiles notes/x#.md 40\nfile build/CMakeCache.txt build/a.c",
        f"{CLEAN}\nfiles build/notes/x#.md 40\nfiles docs/draft.tmp/x#.md 40",
    ),
    (
        "clean of a folder beside the one that one stands in",
        "git clean -fd ../lib",
        f"{CLEAN}\nfolder lib src\nfiles notes/x#.md 40\ncd src",
        f"{CLEAN}\nfolder src\nfiles lib/x#.md 40\ncd src",
    ),
    (
        "clean of what a merge and a build left, or of notes",
        "git clean -fd",
        f"{CLEAN}\nfile src/a.c.orig src/b.c.rej build.log",
        f"{CLEAN}\nfiles notes/x#.md 40",
    ),
    ("clean in a subfolder", "git clean -fd src", CLEAN, "repository\nfiles src/new#.c 40"),
    (
        "a branch that is merged or was never pushed",
        "git branch -D topic",
        "repository\ngit branch topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
    ),
    (
        "a branch that was pushed or never was",
        "git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\npushed topic\ngit checkout -q main",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ncommit\ngit checkout -q main",
    ),
    (
        "a branch by another spelling",
        "git branch --delete --force topic",
        "repository\ngit branch topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
    ),
    ("clearing stashes: none or some", "git stash clear", CLEAN, f"{WORK}\ngit stash"),
    ("dropping a stash: none or one", "git stash drop", CLEAN, f"{WORK}\ngit stash"),
    (
        "a forced push of what is there or over somebody's commit",
        "git push --force",
        "repository\ngit checkout -q -b topic\npushed topic",
        "repository\npushed\nothers_pushed",
    ),
    (
        "a forced push of a topic or of main",
        "git push -f",
        "repository\ngit checkout -q -b topic\npushed topic",
        "repository\ncommit\npushed\nothers_pushed",
    ),
    ("removing tracked or changed files", "rm -rf src", CLEAN, WORK),
    ("removing tracked files or unknown ones", "rm -rf src", CLEAN, "repository README\nfiles src/x#.c 40"),
    ("removing one tracked file or one changed", "rm README", "repository", "repository\nedit README"),
    (
        "removing a folder with what git ignores",
        "rm -rf conf",
        "repository conf/a conf/b",
        "text .gitignore 'conf/secret*'\nrepository conf/a\nfiles conf/secret#.key 9",
    ),
    (
        "removing a clone that is pushed or is not",
        "rm -rf demo",
        "folder demo\ncd demo\nrepository\npushed\ncd ..",
        "folder demo\ncd demo\nrepository\npushed\ncommit\ncd ..",
    ),
    (
        "removing a clone that is clean or has work",
        "rm -rf demo",
        "folder demo\ncd demo\nrepository\npushed\ncd ..",
        "folder demo\ncd demo\nrepository\npushed\nedit src/a.c\ncd ..",
    ),
    (
        "removing a clone without or with stashes",
        "rm -rf demo",
        "folder demo\ncd demo\nrepository\npushed\ncd ..",
        "folder demo\ncd demo\nrepository\nedit src/a.c\ngit stash\npushed\ncd ..",
    ),
    ("writing over a tracked or a changed file", "cat x > src/a.c", CLEAN, WORK),
    (
        "copying over a tracked or an unknown file",
        "cp README src/a.c",
        CLEAN,
        "repository README\nfile src/a.c",
    ),
    ("moving over a tracked or a changed file", "mv README src/a.c", CLEAN, WORK),
    ("many tracked files by pattern", "rm src/*.c", CLEAN, "repository README\nfiles src/x#.c 60"),
    ("git rm of clean or changed files", "git rm -rf src", CLEAN, WORK),
    (
        "a work tree that is clean or has work",
        "git worktree remove --force ../tree",
        "repository\ngit worktree add -q ../tree",
        "repository\ngit worktree add -q ../tree\ncd ../tree\nedit src/a.c\ncd ../project",
    ),
    (
        "find that deletes tracked or unknown files",
        "find src -name '*.c' -delete",
        CLEAN,
        "repository README\nfiles src/x#.c 60",
    ),
]

PATCHES: list[tuple[str, str, str, str]] = [
    (
        "patches of am given up",
        "git am --abort",
        (
            "repository README\n"
            "text README two\n"
            "commit two\n"
            "git format-patch -q -1 -o ../patches\n"
            "git reset -q --hard HEAD~1\n"
            "text README other\n"
            "commit other\n"
            "git_stops am -3 ../patches/0001-two.patch"
        ),
        (
            "repository README\n"
            "text README two\n"
            "commit two\n"
            "git format-patch -q -1 -o ../patches\n"
            "git reset -q --hard HEAD~1\n"
            "text README other\n"
            "commit other\n"
            "git_stops am -3 ../patches/0001-two.patch\n"
            "text README 'merged by hand'\n"
            "file src/new.c"
        ),
    ),
]

LEFT_BEHIND: list[tuple[str, str, str, str]] = [
    (
        "stash branch made, then cleared",
        "git stash branch wip && git stash clear",
        ("repository\nedit src/a.c\ngit stash"),
        ("repository\nedit src/a.c\ngit stash\nedit src/b.c\ngit stash"),
    ),
    (
        "HEAD of a detached one left",
        "git switch -",
        ("repository\ngit checkout -q -b work\ngit checkout -q --detach\nedit README"),
        ("repository\ngit checkout -q -b work\ngit checkout -q --detach\nfile n.c\ncommit\nfile m.c\ncommit"),
    ),
    (
        "submodule taken out wholly",
        "git submodule deinit -f --all && rm -rf .git/modules",
        (
            "folder ../lib\n"
            "cd ../lib\n"
            "repository\n"
            "cd ../project\n"
            "repository\n"
            "git -c protocol.file.allow=always submodule add -q ../lib lib\n"
            "commit"
        ),
        (
            "folder ../lib\n"
            "cd ../lib\n"
            "repository\n"
            "cd ../project\n"
            "repository\n"
            "git -c protocol.file.allow=always submodule add -q ../lib lib\n"
            "commit\n"
            "cd lib\n"
            "file mine.c\n"
            "commit\n"
            "cd .."
        ),
    ),
]

SQUASHED_RUN: list[tuple[str, str, str]] = [
    (
        "branch: its changes are committed as one first",
        "git merge --squash work && git commit -m all && git branch -D work",
        "repository\ngit checkout -q -b work\nfile extra.c\ncommit\ngit checkout -q main",
    ),
]
SQUASHED: list[tuple[str, str, str]] = [
    (
        "branch: its changes are staged, and no commit has them",
        "git merge --squash work && git branch -D work",
        "repository\ngit checkout -q -b work\nfile extra.c\ncommit\ngit checkout -q main",
    ),
    (
        "branch: the commit is thrown away again",
        "git merge --squash work && git commit -m all && git reset --hard HEAD~1 && git branch -D work",
        "repository\ngit checkout -q -b work\nfile extra.c\ncommit\ngit checkout -q main",
    ),
]
