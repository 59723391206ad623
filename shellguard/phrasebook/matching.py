"""How far a phrase accounts for a request: words in any order, slots by kind and by the word before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from heapq import nsmallest

from shellguard.knowledge.loading import load
from shellguard.phrasebook.families import SLOT_WEIGHT, WEAK_WEIGHT, Book, Phrase, Slot
from shellguard.phrasebook.selection_rules import selection_rules
from shellguard.phrasebook.slots import fits, nouns
from shellguard.phrasebook.tokens import Token
from shellguard.phrasebook.vocabulary import Vocabulary, vocabulary

_UNKNOWN_WEIGHT = 1.1
_LITERAL_WEIGHT = 1.4
_MISSED_ACTION, _MISSED_TURN = 0.35, 0.35
_PER_DOUBT = 0.97
_LOOSE = 0.72
_OUT_OF_ORDER = 0.02
_FILES = {"file", "path", "dir"}
_TELLING_MARKERS = {"call"}
_NOT_FROM_TO = 0.6
_LEAST_SHARE = 0.54
_NO_FIRST = {"path", "file", "dir", "string", "pattern"}
_FIRST_WORD = 0.6
_ODD_EXTENSION = 0.7
_NO_NAME = {"home", "current", "working", "parent", "whole", "entire"}
_EVERY = {"all", "every", "each", "any"}
_ONE_OF_ALL = 0.7
_KNOWN_WORD_VALUE, _KNOWN_WORD_TEXT = 0.72, 0.8
_PLURAL = 0.5
_FILE_AS_TEXT = 0.8
_BEFORE_TEXT = {"contain", "for", "with", "word", "string", "replace", "by", "to", "find", "search", "change",
                "all", "occurrence", "of", "line", "append", "insert", "delete", "add"}  # fmt: skip
_BARE_WORD = {"file": 0.5, "path": 0.9, "image": 0.9, "container": 0.9}
_BESIDE = 6.0
_PROPER = {"service", "package", "name", "container", "image", "branch", "user", "host", "ext"}
_PART = {"to": "to", "into": "to", "onto": "to", "as": "to", "from": "from", "of": "from", "in": "from",
         "on": "from", "by": "by", "with": "by"}  # fmt: skip
_OTHER_PART, _OTHER_WORD = 0.7, 0.96
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
_TELLING = {"call", "name", "running", "with", "here"}
_ARTICLES = {"the", "a", "an", "my", "our", "of", "all", "to", "from", "in", "on"}


class Request:
    """The tokens of a request, and what many phrases ask of them, worked out once."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.places = _places(tokens)
        self._fitting: dict[str, list[tuple[int, int]]] = {}
        self._before: dict[tuple[int, str, str], str] = {}

    def fitting(self, kind: str) -> list[tuple[int, int]]:
        """Where a token fits this kind of slot, and how well."""
        found = self._fitting.get(kind)
        if found is None:
            ranked = ((at, fits(kind, token)) for at, token in enumerate(self.tokens))
            found = self._fitting[kind] = [(at, fit) for at, fit in ranked if fit]
        return found

    def qualifies(self, at: int) -> bool:
        """Whether a word only qualifies the file that stands behind it: `the big file a.txt`."""
        following = at + 1
        while following < len(self.tokens) and self.tokens[following].word in ("file", "dir", "archive"):
            following += 1
        return following < len(self.tokens) and self.tokens[following].kind in "FP"

    def word_before(self, at: int, slot: Slot) -> str:
        """The telling word before a token, as this slot sees it."""
        key = (at, slot.type, slot.marker)
        word = self._before.get(key)
        if word is None:
            word = self._before[key] = _word_before(self.tokens, at, slot)
        return word


@dataclass(slots=True)
class Match:
    """A phrase that accounts for a request to some degree, with what fills its slots."""

    phrase: Phrase
    confidence: float
    said: float
    values: dict[str, Token] = field(default_factory=dict)


