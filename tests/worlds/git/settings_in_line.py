"""Worlds: settings of git that the same line gives first."""

from __future__ import annotations

SET_FIRST: list[tuple[str, str, str, str]] = [
    (
        "matching set, then forced",
        "git config push.default matching && git push --force",
        (
            "repository\n"
            "git checkout -q -b topic\n"
            "pushed topic\n"
            "git branch work\n"
            "pushed work\n"
            "edit README\n"
            "commit"
        ),
        ("repository\npushed\ngit branch work\npushed work\nothers_pushed work\nedit README\ncommit"),
    ),
    (
        "mirror set, then pushed",
        "git config remote.origin.mirror true && git push",
        ("repository\npushed\nedit README\ncommit"),
        (
            "repository\n"
            "pushed\n"
            "git checkout -q -b work\n"
            "file extra.c\n"
            "commit\n"
            "git checkout -q main\n"
            "pushed work\n"
            "git branch -D work\n"
            "edit README\n"
            "commit"
        ),
    ),
    (
        "remote set to another folder, then forced",
        "git remote set-url origin ../backup.git && git push -f origin main",
        (
            "repository\n"
            "git clone -q --bare . ../backup.git\n"
            "git remote add origin ../elsewhere.git\n"
            "edit README\n"
            "commit"
        ),
        (
            "repository\n"
            "git clone -q --bare . ../backup.git\n"
            "git remote add origin ../elsewhere.git\n"
            "git clone -q ../backup.git ../second\n"
            "cd ../second\n"
            "file theirs.c\n"
            "commit\n"
            "git push -q origin main\n"
            "cd ../project\n"
            "edit README\n"
            "commit"
        ),
    ),
    (
        "core.worktree set, then reset",
        "git config core.worktree ../../other && git reset --hard",
        ("repository\ncopy src ../other/src\ncopy README ../other/README"),
        ("repository\ncopy src ../other/src\ncopy README ../other/README\nedit ../other/src/a.c"),
    ),
    (
        "requireForce switched off",
        "git config clean.requireForce false && git clean -d",
        ("repository\ntext .gitignore '*.o\\n'\ncommit\nempty a.o"),
        ("repository\nfile src/new.c src/parser.c"),
    ),
    (
        "alias made and used",
        "git config alias.wipe 'reset --hard' && git wipe",
        ("repository"),
        ("repository\nedit src/a.c"),
    ),
    (
        "prune expiry set, then gc",
        "git config gc.pruneExpire now && git config gc.reflogExpireUnreachable now && git gc",
        ("repository\nedit README\ncommit"),
        (
            "repository\n"
            "git checkout -q -b work\n"
            "file extra.c\n"
            "commit\n"
            "git checkout -q main\n"
            "git branch -D work"
        ),
    ),
    (
        "hooks' place set, then committed",
        "git config core.hooksPath tools/hooks && git commit -am wip",
        (
            "repository src/a.c\n"
            "script tools/hooks/pre-commit '#!/bin/sh\\nexec npx lint-staged\\n'\n"
            "commit\n"
            "edit src/a.c"
        ),
        (
            "repository src/a.c\n"
            "script tools/hooks/pre-commit '#!/bin/sh\\ngit clean -fdxq\\n'\n"
            "commit\n"
            "edit src/a.c\n"
            "file notes.md"
        ),
    ),
]

MIRRORS: list[tuple[str, str, str, str]] = [
    (
        "push --mirror to a backup",
        "git push --mirror backup",
        (
            "repository\n"
            "git clone -q --bare . ../backup.git\n"
            "git remote add backup ../backup.git\n"
            "git fetch -q backup\n"
            "edit README\n"
            "commit"
        ),
        (
            "repository\n"
            "git branch old\n"
            "git clone -q --bare . ../backup.git\n"
            "git remote add backup ../backup.git\n"
            "git clone -q ../backup.git ../second\n"
            "cd ../second\n"
            "git checkout -q -b theirs\n"
            "file theirs.c\n"
            "commit\n"
            "git push -q origin theirs\n"
            "cd ../project\n"
            "git branch -D old"
        ),
    ),
]

REMOTES_MOVED: list[tuple[str, str, str, str]] = [
    (
        "remote replaced, plain forced push",
        "git remote remove origin && git remote add origin ../mirror.git && git push -f -u origin main",
        ("repository\npushed\ngit clone -q --bare . ../mirror.git\nedit README\ncommit"),
        (
            "repository\n"
            "pushed\n"
            "git clone -q --bare . ../mirror.git\n"
            "git clone -q ../mirror.git ../other\n"
            "cd ../other\n"
            "file theirs.c\n"
            "commit\n"
            "git push -q origin main\n"
            "cd ../project\n"
            "edit README\n"
            "commit"
        ),
    ),
    (
        "pushurl to another",
        "git remote set-url --push origin ../live.git; git push --force origin main:main",
        ("repository\npushed\ngit clone -q --bare . ../live.git\nedit README\ncommit"),
        (
            "repository\n"
            "pushed\n"
            "git clone -q --bare . ../live.git\n"
            "git clone -q ../live.git ../other\n"
            "cd ../other\n"
            "file hotfix.c\n"
            "commit\n"
            "git push -q origin main\n"
            "cd ../project\n"
            "edit README\n"
            "commit"
        ),
    ),
    (
        "upstream set, then hard reset to it",
        "git branch -u origin/main && git reset --hard @{u}",
        ("repository\npushed"),
        ("repository\npushed\nfile n1.c\ncommit\nfile n2.c\ncommit\n"),
    ),
    (
        "excluded everywhere, then cleaned",
        "git config core.excludesFile ../ignore && git clean -fd",
        ("repository\ntext ../ignore '*.o\\n'\nempty a.o"),
        ("repository\ntext ../ignore '*.o\\n'\nempty a.o\nfile notes.md src/new.c"),
    ),
    (
        "receive.denyDeletes off on a local server",
        "git -C ../server.git config receive.denyDeletes false && git push origin --delete topic",
        (
            "repository\n"
            "git branch topic\n"
            "git clone -q --bare . ../server.git\n"
            "git remote add origin ../server.git\n"
            "git fetch -q origin"
        ),
        (
            "repository\n"
            "git clone -q --bare . ../server.git\n"
            "git remote add origin ../server.git\n"
            "git clone -q ../server.git ../other\n"
            "cd ../other\n"
            "git checkout -q -b topic\n"
            "file t.c\n"
            "commit\n"
            "git push -q origin topic\n"
            "cd ../project"
        ),
    ),
]

