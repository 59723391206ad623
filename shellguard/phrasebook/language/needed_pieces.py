"""What a text must hold for a pattern to be found in it: a quick look before the search.

Read from Python's own parse of the pattern, beforehand: the answers stand in the index.
"""

from __future__ import annotations

import re._constants as sre  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Iterator
from typing import Any

_SHORTEST = 2
_MOST_ALTERNATIVES = 64
MOST_PIECES = 3
"""So many lists of pieces are read from a pattern at most."""


def needed_pieces(pattern: str) -> list[list[str]]:
    """Lists of pieces of text: of each list one must stand in every text that the pattern is found in."""
    found: dict[tuple[str, ...], None] = {}
    for either in _needed(list(parser.parse(pattern))):
        if either and len(either) <= _MOST_ALTERNATIVES and all(map(_tells, either)):
            found[tuple(sorted(set(either)))] = None
    ranked = sorted(found, key=lambda either: (len(either), -min(map(len, either)), either))
    return [list(either) for either in ranked[:MOST_PIECES]]


def _needed(items: Iterable[tuple[Any, Any]]) -> Iterator[list[str]]:
    """The lists for parts that stand one behind the other: runs of letters, and what their groups need."""
    run = ""
    for kind, value in items:
        if kind is sre.LITERAL:
            run += chr(value)
            continue
        if kind in (sre.AT, sre.ASSERT_NOT):
            continue
        if run:
            yield [run]
        run = ""
        if kind is sre.SUBPATTERN:
            yield from _needed(value[3])
        elif kind is sre.ASSERT:
            yield from _needed(value[1])
        elif kind is sre.IN and all(one is sre.LITERAL for one, _ in value):
            yield [chr(letter) for _, letter in value]
        elif kind is sre.BRANCH:
            yield _one_of(value[1])
        elif kind in (sre.MAX_REPEAT, sre.MIN_REPEAT) and value[0] > 0:
            yield from _needed(value[2])
    if run:
        yield [run]


def _tells(piece: str) -> bool:
    """Whether a piece is seldom in a text: several letters, or the capital of a kind of literal."""
    return len(piece) >= _SHORTEST or piece.isupper()


def _vagueness(either: list[str]) -> tuple[bool, bool, int, int]:
    """How little a list of pieces tells: one that tells nothing is worse than one of many pieces."""
    return not either, not all(map(_tells, either)), len(either), -min(map(len, either), default=0)


def _one_of(branches: Iterable[Iterable[tuple[Any, Any]]]) -> list[str]:
    """One needed piece or list of each branch together; none where a branch needs nothing."""
    found: list[str] = []
    for branch in branches:
        best = min(_needed(branch), key=_vagueness, default=[])
        if not best:
            return []
        found += best
    return found
