"""The packaged phrase families: what people say, and the command that answers it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from shellguard.knowledge.loading import load
from shellguard.phrasebook.index import index

WEAK_WEIGHT = 0.15
SLOT_WEIGHT = 0.8


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a phrase for a value.

    Attributes:
        type: what fits (see slots.py).
        name: what the command calls it.
        marker: the plain word before it in the phrase, "" for none.
        required: whether the phrase means nothing without it.
    """

    type: str
    name: str
    marker: str
    required: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say what a family does: words (each a choice), their weights, and slots."""

    family: str
    words: tuple[frozenset[str], ...]
    weights: tuple[float, ...]
    total: float
    required: tuple[bool, ...]
    slots: tuple[Slot, ...]
    takes_files: bool


@dataclass(frozen=True, slots=True)
class Family:
    """What is done about a kind of request."""

    id: str

    @property
    def data(self) -> dict[str, Any]:
        """Its table as written; the file is read when the first of its families is asked for."""
        file, _, key = self.id.partition(".")
        found: dict[str, Any] = load(f"phrases/{file}")[key]
        return found


@dataclass(frozen=True, slots=True)
class Book:
    """All families, their phrases, and which phrases a plain word leads to."""

    families: dict[str, Family]
    phrases: Phrases
    by_word: dict[str, list[int]]
    wordless: tuple[int, ...]
    weight: dict[str, float]
    totals: list[float]
    files: frozenset[int]


@cache
def book() -> Book:
    """The packaged phrasebook, read once."""
    packaged = index()
    rows = packaged["phrases"]
    return Book(
        {family: Family(family) for family, _, _ in rows},
        Phrases(rows, packaged["weight"]),
        packaged["by_word"],
        tuple(packaged["wordless"]),
        packaged["weight"],
        packaged["totals"],
        frozenset(packaged["files"]),
    )


class Phrases:
    """The phrases by number, each read from its packaged form when it is first asked for."""

    def __init__(self, rows: list[tuple[str, str, list[str]]], weight: dict[str, float]) -> None:
        self._rows = rows
        self._weight = weight
        self._choices: dict[str, tuple[frozenset[str], float]] = {}
        self._read: dict[int, Phrase] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, at: int) -> Phrase:
        phrase = self._read.get(at)
        if phrase is None:
            family, words, slots = self._rows[at]
            phrase = self._read[at] = _phrase(family, words, slots, self._weight, self._choices)
        return phrase

    def __iter__(self) -> Iterator[Phrase]:
        return (self[at] for at in range(len(self)))


def _phrase(
    family: str,
    words: str,
    slots: list[str],
    weight: dict[str, float],
    choices: dict[str, tuple[frozenset[str], float]],
) -> Phrase:
    """A phrase from its packaged form: `a|b c? d`, and slots as `type name marker?`."""
    pieces = words.split()
    found = []
    for piece in pieces:
        choice = choices.get(piece)
        if choice is None:
            either = frozenset(piece.removesuffix("?").split("|"))
            choice = choices[piece] = either, min(weight[word] for word in either)
        found.append(choice)
    weights = tuple(value for _, value in found)
    return Phrase(
        family,
        tuple(either for either, _ in found),
        weights,
        sum(weights),
        tuple(piece[-1] != "?" for piece in pieces),
        tuple(map(_slot, slots)),
        any(slot.startswith("files ") for slot in slots),
    )


@cache
def _slot(text: str) -> Slot:
    kind, name, marker, required = text.split(" ")
    return Slot(kind, name, marker, not required)
