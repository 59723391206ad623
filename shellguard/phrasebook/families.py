"""The packaged phrase families: what people say, and the command that answers it."""

from __future__ import annotations

from collections import defaultdict
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
    phrases: tuple[Phrase, ...]
    by_word: dict[str, tuple[int, ...]]
    wordless: tuple[int, ...]
    weight: dict[str, float]


@cache
def book() -> Book:
    """The packaged phrasebook, read once."""
    packaged = index()
    weight: dict[str, float] = packaged["weight"]
    choices: dict[str, tuple[frozenset[str], float]] = {}
    phrases: list[Phrase] = []
    by_word: dict[str, list[int]] = defaultdict(list)
    for at, (family, words, slots) in enumerate(packaged["phrases"]):
        phrase = _phrase(family, words, slots, weight, choices)
        phrases.append(phrase)
        for choice in phrase.words:
            for word in choice:
                by_word[word].append(at)
    wordless = tuple(
        at for at, phrase in enumerate(phrases) if all(value <= WEAK_WEIGHT for value in phrase.weights)
    )
    return Book(
        {phrase.family: Family(phrase.family) for phrase in phrases},
        tuple(phrases),
        {word: tuple(dict.fromkeys(places)) for word, places in by_word.items()},
        wordless,
        weight,
    )


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
