"""Reading the tree of a commit from git's objects without running git: loose ones, and whole ones of packs.

The formats are those of `gitformat-pack(5)`. What is stored as a difference, or elsewhere, is not read.
"""

from __future__ import annotations

import mmap
import os
import re
import struct
import zlib
from pathlib import Path

_HEADER = 512
"""Bytes of a commit that are unpacked: its tree stands in the first line."""
_TREE = re.compile(rb"(?:commit [0-9]+\0)?tree ([0-9a-f]{40,64})\n")
_MOST_PACKS = 64
_COMMIT = 1
_MAGIC = b"\xfftOc\0\0\0\2"


def tree_of(common: str, commit: str) -> str:
    """The hash of the tree of `commit` (in hexadecimal) in the repository at `common`; "" where not found."""
    try:
        loose = Path(common, "objects", commit[:2], commit[2:])
        packed = loose.read_bytes() if loose.is_file() else _from_packs(common, bytes.fromhex(commit))
        found = _TREE.match(zlib.decompressobj().decompress(packed, _HEADER)) if packed else None
    except (OSError, ValueError, zlib.error, struct.error, IndexError):
        return ""
    return found[1].decode() if found else ""


def _from_packs(common: str, commit: bytes) -> bytes:
    """The beginning of a commit as it stands in a pack, packed; empty where none holds it whole."""
    folder = f"{common}/objects/pack"
    names = sorted(one.name for one in os.scandir(folder) if one.name.endswith(".idx"))
    for name in names[:_MOST_PACKS]:
        place = _place(f"{folder}/{name}", commit)
        if place is not None:
            with Path(folder, f"{name[:-4]}.pack").open("rb") as pack:
                pack.seek(place)
                return _whole(pack.read(2 * _HEADER))
    return b""


def _whole(data: bytes) -> bytes:
    """What stands behind the header of a commit; empty for what is stored otherwise."""
    if data[0] >> 4 & 7 != _COMMIT:
        return b""
    start = 1
    while data[start - 1] & 0x80:
        start += 1
    return data[start:]


def _place(index: str, commit: bytes) -> int | None:
    """Where in its pack an object begins; None where the pack has no such object."""
    with Path(index).open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data[:8] != _MAGIC:
            return None
        counts = struct.unpack_from(">256I", data, 8)
        low, high, names, size = (
            counts[commit[0] - 1] if commit[0] else 0,
            counts[commit[0]],
            1032,
            len(commit),
        )
        while low < high:
            middle = (low + high) // 2
            name = data[names + middle * size : names + (middle + 1) * size]
            if name == commit:
                offsets = names + counts[255] * (size + 4)
                (offset,) = struct.unpack_from(">I", data, offsets + 4 * middle)
                return int(offset) if not offset & 0x80000000 else None
            low, high = (middle + 1, high) if name < commit else (low, middle)
    return None
