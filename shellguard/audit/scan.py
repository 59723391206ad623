"""Finding the few among the many: looks for bytes that every match holds, and parses only that.

A line's answer and end are looked for within `_REACH` of the line itself: an end that came later than that
much of record is not shown by a filtered reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from shellguard.audit.filters import Filters
from shellguard.audit.segments import blocks_backwards

_REACH = 32 << 20
_BLOCK = 2 << 20
_NEAR = 1 << 15
_WORTH = 20  # reading one line's neighbourhood costs as much as reading so many lines
_MANY = 50
_ANY_DECIDED = re.compile(rb'"kind":"decided","id":"([^"]*)"')
_DECIDED = b'"kind":"decided","id":"'
_KIND_FROM, _KIND_TO = 35, 80


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that may match, and where the records behind it are: from `end` on, and in newer files."""

    line: bytes
    path: Path
    end: int
    newer: tuple[Path, ...]


class Scan:
    """Looks through segments, the newest first, for lines that may match the filters."""

    def __init__(self, filters: Filters, breathe: Callable[[], None] = lambda: None) -> None:
        self._filters = filters
        self._breathe = breathe
        self._groups = filters.needles()
        self._small = filters.small_needle()
        self._ends = filters.end_pattern()
        self._wanted: dict[
            bytes, int
        ] = {}  # ids whose line is looked for, and how many blocks ago they ended

    def pays(self, newest: Path) -> bool:
        """Whether looking is cheaper than reading everything, judged by the newest records."""
        if not (self._groups or self._small or self._ends):
            return False
        for _, block in blocks_backwards(newest, _BLOCK):
            few = len(self._starts(block)) * _WORTH < block.count(b"\n")
            self._wanted.clear()
            return few
        return True

    def hits(self, path: Path, newer: tuple[Path, ...]) -> Iterator[Hit]:
        """The lines of a segment that may match, the last first; *newer* are the segments after it."""
        for offset, block in blocks_backwards(path, _BLOCK):
            self._breathe()
            for start in self._starts(block):
                end = block.find(b"\n", start)
                line = block[start:end]
                if self._filters.may_match(line):
                    yield Hit(line, path, offset + end + 1, newer)

    def _starts(self, block: bytes) -> list[int]:
        """Where in a block the lines begin that hold what is looked for, the last first."""
        if self._ends is not None:
            places = self._ended(block, self._ends)
        elif self._groups:
            fewest = min(self._groups, key=lambda group: sum(block.count(needle) for needle in group))
            places = [place for needle in fewest for place in _places(block, needle)]
        else:
            places = _places(block.lower(), self._small)
        return sorted({block.rfind(b"\n", 0, place) + 1 for place in places}, reverse=True)

    def _ended(self, block: bytes, ends: re.Pattern[bytes]) -> list[int]:
        """Where the lines stand whose end or answer is wanted; those before this block are kept in mind."""
        wanted = self._wanted
        for match in ends.finditer(block):
            wanted[match.group(1)] = 0
        if not wanted:
            return []
        places = []
        if len(wanted) > _MANY:  # one look at each line is cheaper than many looks at the block
            for match in _ANY_DECIDED.finditer(block):
                if wanted.pop(match.group(1), None) is not None:
                    places.append(match.start())
        else:
            for name in list(wanted):
                place = block.rfind(_DECIDED + name + b'"')
                if place >= 0:
                    del wanted[name]
                    places.append(place)
        for name, age in list(wanted.items()):
            wanted[name] = age + 1
            if age * _BLOCK > _REACH:
                del wanted[name]
        return places


def records_behind(hit: Hit, name: bytes, *, ended: bool) -> list[bytes]:
    """The further records of a line, oldest first; with *ended* its end is waited for as far as `_REACH`."""
    needle = b'"id":"' + name + b'"'
    found: list[bytes] = []
    for block in _blocks_behind(hit, far=ended):
        for place in _places(block, needle):
            start = block.rfind(b"\n", 0, place) + 1
            line = block[start : block.find(b"\n", place)]
            kind = line[_KIND_FROM:_KIND_TO]
            if b'"kind":"decided"' in kind:  # the id was used again
                return found
            found.append(line)
            if b'"kind":"finished"' in kind:
                return found
    return found


def _blocks_behind(hit: Hit, *, far: bool) -> Iterator[bytes]:
    """Whole lines of the record from a hit on, a little first, then more at a time; across days if *far*."""
    size, left = _NEAR, _REACH
    start = hit.end
    for path in (hit.path, *hit.newer):
        with path.open("rb") as file:
            file.seek(start)
            rest = b""
            while left > 0 and (block := file.read(size)):
                left -= len(block)
                block = rest + block
                cut = block.rfind(b"\n") + 1
                rest = block[cut:]
                yield block[:cut]
                if not far:
                    return
                size = 1 << 20
        start = 0


def _places(block: bytes, needle: bytes) -> list[int]:
    places = []
    place = block.find(needle)
    while place >= 0:
        places.append(place)
        place = block.find(needle, place + len(needle))
    return places
