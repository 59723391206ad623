"""What a text must hold for a pattern to be found in it: a quick look before the search.

Read from Python's own parse of the pattern, beforehand: the answers stand in the index.
"""

from __future__ import annotations

import re._constants as sre  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Iterator
from typing import Any

_SHORTEST = 2
_MOST_ALTERNATIVES = 8
_MOST = 3


def needed_pieces(pattern: str) -> list[list[str]]:
    """Lists of pieces of text: of each list one must stand in every text that the pattern is found in."""
    found: dict[tuple[str, ...], None] = {}
    for either in _needed(list(parser.parse(pattern))):
        if either and len(either) <= _MOST_ALTERNATIVES and all(len(one) >= _SHORTEST for one in either):
            found[tuple(sorted(set(either)))] = None
    ranked = sorted(found, key=lambda either: (len(either), -min(map(len, either)), either))
    return [list(either) for either in ranked[:_MOST]]


def _needed(items: Iterable[tuple[Any, Any]]) -> Iterator[list[str]]:
    """The lists for parts that stand one behind the other: runs of letters, and what their groups need."""
    run = ""
    for kind, value in items:
        if kind is sre.LITERAL:
            run += chr(value)
            continue
        if kind in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
            continue
        if run:
            yield [run]
        run = ""
        if kind is sre.SUBPATTERN:
            yield from _needed(value[3])
        elif kind is sre.BRANCH:
            yield _one_of(value[1])
        elif kind in (sre.MAX_REPEAT, sre.MIN_REPEAT) and value[0] > 0:
            yield from _needed(value[2])
    if run:
        yield [run]


def _one_of(branches: Iterable[Iterable[tuple[Any, Any]]]) -> list[str]:
    """One needed piece or list of each branch together; none where a branch needs nothing."""
    found: list[str] = []
    for branch in branches:
        best = min(_needed(branch), key=lambda either: (not either, len(either)), default=[])
        if not best:
            return []
        found += best
    return found
