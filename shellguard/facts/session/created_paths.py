"""What short lines of a session brought forth: a path that one began and only they touched.

A scaffold that was tried out, a folder that was built in: to make it again, the lines are typed again. What
a person wrote into it meanwhile was changed at another time than while such a line ran: it speaks against.
"""

from __future__ import annotations

import os
import re
import stat
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from shellguard.facts.deadline import Deadline
from shellguard.facts.files.places import contains
from shellguard.facts.files.rebuilt import folder_evidence, is_authored, is_kept, is_precious
from shellguard.facts.files.resolve import place_of
from shellguard.facts.files.tree import Walk, entries
from shellguard.facts.machine.mounts import read_mounts
from shellguard.facts.session.renames import Renaming, followed
from shellguard.knowledge.loading import load
from shellguard.parsing.builtins import CHANGING_FOLDER
from shellguard.parsing.script import OUTPUT_INTO, WRITING, Hole, Script, SimpleCommand, Word
from shellguard.parsing.shell_state import ShellState

Stays = Callable[[str], bool]
_MOST_RUNS = 256
_MOST_BEGUN = 64
_MOST_WORDS = 24
_BESIDE = 300.0
_NUMBERING = ("split", "csplit")
_FOUNDING = ("mkdir", "tar", "unzip")
_PACKED = re.compile(r"\.(?:tar(?:\.\w+)?|t[gbx]z2?|zip)$")
MARGIN = 0.02
"""Seconds that a file system's clock may lag behind the machine's."""


@dataclass(frozen=True, slots=True)
class Run:
    """A line that ran.

    Attributes:
        begun, ended: when, in seconds since the epoch.
        makes: it did nothing but make things.
        paths: what it names and was not there before it.
        sources: what it made them from, if that is needed to make them again.
        typed: what it wrote stands in the line itself, and so in the history.
        numbers: it puts endings of its own behind the name that it is given (`split`).
    """

    begun: float
    ended: float
    makes: bool
    paths: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    typed: bool = False
    numbers: bool = False

    def finds(self, source: str) -> bool:
        """Whether what the line read still holds something, and what it parted is as it was."""
        try:
            status = os.stat(source)
        except (OSError, ValueError):
            return False
        if not stat.S_ISREG(status.st_mode):
            return True
        return status.st_size > 0 and not (self.numbers and status.st_mtime > self.ended)

    def covers(self, *stamps: float) -> bool:
        return all(self.begun - MARGIN <= stamp <= self.ended for stamp in stamps)


class Runs:
    """The lines of one session and when they ran. Only `look_before` may be called on another thread: what it
    leaves counts for the very line that it was given, so one that comes too late counts for none.
    """

    def __init__(self) -> None:
        self._runs: deque[Run] = deque(maxlen=_MOST_RUNS)
        self._begun: deque[tuple[str, Run]] = deque(maxlen=_MOST_BEGUN)
        self._underway: tuple[Run, float] | None = None
        self._ends: deque[tuple[float, float]] = deque(maxlen=_MOST_RUNS)
        self.begun = 0.0  # when the latest line began
        self._looked: tuple[Script, tuple[str, ...], tuple[str, ...]] | None = None

    def look_before(self, script: Script, shell: ShellState) -> None:
        """Looks which of the paths that a line names are there before it runs, and which are not.

        That may take for ever: not for a thread on which others wait.
        """
        named = _local(script, shell) if shell.cwd else ()
        there = tuple(path for path in named if os.path.lexists(path))
        self._looked = (script, tuple(path for path in named if path not in there), there)

    def begin(self, script: Script, now: float) -> None:
        """A line is about to run; it founds nothing unless it was looked at before."""
        self.begun = now
        longest = _longest(script.commands)
        looked, self._looked = self._looked, None
        paths, there = looked[1:] if looked is not None and looked[0] is script else ((), ())
        converts = any(_converts(one) for one in script.commands)
        makes = longest > 0 and not (converts and not there)
        numbers = any(one.program in _NUMBERING for one in script.commands)
        run = Run(now, 0.0, makes, paths, there if converts else (), _types(script), numbers)
        self._underway = (run, longest)

    @property
    def idle(self) -> bool:
        """Whether nothing is underway."""
        return self._underway is None

    def end(self, at: float) -> None:
        """It has ended `at` seconds since the epoch. What took longer is worth more than typing it again."""
        if self._underway is None:
            return
        run, longest = self._underway
        self._underway = None
        self._ends.append((run.begun, at))
        if not (run.makes or run.paths):
            return
        makes = run.makes and at - run.begun <= longest
        run = Run(run.begun, at, makes, run.paths, run.sources, run.typed, run.numbers)
        if run.makes:
            self._runs.append(run)
        self._begun.extend((path, run) for path in run.paths)

    def pass_over(self) -> None:
        """Another line runs: of what was underway no end was heard."""
        self._underway = None

    def end_of(self, begun: float) -> float | None:
        """When the line that began then had ended; None for one of which no end was heard."""
        return next((ended for one, ended in self._ends if one == begun), None)

    def follow(self, renaming: Renaming) -> None:
        """What a line began stands elsewhere now."""
        begun = [(followed(path, renaming), run) for path, run in self._begun]
        self._begun = deque(begun, maxlen=_MOST_BEGUN)

    def began(self, path: str) -> Run | None:
        """The line that named `path`, or what holds it, before that was there; the latest."""
        named = ((one, run) for one, run in reversed(self._begun) if path.startswith(one))
        return next((run for one, run in named if run.numbers or contains(one, path)), None)

    def made(self, path: str, status: os.stat_result, first: Run, built: bool, stays: Stays) -> bool:
        """Whether a file was last touched while lines ran that make things.

        What people write, too, counts only where the line that began it made it, or a tool's folder holds it,
        or where it was typed as a part of a line.
        """
        stamps = (status.st_mtime, status.st_ctime)
        if not stat.S_ISREG(status.st_mode):
            return stat.S_ISLNK(status.st_mode)
        if is_kept(path):
            return False
        by_hand = not built and (is_authored(path) or is_precious(path))
        again = [
            one for one in self._runs if all(stays(source) and one.finds(source) for source in one.sources)
        ]
        wrote = [one for one in again if not by_hand or one.typed or one == first]
        written, changed = stamps
        return any(one.covers(written) for one in wrote) and any(one.covers(changed) for one in again)


