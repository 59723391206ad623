"""What lines of a session changed in files: `sed -i` and its like, which change them again when typed again.

Whether a file held what git has before such a line ran is told by its size and time then: git's index keeps
those of the state that it has.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from shellguard.facts.deadline import Deadline
from shellguard.facts.files.resolve import place_of
from shellguard.facts.files.tree import Walk, entries
from shellguard.facts.git.question import above_pattern
from shellguard.facts.machine.mounts import read_mounts
from shellguard.facts.repository.index import Entry
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import WRITING, Nested, Script, SimpleCommand, Word
from shellguard.parsing.shell_state import ShellState

_MOST, _MOST_FILES, _MOST_OF_ONE = 3000, 1000, 15
_LOOKING = 200.0
"""Milliseconds for looking through a folder."""
_PASSED_OVER = (".git", "node_modules", ".venv", "target")
_MOST_WORDS = 16
_MARGIN = 0.02
"""Seconds that a file system's clock may lag behind the machine's."""
_LONGEST = 20.0
"""What a line worked on for longer is worth more than typing it again."""


@dataclass(frozen=True, slots=True)
class Change:
    """One file that a line changed: its size and time (ns) before, and when the line ran (seconds)."""

    path: str
    size: int
    modified: int
    begun: float = 0.0
    ended: float = 0.0


class TypedChanges:
    """Of one session. Only `look_before` may be called on another thread."""

    def __init__(self) -> None:
        self._changes: dict[str, tuple[Change, ...]] = {}
        self._looked: tuple[Script, tuple[Change, ...]] | None = None
        self._underway: tuple[Change, ...] = ()

    def look_before(self, script: Script, shell: ShellState) -> None:
        """Sees how the files are that a line changes. That may take for ever: not for a serving thread."""
        paths = _changed_by(script, shell) if shell.cwd else ()
        self._looked = (script, tuple(_as_it_is(paths)))

    def begin(self, script: Script, now: float) -> int:
        """A line is about to run; how many files it changes."""
        looked, self._looked = self._looked, None
        found = looked[1] if looked is not None and looked[0] is script else ()
        self._underway = tuple(replace(one, begun=now) for one in found)
        return len(found)

    def end(self, at: float) -> None:
        """It has ended `at` seconds since the epoch, however it ended: what it changed it changed."""
        for one in self._underway:
            if at - one.begun <= _LONGEST:
                before = self._changes.pop(one.path, ())
                self._changes[one.path] = (*before[-_MOST_OF_ONE:], replace(one, ended=at))
        for path in list(self._changes)[: max(0, len(self._changes) - _MOST)]:
            del self._changes[path]
        self._underway = ()

    def pass_over(self) -> None:
        """Another line runs: of what was underway no end was heard."""
        self._underway = ()

    def all_of(self, path: str, status: os.stat_result, entry: Entry, written: int) -> bool:
        """Whether the file at `path` was what git's index has, until lines of the session alone changed it.

        `written`: when the index was written, in nanoseconds; an entry as young as that tells nothing.
        """
        if not stat.S_ISREG(status.st_mode) or entry.modified >= written:
            return False
        modified, last = status.st_mtime_ns, status.st_ctime_ns
        for change in reversed(self._changes.get(path, ())):
            if not _within(change, modified) or not _within(change, last):
                continue
            if (change.modified, change.size) == (entry.modified, entry.size):
                return True
            modified = last = change.modified
        return False


def may_change(script: Script) -> bool:
    """Whether a line may change a file, and does so again when it is typed again."""
    commands = script.commands
    changes = any(_editing(one) or _written(one) or one.nested for one in commands)
    return changes and all(_repeats(one) for one in commands)


def _within(change: Change, stamp: int) -> bool:
    return change.begun - _MARGIN <= stamp / 1e9 <= change.ended


def _as_it_is(paths: tuple[str, ...]) -> Iterator[Change]:
    """The files that these paths are, or that lie below them."""
    mounts = read_mounts() if paths else None
    left = _MOST_FILES
    for path in paths:
        mount = mounts.over(path) if mounts is not None else None
        if mount is not None and mount.network:
            continue
        for file, status in _files(path):
            left -= 1
            if left < 0:
                return
            yield Change(file, status.st_size, status.st_mtime_ns)


def _files(path: str) -> Iterator[tuple[str, os.stat_result]]:
    try:
        status = os.lstat(path)
    except (OSError, ValueError):
        return
    if stat.S_ISREG(status.st_mode):
        yield path, status
    elif stat.S_ISDIR(status.st_mode):
        skip = set[str]()
        for entry, seen in entries(path, Deadline(_LOOKING), Walk(), skip):
            if stat.S_ISREG(seen.st_mode):
                yield entry.path, seen
            elif entry.name in _PASSED_OVER:
                skip.add(entry.path)


def _changed_by(script: Script, shell: ShellState) -> tuple[str, ...]:
    """The files that a line may change, and folders of them; none where it does more than that."""
    if not may_change(script):
        return ()
    hands_on = any(one.nested for one in script.commands)
    found: list[str] = []
    for command in script.commands:
        words = command.words[1:] if hands_on or _editing(command) else ()
        for word in (*words, *_written(command))[:_MOST_WORDS]:
            text = above_pattern(word) or ""
            if text and not text.startswith("-") and "://" not in text:
                found.append(place_of(text, False, shell.cwd).path)
    named = [path for path in dict.fromkeys(found) if path and os.path.lexists(path)]
    return tuple(named or ([shell.cwd] if hands_on else []))


def _written(command: SimpleCommand) -> tuple[Word, ...]:
    """What the command's output is written into."""
    return tuple(
        one.target for one in command.redirections if one.operator in WRITING and one.target is not None
    )


@cache
def _entries() -> dict[str, dict[str, Any]]:
    return {program: entry for entry in load("making")["changing"] for program in entry["program"]}


def _repeats(command: SimpleCommand) -> bool:
    """Whether all that a command does is changing files as its own words say, or printing."""
    data = knowledge("making")
    if command.frames or any(one.host for one in command.nested):
        return False
    if any(one.body is not None for one in command.redirections):
        return False  # what a person wrote
    if command.program in data.names("listing"):
        return not _written(command) and all(map(_edits, command.nested))
    return _editing(command) or (command.program in data.names("telling") and not command.nested)


def _edits(nested: Nested) -> bool:
    """Whether what a program runs for what it finds changes files as its words say, and nothing else."""
    return bool(nested.script.commands) and all(map(_editing, nested.script.commands))


def _editing(command: SimpleCommand) -> bool:
    entry = _entries().get(command.program)
    words = [word.text for word in command.words[1:]]
    if entry is None or command.nested:
        return False
    return any(re.fullmatch(entry["by"], word) for word in words)
