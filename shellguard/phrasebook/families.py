"""The packaged phrase families: what people say, and the command that answers it."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from shellguard.knowledge.loading import load, names
from shellguard.phrasebook.vocabulary import Vocabulary, vocabulary

_PIECE = re.compile(
    r"\[|\]|\{(?P<type>\w+)(?::(?P<name>\w+))?\}|\((?P<either>[^)]*)\)|(?P<word>[^\s\[\]{}()]+)"
)
WEAK_WEIGHT = 0.15
SLOT_WEIGHT = 0.8
_LEAST, _MOST = 0.5, 1.6


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
    """What is done about a kind of request; `data` is its table as written."""

    id: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Book:
    """All families, their phrases, and which phrases a plain word leads to."""

    families: dict[str, Family]
    phrases: tuple[Phrase, ...]
    by_word: dict[str, tuple[int, ...]]
    wordless: tuple[int, ...]
    weight: dict[str, float]


@dataclass(slots=True)
class _Draft:
    family: str
    words: list[tuple[frozenset[str], bool]]
    slots: list[Slot]


@cache
def book() -> Book:
    """The packaged phrasebook, read once."""
    families = {
        f"{name.removeprefix('phrases/')}.{key}": data
        for name in names("phrases")
        for key, data in load(name).items()
    }
    words = vocabulary()
    reader = _Reader(words)
    drafts = [
        _draft(identity, say, reader)
        for identity, data in families.items()
        for say in data["say"].splitlines()
        if say.strip()
    ]
    weight = _weights(drafts, words)
    phrases = tuple(_phrase(draft, weight) for draft in drafts)
    by_word: dict[str, list[int]] = defaultdict(list)
    for at, phrase in enumerate(phrases):
        for choice in phrase.words:
            for word in choice:
                by_word[word].append(at)
    wordless = tuple(
        at for at, phrase in enumerate(phrases) if all(value <= WEAK_WEIGHT for value in phrase.weights)
    )
    return Book(
        {identity: Family(identity, data) for identity, data in families.items()},
        phrases,
        {word: tuple(dict.fromkeys(places)) for word, places in by_word.items()},
        wordless,
        weight,
    )


class _Reader:
    """Turns words of phrases into choices of plain words; the same words come again and again."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self._choices: dict[str, tuple[frozenset[str], str, bool]] = {}

    def choice(self, piece: str) -> tuple[frozenset[str], str, bool]:
        """The plain words of `this|that`, the first of them, and whether they tell anything."""
        known = self._choices.get(piece)
        if known is None:
            plain = frozenset(self.words.plain(one.lower())[0] for one in piece.split("|"))
            known = self._choices[piece] = plain, min(plain), not plain <= self.words.noise
        return known


def _draft(family: str, say: str, reader: _Reader) -> _Draft:
    draft = _Draft(family, [], [])
    say = say.replace("each line", "eachline")
    for word in reader.words.topics.get(re.split(r"[._]", family)[0], ()):
        draft.words.append((frozenset({word}), word in say.split()))
    optional = False
    before = ""
    for piece in _PIECE.finditer(say):
        kind, name, either, word = piece.groups()
        if kind:
            draft.slots.append(Slot(kind, name or kind, before, not optional))
            before = ""
        elif word or either:
            choice, before, telling = reader.choice(word or either)
            if telling and all(choice != said for said, _ in draft.words):
                draft.words.append((choice, not optional))
        else:
            optional = piece[0] == "["
    return draft


def _weights(drafts: Iterable[_Draft], words: Vocabulary) -> dict[str, float]:
    """How much a word tells: the fewer families say it, the more."""
    families: dict[str, set[str]] = defaultdict(set)
    everything = set()
    for draft in drafts:
        everything.add(draft.family)
        for choice, _ in draft.words:
            for word in choice:
                families[word].add(draft.family)
    top = math.log(len(everything) + 1)
    return {
        word: WEAK_WEIGHT
        if word in words.weak
        else max(_LEAST, min(_MOST, _MOST * math.log((len(everything) + 1) / len(found)) / top + 0.2))
        for word, found in families.items()
    }


def _phrase(draft: _Draft, weight: dict[str, float]) -> Phrase:
    weights = tuple(min(weight[word] for word in choice) for choice, _ in draft.words)
    return Phrase(
        draft.family,
        tuple(choice for choice, _ in draft.words),
        weights,
        sum(weights),
        tuple(required for _, required in draft.words),
        tuple(draft.slots),
        any(slot.type == "files" for slot in draft.slots),
    )
