"""What holds the same as a file or folder that goes: another file beside it, or an archive."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from shellguard.facts.deadline import Deadline

MOST_MEMBERS = 5_000
UNREADABLE = (OSError, EOFError, ValueError, tarfile.TarError, zipfile.BadZipFile, lzma.LZMAError)
"""What reading an archive may end in."""
_CHUNK = 64 * 1024
_OPENED = ((b"\x1f\x8b", gzip.open), (b"BZh", bz2.open), (b"\xfd7zXZ", lzma.open))
ENDINGS = (".tar.gz", ".tgz", ".zip", ".tar", ".tar.xz", ".txz", ".tar.bz2", ".tbz2", ".tbz")
_MOST_BESIDE = 400
_MOST_COMPARED = 4 << 20
_SECONDS_APART = 2


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its path there, its size, when it was changed (seconds since the epoch).

    `content` reads it, before the next member is asked for. A `link` leads to another file.
    """

    name: str
    size: int
    changed: float
    content: Callable[[], bytes] = field(default=bytes, compare=False)
    link: bool = False

    def is_like(self, status: os.stat_result) -> bool:
        """Whether a file has the member's size and time."""
        return status.st_size == self.size and abs(status.st_mtime - self.changed) < _SECONDS_APART


def members(path: str, deadline: Deadline, *, links: bool = False) -> Iterator[Member]:
    """The files in an archive; ends or raises one of `UNREADABLE` where it can't be read in time."""
    found = _zip_members(path) if zipfile.is_zipfile(path) else _tar_members(path, deadline)
    return (member for member in found if links or not member.link)


def same_beside(path: str, status: os.stat_result, deadline: Deadline) -> str:
    """The name of another file in the same folder that holds the same; "" where none is found in time."""
    if not 0 < status.st_size <= _MOST_COMPARED:
        return ""
    folder, _, name = path.rpartition("/")
    try:
        with os.scandir(folder or "/") as listing:
            for number, entry in enumerate(listing):
                if number >= _MOST_BESIDE or deadline.expired:
                    return ""
                if entry.name == name or not entry.is_file(follow_symlinks=False):
                    continue
                other = entry.stat(follow_symlinks=False)
                same = other.st_size == status.st_size and other.st_ino != status.st_ino
                if same and Path(entry.path).read_bytes() == Path(path).read_bytes():
                    return entry.name
    except (OSError, ValueError):
        return ""
    return ""


def packed_beside(path: str, files: list[tuple[str, os.stat_result]], deadline: Deadline) -> str:
    """The name of an archive beside a folder in which all of its files stand unchanged; "" for none."""
    above, _, name = path.rpartition("/")
    archive = next((one for end in ENDINGS if os.path.isfile(one := f"{above}/{name}{end}")), "")
    if not archive or len(files) > MOST_MEMBERS:
        return ""
    wanted = {file[len(path) + 1 :]: status for file, status in files}
    try:
        for number, member in enumerate(members(archive, deadline)):
            if number >= MOST_MEMBERS or deadline.expired:
                return ""
            for inner in (member.name.removeprefix(f"{name}/"), member.name):
                if inner in wanted and member.is_like(wanted[inner]):
                    del wanted[inner]
                    break
    except UNREADABLE:
        return ""
    return "" if wanted else archive.rpartition("/")[2]


class _Limited(io.RawIOBase):
    """What is read from a compressed file, until the budget ends."""

    def __init__(self, file: BinaryIO, deadline: Deadline) -> None:
        self._file, self._deadline = file, deadline

    def read(self, size: int = -1) -> bytes:
        if self._deadline.expired:
            raise EOFError
        return self._file.read(_CHUNK if size < 0 or size > _CHUNK else size)


def _tar_members(path: str, deadline: Deadline) -> Iterator[Member]:
    with open(path, "rb") as file:
        start = file.read(8)
        opener = next((one for magic, one in _OPENED if start.startswith(magic)), None)
        file.seek(0)
        inner = cast("BinaryIO", opener(file)) if opener is not None else file
        limited = cast("BinaryIO", _Limited(inner, deadline))
        with tarfile.open(fileobj=limited, mode="r|") as archive:
            for member in archive:
                name = os.path.normpath(member.name.lstrip("/"))
                if name.startswith(".."):
                    continue
                if member.issym() or member.islnk():
                    yield Member(name, 0, float(member.mtime), link=True)
                elif member.isreg():
                    yield Member(name, member.size, float(member.mtime), partial(_unpacked, archive, member))


def _unpacked(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = archive.extractfile(member)
    return file.read() if file is not None else b""


def _zip_members(path: str) -> Iterator[Member]:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            name = os.path.normpath(member.filename.lstrip("/"))
            if not member.is_dir() and not name.startswith(".."):
                yield Member(
                    name, member.file_size, _local_time(member.date_time), partial(archive.read, member)
                )


def _local_time(date: tuple[int, int, int, int, int, int]) -> float:
    try:
        return time.mktime((*date, 0, 0, -1))
    except (OverflowError, ValueError):
        return 0.0
