"""Pairs about files that the session put aside and puts back: (name, line, harmless, fatal)."""

from __future__ import annotations

HOOK = "repository\nscript .git/hooks/pre-commit '#!/bin/sh\\nmake lint\\n'"
AWAY = "ran 'mv .git/hooks/pre-commit .git/hooks/pre-commit.off'"
BACK = "mv .git/hooks/pre-commit.off .git/hooks/pre-commit"
KEYS = "file ~/.ssh/authorized_keys"

PUT_BACK: list[tuple[str, str, str, str]] = [
    (
        "a hook that was put aside, or another",
        BACK,
        f"{HOOK}\n{AWAY}",
        f"{HOOK}\ncopy .git/hooks/pre-commit .git/hooks/pre-commit.off\nremove .git/hooks/pre-commit",
    ),
    (
        "a hook as it was, or written into meanwhile",
        BACK,
        f"{HOOK}\n{AWAY}",
        f"{HOOK}\n{AWAY}\nedit .git/hooks/pre-commit.off",
    ),
    (
        "back where it was, or where another has come to be",
        BACK,
        f"{HOOK}\n{AWAY}",
        f"{HOOK}\n{AWAY}\nscript .git/hooks/pre-commit '#!/bin/sh\\nmake\\n'",
    ),
    (
        "keys put back where they were, or somebody's put there",
        "mv ~/.ssh/$K ~/.ssh/authorized_keys",
        f"{KEYS}\nfile ~/.ssh/new\nran 'mv ~/.ssh/authorized_keys ~/.ssh/old'\nvar K old",
        f"{KEYS}\nfile ~/.ssh/new\nran 'mv ~/.ssh/authorized_keys ~/.ssh/old'\nvar K new",
    ),
    (
        "a unit put back from a folder, or from one that failed to take it",
        "mv off/web.service ~/.config/systemd/user/ && systemctl --user daemon-reload",
        "file ~/.config/systemd/user/web.service\nfolder off\nran 'mv ~/.config/systemd/user/web.service off/'",
        "file ~/.config/systemd/user/web.service\nfile off/web.service\nran 'mv -n ~/.config/systemd/user/web.service off/'\nremove ~/.config/systemd/user/web.service",
    ),
]
