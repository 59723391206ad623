"""What lines of a session made from something that still stands: copies, unpacked archives, downloads.

The memory alone lowers nothing. It only says what to compare: each file must have been made while its line
ran, must not have been changed since, and what it was made from must be as it was before.
"""

from __future__ import annotations

import os
import stat
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from shellguard.facts.deadline import Deadline
from shellguard.facts.files.content_samples import same_in_places
from shellguard.facts.files.places import contains, is_temporary
from shellguard.facts.files.resolve import Place
from shellguard.facts.files.tree import Walk, entries
from shellguard.facts.name_pattern import fits
from shellguard.facts.session.created_paths import Runs, brought_forth
from shellguard.facts.session.derivation import Made, Making
from shellguard.facts.session.firewall_openings import Doors
from shellguard.facts.session.makings_in_line import made_by
from shellguard.facts.session.moved_aside import MovedAside
from shellguard.facts.session.named_creations import NamedMakings
from shellguard.facts.session.renames import Renaming, followed, renaming_by
from shellguard.facts.session.repeated_edits import TypedChanges
from shellguard.parsing.script import Script
from shellguard.parsing.shell_state import ShellState

MOST_MADE = 64
_MARGIN = 0.02
"""Seconds that a file system's clock may lag behind the machine's."""
_JUMP = 1.0
"""Seconds by which the clock may be set without making its times worthless here."""
_MOST_COMPARED = 4 << 20
_MOST_READ = 32
"""Copies whose content is read, too; of further ones their sizes and times tell enough."""


class Makings:
    """What the lines of one session made, and when they ran. Not shared between threads."""

    def __init__(self) -> None:
        self.runs = Runs()
        self.named = NamedMakings()
        self.doors = Doors()
        self.moved_aside = MovedAside()
        self.changes = TypedChanges()
        self._made: deque[Made] = deque(maxlen=MOST_MADE)
        self._underway: tuple[Made, ...] = ()
        self._renaming: Renaming = ()

    def look_before(self, script: Script, shell: ShellState) -> None:
        """Looks at what a line may make, before it runs; see `Runs.look_before`."""
        self.runs.look_before(script, shell)
        self.named.look_before(script, shell)
        self.moved_aside.look_before(script, shell)
        self.changes.look_before(script, shell)

    def begin(self, script: Script, shell: ShellState, began: float | None = None) -> int:
        """A line is about to run, or has begun at *began*. What it makes counts once it has ended well.

        Returns how many things it makes, takes away or changes that are told by name.
        """
        now, clock = time.time() if began is None else began, _clock()
        found = made_by(script, shell) if shell.cwd else ()
        self.runs.begin(script, now)
        self._renaming = renaming_by(script, shell)
        self._underway = tuple(replace(one, begun=now, clock=clock) for one in found)
        told = (self.named.begin(script), self.doors.begin(script), self.moved_aside.begin(script))
        return sum(told) + self.changes.begin(script, now)

    def end(self, well: bool, at: float) -> None:
        """The line has ended `at` seconds since the epoch. What did not end well counts for nothing."""
        if self.runs.idle:
            return
        ended = min(at, time.time() - _MARGIN)
        self.runs.end(ended)
        self.named.end(well)
        self.doors.end(well)
        self.moved_aside.end(well, ended)
        self.changes.end(ended)
        if well:
            self._made.extend(replace(one, ended=ended) for one in self._underway)
            self._follow()
        self._underway = ()

    def _follow(self) -> None:
        """What was renamed is known by its new name."""
        renaming, self._renaming = self._renaming, ()
        if renaming:
            there = [
                replace(one, path=followed(one.path, renaming), origin=followed(one.origin, renaming))
                for one in self._made
            ]
            self._made = deque(there, maxlen=MOST_MADE)
            self.runs.follow(renaming)

    def pass_over(self) -> None:
        """Another line runs: of what was underway no end was heard."""
        self._renaming = ()
        if not self.runs.idle:
            self._underway = ()
            for one in (self.runs, self.named, self.doors, self.moved_aside, self.changes):
                one.pass_over()

    def __bool__(self) -> bool:
        return bool(self._made)

    def near(self, path: str) -> tuple[Made, ...]:
        """What was made at, above or below `path`, the latest first; none of it once the clock was set."""
        if not self._made:
            return ()
        clock = _clock()
        return tuple(
            one
            for one in reversed(self._made)
            if (contains(one.path, path) or contains(path, one.path)) and abs(one.clock - clock) < _JUMP
        )

    def made_of(self, path: str) -> Iterator[Made]:
        """What was copied, packed or unpacked from exactly this."""
        return (one for one in self._made if one.origin == path)

    def aside(self, path: str, shell: ShellState) -> tuple[Made, ...]:
        """What was made of `path`, or of a folder above it, where it stays; none once the clock was set."""
        kinds, clock = (Making.COPIED, Making.PACKED, Making.COMPARED), _clock() if self._made else 0.0
        of = (one for one in reversed(self._made) if one.how in kinds and contains(one.origin, path))
        return tuple(
            one for one in of if abs(one.clock - clock) < _JUMP and not is_temporary(one.path, shell)
        )


