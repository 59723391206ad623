"""Answers what parsing asked the world for: a pattern's matches, a script file's text, what a link runs."""

from __future__ import annotations

import os
import re
import shlex
import stat

from shellguard.facts.deadline import Deadline
from shellguard.facts.files.globbing import matches
from shellguard.facts.git.checked_out_text import text_in
from shellguard.facts.included_files import with_taken_in
from shellguard.facts.session.copied_programs import original_of
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.nested.checked_out import IN_COMMIT
from shellguard.parsing.nested.gist import gist
from shellguard.parsing.script import Needs
from shellguard.parsing.shell_state import ShellState, Supplied

LONGEST_SCRIPT = 256 * 1024
_MOST_LOOKED_THROUGH = 2 << 20
FOR_A_SHELL = re.compile(rb"#![^\n]{0,80}\b(?:ba|da|k|z|a)?sh\b")
_NAMED_FOR_A_SHELL = (".sh", ".bash")
_OF_THE_SYSTEM = knowledge("families").names("system_folders")
_MANY_IN_ONE = frozenset(("busybox", "toybox", "coreutils"))  # these go by the name that they are called by
_MOST_ANSWERS = 64
_WORTH_STARTING_MS = 5.0  # with less git may not have been started
_INSTALLED = knowledge("installed").texts("folders")
_APART = knowledge("installed").texts("apart")
_OTHERS_WRITE = 0o022


def supply(needs: Needs, shell: ShellState, *, budget_ms: float = 10.0) -> Supplied:
    """Looks up globs and files. What can't be told within the budget is left out: it stays unknown, and late.

    `budget_ms` is in milliseconds. A file that is no regular, readable text of at most 256 kB is None, unless
    it is a shell's script, and so is one that the system has installed.
    """
    deadline = Deadline(budget_ms)
    options = shell.pattern_options
    globs = {}
    for pattern in sorted(needs.globs)[:_MOST_ANSWERS]:
        found = matches(pattern, shell.cwd, options, deadline)
        if found is not None:
            globs[pattern] = found
    files: dict[str, str | None] = {}

    def placed(name: str) -> str:
        return name if name.startswith("/") else f"{shell.cwd}/{name}" if shell.cwd else ""

    for name in sorted(needs.files)[:_MOST_ANSWERS]:
        commit, apart, inner = name.partition(IN_COMMIT)
        path = placed(inner if apart else name)
        if apart and path:
            text = text_in(commit, path, deadline)
            if text is not None or deadline.remaining_ms > _WORTH_STARTING_MS:
                files[name] = text
        elif path and not deadline.expired:
            text = script_text(path)
            files[name] = linked_program(path) or copied_program(path) if text is None else text
    asked = frozenset(filter(placed, sorted(needs.files)[:_MOST_ANSWERS]))
    late = asked - files.keys()
    return Supplied(globs, with_taken_in(files, lambda name: script_text(placed(name)), deadline), late)


def linked_program(path: str) -> str | None:
    """What a script would hold that does what a link of one's own to a program of the system does."""
    try:
        if not os.path.islink(path) or os.path.dirname(path) in _OF_THE_SYSTEM:
            return None
        program = os.path.realpath(path)
    except (OSError, ValueError):
        return None
    folder, name = os.path.split(program)
    called = os.path.basename(path)
    its_version = name.removeprefix(called).strip("0123456789.-")
    if folder not in _OF_THE_SYSTEM or name in _MANY_IN_ONE or not its_version:
        return None
    return f'exec {shlex.quote(program)} "$@"\n'


def copied_program(path: str) -> str | None:
    """As `linked_program`, for a copy under another name."""
    program = original_of(path)
    return f'exec {shlex.quote(program)} "$@"\n' if program else None


def script_text(path: str) -> str | None:
    """The text of a script file; None when it is no regular text file that we may read, or too long.

    Of a long script for a shell it is what may destroy.
    """
    try:
        # Opening a device or a pipe can have consequences of its own, so what it is comes first.
        if not stat.S_ISREG(os.stat(path).st_mode):
            return None
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    except (OSError, ValueError):
        return None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or _is_installed(path, status):
            return None
        data = os.read(descriptor, LONGEST_SCRIPT + 1)
        longer = len(data) > LONGEST_SCRIPT and b"\0" not in data
        if longer and FOR_A_SHELL.match(data) is None and not path.endswith(_NAMED_FOR_A_SHELL):
            return None
        if longer:
            data += os.read(descriptor, _MOST_LOOKED_THROUGH)
    except OSError:
        return None
    finally:
        os.close(descriptor)
    text, packed, _ = data.partition(b"\0")
    if packed:  # what unpacks itself is a script as far as its lines go
        text = text[: text.rfind(b"\n") + 1] if text.startswith(b"#!") else b""
    said = text.decode("utf-8", errors="replace")
    if len(text) > LONGEST_SCRIPT:
        return gist(said)
    return said if text or not packed else None


def _is_installed(path: str, status: os.stat_result) -> bool:
    """Whether a file stands where programs are installed, and only the system may write it."""
    if status.st_uid or status.st_mode & _OTHERS_WRITE or not path.startswith(_INSTALLED):
        return False
    real = os.path.realpath(path)
    return real.startswith(_INSTALLED) and not real.startswith(_APART)
