"""A request as phrases are laid over it: what many of them ask of its tokens, worked out once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from itertools import accumulate
from operator import sub

from shellguard.knowledge.loading import load
from shellguard.phrasebook.language.tokens import Token
from shellguard.phrasebook.language.vocabulary import Vocabulary
from shellguard.phrasebook.phrases.book import Book
from shellguard.phrasebook.phrases.candidates import Candidates
from shellguard.phrasebook.phrases.families import MOST_SLOTS
from shellguard.phrasebook.phrases.token_facts import Role, TokenFacts, facts_of

NAMING_WEIGHT = 0.05
"""What a noun counts beside the value that it names."""
STEEPNESS = 1.3
"""How fast the confidence falls with what is missing and what is left over."""
BESIDE = (1, -1, 2)
"""Where the value stands that a noun names, against the noun."""
_LEAST_ORDER = 3
_DETERMINERS = {"all", "the", "a", "an", "my", "this", "these", "every", "each"}
_HOW_MANY = {"one", "all", "every", "each", "any", "both", "only", "single", "whole", "other", "half"}


class Request:
    """The tokens of a request, where each plain word stands, and what may fill which slot.

    Attributes:
        tokens: what was said.
        places: where each plain word stands, and each that is as good as it.
        facts: what each token is.
        candidates: what may fill which slot.
        least: the least that each token counts where nothing explains it.
        left: the least that is left over where no slot, one, two … is filled and no word explained.
        demanded: words of which a phrase must have one of each group: what is done, what turns the meaning.
        orders: whether it begins with something to be done other than to show something: `stage the …`.
    """

    def __init__(self, tokens: Sequence[Token], words: Vocabulary, book: Book) -> None:
        self.tokens = tokens
        self.places = _places(tokens, _alike())
        self.facts = [facts_of(token, words, book) for token in tokens]
        self.candidates = Candidates(tokens, self.facts, words)
        self.least = self._weights()
        self.left = _left_over(self.least)
        self.demanded = self._demanded()
        self.orders = _orders(tokens, self.facts)
        self._others = [
            (at, book.families_with(token.word))
            for at, (token, facts) in enumerate(zip(tokens, self.facts, strict=True))
            if facts.role is Role.OTHER and token.word not in _HOW_MANY
        ]
        self._elsewhere: dict[str, frozenset[int]] = {}

    def said_elsewhere(self, family: str) -> frozenset[int]:
        """Where words stand that say more of the thing, and that some phrase of a family has.

        Its phrases all ask for the same, so a word of one may be said with those of another: not one that
        turns a meaning, or that says of how many something is wanted.
        """
        found = self._elsewhere.get(family)
        if found is None:
            found = self._elsewhere[family] = frozenset(
                at for at, families in self._others if family in families
            )
        return found

    @property
    def telling(self) -> list[str]:
        """The plain words that may stand in a phrase: none that is only what something is called."""
        if "call" not in self.places:
            return list(self.places)
        return [
            word
            for word, places in self.places.items()
            if not all(at > 0 and self.tokens[at - 1].word == "call" for at in places)
        ]

    @cached_property
    def called(self) -> frozenset[int]:
        """Where words stand that are only what something is called, whatever they mean."""
        return frozenset(
            at
            for at in range(1, len(self.tokens))
            if self.tokens[at - 1].text.lower() in ("called", "named") and self.facts[at].is_word
        )

    @cached_property
    def counting(self) -> list[tuple[int, str, TokenFacts]]:
        """The tokens that count where nothing explains them: their places, words and what they are."""
        return [
            (at, token.word, facts)
            for at, (token, facts) in enumerate(zip(self.tokens, self.facts, strict=True))
            if facts.role is not Role.NOISE or facts.is_every or facts.is_several_files or at in self.called
        ]

    @cached_property
    def is_about_files(self) -> bool:
        """Whether a set of files, read piece by piece, stands among the tokens."""
        return any(token.kind == "A" for token in self.tokens)

    def is_several_files(self, at: int) -> bool:
        """Whether the word at a place speaks of files in the plural."""
        return self.facts[at].is_several_files

    def _weights(self) -> list[float]:
        """The least that each token counts where nothing explains it; 0 where its word is said again."""
        places = self.places
        return [
            0.0
            if facts.is_word and places[token.word][0] != at
            else NAMING_WEIGHT
            if facts.names and self._may_name(at, facts.names)
            else facts.weight
            for at, (token, facts) in enumerate(zip(self.tokens, self.facts, strict=True))
        ]

    def _may_name(self, at: int, kinds: frozenset[str]) -> bool:
        """Whether a value of one of these kinds may stand beside a place."""
        facts = self.facts
        for step in BESIDE:
            if 0 <= at + step < len(facts) and not kinds.isdisjoint(facts[at + step].fits):
                return True
        return False

    def _demanded(self) -> tuple[tuple[str, ...], ...]:
        """The groups of demanded words; words that may be meant as a value are none of them."""
        found: dict[str, bool] = {}
        for at, facts in enumerate(self.facts):
            if facts.demands and found.get(word := self.tokens[at].word, True):
                found[word] = facts.fixed and not self.candidates.is_name(at)
        alike = _alike()
        return tuple(
            [(word, alike[word]) if word in alike else (word,) for word, fixed in found.items() if fixed]
        )


def _orders(tokens: Sequence[Token], facts: Sequence[TokenFacts]) -> bool:
    """Whether the first word is one that something is done to, and asks for nothing to be shown."""
    if len(tokens) < _LEAST_ORDER or facts[0].role not in (Role.OTHER, Role.ACTION):
        return False
    return tokens[1].text.lower() in _DETERMINERS


def _left_over(least: Sequence[float]) -> list[float]:
    """What all tokens count but for the one, the two … that count most, up to the most slots of a phrase."""
    most = [*sorted(least, reverse=True)[:MOST_SLOTS], *[0.0] * MOST_SLOTS]
    return list(accumulate(most[:MOST_SLOTS], sub, initial=sum(least)))


@cache
def _alike() -> dict[str, str]:
    alike: dict[str, str] = load("phrasing/vocabulary")["alike"]
    return alike


def _places(tokens: Sequence[Token], alike: Mapping[str, str]) -> dict[str, list[int]]:
    """Where each plain word stands, and each that is as good as it."""
    places: dict[str, list[int]] = {}
    for at, token in enumerate(tokens):
        word = token.word
        if not word:
            continue
        if word in places:
            places[word].append(at)
        else:
            places[word] = [at]
        if word in alike:
            places.setdefault(alike[word], []).append(at)
    return places
