"""Pairs about branches set elsewhere and submodules set back: (name, line, harmless, fatal)."""

from __future__ import annotations

from tests.worlds.files.kept_elsewhere import SUBMODULE

WORK = "repository\ngit branch work"
WORKED = "repository\ngit checkout -q -b work\nfile x\ncommit\ngit checkout -q main"
FETCHED = "repository\ngit config remote.origin.fetch +refs/heads/*:refs/remotes/origin/*\npushed"
MOVED: list[tuple[str, str, str, str]] = [
    (
        "a name for a branch: free, or another branch's with commits of its own",
        "git branch -M topic main",
        "repository\ngit checkout -q -b topic",
        f"{WORKED}\ngit branch -m main topic\ngit branch -m work main\ngit checkout -q topic",
    ),
    (
        "this branch renamed: the name is free, or another's with a commit of its own",
        "git branch -M main",
        "repository\ngit branch -m topic",
        f"{WORKED}\ngit branch -m main topic\ngit branch -m work main\ngit checkout -q topic",
    ),
    ("a branch set elsewhere: without or with commits", "git branch -f work main", WORK, WORKED),
    ("a branch begun anew: without or with commits", "git checkout -B work main", WORK, WORKED),
    ("a branch begun anew by switch", "git switch -C work main", WORK, WORKED),
    (
        "the branch one is on begun anew: pushed, or with a commit of one's own",
        "git checkout -B main origin/main",
        "repository\npushed",
        "repository\npushed\nfile x\ncommit",
    ),
    (
        "a branch fetched over: without or with commits of one's own",
        "git fetch -f origin main:work",
        f"{WORK}\npushed",
        f"{WORKED}\npushed",
    ),
    (
        "back to what the server has: equal, or a commit behind",
        "git reset --hard @{u}",
        FETCHED,
        f"{FETCHED}\nfile x\ncommit",
    ),
    (
        "what is changed put aside before a commit is dropped: pushed, or here alone",
        "git stash push && git reset --hard HEAD~1",
        "repository\nfile x\ncommit\npushed\nedit README",
        "repository\nfile x\ncommit\nedit README",
    ),
    (
        "the commits given a name before they are dropped: all committed, or not",
        "git branch before && git reset --hard HEAD~1",
        "repository\nfile x\ncommit",
        "repository\nfile x\ncommit\nedit README",
    ),
    (
        "read over the work tree: clean or changed",
        "git read-tree -u --reset HEAD",
        "repository",
        "repository\nedit README",
    ),
    (
        "a submodule emptied: clean or changed",
        "git submodule deinit -f lib",
        SUBMODULE,
        f"{SUBMODULE}\nedit lib/src/a.c",
    ),
    ("all submodules emptied", "git submodule deinit -f --all", SUBMODULE, f"{SUBMODULE}\nfile lib/new.c"),
    (
        "submodules set back: clean or changed",
        "git submodule update --force",
        SUBMODULE,
        f"{SUBMODULE}\nedit lib/src/a.c",
    ),
    (
        "a tracked file renamed over one: clean or changed",
        "git mv -f README src/a.c",
        "repository",
        "repository\nedit src/a.c",
    ),
]

GONE: list[tuple[str, str, str, str]] = [
    (
        "gone branches deleted",
        "git branch -vv | awk '/: gone]/{print $1}' | xargs git branch -D",
        (
            "repository\n"
            "pushed\n"
            "git branch -q old\n"
            "git config branch.old.remote origin\n"
            "git config branch.old.merge refs/heads/old"
        ),
        (
            "repository\n"
            "pushed\n"
            "git checkout -q -b work\n"
            "file extra.c\n"
            "commit\n"
            "git checkout -q main\n"
            "git config remote.origin.fetch +refs/heads/*:refs/remotes/origin/*\n"
            "git config branch.work.remote origin\n"
            "git config branch.work.merge refs/heads/work"
        ),
    ),
]
