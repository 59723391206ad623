"""Answers what parsing asked the world for: a pattern's matches, a script file's text."""

from __future__ import annotations

import os
import stat

from shellguard.facts.deadline import Deadline
from shellguard.facts.globbing import matches
from shellguard.knowledge.loading import load
from shellguard.parsing.script import Needs
from shellguard.parsing.shell_state import ShellState, Supplied

LONGEST_SCRIPT = 256 * 1024
_MOST_ANSWERS = 64
_INSTALLED: tuple[str, ...] = tuple(load("installed")["folders"])
_APART: tuple[str, ...] = tuple(load("installed")["apart"])
_OTHERS_WRITE = 0o022


def supply(needs: Needs, shell: ShellState, *, budget_ms: float = 10.0) -> Supplied:
    """Looks up globs and files. What can't be told within the budget is left out: it stays unknown.

    `budget_ms` is in milliseconds. A file that is no regular, readable text of at most 256 kB is None, and so
    is one that the system has installed.
    """
    deadline = Deadline(budget_ms)
    options = shell.options or frozenset()
    globs = {}
    for pattern in sorted(needs.globs)[:_MOST_ANSWERS]:
        found = matches(pattern, shell.cwd, options, deadline)
        if found is not None:
            globs[pattern] = found
    files = {}
    for name in sorted(needs.files)[:_MOST_ANSWERS]:
        path = name if name.startswith("/") else f"{shell.cwd}/{name}" if shell.cwd else ""
        if path and not deadline.expired:
            files[name] = script_text(path)
    return Supplied(globs, files)


def script_text(path: str) -> str | None:
    """The text of a script file; None when it is no regular text file that we may read, or too long."""
    try:
        # Opening a device or a pipe can have consequences of its own, so what it is comes first.
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116
            return None
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    except (OSError, ValueError):
        return None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > LONGEST_SCRIPT or _is_installed(path, status):
            return None
        data = os.read(descriptor, LONGEST_SCRIPT + 1)
    except OSError:
        return None
    finally:
        os.close(descriptor)
    if len(data) > LONGEST_SCRIPT or b"\0" in data:
        return None
    return data.decode("utf-8", errors="replace")


def _is_installed(path: str, status: os.stat_result) -> bool:
    """Whether a file stands where programs are installed, and only the system may write it."""
    if status.st_uid or status.st_mode & _OTHERS_WRITE or not path.startswith(_INSTALLED):
        return False
    real = os.path.realpath(path)
    return real.startswith(_INSTALLED) and not real.startswith(_APART)
