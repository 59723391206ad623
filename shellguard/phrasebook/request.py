"""A request as phrases are laid over it: what many of them ask of its tokens, worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from shellguard.knowledge.loading import load
from shellguard.phrasebook.families import WEAK_WEIGHT, Book, Slot
from shellguard.phrasebook.slots import all_nouns, fits, kinds_for, nouns
from shellguard.phrasebook.tokens import Token
from shellguard.phrasebook.vocabulary import Vocabulary

UNKNOWN_WEIGHT = 1.1
LITERAL_WEIGHT = 1.4
ACTION_WEIGHT = 0.8
NAMING_WEIGHT = 0.05
ASKING_WEIGHT = WEAK_WEIGHT / 3
"""What a token counts that nothing explains: a word, a literal, an action, a noun beside a value, a plea."""
_BESIDE = 6.0
_FILES = {"file", "path", "dir"}
_NO_NAME = {"home", "current", "working", "parent", "whole", "entire"}
_NAMED = {"dir", "branch", "service", "package", "container", "group", "user"}
_NUMBERED = {"process", "pid", "port", "column", "id"}
_ASKING = ("count", "show", "find", "last", "new", "all")
_NAMING = {
    "call",
    "name",
    "word",
    "string",
    "group",
    "dir",
    "branch",
    "service",
    "package",
    "user",
    "host",
    "container",
    "script",
    "variable",
}
_NOUNS_BEFORE = {"dir", "subdir"}
_TOWARDS = {"to", "into", "onto"}
_TELLING = {"call", "name", "running", "with", "here"}
_SKIPPED = frozenset({"the", "a", "an", "my", "our", "all"})


class Request:
    """The tokens of a request, where each plain word stands, and what may fill which slot."""

    def __init__(self, tokens: Sequence[Token], words: Vocabulary) -> None:
        self.tokens = tokens
        self.places = _places(tokens)
        self._words = words
        self._fitting: dict[str, list[tuple[int, int]]] = {}
        self._before: dict[tuple[int, str, str], str] = {}
        self._candidates: dict[tuple[Slot, bool], list[tuple[int, bool]]] = {}
        self._least: list[tuple[int, str, float]] | None = None
        self.demanded = self._demanded()

    @property
    def telling(self) -> list[str]:
        """The plain words that may stand in a phrase: none that is only what something is called."""
        return [
            word
            for word, places in self.places.items()
            if not all(at > 0 and self.tokens[at - 1].word == "call" for at in places)
        ]

    def fitting(self, kind: str) -> list[tuple[int, int]]:
        """Where a token fits this kind of slot, and how well."""
        found = self._fitting.get(kind)
        if found is None:
            kinds = kinds_for(kind)
            found = self._fitting[kind] = [
                (at, fit)
                for at, token in enumerate(self.tokens)
                if token.kind in kinds and (fit := fits(kind, token))
            ]
        return found

    def word_before(self, at: int, slot: Slot) -> str:
        """The telling word before a token, as this slot sees it."""
        key = (at, slot.type, slot.marker)
        word = self._before.get(key)
        if word is None:
            word = self._before[key] = _word_before(self.tokens, at, slot)
        return word

    def candidates(self, slot: Slot, *, by_marker: bool) -> list[tuple[int, bool]]:
        """What may fill a slot, best first: its place, and whether something beside it must be explained.

        With *by_marker* only what stands behind the slot's own word.
        """
        key = (slot, by_marker)
        found = self._candidates.get(key)
        if found is None:
            ranked = []
            for at, how_well in self.fitting(slot.type):
                fit, needs_neighbour = self._fit(slot, at, float(how_well), by_marker=by_marker)
                if fit > 0:
                    ranked.append((-fit, at, needs_neighbour))
            ranked.sort()
            found = self._candidates[key] = [(at, needs) for _, at, needs in ranked]
        return found

    def least_surplus(self, used: dict[int, str], slots: int, book: Book) -> float:
        """The least that is left unexplained once the words in *used* and so many slots are."""
        if self._least is None:
            ranked = ((at, token, self._left(at, token, book)) for at, token in enumerate(self.tokens))
            self._least = [(at, token.word, least) for at, token, least in ranked if least]
        matched = {self.tokens[at].word for at in used}
        matched.discard("")
        left = [
            least for at, word, least in self._least if at not in used and (not word or word not in matched)
        ]
        if slots:
            left.sort()
            del left[-slots:]
        return sum(left)

    def _left(self, at: int, token: Token, book: Book) -> float:
        """The least that a token counts where it is not explained; nothing where its word is said again."""
        words = self._words
        if token.kind != "w":
            return LITERAL_WEIGHT
        if token.word in words.against or token.word in words.noise or self.places[token.word][0] != at:
            return 0.0
        if token.word in words.weak:
            return ASKING_WEIGHT
        if token.word in all_nouns():
            return NAMING_WEIGHT
        return ACTION_WEIGHT if token.word in words.actions else book.weight.get(token.word, UNKNOWN_WEIGHT)

    def _demanded(self) -> tuple[tuple[str, ...], ...]:
        """Words of which a phrase must have one each: what is done, what turns the meaning round.

        Words that may be meant as a value are none of them.
        """
        words, found, alike = self._words, [], _alike()
        for word in dict.fromkeys(token.word for token in self.tokens):
            turns = word in words.against
            if not turns and (word not in words.actions or word in words.weak or word in all_nouns()):
                continue
            if word in words.noise and not turns:
                continue
            if all(self._is_fixed(at) for at, token in enumerate(self.tokens) if token.word == word):
                found.append((word, alike[word]) if word in alike else (word,))
        return tuple(found)

    def _is_fixed(self, at: int) -> bool:
        token = self.tokens[at]
        as_said = token.text.lower() == token.word or token.word not in self._words.actions
        return token.kind == "w" and token.known and as_said and not self._is_name(at)

    def _fit(self, slot: Slot, at: int, fit: float, *, by_marker: bool) -> tuple[float, bool]:
        """How well a token fills a slot (0: not at all), and whether a neighbour of it must be explained."""
        token, needs_neighbour = self.tokens[at], False
        before = self.word_before(at, slot)
        marked = bool(slot.marker) and (slot.marker == before or {slot.marker, before} <= _TOWARDS)
        if by_marker and not marked:
            return 0.0, False
        if token.kind == "w" and self._is_no_value(slot, at, by_marker=by_marker):
            return 0.0, False
        if slot.type == "count" and before in _NUMBERED:
            return 0.0, False
        if token.kind == "w" and token.known and not self._is_name(at):
            if self._says_more(token, slot, marked=marked):
                return 0.0, False
            needs_neighbour = not marked
            fit -= 3
        if not slot.marker and before in ("to", "into", "as") and not slot.required:
            return 0.0, False
        return fit + (_BESIDE if marked else 0.0) - at * 0.01, needs_neighbour

    def _is_name(self, at: int) -> bool:
        """Whether a known word is meant as a name for all that."""
        token, words = self.tokens[at], self._words
        return (
            is_named(self.tokens, at)
            and token.word not in words.noise
            and token.word not in words.against
            and (token.word not in words.weak or token.text.lower() != token.word)
        )

    def _says_more(self, token: Token, slot: Slot, *, marked: bool) -> bool:
        """Whether a known word says what is done or what the value beside it is, and so is none itself."""
        derived = token.word in self._words.actions and token.text.lower() != token.word and marked
        return (token.word in self._words.idle and not derived) or (
            not marked and token.word in nouns(slot.type)
        )

    def _is_no_value(self, slot: Slot, at: int, *, by_marker: bool) -> bool:
        """Whether a bare word never stands for a value of this slot."""
        token = self.tokens[at]
        if token.word in _TELLING or " " in token.text:
            return True
        if slot.type not in _FILES:
            return False
        if token.word in _NOUNS_BEFORE and self._names_next(at):
            return True
        if by_marker and token.known and self._qualifies(at):
            return True
        return token.word in _NO_NAME and not (at > 0 and self.tokens[at - 1].word in ("call", "name"))

    def _names_next(self, at: int) -> bool:
        """Whether a noun only says what the name behind it is: `the folder out`."""
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        return after is not None and (
            after.kind in "SV" or (after.kind == "w" and after.word not in self._words.noise - {"out"})
        )

    def _qualifies(self, at: int) -> bool:
        """Whether a word only qualifies the file that stands behind it: `the big file a.txt`."""
        following = at + 1
        while following < len(self.tokens) and self.tokens[following].word in ("file", "dir", "archive"):
            following += 1
        return following < len(self.tokens) and self.tokens[following].kind in "FP"


def is_named(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before a value say that it is a name, so that its meaning does not count."""
    after = tokens[at + 1].word if at + 1 < len(tokens) else ""
    return (after in _NAMED and not tokens[at].word.startswith(_ASKING)) or (
        at > 0 and tokens[at - 1].word in _NAMING
    )


@cache
def _alike() -> dict[str, str]:
    alike: dict[str, str] = load("phrasing/vocabulary")["alike"]
    return alike


def _places(tokens: Sequence[Token]) -> dict[str, list[int]]:
    """Where each plain word stands, and each that is as good as it."""
    places: dict[str, list[int]] = {}
    alike = _alike()
    for at, token in enumerate(tokens):
        if token.word:
            places.setdefault(token.word, []).append(at)
            if other := alike.get(token.word):
                places.setdefault(other, []).append(at)
    return places


def _word_before(tokens: Sequence[Token], at: int, slot: Slot) -> str:
    """The plain word before a value, without articles and nouns that only name its kind."""
    skip = nouns(slot.type)
    at -= 1
    while (
        at >= 0
        and (tokens[at].word in _SKIPPED or tokens[at].word in skip)
        and tokens[at].word != slot.marker
    ):
        at -= 1
    return tokens[at].word if at >= 0 else ""
