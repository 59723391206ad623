"""Reading a work tree of Subversion without running it: its table of files, with the hash of each."""

from __future__ import annotations

import hashlib
import os
from contextlib import closing
from functools import partial
from pathlib import Path
from urllib.parse import quote

from shellguard.facts.repository.working_copy import LARGEST_COMPARED, WorkingCopy

_MOST_FILES = 50_000
_SECONDS = 0.01
_MICROSECOND = 1_000
_FILES = """
    select local_relpath, op_depth, checksum, translated_size, last_mod_time, properties from nodes
    where kind = 'file' and presence = 'normal' order by op_depth limit ?"""
_OPEN = """
    select local_relpath from actual_node
    where properties is not null or conflict_data is not null or tree_conflict_data is not null"""


def subversion_copy(root: str) -> WorkingCopy:
    """The work tree at `root`; not complete where its table cannot be read to the end."""
    import sqlite3  # seldom needed, and not small

    copy = WorkingCopy(root, "Subversion", f"{root}/.svn")
    address = f"file:{quote(f'{root}/.svn/wc.db')}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=_SECONDS)) as table:
            rows = table.execute(_FILES, (_MOST_FILES + 1,)).fetchall()
            touched = {name for (name,) in table.execute(_OPEN)}
            servers = [str(address) for (address,) in table.execute("select root from repository")]
    except sqlite3.Error:
        copy.complete = False
        return copy
    copy.complete = len(rows) <= _MOST_FILES and "" not in touched
    if not all(copy.is_there(one) for one in servers):
        copy.only_here = "holds a work tree whose server is not there any more, or lies in it"
    for name, depth, checksum, size, modified, properties in rows:
        translated = b"svn:keywords" in (properties or b"") or b"svn:eol-style" in (properties or b"")
        open_ = name in touched or (bool(depth) and name in copy.files)  # another stands in its place
        told = (bool(depth), open_, translated)
        copy.added = copy.added or bool(depth)
        copy.files[name] = partial(_same, told, str(checksum or ""), (size, modified))
    return copy


def _same(
    told: tuple[bool, bool, bool],
    checksum: str,
    stamp: tuple[int | None, int | None],
    path: str,
    status: os.stat_result,
) -> bool | None:
    added, touched, translated = told
    if added or touched:
        return added and not touched  # what is added stays where it is
    if stamp == (status.st_size, status.st_mtime_ns // _MICROSECOND):
        return True
    if translated or status.st_size > LARGEST_COMPARED:
        return None
    try:
        return f"$sha1${hashlib.sha1(Path(path).read_bytes(), usedforsecurity=False).hexdigest()}" == checksum
    except OSError:
        return None