def best_phrases(tokens: Sequence[Token], book: Book, count: int, *, files: bool) -> list[int]:
    """Phrases that share telling words with the request, the likeliest first."""
    scores: dict[int, float] = dict.fromkeys(book.wordless, 0.4) if files else {}
    for word in {form for token in tokens if token.kind in "wN" for form in forms(token)}:
        weight = book.weight.get(word, 0.0)
        for at in book.by_word.get(word, ()):
            scores[at] = scores.get(at, 0.0) + weight
    totals, takes = book.totals, book.files
    fitting = [
        (0.45 * totals[at] - score, order, at)
        for order, (at, score) in enumerate(scores.items())
        if (at in takes) == files
    ]
    return [at for _, _, at in nsmallest(count, fitting)]


@cache
def _alike() -> dict[str, str]:
    alike: dict[str, str] = load("phrasing/vocabulary")["alike"]
    return alike


def forms(token: Token) -> tuple[str, ...]:
    """The plain words that a token may stand for."""
    other = _alike().get(token.word)
    return (token.word, other) if other else ((token.word,) if token.word else ())


def match(phrase: Phrase, request: Request, words: Vocabulary, book: Book) -> Match | None:
    """Lays a phrase over a request; None when a slot that it needs stays empty."""
    tokens, places = request.tokens, request.places
    if not all(request.fitting(slot.type) for slot in phrase.slots if slot.required):
        return None
    used: dict[int, str] = {}
    said = missing = 0.0
    latest = -1
    for choice, weight, required in zip(phrase.words, phrase.weights, phrase.required, strict=True):
        at = min((at for word in choice for at in places.get(word, ()) if at not in used), default=-1)
        if at >= 0:
            used[at] = ""
            said += weight - (_OUT_OF_ORDER if at < latest else 0.0)
            latest = max(latest, at)
        elif required:
            missing += weight
            if choice & words.actions or choice & words.against:
                return None
    most = said + SLOT_WEIGHT * len(phrase.slots)
    hopeless = missing and most / (most + missing) < _LEAST_SHARE
    filled = None if hopeless else _filled(phrase, request, used, words)
    if filled is None:
        return None
    values = {name: tokens[at] for name, at in filled.items()}
    said += sum(_worth(slot, values[slot.name]) for slot in phrase.slots if slot.name in values)
    surplus, factor = _surplus(tokens, used, words, book)
    factor *= _order_factor(phrase, tokens, filled)
    total = said + surplus
    if total <= 0 or said <= 0:
        return None
    confidence = (said / total) ** 1.3 * (said / (said + missing)) ** 1.3 * factor
    if all(weight <= WEAK_WEIGHT for weight in phrase.weights):
        confidence *= _loosely(tokens, filled)
    if _one_for_many(phrase, tokens, used):
        confidence *= _ONE_OF_ALL
    for at in filled.values():
        confidence *= _trust(tokens, at, used[at], words)
    confidence *= _PER_DOUBT ** sum(tokens[at].doubt for at, kind in used.items() if not kind)
    return Match(phrase, min(0.99, confidence), said, values)


def _one_for_many(phrase: Phrase, tokens: Sequence[Token], used: dict[int, str]) -> bool:
    """Whether a phrase that deletes one file was laid over a request that speaks of several."""
    if not any("delete" in choice for choice in phrase.words):
        return False
    if [slot.type in ("path", "file", "dir") for slot in phrase.slots if slot.required].count(True) != 1:
        return False
    return any(
        not kind and tokens[at].word in ("file", "dir") and tokens[at].text.lower().endswith("s")
        for at, kind in used.items()
    )


def _loosely(tokens: Sequence[Token], filled: dict[str, int]) -> float:
    """Below 1 where a phrase without a telling word took a bare word for the text to look for."""
    at = filled.get("pattern", -1)
    if at < 0 or tokens[at].kind == "S" or not tokens[at].text.islower():
        return 1.0 if at < 0 or tokens[at].kind in "Sw" else _LOOSE
    return 1.0 if at > 0 and tokens[at - 1].word in ("for", "contain", "word", "string") else _LOOSE


