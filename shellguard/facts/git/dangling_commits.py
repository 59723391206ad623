"""Commits that no name and no record leads to, such as dropped stashes: they are there until git prunes."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from pathlib import Path

from shellguard.facts.deadline import Deadline
from shellguard.facts.git.equivalent_commits import not_there, stashed_files
from shellguard.facts.repository.repository import Repository
from shellguard.facts.repository.run import git

_MOST_OBJECTS, _MOST_COMMITS, _MOST_COMPARED = 3_000, 500, 8
_CLOCK_EVERY = 64
_HEADER = 16
_NAMED = ("--not", "--all", "--reflog", "--")


def dangling(repository: Repository, deadline: Deadline) -> int | None:
    """How many such commits hold what stands nowhere else; None where that could not be told.

    A stash that was popped is one, too: what it changed is in the work tree or the last commit.
    """
    loose = list(_loose(f"{repository.common}/objects", deadline))
    if "" in loose or len(loose) > _MOST_COMMITS:
        return None
    if not loose:
        return 0
    answer = git(repository, ("rev-list", "--parents", *loose, *_NAMED), deadline)
    if answer is None:
        return None
    found = [line.split() for line in answer.splitlines()]
    inner = {parent for one in found for parent in one[1:]}
    tips = [one[0] for one in found if one[0] not in inner]
    if len(tips) > _MOST_COMPARED:
        return len(tips)
    return sum(_holds_more(repository, tip, deadline) for tip in tips)


def _holds_more(repository: Repository, tip: str, deadline: Deadline) -> bool:
    files = stashed_files(repository, tip, deadline)
    return files is None or not_there(repository, files, deadline) != []


def _loose(objects: str, deadline: Deadline) -> Iterator[str]:
    """The commits among objects in files of their own; "" where there are too many to look at."""
    seen = 0
    for folder in _names(objects):
        for name in _names(f"{objects}/{folder}") if len(folder) == 2 else ():
            seen += 1
            if seen > _MOST_OBJECTS or (seen % _CLOCK_EVERY == 0 and deadline.expired):
                yield ""
                return
            if _is_commit(f"{objects}/{folder}/{name}"):
                yield folder + name


def _is_commit(path: str) -> bool:
    try:
        with Path(path).open("rb") as file:
            return zlib.decompressobj().decompress(file.read(64), _HEADER).startswith(b"commit ")
    except (OSError, ValueError, zlib.error):
        return False


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []
