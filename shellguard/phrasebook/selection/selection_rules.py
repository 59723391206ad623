"""The packaged rules by which a selection is read, with their shorthands filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import Generic, TypeVar

from shellguard.knowledge.loading import load
from shellguard.phrasebook.language.index import index
from shellguard.phrasebook.language.needed_pieces import MOST_PIECES
from shellguard.phrasebook.language.remainder import Remainder
from shellguard.phrasebook.language.shorthands import with_shorthands
from shellguard.phrasebook.language.vocabulary import vocabulary

_MOST_WORDS = 4_000
_MOST_TEXTS = 8
_FIRST = 2

T = TypeVar("T")


class Marked(Generic[T]):
    """Things in their order, each with the bits of its sayings, and which of them each bit leads to.

    Of hundreds of things a request may hold a few: these are gathered bit by bit, and no other is looked at.
    """

    def __init__(self, things: Iterable[tuple[int, T]]) -> None:
        self._things: list[T] = []
        self._mark = 0
        self._by_bit: dict[int, tuple[int, ...]] = {}
        for at, (mark, thing) in enumerate(things):
            self._things.append(thing)
            self._mark |= mark
            for bit in _bits(mark):
                self._by_bit[bit] = (*self._by_bit.get(bit, ()), at)

    def among(self, possible: int) -> list[T]:
        """The things of which a request may hold a saying, in their order."""
        found = {at for bit in _bits(possible & self._mark) for at in self._by_bit[bit]}
        return [self._things[at] for at in sorted(found)]


def _bits(mark: int) -> list[int]:
    """Each bit by itself."""
    found = []
    while mark:
        lowest = mark & -mark
        found.append(lowest)
        mark ^= lowest
    return found


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to narrow a selection: where any of the sayings is found, its words are taken out."""

    sayings: tuple[Saying, ...]
    find: tuple[str, ...]
    fields: dict[str, str]
    mark: int


@dataclass(frozen=True, slots=True)
class SelectionRules:
    """All rules in their order, the kinds of files by name, and the folders by name.

    The rules are parted by what is read between them: what files contain, and where they lie.
    """

    first: tuple[Rule, ...]
    before_place: Marked[Rule]
    after_place: Marked[Rule]
    types: dict[str, tuple[str, ...]]
    places: dict[str, str]


@cache
def selection_rules() -> SelectionRules:
    """The packaged rules, read once."""
    data = load("phrasing/selection")
    rules = tuple(
        Rule(
            sayings := tuple(saying(say) for say in rule["say"]),
            tuple(rule.get("find", ())),
            rule.get("set", {}),
            marks(sayings),
        )
        for rule in data["rule"]
    )
    types = {_plain(name): tuple(globs.split()) for name, globs in data["types"].items()}
    numbered = next(at for at, rule in enumerate(rules) if rule.fields.get("maxdepth") == "{n:count}")
    return SelectionRules(
        rules[:_FIRST],
        Marked((rule.mark, rule) for rule in rules[_FIRST:numbered]),
        Marked((rule.mark, rule) for rule in rules[numbered:]),
        types,
        {_plain(name): path for name, path in data["places"].items()},
    )


@cache
def _shorthands() -> dict[str, str]:
    data = load("phrasing/selection")
    macros: dict[str, str] = data["macros"]
    return macros | {"type": _any_of(data["types"]), "place": _any_of(data["places"])}


@cache
def pattern(say: str) -> re.Pattern[str]:
    """A pattern over plain words, shorthands filled in."""
    whole = with_shorthands(say, _shorthands()).replace(r"\b", r"(?![\w-])")
    return re.compile(rf"(?<![\w.-])(?:{whole})(?![\w.-])")


def _any_of(names: Iterable[str]) -> str:
    plain = {_plain(name) for name in names}
    return (
        "(?:" + "|".join(re.escape(name) for name in sorted(plain, key=lambda name: (-len(name), name))) + ")"
    )


def _plain(phrase: str) -> str:
    return " ".join(vocabulary().plain(word)[0] for word in phrase.split())


class Saying:
    """A pattern that is compiled when the first request has all that it can't do without.

    Attributes:
        mark: the bit that stands for it in what a request may say.
    """

    def __init__(self, say: str, mark: int, pieces: tuple[tuple[str, ...], ...]) -> None:
        self.say = say
        self.mark = mark
        self.pieces = pieces
        self._pattern: re.Pattern[str] | None = None

    def search(self, rest: Remainder) -> re.Match[str] | None:
        """Where the words that are left say it, where it is one that the request may hold."""
        text = rest.text
        for either in self.pieces:
            for piece in either:
                if piece in text:
                    break
            else:
                return None
        return (self._pattern or self.compiled()).search(text)

    def compiled(self) -> re.Pattern[str]:
        """The pattern itself, compiled once."""
        if self._pattern is None:
            self._pattern = pattern(self.say)
        return self._pattern


