"""Running git where its files don't answer at once; nothing that the settings name runs with it."""

from __future__ import annotations

import os
import subprocess

from shellguard.facts.deadline import Deadline

_LEAST_MS = 3.0
# A repository's settings name programs (monitors, hooks, transports); none of them may start because we look.
_SWITCHES = (
    "--no-pager",
    "--no-optional-locks",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "protocol.allow=never",
    "-c",
    "submodule.recurse=false",
    "-c",
    "core.untrackedCache=false",
)
_SETTINGS = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_ASKPASS": "/bin/false",
    "SSH_ASKPASS": "/bin/false",
    "GIT_SSH_COMMAND": "/bin/false",
    "LC_ALL": "C",
}
_KEPT = ("PATH", "HOME")


def git(folder: str, arguments: tuple[str, ...], deadline: Deadline) -> str | None:
    """What git prints, or None when it failed, is not there, or the budget ended."""
    if deadline.remaining_ms < _LEAST_MS:
        return None
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ} | _SETTINGS
    try:
        done = subprocess.run(
            ["git", *_SWITCHES, "-C", folder, *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=deadline.remaining_ms / 1000,
            check=True,
        )
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return done.stdout.decode("utf-8", errors="surrogateescape")


def count_commits(folder: str, arguments: tuple[str, ...], deadline: Deadline) -> int | None:
    """How many commits `git rev-list` finds; None when that could not be told."""
    answer = git(folder, ("rev-list", "--count", "--max-count=1000", *arguments), deadline)
    try:
        return int(answer) if answer is not None else None
    except ValueError:
        return None
