"""The packaged phrase families: what people say, and the command that answers it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from shellguard.knowledge.loading import load
from shellguard.phrasebook.index import index

WEAK_WEIGHT = 0.15
SLOT_WEIGHT = 0.8
WORDLESS = 0.4
"""What a phrase without a telling word counts where files are spoken of."""
SHARE = 0.45
"""So much of a phrase's own weight is taken off what a request shares with it."""
FINENESS = 128
"""Steps of a weight of 1 in the slices of sums."""


@dataclass(frozen=True, slots=True, eq=False)
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
    """One way to say what a family does: words (choice, weight, whether it is needed), and slots."""

    family: str
    parts: tuple[tuple[frozenset[str], float, bool], ...]
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """What is done about a kind of request."""

    id: str

    @property
    def data(self) -> dict[str, Any]:
        """Its table without what is said and the examples, as the index has it."""
        file, _, key = self.id.partition(".")
        return _tables(file)[key]

    @property
    def written(self) -> dict[str, Any]:
        """Its whole table; the file is read when the first of its families is asked for."""
        file, _, key = self.id.partition(".")
        found: dict[str, Any] = load(f"phrases/{file}")[key]
        return found


@cache
def _tables(file: str) -> dict[str, dict[str, Any]]:
    """The tables of a file's families, which the index has as text: only what is asked for is taken apart."""
    found: dict[str, dict[str, Any]] = json.loads(index()["families"][file])
    return found


@dataclass(frozen=True, slots=True)
class Book:
    """All families, their phrases, and which phrases a plain word leads to.

    Attributes:
        by_word: the numbers of the phrases that a plain word leads to, in text.
        wordless: a bit for every phrase without a telling word.
        weight: how much a word tells.
        totals: of each phrase, the weight of all its words.
        files: a bit for every phrase about a set of files.
        slices: what every phrase starts with when a request's words are summed up (see choosing.py).
    """

    families: dict[str, Family]
    phrases: Phrases
    by_word: dict[str, str]
    wordless: int
    weight: dict[str, float]
    totals: list[float]
    files: int
    slices: tuple[int, ...]
    _masks: dict[str, int] = field(default_factory=dict)

    def led_to(self, word: str) -> int:
        """A bit for every phrase that a known plain word leads to."""
        mask = self._masks.get(word)
        if mask is None:
            mask = self._masks[word] = _mask(self.by_word[word], len(self.totals))
        return mask


@cache
def book() -> Book:
    """The packaged phrasebook, read once."""
    packaged = index()
    rows = packaged["phrases"]
    return Book(
        {family: Family(family) for family, _, _ in rows},
        Phrases(rows, packaged["weight"]),
        packaged["by_word"],
        _mask(packaged["wordless"], len(rows)),
        packaged["weight"],
        packaged["totals"],
        _mask(packaged["files"], len(rows)),
        tuple(int(one, 16) for one in packaged["slices"]),
    )


def _mask(numbers: str, most: int) -> int:
    """A bit for each number of a text."""
    octets = bytearray(most // 8 + 1)
    for number in map(int, numbers.split()):
        octets[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(octets, "little")


class Phrases:
    """The phrases by number, each read from its packaged form when it is first asked for."""

    def __init__(self, rows: list[tuple[str, str, list[str]]], weight: dict[str, float]) -> None:
        self._rows = rows
        self._weight = weight
        self._choices: dict[str, tuple[frozenset[str], float, bool]] = {}
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
    choices: dict[str, tuple[frozenset[str], float, bool]],
) -> Phrase:
    """A phrase from its packaged form: `a|b c? d`, and slots as `type name marker?`."""
    found = []
    for piece in words.split():
        choice = choices.get(piece)
        if choice is None:
            either = frozenset(piece.removesuffix("?").split("|"))
            choice = choices[piece] = either, min(weight[word] for word in either), piece[-1] != "?"
        found.append(choice)
    return Phrase(family, tuple(found), tuple(map(_slot, slots)))


@cache
def _slot(text: str) -> Slot:
    kind, name, marker, required = text.split(" ")
    return Slot(kind, name, marker, not required)
