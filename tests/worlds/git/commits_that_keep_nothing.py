"""Worlds in which what a line commits, merges or pushes first keeps nothing: (name, line, fatal)."""

from __future__ import annotations

COMMITS_KEEP_NOTHING = [
    (
        "all but what is excepted",
        "git add . ':!photos' && git commit -qm p && rm -rf photos",
        "repository\nfiles photos/x#.jpg 20",
    ),
    (
        "all but what is excepted, otherwise",
        "git add -A . ':^photos' && git commit -qm p && rm -rf photos",
        "repository\nfiles photos/x#.jpg 20",
    ),
    (
        "all but what is excepted, in words",
        "git add -A -- . ':(exclude)photos' && git commit -qm p && git clean -fd",
        "repository\nfiles photos/x#.jpg 20",
    ),
    (
        "a commit of all but a file",
        "git commit -qm x . ':!README' && git reset --hard",
        "repository\nedit README src/a.c",
    ),
    (
        "a stash of all but a folder",
        "git stash push -- . ':!src' && git reset --hard",
        "repository\nedit README src/a.c",
    ),
    (
        "with its record",
        "git add photos && git commit -qm p && rm -rf photos .git",
        "repository\nfiles photos/x#.jpg 20",
    ),
    (
        "with its record, by the whole",
        "git add photos && git commit -qm p && cd .. && rm -rf project",
        "repository\nfiles photos/x#.jpg 20",
    ),
    (
        "the record after it",
        "git add photos && git commit -qm p && rm -rf photos && rm -rf .git",
        "repository\nfiles photos/x#.jpg 20",
    ),
    (
        "set back after it",
        "git add photos && git commit -qm p && rm -rf photos && git reset -q --hard HEAD~1",
        "repository\nfiles photos/x#.jpg 20",
    ),
    (
        "set back after it to what the server has",
        "git commit -qam wip && git reset --hard @{u}",
        "repository\npushed\nedit src/a.c\ngit config branch.main.remote origin\ngit config branch.main.merge refs/heads/main",
    ),
    (
        "the branch goes that took it",
        "git commit -qam wip && git checkout -q main && git branch -D topic",
        "repository\ngit checkout -q -b topic\nedit src/a.c",
    ),
    (
        "the branch goes that took new files",
        "git add photos && git commit -qm p && git checkout -q main && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfiles photos/x#.jpg 20",
    ),
    (
        "the branch goes that was made and took it",
        "git checkout -q -b tmp && git commit -qam wip && git checkout -q main && git branch -D tmp",
        "repository\nedit src/a.c",
    ),
    (
        "taken out by the full name of git",
        "git add photos README && /usr/bin/git reset -q -- photos && git commit -qm p && rm -rf photos",
        "repository\nedit README\nfiles photos/x#.jpg 20",
    ),
    (
        "taken out by command",
        "git add photos README && command git reset -q -- photos && git commit -qm p && rm -rf photos",
        "repository\nedit README\nfiles photos/x#.jpg 20",
    ),
    (
        "in another repository, by the environment",
        "GIT_DIR=../b/.git git commit -qam w && git reset --hard",
        "folder ../b\ncd ../b\nrepository\ncd ../project\nrepository\nedit src/a.c",
    ),
    (
        "in another repository, by env",
        "env GIT_DIR=../b/.git git commit -qam w && git reset --hard",
        "folder ../b\ncd ../b\nrepository\ncd ../project\nrepository\nedit src/a.c",
    ),
    (
        "in another repository, exported",
        "export GIT_DIR=../b/.git && git commit -qam w && unset GIT_DIR && git reset --hard",
        "folder ../b\ncd ../b\nrepository\ncd ../project\nrepository\nedit src/a.c",
    ),
    (
        "with another list of files",
        "GIT_INDEX_FILE=/tmp/i.idx git add photos && git commit -qm p README && rm -rf photos",
        "repository\nedit README\nfiles photos/x#.jpg 20",
    ),
    (
        "more is put there after it",
        "git add photos && git commit -qm p && mv ../new.jpg photos/ && rm -rf photos",
        "repository\nfiles photos/x#.jpg 20\nimage ../new.jpg",
    ),
    ("not, and then", "! git commit -qam wip && git reset --hard", "repository\nedit src/a.c"),
    ("only where it failed", "git commit -qam wip || git reset --hard", "repository\nedit src/a.c"),
    ("behind a filter", "git commit -qam wip | tail -1 && git reset --hard", "repository\nedit src/a.c"),
    (
        "behind a filter, new files",
        "git add photos && git commit -qm p | cat && rm -rf photos",
        "repository\nfiles photos/x#.jpg 20",
    ),
    (
        "in the background",
        "git add photos && git commit -qm p & rm -rf photos",
        "repository\nfiles photos/x#.jpg 20",
    ),
    (
        "where nothing waits for it",
        "git add photos && (git commit -qm p; true) && rm -rf photos",
        "repository\nfiles photos/x#.jpg 20",
    ),
    ("help of it", "git commit --help -a && git reset --hard", "repository\nedit src/a.c"),
    ("help of it in short", "git commit -h -a && git reset --hard", "repository\nedit src/a.c"),
    (
        "the option is a message",
        "git commit --allow-empty -m -a && git reset --hard",
        "repository\nedit src/a.c",
    ),
    (
        "the option is a message, once more",
        "git commit -m --all --allow-empty && git reset --hard",
        "repository\nedit src/a.c",
    ),
    (
        "the option stands behind two signs",
        "git commit --allow-empty -m x -- -a && git reset --hard",
        "repository\nedit src/a.c",
    ),
    (
        "to be put there later",
        "git add -N photos && git commit -qam p && rm -rf photos",
        "repository\nfiles photos/x#.jpg 20",
    ),
    (
        "a pattern of git's that is another's name",
        "git add 'photos/a*' && git commit -qm p && rm -rf photos",
        "repository\nfiles photos/x#.jpg 20",
    ),
    (
        "in other letters",
        "git add Photos && git commit -qm p && rm -rf photos",
        "repository\nfiles photos/x#.jpg 20\nfiles Photos/y#.jpg 2",
    ),
    (
        "merged on no branch",
        "git checkout -q --detach && git merge -q topic && git checkout -q main && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
    ),
    (
        "merged into what goes, too",
        "git checkout -q -b tmp && git merge -q topic && git checkout -q main && git branch -D topic && git branch -D tmp",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
    ),
    (
        "merged into what goes first",
        "git checkout -q tmp && git merge -q topic && git checkout -q main && git branch -D topic && git branch -D tmp",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\ngit branch tmp",
    ),
    (
        "not merged",
        "! git merge topic && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
    ),
    (
        "merged or not",
        "git merge topic; git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
    ),
    (
        "merged or true",
        "git merge topic || true; git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
    ),
    (
        "merged, and set back to before",
        "git merge topic && git reset --hard ORIG_HEAD && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
    ),
    (
        "merged, and the branch put elsewhere",
        "git merge topic && git checkout -q --orphan new && git branch -D main && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
    ),
    (
        "merged elsewhere by the environment",
        "GIT_DIR=../b/.git git merge topic && git branch -D topic",
        "folder ../b\ncd ../b\nrepository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\ncd ../project\nrepository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
    ),
    (
        "merged squashed, and set back",
        "git merge --squash topic && git reset -q --hard && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
    ),
    (
        "merged behind a filter",
        "git merge topic | tail -1 && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
    ),
    (
        "rebased, and stopped",
        "git rebase topic || git rebase --abort; git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main",
    ),
    (
        "pushed into what is removed",
        "git push origin topic && git branch -D topic && rm -rf ../bare.git",
        "folder ../bare.git\ncd ../bare.git\ngit init -q --bare\ncd ../project\nrepository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\ngit config remote.origin.url ../bare.git",
    ),
    (
        "pushed, and written over there",
        "git push origin topic && git branch -D topic && git push -f origin main:topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\npushed",
    ),
    (
        "pushed, and taken away there",
        "git push origin topic && git branch -D topic && git push origin --delete topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\npushed",
    ),
    (
        "pushed, and taken away there by a sign",
        "git push origin topic && git branch -D topic && git push origin :topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\npushed",
    ),
    (
        "pushed, and pruned there",
        "git push origin topic && git branch -D topic && git push --prune origin 'refs/heads/*'",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\npushed",
    ),
    (
        "pushed only for show",
        "git push --dry-run origin topic && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\npushed",
    ),
    (
        "pushed only for show, in short",
        "git push -n origin topic && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\npushed",
    ),
    (
        "another one is pushed",
        "git push origin main && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\npushed",
    ),
    (
        "another one under its name",
        "git push origin main:topic && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\npushed",
    ),
    (
        "pushed from elsewhere",
        "GIT_DIR=../b/.git git push origin topic && git branch -D topic",
        "folder ../b\ncd ../b\nrepository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\ncd ../project\nrepository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\npushed",
    ),
    (
        "pushed from a folder beside",
        "(cd ../b && git push origin topic) && git branch -D topic",
        "folder ../b\ncd ../b\nrepository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\ncd ../project\nrepository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\npushed",
    ),
    (
        "not pushed",
        "! git push origin topic && git branch -D topic",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\npushed",
    ),
    (
        "if it is not pushed",
        "if ! git push origin topic; then git branch -D topic; fi",
        "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main\npushed",
    ),
]
