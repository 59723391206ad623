"""Reading git's index without running git: which paths are tracked, and how they looked when last compared.

The format is `gitformat-index(5)`, versions 2 to 4; of the extensions only the cached tree
of the whole is read.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from shellguard.facts.deadline import Deadline

LARGEST_INDEX = 64 * 1024 * 1024
LARGEST_COMPARED = 4 * 1024 * 1024
_CLOCK_EVERY = 256
_SECOND = 1_000_000_000
_EXTENDED = 0x4000
_STAGE = 0x3000
_NAME_LENGTH = 0x0FFF
_LINK, _SUBMODULE = 0o120000, 0o160000
_WHOLE_ALL_THE_SAME = (b"sdir",)
"""Of the extensions that must be understood: that whole folders which are not there are one entry each."""
_CACHED_ROOT = re.compile(rb"\0[0-9]+ [0-9]+\n")  # a number below zero tells that it is right no more


class Entry(NamedTuple):
    """One tracked path, of which a repository has tens of thousands.

    Times in nanoseconds; `hash` is the blob's, `stage` above 0 tells of a conflict. `noted` is when the file
    system last noted a change of the file, which nothing sets back; 0: not told.
    """

    hash: bytes
    mode: int
    size: int
    modified: int
    inode: int
    stage: int = 0
    unwatched: bool = False
    noted: int = 0


@dataclass(slots=True)
class Index:
    """Tracked paths relative to the work tree, and when the index itself was written (nanoseconds).

    `tree` is the hash of the tree that a commit of it would have, "" where git has not kept that.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    written: int = 0
    complete: bool = True
    tree: str = ""

    def below(self, folder: str) -> list[str]:
        """Tracked paths at or below `folder` ("" for all)."""
        if not folder:
            return list(self.entries)
        prefix = folder + "/"
        return [path for path in self.entries if path == folder or path.startswith(prefix)]


def read_index(file: str, deadline: Deadline, hash_size: int = 20) -> Index:
    """The index in `file`; empty when there is none; not complete when it is damaged or the budget ended."""
    try:
        status = os.stat(file)
        if status.st_size > LARGEST_INDEX:
            return Index(complete=False)
        data = Path(file).read_bytes()
    except FileNotFoundError:
        return Index()
    except OSError:
        return Index(complete=False)
    index = Index(written=status.st_mtime_ns)
    try:
        end = _parse(data, index.entries, deadline, hash_size)
        index.complete = end > 0 and not _holds_a_part(data, end, hash_size)
        index.tree = _cached_tree(data, end, hash_size) if end else ""
    except (struct.error, IndexError, ValueError):
        index.complete = False
    return index


def _parse(data: bytes, entries: dict[str, Entry], deadline: Deadline, hash_size: int) -> int:
    """Reads the entries; where they end, or 0 where they were not read to the end."""
    signature, version, count = struct.unpack_from(">4sII", data)
    if signature != b"DIRC" or version not in (2, 3, 4):
        return 0
    fixed = struct.Struct(f">10I{hash_size}sH")
    position, name = 12, b""
    for number in range(count):
        if number % _CLOCK_EVERY == 0 and deadline.expired:
            return 0
        start = position
        (noted, part, seconds, nanoseconds, _, inode, mode, _, _, size, digest, flags) = fixed.unpack_from(
            data, start
        )
        position += fixed.size
        later = 0
        if flags & _EXTENDED:
            (later,) = struct.unpack_from(">H", data, position)
            position += 2
        if version == 4:
            kept, position = _variable_length(data, position)
            end = data.index(0, position)
            name = name[: len(name) - kept] + data[position:end]
            position = end + 1
        else:
            length = flags & _NAME_LENGTH
            end = position + length if length < _NAME_LENGTH else data.index(0, position)
            name = data[position:end]
            position = start + ((end - start) // 8 + 1) * 8
        entries[name.decode(errors="surrogateescape")] = Entry(
            digest,
            mode,
            size,
            seconds * _SECOND + nanoseconds,
            inode,
            (flags & _STAGE) >> 12,
            bool(flags & 0x8000 or later & 0x4000),
            noted * _SECOND + part,
        )
    return position


def _holds_a_part(data: bytes, position: int, hash_size: int) -> bool:
    """Whether an extension says that not all entries stand here, as in an index that is split."""
    while position + 8 <= len(data) - hash_size:
        signature, size = struct.unpack_from(">4sI", data, position)
        if signature[:1].islower() and signature not in _WHOLE_ALL_THE_SAME:
            return True
        position += 8 + size
    return False


def _cached_tree(data: bytes, position: int, hash_size: int) -> str:
    """The hash of the whole as a tree, from the extension in which git keeps those that are still right."""
    while position + 8 <= len(data) - hash_size:
        signature, size = struct.unpack_from(">4sI", data, position)
        position += 8
        if signature == b"TREE":
            root = _CACHED_ROOT.match(data, position, position + size)
            return data[root.end() : root.end() + hash_size].hex() if root else ""
        position += size
    return ""


def _variable_length(data: bytes, position: int) -> tuple[int, int]:
    """Git's offset encoding: the number and the position behind it."""
    byte = data[position]
    position += 1
    value = byte & 0x7F
    while byte & 0x80:
        byte = data[position]
        position += 1
        value = ((value + 1) << 7) | (byte & 0x7F)
    return value, position


def unchanged(path: str, entry: Entry, status: os.stat_result, index: Index) -> bool | None:
    """Whether the file at `path` still holds what the index says; None when that was too much to compare."""
    if entry.mode == _SUBMODULE:
        return None
    if stat.S_ISLNK(status.st_mode) != (entry.mode & 0o170000 == _LINK) or entry.stage:
        return False
    if entry.size != status.st_size & 0xFFFFFFFF:
        return False
    exact = entry.modified % _SECOND != 0
    modified = _as_told(status.st_mtime_ns, exact)
    settled = modified < _as_told(index.written, exact) and not entry.unwatched
    touched = _as_told(status.st_ctime_ns, entry.noted % _SECOND != 0) > entry.noted > 0
    same = entry.modified == modified and entry.inode in (0, status.st_ino & 0xFFFFFFFF)
    if settled and same and not touched:
        return True
    return _same_content(path, entry, status)


def _as_told(stamp: int, exact: bool) -> int:
    """A time, in whole seconds where git wrote down no more than that."""
    return stamp if exact else stamp // _SECOND * _SECOND


def _same_content(path: str, entry: Entry, status: os.stat_result) -> bool | None:
    if status.st_size > LARGEST_COMPARED:
        return None
    try:
        link = stat.S_ISLNK(status.st_mode)
        content = os.fsencode(os.readlink(path)) if link else Path(path).read_bytes()
    except OSError:
        return None
    kind = hashlib.sha256 if len(entry.hash) == 32 else hashlib.sha1
    return kind(b"blob %d\0" % len(content) + content).digest() == entry.hash  # the hash that git itself uses