def _trust(tokens: Sequence[Token], at: int, kind: str, words: Vocabulary) -> float:
    """Below 1 for a bare word that may not be meant as the value that it was taken for."""
    token = tokens[at]
    if at == 0 and token.kind == "w" and kind in _NO_FIRST:
        return _FIRST_WORD
    if kind == "ext" and token.kind == "w" and not _is_named(tokens, at) and token.word not in _extensions():
        return _ODD_EXTENSION
    if kind in ("string", "pattern") and token.kind in "FP":
        return 1.0 if at and tokens[at - 1].word in _BEFORE_TEXT else _FILE_AS_TEXT
    if token.kind != "w" or _is_named(tokens, at) or token.text[0].isupper():
        return 1.0
    if token.known and not (kind in _PROPER and token.text.lower() in words.proper):
        if (
            kind not in ("path", "file", "string", "pattern", "ext")
            and token.text.lower() == token.word + "s"
        ):
            return _PLURAL
        placed = kind == "path" and at > 0 and tokens[at - 1].word in _PART
        return _KNOWN_WORD_TEXT if placed or kind in ("string", "pattern") else _KNOWN_WORD_VALUE
    return _BARE_WORD.get(kind, 1.0)


@cache
def _extensions() -> frozenset[str]:
    return frozenset(selection_rules().types) | vocabulary().proper


def _order_factor(phrase: Phrase, tokens: Sequence[Token], filled: dict[str, int]) -> float:
    """Below 1 where a preposition before a value says another part than the phrase gives it."""
    factor = 1.0
    for slot in phrase.slots:
        if slot.name not in filled or slot.marker not in _PART:
            continue
        before = _word_before(tokens, filled[slot.name], slot)
        if slot.type == "pattern" and slot.marker in ("from", "to") and before != slot.marker:
            factor *= _NOT_FROM_TO
        if before in _PART and _PART[before] != _PART[slot.marker]:
            factor *= _OTHER_PART
        elif _PART.get(before) == "from" and before != slot.marker:
            factor *= _OTHER_WORD
    return factor


def _worth(slot: Slot, token: Token) -> float:
    """What a filled slot counts: the more, the better the value fits."""
    return SLOT_WEIGHT * (0.6 + 0.02 * fits(slot.type, token))