@dataclass(slots=True)
class Remade:
    """What was met of which all comes back: how many files, their bytes, the newest, and why it does."""

    files: int = 0
    total_bytes: int = 0
    newest: float | None = None
    made: Made | None = None
    begun: bool = False

    @property
    def copied(self) -> bool:
        return self.made is not None and self.made.how is Making.COPIED

    @property
    def reason(self) -> str:
        """As a clause; "" where there is nothing but empty files."""
        if self.begun:
            return "begun in this session, and only touched by lines that make such things"
        if self.made is None:
            return ""
        name = self.made.origin.rpartition("/")[2]
        if self.made.how is Making.COPIED:
            return f"a copy that was made in this session; {name} still holds the same"
        if self.made.how is Making.UNPACKED:
            return f"unpacked from {name} in this session and not changed since"
        return "downloaded in this session and not changed since"


def comes_again(
    path: str, status: os.stat_result, makings: Makings, going: tuple[Place, ...], deadline: Deadline
) -> Remade | None:
    """Whether all that `path` holds comes back by what lines of the session did; `going` is what now goes."""
    found = _remade(path, status, makings, going, deadline)
    return found or _begun_here(path, status, makings, going, deadline)


def _remade(
    path: str, status: os.stat_result, makings: Makings, going: tuple[Place, ...], deadline: Deadline
) -> Remade | None:
    """Whether all that `path` holds was made in the session, is unchanged, and its origin stands.

    `going` are the paths that the line itself takes or changes: no origin may be among them.
    """
    standing = [one for one in makings.near(path) if _comes_from(one, makings, going)]
    if not standing:
        return None
    found = Remade()
    for file, seen in _files(path, status, deadline):
        if seen is None or deadline.expired:
            return None
        if seen.st_size or not stat.S_ISREG(seen.st_mode):
            read = found.files < _MOST_READ
            by = next((one for one in standing if _holds_again(file, seen, one, read)), None)
            if by is None:
                return None
            if found.made is None or not found.copied:
                found.made = by
        found.files += 1
        found.total_bytes += seen.st_size
        found.newest = max(found.newest or 0.0, seen.st_mtime)
    return found if found.made is not None else None


def _begun_here(
    path: str, status: os.stat_result, makings: Makings, going: tuple[Place, ...], deadline: Deadline
) -> Remade | None:
    """Whether a line of the session began `path`, and all that it holds was made by lines or comes back."""
    near = [one for one in makings.near(path) if _comes_from(one, makings, going)]

    def stays(source: str) -> bool:
        return os.path.lexists(source) and not any(_may_take(one, source) for one in going)

    found = Remade(begun=True)
    for file, seen, made in brought_forth(path, status, makings.runs, stays, deadline):
        read = found.files < _MOST_READ
        if deadline.expired or not (made or any(_holds_again(file, seen, one, read) for one in near)):
            return None
        found.files += 1
        found.total_bytes += seen.st_size
        found.newest = max(found.newest or 0.0, seen.st_mtime)
    return found if found.files else None


