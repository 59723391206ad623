"""The programs that a PATH leads to, listed once and listed again when a folder has changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

_MOST_FOLDERS = 64
_MOST_NAMES = 50_000


@dataclass(frozen=True, slots=True)
class Listing:
    """What stood in the folders of a PATH, with the times at which they had last changed."""

    path: str
    changed: tuple[int, ...]
    names: frozenset[str]


def listed(path: str, before: Listing | None = None) -> Listing:
    """The names that stand in the folders of *path*; *before* again where nothing has changed.

    Not every name is executable: looking at each would take a hundred times as long. Folders that can't be
    read and those that are not absolute hold nothing.
    """
    folders = [folder for folder in path.split(":") if folder.startswith("/")][:_MOST_FOLDERS]
    changed = tuple(_changed(folder) for folder in folders)
    if before is not None and before.path == path and before.changed == changed:
        return before
    return Listing(path, changed, frozenset(_names(folders)))


def _changed(folder: str) -> int:
    try:
        return os.stat(folder).st_mtime_ns
    except OSError:
        return 0


def _names(folders: list[str]) -> Iterator[str]:
    left = _MOST_NAMES
    for folder in folders:
        try:
            found = os.listdir(folder)[:left]
        except OSError:
            continue
        left -= len(found)
        yield from found
