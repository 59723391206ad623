"""Pairs about rebases given up, histories made anew, and repositories spoken to from without: (name, line, harmless, fatal)."""

from __future__ import annotations

GIVEN_UP: list[tuple[str, str, str, str]] = [
    (
        "a rebase given up: nothing, or another file, was changed since",
        "git rebase --abort",
        (
            "repository src/a.c src/b.c\ngit checkout -q -b work\ntext src/a.c one\ncommit\n"
            "git checkout -q main\ntext src/a.c two\ncommit\ngit checkout -q work\n"
            "git_stops rebase main"
        ),
        (
            "repository src/a.c src/b.c\ngit checkout -q -b work\ntext src/a.c one\ncommit\n"
            "git checkout -q main\ntext src/a.c two\ncommit\ngit checkout -q work\n"
            "git_stops rebase main\nedit src/b.c"
        ),
    ),
    (
        "a commit of a rebase skipped: nothing, or another file, was changed since",
        "git rebase --skip",
        (
            "repository src/a.c src/b.c\ngit checkout -q -b work\ntext src/a.c one\ncommit\n"
            "git checkout -q main\ntext src/a.c two\ncommit\ngit checkout -q work\n"
            "git_stops rebase main"
        ),
        (
            "repository src/a.c src/b.c\ngit checkout -q -b work\ntext src/a.c one\ncommit\n"
            "git checkout -q main\ntext src/a.c two\ncommit\ngit checkout -q work\n"
            "git_stops rebase main\nedit src/b.c"
        ),
    ),
    (
        "a conflict made anew: as git left it, or put together by hand",
        "git checkout --conflict=diff3 src/a.c",
        (
            "repository src/a.c src/b.c\ngit checkout -q -b work\ntext src/a.c one\ncommit\n"
            "git checkout -q main\ntext src/a.c two\ncommit\ngit_stops merge work"
        ),
        (
            "repository src/a.c src/b.c\ngit checkout -q -b work\ntext src/a.c one\ncommit\n"
            "git checkout -q main\ntext src/a.c two\ncommit\ngit_stops merge work\n"
            "text src/a.c 'one and two, put together by hand\\nand more'"
        ),
    ),
    (
        "notes deleted: kept under another name, or the last",
        "git update-ref -d refs/notes/commits",
        "repository\ngit notes add -m reviewed\ngit update-ref refs/notes/kept refs/notes/commits",
        "repository\ngit notes add -m reviewed",
    ),
    (
        "a history filtered: all pushed, or with a commit of one's own",
        "git filter-repo --force --path src",
        "repository\npushed",
        "repository\npushed\nfile x\ncommit",
    ),
    (
        "dot files checked out over the home: none there, or one's own",
        "git --git-dir=$HOME/.dotfiles --work-tree=$HOME checkout -f main",
        ("home\nfolder dots\ncd dots\nrepository .bashrc .vimrc\nhome\ngit clone -q --bare dots .dotfiles"),
        (
            "home\nfolder dots\ncd dots\nrepository .bashrc .vimrc\nhome\n"
            "git clone -q --bare dots .dotfiles\ntext .bashrc 'alias ll=ls\\nexport EDITOR=vim\\n'"
        ),
    ),
    (
        "gh sets the branch to the server's: pushed, or with a commit of one's own",
        "gh repo sync --force",
        "repository\npushed",
        "repository\npushed\nfile x\ncommit",
    ),
    (
        "from without: nothing, or a commit on no branch, is left behind",
        "git -C project checkout main",
        "repository\ngit checkout -q --detach\ncd ..",
        "repository\ngit checkout -q --detach\nfile x\ncommit\ncd ..",
    ),
    (
        "a branch begun anew from without: merged, or with a commit of its own",
        "git -C project checkout -B work main",
        "repository\ngit branch work\ncd ..",
        "repository\ngit checkout -q -b work\nfile x\ncommit\ngit checkout -q main\ncd ..",
    ),
    (
        "the record of moves removed: all is in a branch, or a commit only there",
        "rm -rf .git/logs",
        "repository\nfile x\ncommit",
        "repository\nfile x\ncommit\ngit reset -q --hard HEAD~1",
    ),
    (
        "a bisect ended: nothing, or a commit of one's own, on the way",
        "git bisect reset",
        "repository\nfile x\ncommit\ngit bisect start HEAD HEAD~1",
        "repository\nfile x\ncommit\nfile y\ncommit\ngit bisect start HEAD HEAD~2\nfile z\ncommit",
    ),
]
