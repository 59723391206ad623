"""A request as phrases are laid over it: what many of them ask of its tokens, worked out once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from shellguard.knowledge.loading import load
from shellguard.phrasebook.book import Book
from shellguard.phrasebook.candidates import Candidates
from shellguard.phrasebook.families import WEAK_WEIGHT, Slot
from shellguard.phrasebook.slots import fits_of, kinds_of_noun
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
_MOST_TOKENS = 2_000


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a token counts wherever it stands.

    Attributes:
        fits: the kinds of slots that it fits, and how well.
        weight: what it counts at most where nothing explains it.
        names: the kinds of values beside which it may count no more than that it names them.
        demands: whether its word must be in a phrase unless it is meant as a value.
        fixed: whether it stands there as that word and no other.
    """

    fits: dict[str, int]
    weight: float
    names: frozenset[str]
    demands: bool
    fixed: bool


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
        self._facts = [_facts(token, words, book) for token in tokens]
        self.candidates = Candidates(tokens, [facts.fits for facts in self._facts], words)
        self._least = self._weights()
        self._most_left = sorted(range(len(tokens)), key=self._least.__getitem__, reverse=True)
        self._ranked: dict[str, list[int]] = {}
        self.weight = sum(self._least)
        self.demanded = self._demanded()

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

    def worth(self, word: str) -> float:
        """The most that is explained where a phrase has this word, in this request and any part of it."""
        return max(self._facts[at].weight for at in self.places[word])

    def most_taken(self, count: int) -> list[float]:
        """The most that no slot, one, two … can explain, for so many numbers of slots."""
        most = [self._least[at] for at in self._most_left[: count - 1]]
        most += [0.0] * (count - 1 - len(most))
        return list(accumulate(most, initial=0.0))

    def least_surplus(self, used: Collection[int], slots: Sequence[Slot]) -> float:
        """The least that is left unexplained once the tokens in *used* and those in the slots are."""
        least = self._least
        left = self.weight - sum([least[at] for at in used])
        filled: list[str] = []
        for slot in slots:
            kind = slot.type
            alike = filled.count(kind) if kind in filled else 0
            filled.append(kind)
            for at in self._ranked.get(kind) or self._fitting(kind):
                if at not in used:
                    if not alike:
                        left -= least[at]
                        break
                    alike -= 1
        return max(left, 0.0)

    def _fitting(self, kind: str) -> list[int]:
        """Where values of a kind stand, those first that count most where nothing explains them."""
        found = self._ranked.get(kind)
        if found is None:
            fits = self.candidates.fits
            found = self._ranked[kind] = [at for at in self._most_left if kind in fits[at]]
        return found

    def _weights(self) -> list[float]:
        """The least that each token counts where nothing explains it; 0 where its word is said again."""
        return [
            0.0
            if token.kind == "w" and self.places[token.word][0] != at
            else NAMING_WEIGHT
            if facts.names and self._may_name(at, facts.names)
            else facts.weight
            for at, (token, facts) in enumerate(zip(self.tokens, self._facts, strict=True))
        ]

    def _may_name(self, at: int, kinds: frozenset[str]) -> bool:
        """Whether a value of one of these kinds may stand beside a place."""
        fits = self.candidates.fits
        return any(not kinds.isdisjoint(fits[at + step]) for step in BESIDE if 0 <= at + step < len(fits))

    def _demanded(self) -> tuple[tuple[str, ...], ...]:
        """The groups of demanded words; words that may be meant as a value are none of them."""
        found: dict[str, bool] = {}
        for at, (token, facts) in enumerate(zip(self.tokens, self._facts, strict=True)):
            if facts.demands and found.get(token.word, True):
                found[token.word] = facts.fixed and not self.candidates.is_name(at)
        alike = _alike()
        return tuple(
            (word, alike[word]) if word in alike else (word,) for word, fixed in found.items() if fixed
        )


@lru_cache(maxsize=_MOST_TOKENS)
def _facts(token: Token, words: Vocabulary, book: Book) -> _Facts:
    """What a token counts; the same tokens come again in every reading."""
    word, turns = token.word, token.word in words.against
    noun, weak, noise = bool(kinds_of_noun(word)), word in words.weak, word in words.noise
    demands = turns or (word in words.actions and not (weak or noun or noise))
    as_said = token.text.lower() == word or word not in words.actions
    fixed = token.kind == "w" and token.known and as_said
    names: frozenset[str] = frozenset()
    if token.kind != "w":
        weight = LITERAL_WEIGHT
    elif turns or noise:
        weight = 0.0
    elif weak:
        weight = ASKING_WEIGHT
    else:
        weight = ACTION_WEIGHT if word in words.actions else book.weight.get(word, UNKNOWN_WEIGHT)
        names = names if is_several_files(token) else kinds_of_noun(word)
    return _Facts(fits_of(token), weight, names, demands, fixed)


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
