"""Reading the record, the newest first, in bounded memory; a line, its answer and its end are one entry."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from shellguard.audit.filters import Filters
from shellguard.audit.scan import Hit, Scan, records_behind
from shellguard.audit.segments import Segment, lines_backwards, segments_in

EVERYTHING = Filters()
_KIND = b'"kind":"'
_KIND_FROM, _KIND_TO = 35, 72  # where in a line the kind stands: behind the time and the number
_ID = b'"id":"'
_ENDS = frozenset({b"finished", b"answered"})
_OF_NO_LINE = frozenset({b"translated"})  # it has an id of its own, which no line will have
_MOST_WAITING = 50_000
_MOST_ALIKE = 10
_LINES_A_BREATH = 4_096
_QUIET = frozenset({b"segment", b"torn", b"clock", b"forgotten", b"forgot", b"pruned"})


@dataclass(slots=True)
class Entry:
    """One thing that happened: a judged line with what came of it, or an event.

    Attributes:
        record: the *decided* record, or the event.
        answer, finish: the records of the person's answer and of the line's end.
        more: further records with the line's id (edited, overridden, …), oldest first.
    """

    record: dict[str, Any]
    answer: dict[str, Any] | None = None
    finish: dict[str, Any] | None = None
    more: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_line(self) -> bool:
        return self.record.get("kind") == "decided"

    @property
    def answered(self) -> str | None:
        """What the person chose."""
        return None if self.answer is None else str(self.answer.get("answer"))

    @property
    def status(self) -> int | None:
        """The exit status of the line."""
        status = None if self.finish is None else self.finish.get("status")
        return status if isinstance(status, int) else None

    def as_json(self) -> dict[str, Any]:
        """Everything in one object: the documented form of `--json` and of exports."""
        out = {name: value for name, value in self.record.items() if name != "salt"}
        if self.answer is not None:
            out["answer"] = self.answer.get("answer")
            out["answered_at"] = self.answer.get("at")
            out["waited_ms"] = self.answer.get("waited_ms")
        if self.finish is not None:
            out["status"] = self.finish.get("status")
            out["finished_at"] = self.finish.get("at")
            out["duration_ms"] = self.finish.get("duration_ms")
        if self.more:
            out["also"] = [{k: v for k, v in record.items() if k != "hash"} for record in self.more]
        return out


def entries(
    folder: Path,
    filters: Filters = EVERYTHING,
    *,
    housekeeping: bool = False,
    breathe: Callable[[], None] = lambda: None,
    passed_over: Callable[[], None] = lambda: None,
) -> Iterator[Entry]:
    """The entries that match, the newest first. *housekeeping* adds what the record says about itself.

    *passed_over* is called for each line that is come across and can't be read (`verify` names them all).
    *breathe* is called every few megabytes of record, whether anything matches or not; what it raises ends
    the reading.

    Raises:
        OSError: a segment can't be read.
    """
    reader = _Reader(filters, housekeeping, breathe, passed_over)
    segments = [segment for segment in segments_in(folder) if not _out_of_bounds(segment, filters)]
    scan = Scan(filters, breathe)
    look = bool(segments) and scan.pays(segments[-1].path)
    paths = [segment.path for segment in segments]
    for index in range(len(paths) - 1, -1, -1):
        path, newer = paths[index], tuple(paths[index + 1 :])
        try:
            yield from reader.looked_up(scan.hits(path, newer)) if look else reader.segment(path)
        except FileNotFoundError:  # pruned while we read
            continue
    yield from reader.rest()


class _Reader:
    def __init__(
        self,
        filters: Filters,
        housekeeping: bool,
        breathe: Callable[[], None],
        passed_over: Callable[[], None],
    ) -> None:
        self._filters = filters
        self._passed_over = passed_over
        self._breathe = breathe
        self._since, self._until = filters.since.encode(), filters.until.encode()
        self._waiting: OrderedDict[bytes, list[bytes]] = OrderedDict()
        self._housekeeping = housekeeping
        self._events = not filters.about_lines

    def segment(self, path: Path) -> Iterator[Entry]:
        """Every line of a segment, the last first."""
        waiting = self._waiting
        for number, (_, line) in enumerate(lines_backwards(path)):
            if not number % _LINES_A_BREATH:
                self._breathe()
            start, kind = _kind_of(line)
            if kind == b"decided":
                tail = waiting.pop(_id_of(line, start), None) if waiting else None
                if self._may_match(line):
                    entry = self._entry(line, reversed(tail or ()))
                    if entry is not None:
                        yield entry
            elif kind in _ENDS or (
                kind not in _OF_NO_LINE
                and line.startswith(b',"id":', start + len(kind) + 1)
                and not self._filters.kinds
            ):
                waiting.setdefault(_id_of(line, start), []).append(line)
                if len(waiting) > _MOST_WAITING:
                    waiting.popitem(last=False)
            else:
                yield from self._event(line, kind)

    def looked_up(self, hits: Iterable[Hit]) -> Iterator[Entry]:
        """Of a segment only the lines that hold what is looked for, the last first."""
        for hit in hits:
            line = hit.line
            start, kind = _kind_of(line)
            if kind == b"decided":
                if self._may_match(line):
                    ended = b'"decision":"deny"' not in line
                    entry = self._entry(line, records_behind(hit, _id_of(line, start), ended=ended))
                    if entry is not None:
                        yield entry
            elif kind not in _ENDS:
                tied = kind not in _OF_NO_LINE and b',"id":' in line[start : start + 60]
                if not tied or self._filters.kinds:
                    yield from self._event(line, kind)

    def rest(self) -> Iterator[Entry]:
        """Events whose line is not in the record (a request that came to nothing, a pruned line)."""
        for lines in self._waiting.values():
            for line in lines:
                _, kind = _kind_of(line)
                if kind not in _ENDS:
                    yield from self._event(line, kind)

    def _may_match(self, line: bytes) -> bool:
        at = line[7:31]
        if (self._since and at < self._since) or (self._until and at >= self._until) or self._filters.kinds:
            return False
        return self._filters.may_match(line)

    def _entry(self, line: bytes, later: Iterable[bytes]) -> Entry | None:
        record = parsed(line)
        if record is None:
            self._passed_over()
            return None
        entry = Entry(record)
        for behind in later:
            put_together(entry, parsed(behind))
        return entry if self._filters.matches(record, entry.answered, entry.status) else None

    def _event(self, line: bytes, kind: bytes) -> Iterator[Entry]:
        if not self._events or (kind in _QUIET and not self._housekeeping and not self._filters.kinds):
            return
        record = parsed(line)
        if record is None:
            self._passed_over()
            return
        if not self._filters.within(str(record.get("at", ""))):
            return
        if self._filters.kinds and record.get("kind") not in self._filters.kinds:
            return
        if self._filters.matches(record, None, None):
            yield Entry(record)


def put_together(entry: Entry, later: dict[str, Any] | None) -> None:
    """Adds a later record of the same line to its entry."""
    if later is None:
        return
    if later.get("kind") == "answered":
        entry.answer = later
    elif later.get("kind") == "finished":
        entry.finish = later
    else:
        entry.more.append(later)


def find(folder: Path, wanted: str) -> list[Entry]:
    """Entries by id, by the beginning of one, or by record number (`#12`); the newest first, at most ten."""
    if wanted.startswith("#") and wanted[1:].isdecimal():
        number = int(wanted[1:])
        return [entry for entry in entries(folder, housekeeping=True) if number in _numbers(entry)][:1]
    found: list[Entry] = []
    for entry in entries(folder, Filters(id_start=wanted), housekeeping=True) if wanted else ():
        if entry.record.get("id") == wanted:
            return [entry]
        if len(found) < _MOST_ALIKE:
            found.append(entry)
    return found


def _numbers(entry: Entry) -> set[Any]:
    records = [entry.record, entry.answer, entry.finish, *entry.more]
    return {record.get("n") for record in records if record is not None}


def parsed(line: bytes) -> dict[str, Any] | None:
    """A line's record, or None when it is none."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def _kind_of(line: bytes) -> tuple[int, bytes]:
    """Where the kind of a record begins in its line, and the kind."""
    start = line.find(_KIND, _KIND_FROM, _KIND_TO) + len(_KIND)
    return start, line[start : line.find(b'"', start)]


def _id_of(line: bytes, start: int) -> bytes:
    place = line.find(_ID, start, start + 80)
    if place < 0:
        return b""
    place += len(_ID)
    return line[place : line.find(b'"', place)]


def _out_of_bounds(segment: Segment, filters: Filters) -> bool:
    """A segment holds records of its own day (UTC) only; lines may end on the day after."""
    if filters.since and segment.day < filters.since[:10]:
        return True
    if not filters.until:
        return False
    last = date.fromisoformat(filters.until[:10])
    return last < date.max and segment.day > (last + timedelta(days=1)).isoformat()
