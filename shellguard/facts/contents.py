"""What kind of thing a file is, and whether it holds nothing though it has a size: no rows, only holes."""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path
from typing import BinaryIO

_HEADER = b"SQLite format 3\0"
_FIRST_PAGE = 100
"""Where the first page's own head stands, behind the file's."""
_TABLE_LEAF, _TABLE_INTERIOR = 0x0D, 0x05
_MOST_PAGES = 256
_LEAST_HOLLOW = 1 << 20
_SWAP_BEGINS, _SWAP_CHANGED_AT, _SWAP_CHANGED = b"b0VIM", 1007, 0x55

_KINDS = (
    (stat.S_ISREG, "file"),
    (stat.S_ISDIR, "folder"),
    (stat.S_ISLNK, "link"),
    (stat.S_ISBLK, "device"),
    (stat.S_ISCHR, "device"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISFIFO, "pipe"),
)


def text_of(file: str, longest: int = 2 << 20, errors: str = "replace") -> str:
    """The text of a small file; "" where it is not there, not regular, can't be read or is longer (bytes)."""
    try:
        path = Path(file)
        if not path.is_file() or path.stat().st_size > longest:
            return ""
        return path.read_text(encoding="utf-8", errors=errors)
    except (OSError, ValueError):
        return ""


def kind_of(mode: int) -> str:
    """What the mode of a status says, "" for anything else."""
    return next((name for test, name in _KINDS if test(mode)), "")


def holds_nothing(path: str, status: os.stat_result) -> str:
    """Why a file has nothing in it that could be missed, as a clause, or ""."""
    if not status.st_size:
        return "it is empty"
    if status.st_size >= _LEAST_HOLLOW and status.st_blocks * 512 < status.st_size // 16:
        return "nothing was ever written into it" if _hollow(path) else ""
    if path.endswith(".tfstate"):
        return "its state names no resource" if without_resources(path) else ""
    return "a database without a row" if _without_rows(path, status) else ""


def without_resources(file: str) -> bool:
    """Whether a file is the state of a tool of infrastructure in which nothing stands."""
    try:
        state = json.loads(text_of(file) or "null")
    except (ValueError, RecursionError):
        return False
    return isinstance(state, dict) and "version" in state and state.get("resources") == []


def unsaved(path: str) -> bool:
    """Whether a file is what an editor keeps of changes that were never written to the file itself."""
    folder, _, name = path.rpartition("/")
    if len(name) > 2 and name[0] == name[-1] == "#":
        return _newer_than(path, f"{folder}/{name[1:-1]}")
    if not path.endswith((".swp", ".swo", ".swn")):
        return False
    try:
        with open(path, "rb") as file:
            head = file.read(_SWAP_CHANGED_AT + 1)
    except OSError:
        return False
    return head.startswith(_SWAP_BEGINS) and head[-1] == _SWAP_CHANGED and len(head) > _SWAP_CHANGED_AT


def _newer_than(path: str, other: str) -> bool:
    """Whether a file was written after another one, or that is not there."""
    try:
        own = os.stat(path).st_mtime
    except OSError:
        return False
    try:
        return own > os.stat(other).st_mtime
    except OSError:
        return True


def _hollow(path: str) -> bool:
    """Whether a file is one hole from its beginning to its end."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        os.lseek(descriptor, 0, os.SEEK_DATA)
    except OSError as error:
        return error.errno == errno.ENXIO  # no data behind this place
    finally:
        os.close(descriptor)
    return False


def _without_rows(path: str, status: os.stat_result) -> bool:
    """Whether an SQLite database has tables at most: no leaf but the first page's holds a cell."""
    try:
        with open(path, "rb") as file:
            head = file.read(_FIRST_PAGE)
            if not head.startswith(_HEADER) or len(head) < _FIRST_PAGE:
                return False
            size = int.from_bytes(head[16:18], "big")
            size = 65_536 if size == 1 else size
            pages = status.st_size // size if size >= 512 else _MOST_PAGES + 1
            if pages > _MOST_PAGES or os.path.exists(f"{path}-wal"):
                return False
            file.seek(_FIRST_PAGE)
            if file.read(1)[0] == _TABLE_INTERIOR:
                return False
            return not any(_has_cells(_start(file, size * number)) for number in range(1, pages))
    except (OSError, ValueError, IndexError):
        return False


def _start(file: BinaryIO, place: int) -> bytes:
    file.seek(place)
    return file.read(5)


def _has_cells(start: bytes) -> bool:
    if len(start) < 5 or start[0] == _TABLE_INTERIOR:
        return True
    return start[0] == _TABLE_LEAF and int.from_bytes(start[3:5], "big") > 0
