"""Work trees of Mercurial and Subversion as these programs write them, for worlds in which neither is installed."""

from __future__ import annotations

import hashlib
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

_HEAD = 0x10001
_NOT_SETTLED = -1


def mercurial(root: Path, names: tuple[str, ...]) -> None:
    """A repository with these files in its one commit, which was pushed to another machine."""
    store = root / ".hg/store"
    (store / "data").mkdir(parents=True)
    (root / ".hg/requires").write_text("dotencode\nfncache\ngeneraldelta\nrevlogv1\nstore\n")
    (root / ".hg/hgrc").write_text("[paths]\ndefault = https://hg.example.org/demo\n")
    (store / "phaseroots").write_text("")
    entries = [b"\1" * 20 + bytes(20)]
    for name in names:
        text = (root / name).read_bytes()
        log = store / "data" / f"{''.join(f'_{c.lower()}' if c.isupper() else c for c in name)}.i"
        log.parent.mkdir(parents=True, exist_ok=True)
        node = hashlib.sha1(bytes(40) + text, usedforsecurity=False).digest()
        sizes = (len(text) + 1, len(text), 0, 0, -1, -1)
        log.write_bytes(struct.pack(">IIiiiiii20s12x", _HEAD, 0, *sizes, node) + b"u" + text)
        entries.append(struct.pack(">ciiii", b"n", 0o644, len(text), _NOT_SETTLED, len(name)) + name.encode())
    (root / ".hg/dirstate").write_bytes(b"".join(entries))


def subversion(root: Path, names: tuple[str, ...]) -> None:
    """A work tree with these files as a server on another machine has them."""
    (root / ".svn").mkdir()
    with closing(sqlite3.connect(root / ".svn/wc.db")) as table:
        table.executescript(
            "create table repository(root); create table actual_node"
            "(local_relpath, properties, conflict_data, tree_conflict_data);"
            "create table nodes(local_relpath, op_depth, kind, presence, checksum, translated_size,"
            " last_mod_time, properties);"
        )
        table.execute("insert into repository values('https://svn.example.org/demo')")
        for name in names:
            text = (root / name).read_bytes()
            checksum = f"$sha1${hashlib.sha1(text, usedforsecurity=False).hexdigest()}"
            row = (name, 0, "file", "normal", checksum, len(text), 0, b"()")
            table.execute("insert into nodes values(?, ?, ?, ?, ?, ?, ?, ?)", row)
        table.commit()
