"""The files of the record: `000007-2026-11-21.jsonl`, read forwards or backwards in bounded memory.

The number gives the order, whatever the clock did; the day (UTC) is there for people and for retention.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_NAME = re.compile(r"(\d{6,})-(\d{4}-\d\d-\d\d)\.jsonl")
_BLOCK = 1 << 18


@dataclass(frozen=True, slots=True, order=True)
class Segment:
    """One file of the record."""

    number: int
    day: str
    path: Path

    @classmethod
    def named(cls, folder: Path, number: int, day: str) -> Segment:
        return cls(number, day, folder / f"{number:06d}-{day}.jsonl")


def segments_in(folder: Path) -> list[Segment]:
    """The segments of a folder, oldest first; none when the folder is not there.

    Raises:
        OSError: it is something else, or can't be read.
    """
    found = []
    try:
        names = os.listdir(folder)  # noqa: PTH208 - names are enough, and there may be thousands
    except FileNotFoundError:
        return []
    for name in names:
        matched = _NAME.fullmatch(name)
        if matched:
            found.append(Segment(int(matched[1]), matched[2], folder / name))
    return sorted(found)


def blocks_backwards(path: Path, size: int = _BLOCK) -> Iterator[tuple[int, bytes]]:
    """(offset, whole lines with their newlines) of a file, the last first; about *size* bytes at a time.

    What follows the last newline is left out.
    """
    with path.open("rb") as file:
        position = file.seek(0, os.SEEK_END)
        tail: list[bytes] = []  # the beginning of the block that is being collected, the last part first
        ended = False
        while position > 0:
            take = min(size, position)
            position -= take
            file.seek(position)
            block = file.read(take)
            if not ended:
                block = block[: block.rfind(b"\n") + 1]
                ended = bool(block)
            first = block.find(b"\n") + 1 if position else 0
            if position and not first:
                tail.append(block)  # no line begins in it
                continue
            whole = b"".join((block[first:], *reversed(tail)))
            tail = [block[:first]]
            if whole:
                yield position + first, whole


def lines_backwards(path: Path) -> Iterator[tuple[int, bytes]]:
    """(offset, line without newline) of a file's whole lines, the last first; a torn tail is left out."""
    for offset, block in blocks_backwards(path):
        end = offset + len(block)
        for line in reversed(block[:-1].split(b"\n")):
            end -= len(line) + 1
            yield end, line


def lines_forwards(path: Path, start: int = 0) -> Iterator[bytes]:
    """The file's lines from an offset on, with their newlines; the last may be without.

    It ends there even if the file has grown meanwhile: what comes next would be the rest of that line.
    """
    with path.open("rb", buffering=1 << 20) as file:
        file.seek(start)
        for line in file:
            yield line
            if not line.endswith(b"\n"):
                return