def _is_named(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before a value say that it is a name, so that its meaning does not count."""
    after = tokens[at + 1].word if at + 1 < len(tokens) else ""
    return (after in _NAMED and not tokens[at].word.startswith(_ASKING)) or (
        at > 0 and tokens[at - 1].word in _NAMING
    )


def _places(tokens: Sequence[Token]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, token in enumerate(tokens):
        for word in forms(token):
            places.setdefault(word, []).append(at)
    return places


def _filled(
    phrase: Phrase, request: Request, used: dict[int, str], words: Vocabulary
) -> dict[str, int] | None:
    values: dict[str, int] = {}
    waiting = list(phrase.slots)
    for by_marker in (True, False):
        for slot in (
            sorted(waiting, key=lambda slot: slot.marker not in _TELLING_MARKERS)
            if by_marker
            else list(waiting)
        ):
            at = _candidate(slot, request, used, words, by_marker=by_marker)
            if at < 0:
                continue
            used[at] = slot.type
            values[slot.name] = at
            waiting.remove(slot)
    return None if any(slot.required for slot in waiting) else values


def _candidate(
    slot: Slot, request: Request, used: dict[int, str], words: Vocabulary, *, by_marker: bool
) -> int:
    best, found = 0.0, -1
    tokens = request.tokens
    for at, how_well in request.fitting(slot.type):
        if at in used:
            continue
        token, fit = tokens[at], float(how_well)
        if token.kind == "w" and _is_no_value(slot, request, at, by_marker=by_marker):
            continue
        before = request.word_before(at, slot)
        if slot.type == "count" and before in _NUMBERED:
            continue
        marked = bool(slot.marker) and slot.marker == before
        if by_marker and not marked:
            continue
        if (
            token.kind == "w"
            and token.known
            and not (
                _is_named(tokens, at)
                and token.word not in words.noise | words.against
                and (token.word not in words.weak or token.text.lower() != token.word)
            )
        ):
            derived = token.word in words.actions and token.text.lower() != token.word and marked
            if (token.word in words.idle and not derived) or (not marked and token.word in nouns(slot.type)):
                continue
            if not (marked or _beside_used(at, tokens, used)):
                continue
            fit -= 3
        if not slot.marker and before in ("to", "into", "as") and not slot.required:
            continue
        fit += _BESIDE if marked else 0.0
        fit -= at * 0.01
        if fit > best:
            best, found = fit, at
    return found


def _is_no_value(slot: Slot, request: Request, at: int, *, by_marker: bool) -> bool:
    """Whether a bare word never stands for a value of this slot."""
    token = request.tokens[at]
    if token.word in _TELLING or " " in token.text:
        return True
    if slot.type not in _FILES:
        return False
    if by_marker and token.known and request.qualifies(at):
        return True
    return token.word in _NO_NAME and not (at > 0 and request.tokens[at - 1].word in ("call", "name"))


def _word_before(tokens: Sequence[Token], at: int, slot: Slot) -> str:
    """The plain word before a value, without articles and nouns that only name its kind."""
    skip = {"the", "a", "an", "my", "our", "all"} | nouns(slot.type)
    at -= 1
    while at >= 0 and tokens[at].word in skip and tokens[at].word != slot.marker:
        at -= 1
    return tokens[at].word if at >= 0 else ""


def _beside_used(at: int, tokens: Sequence[Token], used: dict[int, str]) -> bool:
    before = at - 1
    while before >= 0 and tokens[before].word in _ARTICLES:
        before -= 1
    return before in used or at + 1 in used


def _surplus(
    tokens: Sequence[Token], used: dict[int, str], words: Vocabulary, book: Book
) -> tuple[float, float]:
    """The weight of what the phrase leaves unexplained, and a factor below 1 where that turns the meaning."""
    surplus, factor = 0.0, 1.0
    matched = {tokens[at].word for at in used if tokens[at].kind == "w"}
    one_path = "A" not in {token.kind for token in tokens} and set(used.values()) & {"path", "file"}
    for at, token in enumerate(tokens):
        if at in used or (token.kind == "w" and token.word in matched and token.word not in words.noise):
            continue
        if one_path and token.word in ("file", "dir") and token.text.lower().endswith("s"):
            factor *= _ONE_OF_ALL
        if one_path and token.word in _EVERY and at + 1 not in used and token.kind == "w":
            factor *= _ONE_OF_ALL
        if token.kind != "w":
            surplus += _LITERAL_WEIGHT
        elif token.word in words.against:
            factor *= _MISSED_TURN
        elif token.word in words.noise:
            continue
        elif token.word in words.weak:
            surplus += WEAK_WEIGHT / 3
        elif _names_a_value(at, tokens, used):
            surplus += 0.05
        elif token.word in words.actions:
            surplus += 0.8
            factor *= _MISSED_ACTION
        else:
            surplus += book.weight.get(token.word, _UNKNOWN_WEIGHT)
    return surplus, factor


def _names_a_value(at: int, tokens: Sequence[Token], used: dict[int, str]) -> bool:
    if tokens[at].word in ("file", "dir") and tokens[at].text.lower().endswith("s"):
        return False
    for step in (1, -1, 2):
        kind = used.get(at + step, "")
        if kind and tokens[at].word in nouns(kind):
            return True
    return False
