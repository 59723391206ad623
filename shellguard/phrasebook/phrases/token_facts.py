"""What a token is wherever it stands: worked out once, as the same tokens come again in every reading."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache

from shellguard.phrasebook.language.tokens import Token
from shellguard.phrasebook.language.vocabulary import Vocabulary
from shellguard.phrasebook.phrases.book import Book
from shellguard.phrasebook.phrases.families import WEAK_WEIGHT
from shellguard.phrasebook.phrases.slots import fits_of, kinds_of_noun

UNKNOWN_WEIGHT = 1.1
LITERAL_WEIGHT = 1.4
ACTION_WEIGHT = 0.8
ASKING_WEIGHT = WEAK_WEIGHT / 3
"""What a token counts that nothing explains: a word that is not known, a literal, an action, a plea."""
SKIPPED = frozenset({"the", "a", "an", "my", "our", "all"})
"""Articles: they may stand between a value and the word that tells what it is."""
_EVERY = {"all", "every", "each", "any"}
_NO_NAME = {"home", "current", "working", "parent", "whole", "entire"}
_NOUNS_BEFORE = {"dir", "subdir"}
_TELLING = {"call", "name", "running", "with", "here"}
_MOST_TOKENS = 2_000


class Role(Enum):
    """What becomes of a token that a phrase leaves unexplained."""

    LITERAL = "a value that is lost"
    TURN = "a word that turns the meaning"
    NOISE = "a word that says nothing by itself"
    PLEA = "a word that asks to be shown something"
    ACTION = "a word for what is done"
    OTHER = "any other word"


@dataclass(frozen=True, slots=True, eq=False)
class TokenFacts:
    """What is known of a token without those beside it.

    Attributes:
        fits: the kinds of slots that it fits, and how well.
        kinds: these kinds.
        role: what becomes of it where nothing explains it.
        weight: what it counts at most then.
        names: the kinds of values beside which it may count no more than that it names them.
        is_word: whether it is a word and no literal.
        is_several_files: whether it speaks of files in the plural.
        is_every: whether it is a word for all of them.
        demands: whether its word must be in a phrase unless it is meant as a value.
        fixed: whether it stands there as that word and no other.
        idle: whether it is a known word that says nothing by itself, is asked with or done.
        derived: whether it is idle and another form of a word for what is done.
        telling: whether it is a word that only tells what stands beside it, or several words.
        no_file: whether it is a word that calls no file, at least before or behind some others.
        passed: whether what stands behind it may belong to what stands before it.
        named: whether it is a known word that may be a name where it is called one.
    """

    fits: dict[str, int]
    kinds: frozenset[str]
    role: Role
    weight: float
    names: frozenset[str]
    is_word: bool
    is_several_files: bool
    is_every: bool
    demands: bool
    fixed: bool
    idle: bool
    derived: bool
    telling: bool
    no_file: bool
    passed: bool
    named: bool


@lru_cache(maxsize=_MOST_TOKENS)
def facts_of(token: Token, words: Vocabulary, book: Book) -> TokenFacts:
    """What a token is wherever it stands."""
    word, lower, is_word = token.word, token.text.lower(), token.kind == "w"
    role = _role(token, words)
    turns, weak, noise = word in words.against, word in words.weak, word in words.noise
    noun, action = kinds_of_noun(word), word in words.actions
    several = is_several_files(token)
    fits = fits_of(token)
    known = is_word and token.known
    idle = known and word in words.idle
    return TokenFacts(
        fits=fits,
        kinds=_same(frozenset(fits)),
        role=role,
        weight=_weight(role, word, book),
        names=noun if role in (Role.ACTION, Role.OTHER) and not several else frozenset(),
        is_word=is_word,
        is_several_files=several,
        is_every=is_word and word in _EVERY,
        demands=turns or (action and not (weak or noun or noise)),
        fixed=known and (lower == word or not action),
        idle=idle,
        derived=idle and action and lower != word,
        telling=is_word and (word in _TELLING or " " in token.text or (known and lower in words.joining)),
        no_file=is_word and (word in _NO_NAME or word in _NOUNS_BEFORE),
        passed=word in SKIPPED or bool(noun),
        named=not noise and not turns and not (weak and lower == word),
    )


@cache
def _same(kinds: frozenset[str]) -> frozenset[str]:
    """The very same set for equal ones: tokens of a kind mostly fit alike."""
    return kinds


def is_several_files(token: Token) -> bool:
    """Whether a word speaks of files in the plural."""
    return token.word in ("file", "dir") and token.text.lower().endswith("s")


def _role(token: Token, words: Vocabulary) -> Role:
    word = token.word
    if token.kind != "w":
        return Role.LITERAL
    if word in words.against:
        return Role.TURN
    if word in words.noise:
        return Role.NOISE
    if word in words.weak:
        return Role.PLEA
    return Role.ACTION if word in words.actions else Role.OTHER


def _weight(role: Role, word: str, book: Book) -> float:
    match role:
        case Role.LITERAL:
            return LITERAL_WEIGHT
        case Role.TURN | Role.NOISE:
            return 0.0
        case Role.PLEA:
            return ASKING_WEIGHT
        case Role.ACTION:
            return ACTION_WEIGHT
        case Role.OTHER:
            return book.weight.get(word, UNKNOWN_WEIGHT)