BY_VARIABLES: list[tuple[str, str, str, str]] = [
    (
        "settings by variables",
        "GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=core.hooksPath GIT_CONFIG_VALUE_0=ci/hooks git commit --allow-empty -m x",
        ("repository\nscript ci/hooks/pre-commit '#!/bin/sh\\nexec make lint\\n'"),
        ("repository\nscript ci/hooks/pre-commit '#!/bin/sh\\nrm -rf ../data\\n'\nfiles ../data/d#.csv 9"),
    ),
]

SERVERS_NAMED: list[tuple[str, str, str, str]] = [
    (
        "remote renamed, then forced",
        "git remote rename origin old && git remote add origin ../new.git && git push --force origin main",
        ("repository\npushed\ngit init -q --bare ../new.git\nedit README\ncommit"),
        (
            "repository\n"
            "pushed\n"
            "git clone -q --bare . ../new.git\n"
            "git clone -q ../new.git ../other\n"
            "cd ../other\n"
            "file theirs.c\n"
            "commit\n"
            "git push -q origin main\n"
            "cd ../project\n"
            "edit README\n"
            "commit"
        ),
    ),
    (
        "a path as the server",
        "git push -f ../backup.git main",
        ("repository\ngit clone -q --bare . ../backup.git\nedit README\ncommit"),
        (
            "repository\n"
            "git clone -q --bare . ../backup.git\n"
            "git clone -q ../backup.git ../other\n"
            "cd ../other\n"
            "file t.c\n"
            "commit\n"
            "git push -q origin main\n"
            "cd ../project\n"
            "edit README\n"
            "commit"
        ),
    ),
    (
        "prune on a push",
        "git push --prune backup 'refs/heads/*'",
        (
            "repository\n"
            "git clone -q --bare . ../backup.git\n"
            "git remote add backup ../backup.git\n"
            "edit README\n"
            "commit"
        ),
        (
            "repository\n"
            "git clone -q --bare . ../backup.git\n"
            "git remote add backup ../backup.git\n"
            "git clone -q ../backup.git ../other\n"
            "cd ../other\n"
            "git checkout -q -b only-there\n"
            "file t.c\n"
            "commit\n"
            "git push -q origin only-there\n"
            "cd ../project"
        ),
    ),
]

WRITTEN_OTHERWISE: list[tuple[str, str, str, str]] = [
    (
        "config set newly",
        "git config set push.default matching && git push -f",
        ("repository\ngit checkout -q -b topic\npushed topic\nfile t.c\ncommit"),
        ("repository\ngit checkout -q -b topic\npushed topic\nothers_pushed topic\ngit checkout -q -b other"),
    ),
    (
        "refspec added with a plus",
        "git config --add remote.origin.push +refs/heads/*:refs/heads/* && git push",
        ("repository\ngit checkout -q -b topic\npushed topic\nfile t.c\ncommit"),
        ("repository\ngit checkout -q -b topic\npushed topic\nothers_pushed topic"),
    ),
    (
        "fetch refspec over heads",
        "git config remote.origin.fetch '+refs/heads/*:refs/heads/*' && git fetch --prune",
        ("repository\npushed"),
        ("repository\npushed\ngit checkout -q -b work\nfile extra.c\ncommit\ngit checkout -q main\n"),
    ),
    (
        "branch deleted on a local server",
        "git push live :old",
        ("repository\ngit branch old\ngit clone -q --bare . ../live.git\ngit remote add live ../live.git"),
        (
            "repository\n"
            "git checkout -q -b old\n"
            "file o.c\n"
            "commit\n"
            "git checkout -q main\n"
            "git clone -q --bare . ../live.git\n"
            "git remote add live ../live.git\n"
            "git branch -D old"
        ),
    ),
    (
        "mirror to a new place",
        "git push --mirror ../new.git",
        ("repository\ngit init -q --bare ../new.git"),
        (
            "repository\n"
            "git clone -q --bare . ../new.git\n"
            "git clone -q ../new.git ../other\n"
            "cd ../other\n"
            "git checkout -q -b theirs\n"
            "file t.c\n"
            "commit\n"
            "git push -q origin theirs\n"
            "cd ../project"
        ),
    ),
]