class _Sayings:
    """All sayings in use, and which of them a word lets stand.

    A saying needs a piece of each of its lists: for the first, the second … list of all sayings it is noted
    which of them a part of a word stands for, and which sayings have no such list. The bits for all lists
    stand in one number, those for the first list lowest.
    """

    def __init__(self) -> None:
        self._all: list[Saying] = []
        self._by_word: dict[str, int] = {}
        self._by_text: dict[str, int] = {}
        self._by_part: list[dict[str, int]] = [{} for _ in range(MOST_PIECES)]
        self._unneeded = [0] * MOST_PIECES

    def add(self, say: str) -> Saying:
        pieces = tuple(tuple(either) for either in index()["pieces"].get(say, ()))
        new = Saying(say, 1 << len(self._all), pieces)
        self._all.append(new)
        self._by_word.clear()
        self._by_text.clear()
        for place, by_part in enumerate(self._by_part):
            if place >= len(pieces):
                self._unneeded[place] |= new.mark
                continue
            for part in {max(one.split(" "), key=len) for one in pieces[place]}:
                by_part[part] = by_part.get(part, 0) | new.mark
        return new

    def _marks(self, word: str) -> int:
        """The sayings of which a word has one of the first, the second … needed pieces within it."""
        known = self._by_word.get(word)
        if known is None:
            known = self._side_by_side(
                reduce(or_, (mark for part, mark in by_part.items() if part in word), 0)
                for by_part in self._by_part
            )
            if len(self._by_word) < _MOST_WORDS:
                self._by_word[word] = known
        return known

    def _side_by_side(self, marks: Iterable[int]) -> int:
        """Bits for the first, the second … list in one number."""
        return sum(mark << place * len(self._all) for place, mark in enumerate(marks))

    def possible(self, text: str) -> int:
        """The sayings that a text of words, and any of them left out, may say."""
        known = self._by_text.get(text)
        if known is None:
            said = reduce(or_, map(self._marks, set(text.split(" "))), self._side_by_side(self._unneeded))
            known = (1 << len(self._all)) - 1
            for place in range(MOST_PIECES):
                known &= said >> place * len(self._all)
            if len(self._by_text) >= _MOST_TEXTS:
                self._by_text.clear()
            self._by_text[text] = known
        return known

    def every(self) -> tuple[Saying, ...]:
        return tuple(self._all)


_sayings = _Sayings()


def every_saying() -> tuple[Saying, ...]:
    """All packaged sayings about files and additions that are in use."""
    _read_all()
    return _sayings.every()


def narrow(rest: Remainder) -> None:
    """Notes which sayings a request may hold, so that no other is searched for."""
    _read_all()
    rest.possible = _sayings.possible(rest.text)


@cache
def _read_all() -> None:
    """Every packaged saying has its bit before the first request is narrowed down to some of them."""
    selection_rules()
    for table in ("place", "loose_place", "content"):
        patterns(table)
    for table in ("order", "switch"):
        labelled(table)


def marks(sayings: Iterable[Saying]) -> int:
    """The bits of several sayings together."""
    return sum({one.mark for one in sayings})


@cache
def saying(say: str) -> Saying:
    """The pattern with what it can't do without."""
    return _sayings.add(say)


def said(table: str, rest: Remainder) -> list[Saying]:
    """Those patterns of a list that a request may hold."""
    return _marked_patterns(table).among(rest.possible)


def said_of(table: str, rest: Remainder) -> list[tuple[str, Saying]]:
    """The same of a list whose patterns carry a label."""
    return _marked_labelled(table).among(rest.possible)


@cache
def patterns(table: str) -> tuple[Saying, ...]:
    """The packaged patterns of a list: place, loose_place, content."""
    return tuple(saying(say) for say in load("phrasing/selection")[table])


@cache
def labelled(table: str) -> tuple[tuple[str, Saying], ...]:
    """The packaged patterns of a list that carry a label: order, switch."""
    return tuple((label, saying(say)) for label, say in load("phrasing/selection")[table])


@cache
def _marked_patterns(table: str) -> Marked[Saying]:
    return Marked((one.mark, one) for one in patterns(table))


@cache
def _marked_labelled(table: str) -> Marked[tuple[str, Saying]]:
    return Marked((one.mark, (label, one)) for label, one in labelled(table))
