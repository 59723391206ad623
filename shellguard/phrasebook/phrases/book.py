"""The packaged phrases on their two pages, and which of them a word leads to.

A phrase has a bit: the number of its line on its page. What words lead to are whole numbers of such bits.
"""

from __future__ import annotations

from array import array
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from operator import attrgetter
from typing import Any

from shellguard.phrasebook.language.index import index
from shellguard.phrasebook.language.vocabulary import vocabulary
from shellguard.phrasebook.phrases.families import Family, Phrase, Slot

WORDLESS = 0.4
"""What a phrase without a telling word counts where files are spoken of."""
SHARE = 0.45
"""So much of a phrase's own weight is taken off what a request shares with it."""
FINENESS = 64
"""Steps of a weight of 1 in the sums of weights that rank phrases."""
_MOST_KINDS = 1_000
_TELLING = {"call"}
"""Before a value they leave no doubt of what it is."""


class Page:
    """Phrases about sets of files, or all others, each read from its packaged form when first asked for.

    Attributes:
        by_word: the numbers of the phrases that a plain word leads to, in text.
        wordless: a bit for every phrase without a telling word, where these are tried for every request.
        unlike: what every phrase starts with when its likeness is summed up (see choosing.py).
    """

    def __init__(self, packaged: dict[str, Any], weight: dict[str, float]) -> None:
        self._rows: str = packaged["phrases"]
        self._starts = array("I", _starts(self._rows))
        self._weight = weight
        self._choices: dict[str, tuple[frozenset[str], float, bool]] = {}
        self._read: dict[int, Phrase] = {}
        self._led_to: dict[str, int] = {}
        self._needing: dict[str, int] = {}
        self._unfilled: dict[frozenset[str], int] = {}
        self._kinds: dict[str, str] = packaged["needing"]
        self.by_word: dict[str, str] = packaged["by_word"]
        self.wordless = self._mask(packaged["wordless"])
        self.unlike = tuple(int(one, 16) for one in packaged["unlike"])

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, at: int) -> Phrase:
        phrase = self._read.get(at)
        if phrase is None:
            start = self._starts[at]
            row = self._rows[start : self._rows.index("\n", start)]
            phrase = self._read[at] = self._phrase(*row.split("\t"))
        return phrase

    def led_to(self, word: str) -> int:
        """A bit for every phrase that a plain word leads to."""
        mask = self._led_to.get(word)
        if mask is None:
            if word not in self.by_word:
                return 0
            mask = self._led_to[word] = self._mask(self.by_word[word])
        return mask

    def families_with(self, word: str) -> Iterator[str]:
        """The families that have a phrase with this plain word, and none in it that turns a meaning."""
        firsts, families = self._firsts
        mask, at = self.led_to(word) & ~self._turning, 0
        while mask >> at:
            at += (mask >> at & -(mask >> at)).bit_length() - 1
            place = bisect(firsts, at)
            yield families[place - 1]
            at = firsts[place] if place < len(firsts) else len(self)

    @cached_property
    def _firsts(self) -> tuple[list[int], list[str]]:
        """The first phrase of each family, and the families: the phrases of one stand side by side."""
        first: dict[str, int] = {}
        for at, row in enumerate(self._rows.splitlines()):
            first.setdefault(row.partition("\t")[0], at)
        return list(first.values()), list(first)

    @cached_property
    def _turning(self) -> int:
        """A bit for every phrase that has a word that turns a meaning."""
        found = 0
        for word in vocabulary().against:
            found |= self.led_to(word)
        return found

    def unfilled(self, kinds: frozenset[str]) -> int:
        """A bit for every phrase that means nothing without a value of another kind than these."""
        found = self._unfilled.get(kinds)
        if found is None:
            found = 0
            for kind in self._kinds.keys() - kinds:
                found |= self._in_need_of(kind)
            if len(self._unfilled) < _MOST_KINDS:
                self._unfilled[kinds] = found
        return found

    def _in_need_of(self, kind: str) -> int:
        """A bit for every phrase that means nothing without a value of this kind."""
        mask = self._needing.get(kind)
        if mask is None:
            mask = self._needing[kind] = self._mask(self._kinds[kind])
        return mask

    def _mask(self, numbers: str) -> int:
        """A bit for each number of a text."""
        octets = bytearray(len(self) // 8 + 1)
        for number in map(int, numbers.split()):
            octets[number >> 3] |= 1 << (number & 7)
        return int.from_bytes(octets, "little")

    def _phrase(self, family: str, words: str, *slots: str) -> Phrase:
        """A phrase from its packaged form: `a|b c? d`, and slots as `type name marker?`."""
        found = []
        for piece in words.split():
            choice = self._choices.get(piece)
            if choice is None:
                either = frozenset(piece.removesuffix("?").split("|"))
                least = min(self._weight[word] for word in either)
                choice = self._choices[piece] = either, least, piece[-1] != "?"
            found.append(choice)
        every = tuple(map(_slot, slots))
        marked = sorted(filter(attrgetter("marker"), every), key=lambda slot: slot.marker not in _TELLING)
        return Phrase(family, tuple(found), every, tuple(marked), _alike(every))


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """All families, and their phrases: those about sets of files, and all others.

    Attributes:
        weight: how much a word tells.
    """

    families: dict[str, Family]
    weight: dict[str, float]
    about_files: Page
    others: Page
    _having: dict[str, frozenset[str]] = field(default_factory=dict)

    def families_with(self, word: str) -> frozenset[str]:
        """The families that have a phrase with this plain word, and none in it that turns a meaning."""
        found = self._having.get(word)
        if found is None:
            pages = [page for page in (self.about_files, self.others) if word in page.by_word]
            if not pages:
                return frozenset()
            found = self._having[word] = frozenset(one for page in pages for one in page.families_with(word))
        return found


@cache
def book() -> Book:
    """The packaged phrasebook, read once."""
    packaged = index()
    pages = packaged["about_files"], packaged["others"]
    families = {
        family: Family(family)
        for page in pages
        for family in dict.fromkeys(row.partition("\t")[0] for row in page["phrases"].splitlines())
    }
    about_files, others = (Page(page, packaged["weight"]) for page in pages)
    return Book(families, packaged["weight"], about_files, others)


def _starts(rows: str) -> Iterator[int]:
    """Where each line of a text begins; all phrases stay in one text, as most are never asked for."""
    start = 0
    while start < len(rows):
        yield start
        start = rows.index("\n", start) + 1


def _alike(slots: tuple[Slot, ...]) -> tuple[tuple[str, ...], ...]:
    """The names of those slots, of two or more each, that only their order tells apart."""
    names: dict[tuple[str, str], list[str]] = {}
    for slot in slots:
        names.setdefault((slot.type, slot.marker), []).append(slot.name)
    return tuple(tuple(found) for found in names.values() if len(found) > 1)


@cache
def _slot(text: str) -> Slot:
    kind, name, marker, required = text.split(" ")
    return Slot(kind, name, marker, not required)
