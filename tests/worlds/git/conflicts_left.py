"""Pairs about conflicts that are left, and what stays when a branch is set back: (name, line, harmless, fatal)."""

from __future__ import annotations

CONFLICTS: list[tuple[str, str, str, str]] = [
    (
        "all set back in a pick: as it stopped, or resolved by hand",
        "git reset --hard",
        (
            "repository src/a.c src/b.c\ngit checkout -q -b work\ntext src/a.c one\ncommit\n"
            "git checkout -q main\ntext src/a.c two\ncommit\ngit_stops cherry-pick work"
        ),
        (
            "repository src/a.c src/b.c\ngit checkout -q -b work\ntext src/a.c one\ncommit\n"
            "git checkout -q main\ntext src/a.c two\ncommit\ngit_stops cherry-pick work\n"
            "text src/a.c 'both, by hand\\nand three\\nfour\\n'"
        ),
    ),
    (
        "a commit taken back: no stash, or one",
        "git reset --soft HEAD~1 && git stash drop",
        "repository\nfile x\ncommit",
        "repository\nedit src/a.c\ngit stash\nfile x\ncommit",
    ),
    (
        "begun anew without a history: pushed, or here alone",
        (
            "git checkout --orphan fresh && git add -A && git commit -m start && git branch "
            "-D main && git branch -m main"
        ),
        "repository\npushed",
        "repository\nfile x\ncommit",
    ),
]