def brought_forth(
    path: str, status: os.stat_result, runs: Runs, stays: Stays, deadline: Deadline
) -> Iterator[tuple[str, os.stat_result, bool]]:
    """Every file at or below `path`, and whether the session's lines made it, but what tools make again.

    Nothing where no line of the session began it. What could not be seen counts as not made. `stays` tells
    whether a path stands and stays where it is.
    """
    first = runs.began(path)
    if first is None:
        return
    if not stat.S_ISDIR(status.st_mode):
        yield path, status, runs.made(path, status, first, False, stays)
        return
    walk, skip, built = Walk(), set[str](), list[str]()
    for entry, seen in entries(path, deadline, walk, skip):
        if not stat.S_ISDIR(seen.st_mode):
            within = any(entry.path.startswith(one) for one in built)
            yield entry.path, seen, runs.made(entry.path, seen, first, within, stays)
        elif (evidence := folder_evidence(entry.path)) is not None:
            built.append(f"{entry.path}/")
            if evidence.parts:
                skip.update(f"{entry.path}/{part}" for part in evidence.parts)
            elif not evidence.mixed:
                skip.add(entry.path)
    if not walk.complete or walk.unreadable or walk.other_devices:
        yield path, status, False


@cache
def _makers() -> dict[str, dict[str, Any]]:
    return {program: entry for entry in load("making")["producing"] for program in entry["program"]}


def _longest(commands: tuple[SimpleCommand, ...]) -> float:
    """How long a line may take that only makes things; 0 for one that does more than that."""
    least = 0.0
    for command in commands:
        longest = _time_of(command)
        if not longest:
            return 0.0
        least = min(least or longest, longest)
    return least


def _time_of(command: SimpleCommand) -> float:
    data = load("making")
    program = command.program
    if any(one.host for one in command.nested):
        return 0.0
    if program in (*data["beside"], *CHANGING_FOLDER, ""):
        writes = any(one.operator in WRITING for one in command.redirections)
        within = [_longest(one.script.commands) for one in command.nested]
        written = len(command.words) == 1 and any(one.body is not None for one in command.redirections)
        taken = writes and not written and program in data["handing_on"]
        return 0.0 if taken else min((_BESIDE, *within))
    entry = _makers().get(program)
    if entry is None or any(re.search(entry["apart"], word.text) for word in command.words[1:]):
        return 0.0
    return float(entry["longest"])


def may_found(script: Script) -> bool:
    """Whether a line may begin something that only its session touches."""
    founds = any(command.program in _FOUNDING or command.program in _makers() for command in script.commands)
    return founds or _types(script)


def _types(script: Script) -> bool:
    """Whether a line holds a here-document, or the words that it prints into a file."""
    return any(
        one.body is not None or (_says(command) and one.operator in OUTPUT_INTO)
        for command in script.commands
        for one in command.redirections
    )


def _says(command: SimpleCommand) -> bool:
    return command.program in ("echo", "printf") and all(_values(word) for word in command.words)


def _values(word: Word) -> tuple[str, ...]:
    """What a word is, in a loop over words of the line in each of its turns; () where that is not known."""
    if word.value is not None:
        return (word.value,)
    holes = [piece for piece in word.pieces if piece.hole is not Hole.NONE]
    if len({piece.name for piece in holes}) != 1 or not all(piece.name for piece in holes):
        return ()
    turns = holes[0].candidates if all(one.candidates == holes[0].candidates for one in holes) else ()
    return tuple(
        "".join(piece.text if piece.hole is Hole.NONE else turn for piece in word.pieces) for turn in turns
    )


def _converts(command: SimpleCommand) -> bool:
    return bool(_makers().get(command.program, {}).get("converts"))


def _local(script: Script, shell: ShellState) -> tuple[str, ...]:
    """The paths that a line names, on disks of this machine: others may hang."""
    if not may_found(script):
        return ()
    mounts = read_mounts()
    named = ((path, mounts.over(path)) for path in _named(script, shell))
    return tuple(path for path, mount in named if mount is None or not mount.network)


def _named(script: Script, shell: ShellState) -> Iterator[str]:
    """The paths that the words of a line may stand for, however they are meant."""
    seen = 0
    for command in script.commands:
        written = [one.target for one in command.redirections if one.target is not None]
        values = (value for word in (*command.words[1:], *written) for value in _values(word))
        for said in values:
            value = said.partition("=")[2] or said
            if value and not value.startswith("-") and "://" not in value and ".." not in value:
                seen += 1
                if seen <= _MOST_WORDS:
                    yield from filter(None, (place_of(one, False, shell.cwd).path for one in _meant(value)))


def _meant(value: str) -> tuple[str, ...]:
    """A word as it stands; of an archive also the folder that most hold, here."""
    folder = _PACKED.sub("", value.rpartition("/")[2])
    return (value, folder) if folder != value.rpartition("/")[2] else (value,)
