"""Running git where its files don't answer at once; nothing that the settings name runs with it."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterable

from shellguard.facts.deadline import Deadline
from shellguard.facts.repository.repository import Repository

_LEAST_MS = 3.0
_SCHEDULED = 2  # the clock of a process that Linux counts by its scheduler
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


def git(place: str | Repository, arguments: tuple[str, ...], deadline: Deadline) -> str | None:
    """What git prints in a folder or a repository; None when it failed, is not there, or the budget ended."""
    if deadline.remaining_ms < _LEAST_MS:
        return None
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ} | _SETTINGS
    try:
        with subprocess.Popen(
            ["git", *_SWITCHES, *_at(place), *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            printed = _printed(process, deadline)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return printed.decode("utf-8", errors="surrogateescape") if process.returncode == 0 else None


def _at(place: str | Repository) -> tuple[str, ...]:
    if isinstance(place, str):
        return ("-C", place)
    apart = (f"--git-dir={place.folder}", f"--work-tree={place.root}") if place.apart else ()
    return (*apart, "-C", place.root)


def _printed(process: subprocess.Popen[bytes], deadline: Deadline) -> bytes:
    """What it prints; it is killed once it has worked as long as there was time, not for waiting alone."""
    wait = deadline.remaining_ms
    while True:
        try:
            return process.communicate(timeout=wait / 1000)[0]
        except subprocess.TimeoutExpired:
            wait = deadline.remaining_beside(_worked(process.pid))
            if wait <= 0:
                process.kill()
                process.communicate()
                return b""


def _worked(pid: int) -> float:
    """Seconds of processor time that a child of ours has had so far; all there are where nobody tells."""
    try:
        return time.clock_gettime(~pid << 3 | _SCHEDULED)
    except OSError:
        return float("inf")


def held_by_no_name(
    *starts: str, going: Iterable[str] = (), kept: Iterable[str] = (), tags: bool = True
) -> tuple[str, ...]:
    """Arguments of `git rev-list`: commits to which *starts* lead, and no branch, remote or tag does.

    Branches that are *going* (their short names) hold nothing; further revisions that are *kept* do.
    """
    apart = (f"--exclude={branch}" for branch in going)
    return (*starts, "--not", *kept, *apart, "--branches", "--remotes", *(("--tags",) if tags else ()), "--")


def count_commits(repository: Repository, arguments: tuple[str, ...], deadline: Deadline) -> int | None:
    """How many commits `git rev-list` finds; None when that could not be told."""
    answer = git(repository, ("rev-list", "--count", "--max-count=1000", *arguments), deadline)
    try:
        return int(answer) if answer is not None else None
    except ValueError:
        return None
