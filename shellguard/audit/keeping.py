"""What is kept and what goes: whole old segments by age and size, single entries on request.

Both leave the chain verifiable: what was pruned is committed to by a `pruned` record and by the first segment
that stays; what was forgotten leaves a tombstone with the digest of its body, and a `forgot` record.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from shellguard.audit import chain
from shellguard.audit.query import parsed
from shellguard.audit.segments import Segment, lines_forwards, segments_in
from shellguard.errors import ShellguardError
from shellguard.paths import PRIVATE_FILE


@dataclass(frozen=True, slots=True)
class Retention:
    """How much is kept; 0 is without bound. The newest segment always stays."""

    days: int = 0
    megabytes: int = 0


@dataclass(frozen=True, slots=True)
class Pruning:
    """Segments to drop, and where the chain begins afterwards."""

    drop: tuple[Segment, ...]
    first_kept: int
    head: str


def what_to_prune(folder: Path, retention: Retention, now: float) -> Pruning | None:
    """The oldest segments that the retention no longer covers, or None.

    Raises:
        OSError: a segment can't be read.
    """
    segments = segments_in(folder)
    drop = _too_old(segments, retention, now)
    sizes = [segment.path.stat().st_size for segment in segments]
    if retention.megabytes:
        while drop < len(segments) - 1 and sum(sizes[drop:]) > retention.megabytes << 20:
            drop += 1
    if drop <= 0:
        return None
    opening = parsed(next(lines_forwards(segments[drop].path), b"")) or {}
    n, head = opening.get("n"), opening.get("before")
    if opening.get("kind") != "segment" or not isinstance(n, int) or not isinstance(head, str):
        return None  # what is damaged stays, for `verify` to tell
    return Pruning(tuple(segments[:drop]), n, head)


def _too_old(segments: list[Segment], retention: Retention, now: float) -> int:
    """How many segments at the front are older than the retention.

    Age counts from the newest segment but one, so that a clock that jumps ahead for an hour prunes nothing.
    """
    if not retention.days or len(segments) < 2:
        return 0
    try:
        today = min(datetime.fromtimestamp(now, UTC).date(), date.fromisoformat(segments[-2].day))
    except ValueError:  # a file that was named by hand: nothing is sure about ages then
        return 0
    oldest_day = (today - timedelta(days=retention.days)).isoformat()
    count = 0
    while count < len(segments) - 1 and segments[count].day < oldest_day:
        count += 1
    return count


def records_of(folder: Path, identity: str) -> dict[Segment, list[int]]:
    """Where the records with an id stand: the numbers of the lines, counted from 0, by segment."""
    needle = b'"id":"' + identity.encode("ascii", "replace") + b'"'
    found: dict[Segment, list[int]] = {}
    for segment in segments_in(folder):
        for number, line in enumerate(lines_forwards(segment.path)):
            if needle in line and line.endswith(b"\n"):
                record = parsed(line)
                if record is not None and record.get("id") == identity:
                    found.setdefault(segment, []).append(number)
    return found


def numbers_at(segment: Segment, numbers: list[int]) -> list[int]:
    """The record numbers of a segment's lines."""
    wanted = set(numbers)
    found = (parsed(line) for i, line in enumerate(lines_forwards(segment.path)) if i in wanted)
    return [record["n"] for record in found if record is not None]


def blank(segment: Segment, numbers: list[int]) -> None:
    """Puts tombstones in the place of a segment's lines; the file is replaced as a whole.

    Raises:
        ShellguardError: it can't be written.
    """
    wanted = set(numbers)
    new = segment.path.with_suffix(".new")
    try:
        handle = os.open(
            new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, PRIVATE_FILE
        )
        with os.fdopen(handle, "wb") as file:
            for number, line in enumerate(lines_forwards(segment.path)):
                file.write(_tombstone(line) if number in wanted else line)
            file.flush()
            os.fsync(file.fileno())
        new.replace(segment.path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise ShellguardError(f"the record can't be written: {error.strerror}", where=str(new)) from error


def _tombstone(line: bytes) -> bytes:
    parts, record = chain.split(line[:-1]), parsed(line)
    if parts is None or record is None:
        return line
    body, claimed = parts
    left = chain.tombstone_body(record["at"], record["n"], record["kind"], sha256(body).hexdigest())
    return chain.joined(left, claimed) + b"\n"
