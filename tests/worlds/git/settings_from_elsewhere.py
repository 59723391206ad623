"""Worlds: settings of git that stand elsewhere, and work trees whose changes git does not show."""

from __future__ import annotations

FROM_ELSEWHERE: list[tuple[str, str, str, str]] = [
    (
        "tree: unknown files are not shown",
        "git worktree remove ../tree",
        ("repository\ngit worktree add -q -b work ../tree"),
        (
            "repository\n"
            "git worktree add -q -b work ../tree\n"
            "git config status.showUntrackedFiles no\n"
            "file ../tree/notes.md"
        ),
    ),
    (
        "tree: another is meant by a link",
        "git worktree remove ../t",
        ("repository\ngit worktree add -q -b work ../tree\nlink ../t tree"),
        (
            "repository\n"
            "git worktree add -q -b work ../tree\n"
            "link ../t tree\n"
            "text .git/info/exclude '.env'\n"
            "text ../tree/.env 'PASSWORD=x'"
        ),
    ),
]
FROM_ELSEWHERE_ASK: list[tuple[str, str, str]] = [
    (
        "push: settings of an included file",
        "git push",
        (
            "repository\n"
            "pushed\n"
            "others_pushed\n"
            "text more.cfg '[remote \"origin\"]\\n\tpush = +refs/heads/*:refs/heads/*\\n'\n"
            "git config include.path ../more.cfg"
        ),
    ),
    (
        "push: settings of the home",
        "git push",
        (
            "repository\n"
            "pushed\n"
            "others_pushed\n"
            "text ~/.gitconfig '[remote \"origin\"]\\n\tpush = +refs/heads/*:refs/heads/*\\n'"
        ),
    ),
    (
        "push: what matches by force",
        "git push",
        ("repository\npushed\nothers_pushed\ngit config remote.origin.push +:"),
    ),
    (
        "fetch: a branch of a commit made without a branch",
        "git fetch --prune",
        (
            "repository\n"
            "pushed\n"
            "git checkout -q --detach\n"
            "file x\n"
            "commit\n"
            "git branch work\n"
            "git checkout -q main\n"
            "git config remote.origin.fetch +refs/heads/*:refs/heads/*"
        ),
    ),
    (
        "fetch: a branch made by picking",
        "git fetch --prune",
        (
            "repository\n"
            "pushed\n"
            "git checkout -q -b work\n"
            "file x\n"
            "commit\n"
            "git checkout -q main\n"
            "git checkout -q -b picked main\n"
            "git cherry-pick --no-ff work\n"
            "git branch -D work\n"
            "git checkout -q main\n"
            "git config remote.origin.fetch +refs/heads/*:refs/heads/*"
        ),
    ),
    (
        "fetch: no record of branches",
        "git fetch --prune",
        (
            "repository\n"
            "pushed\n"
            "git config core.logAllRefUpdates false\n"
            "git checkout -q -b work\n"
            "file x\n"
            "commit\n"
            "git checkout -q main\n"
            "git config remote.origin.fetch +refs/heads/*:refs/heads/*"
        ),
    ),
    (
        "fetch: everything",
        "git fetch --prune",
        (
            "repository\n"
            "pushed\n"
            "git checkout -q -b work\n"
            "file x\n"
            "commit\n"
            "git checkout -q main\n"
            "git config remote.origin.fetch +refs/*:refs/*"
        ),
    ),
    (
        "tree: changes that are assumed to be none",
        "git worktree remove ../tree",
        (
            "repository\n"
            "git worktree add -q -b work ../tree\n"
            "cd ../tree\n"
            "git update-index --assume-unchanged README\n"
            "edit README\n"
            "cd ../project"
        ),
    ),
    (
        "tree: changes that are skipped",
        "git worktree remove ../tree",
        (
            "repository\n"
            "git worktree add -q -b work ../tree\n"
            "cd ../tree\n"
            "git update-index --skip-worktree README\n"
            "edit README\n"
            "cd ../project"
        ),
    ),
]
