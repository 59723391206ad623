"""Checking the chain: names every record that is not as it was written, and says what a chain can't show."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from shellguard.audit import chain
from shellguard.audit.segments import Segment, lines_forwards, segments_in

_MOST_PROBLEMS = 100
_MARK = b',"hash":"'
_NOTED = re.compile(rb'\{"at":"[^"]{24}","n":\d+,"kind":"(?:pruned|forgot|torn)"')

CANNOT_SHOW = (
    "A chain shows edits, gaps, repetitions and reordering. It can't show that its newest records were cut"
    " off, nor that all of it was written anew by somebody with your rights: for that keep the head elsewhere"
    " and check with `shellguard log verify --expect HEAD`."
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One place where the chain does not hold. `line` counts from 1 in its segment."""

    segment: str
    line: int
    n: int | None
    what: str


@dataclass(slots=True)
class Verification:
    """What checking found.

    Attributes:
        records: how many records were read.
        first_n: the number of the first record; above 0 when older ones were pruned.
        head: the hash of the last record.
        forgotten: numbers of the records that were forgotten on request.
        torn: how often a crash tore the last line.
        expected_at: the number of the record whose hash was expected, or None.
        incomplete: bytes of a last line that is being written, or was torn just now.
    """

    records: int = 0
    segments: int = 0
    first_n: int = 0
    head: str = chain.GENESIS
    problems: list[Problem] = field(default_factory=list)
    forgotten: list[int] = field(default_factory=list)
    torn: int = 0
    expected_at: int | None = None
    incomplete: int = 0

    @property
    def good(self) -> bool:
        return not self.problems


def verify(folder: Path, expect: str = "") -> Verification:
    """Reads the whole record once. With *expect*, a head that was kept elsewhere has to be in it.

    Raises:
        OSError: a segment can't be read.
    """
    check = _Check(expect.strip().lower())
    segments = segments_in(folder)
    for segment in segments:
        check.segment(segment, last=segment is segments[-1])
    check.close()
    return check.result


class _Check:
    def __init__(self, expect: str) -> None:
        self.result = Verification()
        self._expect = expect.encode()
        self._before: bytes | None = chain.GENESIS.encode()  # None: not known, after a line that is no record
        self._next_n = 0
        self._tombstones: dict[int, tuple[str, int]] = {}
        self._forgot: set[int] = set()
        self._pruned: set[tuple[int, str]] = set()
        self._first = (0, chain.GENESIS)
        self._first_name = ""

    def segment(self, segment: Segment, *, last: bool) -> None:
        name = segment.path.name
        self.result.segments += 1
        number = 0
        for number, line in enumerate(lines_forwards(segment.path), 1):
            if not line.endswith(b"\n"):
                self._unended(name, number, line, last=last)
                continue
            if number == 1:
                self._opening(name, line)
            body = line[:-76] + b"}"
            claimed = line[-67:-3] if line[-76:-67] == _MARK else b""
            before = self._before
            if before and sha256(before + sha256(body).hexdigest().encode()).hexdigest().encode() == claimed:
                self._next_n += 1
            elif not self._mended(name, number, line[:-1]):
                continue
            self._before = claimed
            if claimed == self._expect:
                self.result.expected_at = self._next_n - 1
            if _NOTED.match(line):
                self._note(body)
        self.result.records += number

    def close(self) -> None:
        """What can be said only at the end."""
        result = self.result
        result.first_n = self._first[0]
        result.head = (self._before or b"").decode()
        if self._first != (0, chain.GENESIS) and self._first not in self._pruned:
            what = "older records are gone, and no pruning of them was recorded"
            self._problem(self._first_name, 1, self._first[0], what)
        for n, (name, number) in self._tombstones.items():
            result.forgotten.append(n)
            if n not in self._forgot:
                self._problem(
                    name, number, n, "a record was blanked, and no request to forget it was recorded"
                )
        if self._expect and result.expected_at is None:
            if self._first[1].encode() == self._expect:
                result.expected_at = self._first[0] - 1
            else:
                what = "the expected head is not in the record: its end was cut off, or it was written anew"
                self._problem("", 0, None, what)

    def _opening(self, name: str, line: bytes) -> None:
        """A segment begins by naming the hash that it follows, so that older ones can be pruned."""
        record = _parsed(line)
        before, n = str(record.get("before", "")), record.get("n")
        if record.get("kind") != "segment" or not isinstance(n, int):
            self._problem(
                name, 1, n if isinstance(n, int) else None, "the segment's opening record is missing"
            )
            return
        if self.result.segments == 1:
            self._first, self._first_name = (n, before), name
            self._before, self._next_n = before.encode(), n

    def _mended(self, name: str, number: int, line: bytes) -> bool:
        """Looks at a record that does not close the chain; False when it is none at all."""
        parts = chain.split(line)
        if parts is None:
            self._problem(name, number, None, "this is no record: edited, or torn by a crash")
            self._before = None
            self._next_n += 1
            return False
        body, claimed = parts
        n = _parsed(line).get("n")
        stone = chain.tombstone_of(body)
        before = self._before.decode() if self._before else None
        if stone and before and chain.link_digest(before, stone.body_digest) == claimed:
            self._tombstones[self._next_n] = (name, number)
            self._next_n += 1
            return True
        if before is not None:
            self._problem(name, number, n if isinstance(n, int) else None, self._why(n))
        self._next_n = (n if isinstance(n, int) else self._next_n) + 1
        return True

    def _why(self, n: object) -> str:
        expected = self._next_n
        changed = "this record was changed after it was written"
        if not isinstance(n, int):
            return changed
        if n > expected:
            missing = f"record {expected} is" if n == expected + 1 else f"records {expected} to {n - 1} are"
            return f"{missing} missing before this one"
        if n < expected:
            return f"this record is out of order or repeated (record {expected} should stand here)"
        return changed

    def _unended(self, name: str, number: int, line: bytes, *, last: bool) -> None:
        if last:
            self.result.incomplete = len(line)
            self.result.records -= 1
        else:
            self._problem(name, number, None, "the segment's last line is torn")

    def _note(self, body: bytes) -> None:
        record = _parsed(body)
        kind = record.get("kind")
        if kind == "pruned":
            self._pruned.add((int(record.get("first_kept", -1)), str(record.get("head", ""))))
        elif kind == "forgot":
            self._forgot.update(n for n in record.get("records", ()) if isinstance(n, int))
        elif kind == "torn":
            self.result.torn += 1

    def _problem(self, segment: str, line: int, n: int | None, what: str) -> None:
        if len(self.result.problems) < _MOST_PROBLEMS:
            self.result.problems.append(Problem(segment, line, n, what))


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return record if isinstance(record, dict) else {}
