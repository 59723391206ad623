"""Walking a folder within a budget: never onto another file system, never through a link."""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from shellguard.facts.deadline import Deadline

MOST_ENTRIES = 500_000
_CLOCK_EVERY = 32


@dataclass(slots=True)
class Walk:
    """The state of one walk; `complete` is False once something was left out for the budget's sake."""

    complete: bool = True
    unreadable: int = 0
    other_devices: int = 0


def entries(
    root: str, deadline: Deadline, walk: Walk, skip: set[str] | None = None
) -> Iterator[tuple[os.DirEntry[str], os.stat_result]]:
    """Everything below `root`, what lies near it first: there people put things, and tools deeper down.

    A path that the caller puts into `skip` while it is being visited is not entered.
    """
    try:
        device = os.stat(root).st_dev
    except OSError:
        walk.complete = False
        return
    pending, seen = deque([root]), 0
    while pending:
        folder = pending.popleft()
        if deadline.expired:
            walk.complete = False
            return
        try:
            listing = os.scandir(folder)
        except OSError:
            walk.unreadable += 1
            continue
        with listing:
            for entry in listing:
                seen += 1
                if seen >= MOST_ENTRIES or (seen % _CLOCK_EVERY == 0 and deadline.expired):
                    walk.complete = False
                    return
                try:
                    status = entry.stat(follow_symlinks=False)
                except OSError:
                    walk.unreadable += 1
                    continue
                yield entry, status
                if not stat.S_ISDIR(status.st_mode):
                    continue
                if status.st_dev != device:
                    walk.other_devices += 1
                elif not skip or entry.path not in skip:
                    pending.append(entry.path)
