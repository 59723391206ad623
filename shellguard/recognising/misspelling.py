"""Commands that differ from a misspelt word by a slip or two of the fingers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from shellguard.knowledge import loading
from shellguard.knowledge.tables import knowledge

_SHORTEST = 2
_LONGEST = 40
_DROPPED_FROM = 3  # a letter left out or added is seen as a slip from this length on,
_CHANGED_FROM = 5  # another letter from this one,
_TWICE_FROM = 10  # two slips from this one,
_UNUSUAL_FROM = 6  # and programs that few people type are thought of from this one


def distance(one: str, other: str, limit: int) -> int:
    """Edits that turn one word into the other: letters left out, added, changed, or two swapped (optimal
    string alignment). Above *limit* the answer is *limit* + 1.
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, row, before_last = row, [i], before
        for j, second in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != second))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == second:
                cost = min(cost, before_last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit and (not last or min(last) > limit):
            return limit + 1
        before = last
    return min(row[-1], limit + 1)


def nearest(word: str, names: Iterable[str], *, all_usual: bool = False) -> tuple[str, ...]:
    """The names that are near enough to be meant, nearest first; of equals the more usual one first.

    The shorter a word, the more programs are near it by chance: only slips that fingers make count then, and
    only programs that many people type. With *all_usual* every name counts as such.
    """
    if not _SHORTEST <= len(word) <= _LONGEST:
        return ()
    usual = _usual()
    found: list[tuple[int, int, str]] = []
    for name in names:
        if len(name) < _SHORTEST or (len(word) < _UNUSUAL_FROM and not all_usual and name not in usual):
            continue
        edits = _slips(word, name)
        if edits:
            found.append((edits, usual.get(name, len(usual)), name))
    return tuple(name for *_, name in sorted(found))


def _slips(word: str, name: str) -> int:
    """How many slips of the fingers make *word* out of *name*; 0 where it is the same or too far."""
    if sorted(word) == sorted(name):
        return distance(word, name, 1) % 2
    if word[0] != name[0] or len(word) < _DROPPED_FROM:
        return 0
    edits = distance(word, name, 2)
    if edits == 1:
        return 1 if len(word) != len(name) or len(word) >= _CHANGED_FROM else 0
    return edits if edits == 2 and len(word) >= _TWICE_FROM else 0


def is_known(name: str) -> bool:
    """Whether many people type it: where it is not there, it was meant all the same."""
    return name in _usual() or name in _wanted()


@cache
def _wanted() -> frozenset[str]:
    return knowledge("sentences").names("wanted")


def subcommands(program: str) -> frozenset[str]:
    """All subcommands of a program that has a closed list of them; empty for any other."""
    return _subcommands().get(program, frozenset())


@cache
def _usual() -> dict[str, int]:
    return {name: place for place, name in enumerate(loading.load("sentences")["frequent"])}


@cache
def _subcommands() -> dict[str, frozenset[str]]:
    return {program: frozenset(names.split()) for program, names in loading.load("subcommands").items()}
