"""Reading a work tree of Mercurial without running it: what it tracks, and whether the history has that.

The formats are those of `hg help internals.dirstate-v1` and `internals.revlogs`; others are not read.
"""

from __future__ import annotations

import hashlib
import os
import re
import struct
from pathlib import Path

from shellguard.facts.deadline import Deadline
from shellguard.facts.repository.working_copy import LARGEST_COMPARED, Same, WorkingCopy

_LARGEST = 32 << 20
_CLOCK_EVERY = 256
_SET_ASIDE = ("shelved", "patches", "histedit-state", "rebasestate", "graftstate")
_SERVER = re.compile(r"(?m)^default\s{0,9}=\s{0,9}(\S+)")
_NULL, _PARENT = bytes(20), 20
_OTHERWISE = ("dirstate-v2", "revlogv2", "largefiles", "lfs", "treemanifest", "narrow")
_INLINE, _VERSION_1 = 0x10000, 1
_ENTRY = struct.Struct(">8x4xi8xii20s12x")  # length of the text, first and second parent, the name of both
_STATES = {b"n": None, b"a": True, b"r": True, b"m": False}  # what is added or taken out stays or comes back


def mercurial_copy(root: str, deadline: Deadline) -> WorkingCopy:
    """The work tree at `root`; not complete where its record is of another kind, or a merge is under way."""
    folder, copy = f"{root}/.hg", WorkingCopy(root, "Mercurial", f"{root}/.hg")
    try:
        if Path(folder, "dirstate").stat().st_size > _LARGEST or _is_otherwise(folder):
            copy.complete = False
            return copy
        data = Path(folder, "dirstate").read_bytes()
        copy.complete = data[_PARENT : 2 * _PARENT] == _NULL and _parse(data, copy, folder, deadline)
    except FileNotFoundError:
        pass  # nothing was ever tracked
    except (OSError, struct.error, IndexError):
        copy.complete = False
    copy.complete = copy.complete and not os.path.lexists(f"{root}/.hgsub")
    copy.only_here = _only_here(folder, copy)
    return copy


def _only_here(folder: str, copy: WorkingCopy) -> str:
    """What of the repository in that folder was pushed nowhere; it tells each first such commit."""
    if any(os.path.lexists(f"{folder}/{name}") for name in _SET_ASIDE):
        return "holds a Mercurial repository with changes set aside"
    try:
        roots = Path(folder, "store/phaseroots")  # of what is in no server yet
        drafts = roots.read_text(errors="replace").strip() if roots.exists() else ""
        settings = Path(folder, "hgrc").read_text(errors="replace")
    except OSError:
        return "holds a Mercurial repository that was pushed nowhere"
    servers = _SERVER.findall(settings)
    if drafts or not servers or not all(map(copy.is_there, servers)):
        return "holds a Mercurial repository with commits that were not pushed"
    return ""


def _is_otherwise(folder: str) -> bool:
    told = [Path(folder, name) for name in ("requires", "store/requires")]
    held = {line for one in told if one.is_file() for line in one.read_text(errors="replace").split()}
    return not held.isdisjoint(_OTHERWISE) or Path(folder, "sharedpath").exists() or "store" not in held


def _parse(data: bytes, copy: WorkingCopy, folder: str, deadline: Deadline) -> bool:
    """Reads the entries; whether all could be."""
    position, number = 2 * _PARENT, 0
    while position < len(data):
        number += 1
        if number % _CLOCK_EVERY == 0 and deadline.expired:
            return False
        state, _, size, modified, length = struct.unpack_from(">ciiii", data, position)
        position += 17
        name = data[position : position + length].partition(b"\0")[0]
        position += length
        path = os.fsdecode(name)
        copy.added = copy.added or state == b"a"
        copy.files[path] = _recorded(state, size, modified, f"{folder}/store/data/{_stored(name)}.i")
    return True


def _recorded(state: bytes, size: int, modified: int, log: str) -> Same:
    told = _STATES.get(state, False)

    def same(path: str, status: os.stat_result) -> bool | None:
        if told is not None:
            return told
        if modified >= 0 and size == status.st_size and modified == int(status.st_mtime) & 0x7FFFFFFF:
            return True
        return _in_history(log, path, status)

    return same


def _in_history(log: str, path: str, status: os.stat_result) -> bool | None:
    """Whether a file is as some revision of it is; None when that was too much to compare."""
    try:
        if status.st_size > LARGEST_COMPARED or os.path.islink(path) or os.stat(log).st_size > _LARGEST:
            return None
        data, text = Path(log).read_bytes(), Path(path).read_bytes()
    except OSError:
        return None
    (head,) = struct.unpack_from(">I", data)
    if head & 0xFFFF != _VERSION_1:
        return None
    names, position = [_NULL], 0
    while position + 64 <= len(data):
        (packed,) = struct.unpack_from(">i", data, position + 8)
        length, first, second, name = _ENTRY.unpack_from(data, position)
        parents = sorted((_named(names, first), _named(names, second)))
        if length == len(text) and _name_of(parents, text) == name:
            return True
        names.append(name)
        position += 64 + (packed if head & _INLINE else 0)
    return False


def _name_of(parents: list[bytes], text: bytes) -> bytes:
    """The name that a revision with this text has, by which Mercurial itself finds it."""
    return hashlib.sha1(b"".join(parents) + text, usedforsecurity=False).digest()


def _named(names: list[bytes], revision: int) -> bytes:
    return names[revision + 1] if -1 <= revision < len(names) - 1 else _NULL


def _stored(name: bytes) -> str:
    """The name by which the store has a file: capitals, odd signs and first dots are written otherwise."""
    out = []
    for byte in name:
        char = chr(byte)
        if char == "_" or "A" <= char <= "Z":
            out.append("_" + char.lower())
        elif byte < 32 or byte > 125 or char in '\\:*?"<>|':
            out.append(f"~{byte:02x}")
        else:
            out.append(char)
    parts = "".join(out).split("/")
    parts = [f"~{ord(part[0]):02x}{part[1:]}" if part[:1] in (".", " ") else part for part in parts]
    ends = (".i", ".d", ".hg")
    return "/".join([*(f"{part}.hg" if part.endswith(ends) else part for part in parts[:-1]), parts[-1]])
