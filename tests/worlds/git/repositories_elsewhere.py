"""Worlds: repositories and work trees that variables and options name."""

from __future__ import annotations

ELSEWHERE: list[tuple[str, str, str, str]] = [
    (
        "C: another repository reset",
        "git -C ../api reset --hard",
        ("repository\nedit README\nfolder ../api\ncd ../api\nrepository\ncd ../project\n"),
        ("repository\nfolder ../api\ncd ../api\nrepository\ncd ../project\nedit ../api/src/a.c"),
    ),
    (
        "cd and clean -x",
        "cd api && git clean -fdx",
        (
            "folder api\n"
            "cd api\n"
            "repository package.json index.js .gitignore\n"
            "text .gitignore 'node_modules/\\n.env\\n'\n"
            "commit\n"
            "files node_modules/a/#.js 5\n"
            "cd .."
        ),
        (
            "folder api\n"
            "cd api\n"
            "repository package.json index.js .gitignore\n"
            "text .gitignore 'node_modules/\\n.env\\n'\n"
            "commit\n"
            "files node_modules/a/#.js 5\n"
            "text .env 'STRIPE=sk_live_1'\n"
            "cd .."
        ),
    ),
    (
        "work tree elsewhere",
        "GIT_WORK_TREE=../site git checkout -f main",
        ("repository\ncopy src ../site/src\ncopy README ../site/README"),
        ("repository\ncopy src ../site/src\ncopy README ../site/README\nedit ../site/src/a.c"),
    ),
    (
        "exported GIT_DIR",
        "export GIT_DIR=../api/.git; git branch -D work",
        ("repository\nfolder ../api\ncd ../api\nrepository\ngit branch work\ncd ../project"),
        (
            "repository\n"
            "folder ../api\n"
            "cd ../api\n"
            "repository\n"
            "git checkout -q -b work\n"
            "file extra.c\n"
            "commit\n"
            "git checkout -q main\n"
            "cd ../project"
        ),
    ),
]

DOTFILES: list[tuple[str, str, str, str]] = [
    (
        "dotfiles of a bare repository",
        "git --git-dir=$HOME/.dotfiles --work-tree=$HOME reset --hard",
        (
            "home\n"
            "git init -q --bare -b main .dotfiles\n"
            "file .bashrc .vimrc\n"
            "git --git-dir=.dotfiles --work-tree=. add .bashrc .vimrc\n"
            "git --git-dir=.dotfiles --work-tree=. commit -q -m dots\n"
            ""
        ),
        (
            "home\n"
            "git init -q --bare -b main .dotfiles\n"
            "file .bashrc .vimrc\n"
            "git --git-dir=.dotfiles --work-tree=. add .bashrc .vimrc\n"
            "git --git-dir=.dotfiles --work-tree=. commit -q -m dots\n"
            "edit .bashrc"
        ),
    ),
    (
        "dotfiles by alias",
        "dot checkout -f",
        (
            "home\n"
            "git init -q --bare -b main .dotfiles\n"
            "file .bashrc .vimrc\n"
            "git --git-dir=.dotfiles --work-tree=. add .bashrc .vimrc\n"
            "git --git-dir=.dotfiles --work-tree=. commit -q -m dots\n"
            "alias dot 'git --git-dir=$HOME/.dotfiles --work-tree=$HOME'"
        ),
        (
            "home\n"
            "git init -q --bare -b main .dotfiles\n"
            "file .bashrc .vimrc\n"
            "git --git-dir=.dotfiles --work-tree=. add .bashrc .vimrc\n"
            "git --git-dir=.dotfiles --work-tree=. commit -q -m dots\n"
            "alias dot 'git --git-dir=$HOME/.dotfiles --work-tree=$HOME'\n"
            "edit .vimrc"
        ),
    ),
    (
        "two repositories in a loop",
        "for d in api web; do git -C $d reset --hard; done",
        ("folder api web\ncd api\nrepository\ncd ../web\nrepository\ncd .."),
        ("folder api web\ncd api\nrepository\ncd ../web\nrepository\nedit README\ncd .."),
    ),
    (
        "all worktrees pruned",
        "git worktree list --porcelain | awk '/^worktree/{print $2}' | tail -n +2 | xargs -n1 git worktree remove --force",
        ("repository\ngit worktree add -q ../a -b a"),
        ("repository\ngit worktree add -q ../a -b a\nedit ../a/src/a.c"),
    ),
]

OF_THE_SESSION: list[tuple[str, str, str, str]] = [
    (
        "GIT_DIR of the session",
        "git branch -D work",
        (
            "repository\n"
            "folder ../api\n"
            "cd ../api\n"
            "repository\n"
            "git branch work\n"
            "cd ../project\n"
            "git branch work\n"
            "var GIT_DIR ../api/.git"
        ),
        (
            "repository\n"
            "folder ../api\n"
            "cd ../api\n"
            "repository\n"
            "git checkout -q -b work\n"
            "file extra.c\n"
            "commit\n"
            "git checkout -q main\n"
            "cd ../project\n"
            "git branch work\n"
            "var GIT_DIR ../api/.git"
        ),
    ),
]

BY_ENVIRONMENT: list[tuple[str, str, str, str]] = [
    (
        "env in front",
        "env GIT_DIR=../api/.git git branch -D work",
        ("folder ../api\ncd ../api\nrepository\ngit branch work\ncd ../project"),
        (
            "folder ../api\n"
            "cd ../api\n"
            "repository\n"
            "git checkout -q -b work\n"
            "file extra.c\n"
            "commit\n"
            "git checkout -q main\n"
            "cd ../project"
        ),
    ),
    (
        "GIT_DIR taken away again",
        "unset GIT_DIR; git reset --hard",
        ("repository\nvar GIT_DIR /nowhere/.git"),
        ("repository\nedit src/a.c\nvar GIT_DIR /nowhere/.git"),
    ),
]

EACH_OF_THEM: list[tuple[str, str, str, str]] = [
    (
        "work tree of a bare deployment",
        "git --work-tree=../www --git-dir=../site.git checkout -f main",
        (
            "folder ../www\n"
            "cd ../www\n"
            "repository index.html\n"
            "git clone -q --bare . ../site.git\n"
            "remove .git\n"
            "cd ../project\n"
            "git --work-tree=../www --git-dir=../site.git reset -q"
        ),
        (
            "folder ../www\n"
            "cd ../www\n"
            "repository index.html\n"
            "git clone -q --bare . ../site.git\n"
            "remove .git\n"
            "edit index.html\n"
            "cd ../project\n"
            "git --work-tree=../www --git-dir=../site.git reset -q"
        ),
    ),
    (
        "xargs over repositories",
        "ls -d */ | xargs -I{} git -C {} checkout .",
        ("folder a\ncd a\nrepository\ncd ..\nfolder b\ncd b\nrepository\ncd .."),
        ("folder a\ncd a\nrepository\ncd ..\nfolder b\ncd b\nrepository\nedit README\ncd .."),
    ),
]
