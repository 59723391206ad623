"""Pairs about commands of git that are typed seldom: (name, line, harmless, fatal)."""

from __future__ import annotations

_BRANCH_ON_THE_SERVER_ALONE = (
    "git init -q --bare -b main ../server.git\n"
    "repository\n"
    "git remote add origin ../server.git\n"
    "git push -q -u origin main\n"
    "git checkout -q -b work\n"
    "file extra.c\n"
    "commit\n"
    "file extra2.c\n"
    "commit\n"
    "git checkout -q main\n"
    "git push -q origin work\n"
    "git branch -D work"
)

SELDOM_USED: list[tuple[str, str, str, str]] = [
    (
        "a switch that throws away",
        "git switch --discard-changes main",
        "repository\ngit checkout -q -b w",
        "repository\ngit checkout -q -b w\nedit README",
    ),
    (
        "a switch -C onto a name in use",
        "git switch -C work",
        "repository",
        "repository\n"
        "git checkout -q -b work\n"
        "file extra.c\n"
        "commit\n"
        "file extra2.c\n"
        "commit\n"
        "git checkout -q main\n",
    ),
    (
        "branch -f moves a branch: forward, or off its commits",
        "git branch -f work main",
        "repository\ngit branch work\nedit README\ncommit",
        "repository\n"
        "git checkout -q -b work\n"
        "file extra.c\n"
        "commit\n"
        "file extra2.c\n"
        "commit\n"
        "git checkout -q main\n",
    ),
    (
        "branch -M over another",
        "git branch -M work",
        "repository",
        "repository\n"
        "git checkout -q -b work\n"
        "file extra.c\n"
        "commit\n"
        "file extra2.c\n"
        "commit\n"
        "git checkout -q main\n",
    ),
    (
        "update-ref -d",
        "git update-ref -d refs/heads/work",
        "repository\ngit branch work",
        "repository\n"
        "git checkout -q -b work\n"
        "file extra.c\n"
        "commit\n"
        "file extra2.c\n"
        "commit\n"
        "git checkout -q main\n",
    ),
    (
        "reset --hard to a commit ahead, or behind",
        "git reset --hard work",
        "repository\n"
        "git checkout -q -b work\n"
        "file extra.c\n"
        "commit\n"
        "file extra2.c\n"
        "commit\n"
        "git checkout -q main\n",
        "repository\ngit branch work\nfile mine.c\ncommit",
    ),
    (
        "reset --merge / --keep: clean, or with changes in the index",
        "git reset --merge",
        "repository",
        "repository\nedit src/a.c\ngit add src/a.c",
    ),
    (
        "read-tree -u --reset",
        "git read-tree -u --reset HEAD",
        "repository",
        "repository\nedit src/a.c",
    ),
    (
        "checkout-index -f -a",
        "git checkout-index -f -a",
        "repository",
        "repository\nedit src/a.c",
    ),
    (
        "git mv -f over another",
        "git mv -f a.c b.c",
        "repository a.c b.c",
        "repository a.c b.c\nedit b.c",
    ),
    (
        "clean with double force: a nested repository",
        "git clean -ffd",
        "repository\nfolder x",
        "repository\nfolder vendor\ncd vendor\nrepository\ncd ..",
    ),
    (
        "git -C elsewhere",
        "git -C ../api checkout -- .",
        "folder ../api\ncd ../api\nrepository\ncd ../project",
        "folder ../api\ncd ../api\nrepository\nedit README\ncd ../project",
    ),
    (
        "a repository with a remote that is only a folder beside, which goes too",
        "rm -rf ../a ../b.git",
        "folder ../a\ncd ../a\nrepository\npushed\ncd ../project",
        "folder ../a\n"
        "git init -q --bare -b main ../b.git\n"
        "cd ../a\n"
        "repository\n"
        "git remote add origin ../b.git\n"
        "git push -q -u origin main\n"
        "cd ../project",
    ),
    (
        "stash pop onto changes",
        "git checkout . && git stash pop",
        "repository\nedit README\ngit stash",
        "repository\nedit README\ngit stash\nedit src/b.c",
    ),
    (
        "push --mirror: same branches, or fewer than the server",
        "git push --mirror origin",
        "git init -q --bare -b main ../server.git\n"
        "repository\n"
        "git remote add origin ../server.git\n"
        "git push -q -u origin main\n",
        _BRANCH_ON_THE_SERVER_ALONE,
    ),
    (
        "push of nothing to a branch",
        "git push origin :work",
        "git init -q --bare -b main ../server.git\n"
        "repository\n"
        "git remote add origin ../server.git\n"
        "git push -q -u origin main\n"
        "git branch work\n"
        "git push -q origin work",
        _BRANCH_ON_THE_SERVER_ALONE,
    ),
    (
        "push +refspec",
        "git push origin +main",
        "git init -q --bare -b main ../server.git\n"
        "repository\n"
        "git remote add origin ../server.git\n"
        "git push -q -u origin main\n",
        "git init -q --bare -b main ../server.git\n"
        "repository\n"
        "git remote add origin ../server.git\n"
        "git push -q -u origin main\n"
        "edit README\n"
        "commit\n"
        "git push -q origin main\n"
        "git reset -q --hard HEAD~1\n"
        "file z.c\n"
        "commit\n"
        "others_pushed",
    ),
    (
        "worktree removed that is locked",
        "git worktree remove -f -f ../hot",
        "repository\ngit worktree add -q ../hot -b hot\ngit worktree lock ../hot",
        "repository\ngit worktree add -q ../hot -b hot\ngit worktree lock ../hot\nfiles ../hot/n#.c 5",
    ),
    (
        "submodule update with force",
        "git submodule update --init --force",
        "folder ../lib\n"
        "cd ../lib\n"
        "repository\n"
        "cd ../project\n"
        "repository\n"
        "git -c protocol.file.allow=always submodule add -q ../lib lib\n"
        "commit",
        "folder ../lib\n"
        "cd ../lib\n"
        "repository\n"
        "cd ../project\n"
        "repository\n"
        "git -c protocol.file.allow=always submodule add -q ../lib lib\n"
        "commit\n"
        "edit lib/README",
    ),
    (
        "skip-worktree: git does not see the change",
        "git checkout -f -- conf.ini",
        "repository conf.ini",
        "repository conf.ini\ngit update-index --skip-worktree conf.ini\nedit conf.ini",
    ),
    (
        "assume-unchanged and removed",
        "rm conf.ini",
        "repository conf.ini\npushed",
        "repository conf.ini\ngit update-index --assume-unchanged conf.ini\nedit conf.ini",
    ),
    (
        "intent to add only",
        "git checkout -- new.c",
        "repository new.c",
        "repository\nfile new.c\ngit add new.c\nedit new.c",
    ),
    (
        "staged and changed, then restore --staged --worktree",
        "git restore -SW .",
        "repository",
        "repository\nfile new.c\ngit add new.c",
    ),
    (
        "repack with prune",
        "git -c gc.pruneExpire=now gc",
        "repository",
        "repository\nedit README\ngit stash\ngit stash drop",
    ),
    (
        "deinit of a submodule: clean or with work",
        "git submodule deinit -f lib",
        "folder ../lib\n"
        "cd ../lib\n"
        "repository\n"
        "cd ../project\n"
        "repository\n"
        "git -c protocol.file.allow=always submodule add -q ../lib lib\n"
        "commit\n"
        "pushed\n",
        "folder ../lib\n"
        "cd ../lib\n"
        "repository\n"
        "cd ../project\n"
        "repository\n"
        "git -c protocol.file.allow=always submodule add -q ../lib lib\n"
        "commit\n"
        "pushed\n"
        "edit lib/README",
    ),
    (
        "gc that prunes: nothing dangling, or commits",
        "git reflog expire --expire=now --all && git gc --prune=now",
        "repository\npushed",
        "repository\npushed\nfile f.c\ncommit\ngit reset -q --hard HEAD~1",
    ),
    (
        "worktree prune after a folder was moved",
        "rm -rf ../hot && git worktree prune",
        "repository\npushed\ngit worktree add -q ../hot -b hot",
        "repository\npushed\ngit worktree add -q ../hot -b hot\nfiles ../hot/new#.c 5",
    ),
    (
        "remote branch removed: merged, or the only place",
        "git push origin --delete feature",
        "repository\npushed\ngit branch feature\ngit update-ref refs/remotes/origin/feature main",
        "repository\n"
        "pushed\n"
        "git checkout -q -b feature\n"
        "file f.c\n"
        "commit\n"
        "pushed feature\n"
        "git checkout -q main\n"
        "git branch -D feature",
    ),
    (
        "a folder called as a repository's own: nothing in it, or a part of a history",
        "rm -rf .git",
        "folder .git/hooks .git/info",
        "folder .git/hooks\ntext .git/objects/aa/bb 'x'",
    ),
]
