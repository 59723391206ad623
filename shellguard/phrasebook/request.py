"""A request as phrases are laid over it: what many of them ask of its tokens, worked out once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from shellguard.knowledge.loading import load
from shellguard.phrasebook.book import Book
from shellguard.phrasebook.candidates import Candidates
from shellguard.phrasebook.families import WEAK_WEIGHT
from shellguard.phrasebook.slots import all_nouns, kinds_of_noun
from shellguard.phrasebook.tokens import Token
from shellguard.phrasebook.vocabulary import Vocabulary

UNKNOWN_WEIGHT = 1.1
LITERAL_WEIGHT = 1.4
ACTION_WEIGHT = 0.8
NAMING_WEIGHT = 0.05
ASKING_WEIGHT = WEAK_WEIGHT / 3
"""What a token counts that nothing explains: a word, a literal, an action, a noun beside a value, a plea."""

STEEPNESS = 1.3
"""How fast the confidence falls with what is missing and what is left over."""
BESIDE = (1, -1, 2)
"""Where the value stands that a noun names, against the noun."""


class Request:
    """The tokens of a request, where each plain word stands, and what may fill which slot.

    Attributes:
        tokens: what was said.
        places: where each plain word stands, and each that is as good as it.
        candidates: what may fill which slot.
        weight: the least that all tokens count.
        demanded: words of which a phrase must have one of each group: what is done, what turns the meaning.
    """

    def __init__(self, tokens: Sequence[Token], words: Vocabulary, book: Book) -> None:
        self.tokens = tokens
        self.places = _places(tokens)
        self.candidates = Candidates(tokens, words)
        self._words = words
        self.demanded = self._demanded()
        self._least = [self._left(at, token, book) for at, token in enumerate(tokens)]
        self._most_left = sorted(range(len(tokens)), key=self._least.__getitem__, reverse=True)
        self.weight = sum(self._least)

    @property
    def telling(self) -> list[str]:
        """The plain words that may stand in a phrase: none that is only what something is called."""
        return [
            word
            for word, places in self.places.items()
            if not all(at > 0 and self.tokens[at - 1].word == "call" for at in places)
        ]

    def worth(self, word: str) -> float:
        """The most that is explained where a phrase has this word."""
        return max(self._least[at] for at in self.places[word])

    def most_taken(self, slots: int) -> float:
        """The most that so many slots can explain."""
        return sum(self._least[at] for at in self._most_left[:slots])

    def least_surplus(self, used: Collection[int], slots: int) -> float:
        """The least that is left unexplained once the tokens in *used* and so many slots are."""
        least = self._least
        left = self.weight
        for at in used:
            left -= least[at]
        for at in self._most_left:
            if not slots or left <= 0:
                break
            if at not in used:
                left -= least[at]
                slots -= 1
        return max(left, 0.0)

    def _left(self, at: int, token: Token, book: Book) -> float:
        """The least that a token counts where it is not explained; nothing where its word is said again."""
        words = self._words
        if token.kind != "w":
            return LITERAL_WEIGHT
        if token.word in words.against or token.word in words.noise or self.places[token.word][0] != at:
            return 0.0
        if token.word in words.weak:
            return ASKING_WEIGHT
        if token.word in all_nouns() and self._may_name(at, token):
            return NAMING_WEIGHT
        return ACTION_WEIGHT if token.word in words.actions else book.weight.get(token.word, UNKNOWN_WEIGHT)

    def _may_name(self, at: int, token: Token) -> bool:
        """Whether a noun may say no more than what the value beside it is."""
        if is_several_files(token):
            return False
        kinds = kinds_of_noun(token.word)
        fits = self.candidates.fits
        return any(
            not kinds.isdisjoint(fits[at + step]) for step in BESIDE if 0 <= at + step < len(self.tokens)
        )

    def _demanded(self) -> tuple[tuple[str, ...], ...]:
        """The groups of demanded words; words that may be meant as a value are none of them."""
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
        return token.kind == "w" and token.known and as_said and not self.candidates.is_name(at)


def is_several_files(token: Token) -> bool:
    """Whether a word speaks of files in the plural."""
    return token.word in ("file", "dir") and token.text.lower().endswith("s")


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