def _files(
    path: str, status: os.stat_result, deadline: Deadline
) -> Iterator[tuple[str, os.stat_result | None]]:
    """Every file at or below `path`; a None in the place of what could not be seen."""
    if not stat.S_ISDIR(status.st_mode):
        yield path, status
        return
    walk = Walk()
    for entry, seen in entries(path, deadline, walk):
        if not stat.S_ISDIR(seen.st_mode):
            yield entry.path, seen
    if not walk.complete or walk.unreadable or walk.other_devices:
        yield path, None


def _comes_from(made: Made, makings: Makings, going: tuple[Place, ...]) -> bool:
    """Whether what something was made from is still to be had: it stands, or is fetched again itself."""
    if not made.origin or _stands(made, going):
        return True
    fetched = (one for one in makings.near(made.origin) if one.how is Making.DOWNLOADED)
    if made.how is not Making.UNPACKED:
        return False
    try:
        seen = os.stat(made.origin)
    except FileNotFoundError:
        return any(one.path == made.origin and one.ended <= made.begun for one in fetched)
    except (OSError, ValueError):
        return False
    return any(_holds_again(made.origin, seen, one, False) for one in fetched)


def _stands(made: Made, going: tuple[Place, ...]) -> bool:
    """Whether what something was made from stands, and stays; a copied folder's files are looked at later."""
    if any(_may_take(one, made.origin) for one in going):
        return False
    try:
        seen = os.stat(made.origin)
    except (OSError, ValueError):
        return False
    return made.how is Making.COPIED or (stat.S_ISREG(seen.st_mode) and seen.st_ctime < made.begun - _MARGIN)


def _may_take(going: Place, origin: str) -> bool:
    """Whether what a line takes may be an origin, above it or a part of it."""
    if contains(origin, going.path) or not going.pattern:
        return contains(origin, going.path) or contains(going.path, origin)
    if not contains(going.path, origin):
        return False
    first = going.pattern.partition("/")[0]
    name = origin[len(going.path.rstrip("/")) + 1 :].partition("/")[0]
    return any(sign in first for sign in "(^") or fits(name.lower(), first.lower())


def _holds_again(file: str, seen: os.stat_result, made: Made, read: bool) -> bool:
    """Whether `file` is as the line left it, and can be had from where it came from."""
    within = made.begun - _MARGIN <= seen.st_ctime <= made.ended
    if not within or not contains(made.path, file):
        return False
    if made.how is Making.UNPACKED:  # an archive tells when its files were changed: before
        return seen.st_mtime < made.begun - _MARGIN and stat.S_ISREG(seen.st_mode)
    if made.how is Making.DOWNLOADED:
        return stat.S_ISREG(seen.st_mode)
    return _same(file, seen, made.origin + file[len(made.path) :], made, read)


def _same(file: str, seen: os.stat_result, origin: str, made: Made, read: bool) -> bool:
    """Whether what a file was copied from has not been changed since before, and holds the same."""
    try:
        first = os.lstat(origin)
        if stat.S_IFMT(first.st_mode) != stat.S_IFMT(seen.st_mode) or os.path.samestat(first, seen):
            return False
        if stat.S_ISLNK(seen.st_mode):
            return os.readlink(origin) == os.readlink(file)
        if not stat.S_ISREG(seen.st_mode) or first.st_size != seen.st_size:
            return False
        if first.st_ctime >= made.begun - _MARGIN:
            return False
        if not read or seen.st_size > _MOST_COMPARED:
            return same_in_places(origin, file, seen.st_size)
        return Path(origin).read_bytes() == Path(file).read_bytes()
    except (OSError, ValueError):
        return False


def _clock() -> float:
    return time.time() - time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
