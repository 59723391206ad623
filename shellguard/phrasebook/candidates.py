"""What may fill the slots of phrases: where values of each kind stand, and how well they fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shellguard.phrasebook.families import Slot
from shellguard.phrasebook.slots import kinds_of_noun, nouns
from shellguard.phrasebook.tokens import Token
from shellguard.phrasebook.vocabulary import Vocabulary

_BESIDE = 6.0
_LATER = 0.01
_ORDINARY = 3
_FILES = {"file", "path", "dir"}
_NO_NAME = {"home", "current", "working", "parent", "whole", "entire"}
_NAMED = {"dir", "branch", "service", "package", "container", "group", "user"}
_NUMBERED = {"process", "pid", "port", "column", "id"}
_ASKING = ("count", "show", "find", "last", "new", "all")
_NAMING = {"call", "name", "word", "string", "group", "dir", "branch", "service", "package", "user", "host",
           "container", "script", "variable"}  # fmt: skip
_NOUNS_BEFORE = {"dir", "subdir"}
_TOWARDS = {"to", "into", "onto"}
_AT_A_GOAL = ("to", "into", "as")
_TELLING = {"call", "name", "running", "with", "here"}
_UNSAID = "…"
_SKIPPED = frozenset({"the", "a", "an", "my", "our", "all"})


Candidate = tuple[int, bool]
"""A token that may fill a slot: where it stands, and whether a neighbour of it must be explained too."""


@dataclass(slots=True)
class _Place:
    """A token as every kind of slot sees it.

    Attributes:
        ordinary: whether it is a known word that is no name.
        idle: whether it is an ordinary word that says nothing by itself, is asked with or done.
        derived: whether it is another form of a word for what is done.
        telling: whether it is a word that only tells what stands beside it, or several words.
        before: the articles and nouns before it and the word before those, where no kind of slot matters.
    """

    ordinary: bool
    idle: bool
    derived: bool
    telling: bool
    before: tuple[tuple[str, ...], str] | None


@dataclass(slots=True)
class _Value:
    """A token that fits a kind of slot, as far as that does not hang on the slot's own word.

    Attributes:
        fit: how well it fits, less for what stands later and for ordinary words.
        skipped: the articles and nouns right before it, nearest first.
        before: the word before those.
        ordinary: whether it is a known word that is no name.
        marked_only: whether it is a value only behind the slot's own word.
        never_marked: whether it is none behind the slot's own word.
        qualifies: whether it only qualifies the file behind it, and is none behind the slot's own word.
    """

    at: int
    fit: float
    skipped: tuple[str, ...]
    before: str
    ordinary: bool
    marked_only: bool
    never_marked: bool
    qualifies: bool


class Candidates:
    """What may fill which slot of a request; each kind of slot is looked at once.

    Attributes:
        fits: of each token the kinds of slots that it fits, and how well.
        kinds: all these kinds.
    """

    def __init__(self, tokens: Sequence[Token], fits: Sequence[dict[str, int]], words: Vocabulary) -> None:
        self._tokens = tokens
        self._words = words
        self.fits = fits
        self.kinds = frozenset().union(*fits)
        self._said = {token.word for token in tokens}
        self._places: dict[int, _Place] = {}
        self._values: dict[str, list[_Value]] = {}
        self._found: dict[tuple[str, str, bool, bool], tuple[Candidate, ...]] = {}

    def of(self, slot: Slot, *, by_marker: bool) -> tuple[Candidate, ...]:
        """What may fill a slot, best first; with *by_marker* only what stands behind the slot's own word."""
        marker = slot.marker
        if marker and not self._says(marker):
            marker = _UNSAID
        if by_marker and marker in ("", _UNSAID):
            return ()
        key = (slot.type, marker, slot.required, by_marker)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._ranked(*key)
        return found

    def _says(self, marker: str) -> bool:
        """Whether a slot's own word, or one that is as good, stands in the request."""
        return marker in self._said or (marker in _TOWARDS and not self._said.isdisjoint(_TOWARDS))

    def _ranked(self, kind: str, marker: str, required: bool, by_marker: bool) -> tuple[Candidate, ...]:
        ranked = []
        goals = () if marker or required else _AT_A_GOAL
        numbered = _NUMBERED if kind == "count" else ()
        for value in self._values_of(kind):
            before = marker if marker in value.skipped else value.before
            marked = bool(marker) and (marker == before or (marker in _TOWARDS and before in _TOWARDS))
            if by_marker and (not marked or value.qualifies):
                continue
            if value.never_marked if marked else value.marked_only:
                continue
            if before in numbered or before in goals:
                continue
            fit = value.fit + (_BESIDE if marked else 0.0)
            ranked.append((-fit, value.at, value.ordinary and not marked))
        ranked.sort()
        return tuple([(at, needs) for _, at, needs in ranked])

    def _values_of(self, kind: str) -> list[_Value]:
        found = self._values.get(kind)
        if found is None:
            found = self._values[kind] = [
                self._value(kind, at, fits[kind])
                for at, fits in enumerate(self.fits)
                if kind in fits and not self._is_no_value(kind, at)
            ]
        return found

    def _place(self, at: int) -> _Place:
        found = self._places.get(at)
        if found is None:
            token, words = self._tokens[at], self._words
            plain = token.kind == "w"
            ordinary = plain and token.known and not self.is_name(at)
            idle = ordinary and token.word in words.idle
            derived = idle and token.word in words.actions and token.text.lower() != token.word
            telling = plain and (token.word in _TELLING or " " in token.text)
            last = self._tokens[at - 1].word if at else ""
            before = None if last in _SKIPPED or kinds_of_noun(last) else ((), last)
            found = self._places[at] = _Place(ordinary, idle, derived, telling, before)
        return found

    def _value(self, kind: str, at: int, fit: int) -> _Value:
        token, place, weighed = self._tokens[at], self._place(at), fit - at * _LATER
        skipped, before = place.before or _before(self._tokens, at, kind)
        qualifies = token.kind == "w" and kind in _FILES and token.known and self._qualifies(at)
        if not place.ordinary:
            return _Value(at, weighed, skipped, before, False, False, False, qualifies)
        marked_only = place.idle or token.word in nouns(kind)
        never_marked = place.idle and not place.derived
        return _Value(at, weighed - _ORDINARY, skipped, before, True, marked_only, never_marked, qualifies)

    def is_name(self, at: int) -> bool:
        """Whether a known word is meant as a name for all that."""
        token, words = self._tokens[at], self._words
        return (
            is_named(self._tokens, at)
            and token.word not in words.noise
            and token.word not in words.against
            and (token.word not in words.weak or token.text.lower() != token.word)
        )

    def _is_no_value(self, kind: str, at: int) -> bool:
        """Whether a bare word never stands for a value of this kind."""
        token = self._tokens[at]
        if token.kind != "w":
            return False
        if self._place(at).telling:
            return True
        if kind not in _FILES:
            return False
        if token.word in _NOUNS_BEFORE and self._names_next(at):
            return True
        return token.word in _NO_NAME and not (at > 0 and self._tokens[at - 1].word in ("call", "name"))

    def _names_next(self, at: int) -> bool:
        """Whether a noun only says what the name behind it is: `the folder out`."""
        after = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        return after is not None and (
            after.kind in "SV" or (after.kind == "w" and after.word not in self._words.noise - {"out"})
        )

    def _qualifies(self, at: int) -> bool:
        """Whether a word only qualifies the file that stands behind it: `the big file a.txt`."""
        following = at + 1
        while following < len(self._tokens) and self._tokens[following].word in ("file", "dir", "archive"):
            following += 1
        return following < len(self._tokens) and self._tokens[following].kind in "FP"


def is_named(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before a value say that it is a name, so that its meaning does not count."""
    after = tokens[at + 1].word if at + 1 < len(tokens) else ""
    return (after in _NAMED and not tokens[at].word.startswith(_ASKING)) or (
        at > 0 and tokens[at - 1].word in _NAMING
    )


def word_before(tokens: Sequence[Token], at: int, slot: Slot) -> str:
    """The telling word before a token, as this slot sees it."""
    skipped, before = _before(tokens, at, slot.type)
    return slot.marker if slot.marker in skipped else before


def _before(tokens: Sequence[Token], at: int, kind: str) -> tuple[tuple[str, ...], str]:
    """The articles and nouns that only name a kind of value before it, and the plain word before those."""
    skip, skipped = nouns(kind), []
    at -= 1
    while at >= 0 and (tokens[at].word in _SKIPPED or tokens[at].word in skip):
        skipped.append(tokens[at].word)
        at -= 1
    return tuple(skipped), tokens[at].word if at >= 0 else ""
