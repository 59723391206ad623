"""How far a phrase accounts for a request: words in any order, slots by kind and by the word before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from shellguard.phrasebook.language.tokens import Token
from shellguard.phrasebook.language.vocabulary import Vocabulary, vocabulary
from shellguard.phrasebook.matching.negations import turns_another
from shellguard.phrasebook.matching.trusting import is_plain_word, trust
from shellguard.phrasebook.phrases.candidates import word_before
from shellguard.phrasebook.phrases.families import SLOT_WEIGHT, WEAK_WEIGHT, Phrase, Slot
from shellguard.phrasebook.phrases.request import BESIDE, NAMING_WEIGHT, STEEPNESS, Request
from shellguard.phrasebook.phrases.slots import never_behind, nouns
from shellguard.phrasebook.phrases.token_facts import LITERAL_WEIGHT, Role, TokenFacts

_MISSED_ACTION, _MISSED_TURN, _MISSED_OTHER = 0.35, 0.35, 0.5
_PER_DOUBT = 0.97
_SAID_ELSEWHERE = 0.1
_LOOSE = 0.6
_OUT_OF_ORDER = 0.02
_NOT_FROM_TO = 0.6
_STANDS_APART = 0.65
_TOWARDS = {"to", "into", "onto"}
_JOINING = {"and", "or", "call", "name", "then", "of"}
_BEFORE_PERSON = {"do", "does", "did", "give", "let", "allow"}
_APART = {"from", "with", "by"}
_WORDED = {"string", "pattern", "key"}
_INTO_NOWHERE = 0.9
_PLACED = {"path", "file", "dir"}
_ALL_OF = {"container", "image", "service", "package", "branch", "user", "host"}
_NOWHERE = 1_000_000
_ROUNDED_OFF = 1e-9
_MOST_LEASTS = 100
_LEAST_SHARE = 0.54
_ONE_OF_ALL, _ONE_FOR_ALL = 0.7, 0.5
_PART = {"to": "to", "into": "to", "onto": "to", "as": "to", "from": "from", "of": "from", "in": "from",
         "on": "from", "by": "by", "with": "by"}  # fmt: skip
_OTHER_PART, _OTHER_WORD = 0.7, 0.96
_OTHERWISE_MEANT = 0.5
_KIND_UNSAID = 0.7
_SEARCHED, _TEXTS = {"find", "search"}, {"string", "pattern"}
_ASKED = {"show", "find", "check", "see"}
_ARTICLES = {"the", "a", "an", "my", "our", "of", "all", "to", "from", "in", "on", "for"}


@dataclass(slots=True)
class Match:
    """A phrase that accounts for a request to some degree, with what fills its slots.

    Attributes:
        missing: the weight of the phrase's words that the request does not say.
    """

    phrase: Phrase
    confidence: float
    said: float
    missing: float
    values: dict[str, Token] = field(default_factory=dict)


def match(phrase: Phrase, request: Request, words: Vocabulary, least: float) -> Match | None:
    """Lays a phrase over a request; None when a slot that it needs stays empty or too much is left over.

    Args:
        least: a confidence below which the match is of no use; a match may be above it for all that.
    """
    used: dict[int, str] = {}
    laid = _laid(phrase, request, used, words)
    if laid is None:
        return None
    said, missing, explained = laid
    most = said + SLOT_WEIGHT * len(phrase.slots)
    if missing and most / (most + missing) < _LEAST_SHARE:
        return None
    elsewhere = request.said_elsewhere(phrase.family)
    explained += sum([request.least[at] for at in elsewhere if at not in used])
    left = max(request.left[len(phrase.slots)] - explained, 0.0)
    if most * most < _share(least) * (most + left) * (most + missing):
        return None
    filled = _filled(phrase, request, used)
    if filled is None:
        return None
    return _match(phrase, request, words, used, filled, (said, missing), least)


def _match(
    phrase: Phrase,
    request: Request,
    words: Vocabulary,
    used: dict[int, str],
    filled: dict[str, int],
    laid: tuple[float, float],
    least: float,
) -> Match | None:
    """How far a phrase with its slots filled accounts for a request; None where it is below the least."""
    tokens = request.tokens
    said, missing = laid
    values = {name: tokens[at] for name, at in filled.items()}
    for slot in phrase.slots:
        if slot.name in values:
            said += _worth(slot, request.facts[filled[slot.name]])
    surplus, factor = _surplus(request, used, request.said_elsewhere(phrase.family))
    factor *= _order_factor(phrase, request, filled, used)
    if said + surplus <= 0 or said <= 0 or turns_another(phrase, request, used, filled):
        return None
    confidence = _at_most(said, missing, surplus) * factor
    if confidence < least:
        return None
    if all(weight <= WEAK_WEIGHT for _, weight, _ in phrase.parts):
        confidence *= _loosely(tokens, filled)
    if _one_for_all(phrase, request, used, filled):
        confidence *= _ONE_FOR_ALL
    if _one_for_many(phrase, request, used):
        confidence *= _ONE_OF_ALL
    confidence *= _unsaid_kinds(phrase, request, filled)
    for at in filled.values():
        confidence *= trust(tokens, at, used, words)
    confidence *= _PER_DOUBT ** sum([tokens[at].doubt for at, kind in used.items() if not kind])
    return Match(phrase, min(0.99, confidence), said, missing, values)


def _laid(
    phrase: Phrase, request: Request, used: dict[int, str], words: Vocabulary
) -> tuple[float, float, float] | None:
    """The weight of a phrase's words that a request says, of those that it lacks, and of what they explain.

    None for no match.
    """
    places, least = request.places, request.least
    said = missing = explained = 0.0
    latest = -1
    for choice, weight, required in phrase.parts:
        at = _NOWHERE
        for word in choice:
            if word in places:
                for place in places[word]:
                    if place not in used:
                        at = min(at, place)
                        break
        if at < _NOWHERE:
            used[at] = ""
            explained += least[at]
            said += weight - (_OUT_OF_ORDER if at < latest else 0.0)
            latest = max(latest, at)
        elif required:
            missing += weight
            if request.orders and not choice.isdisjoint(_ASKED):
                return None
            if not (choice.isdisjoint(words.actions) and choice.isdisjoint(words.against)):
                return None
    return said, missing, explained


def _at_most(said: float, missing: float, surplus: float) -> float:
    """How far what is said accounts for a phrase and a request: of what was needed, and of what was there."""
    return float(
        (said / ((said + surplus) or 1.0)) ** STEEPNESS * (said / ((said + missing) or 1.0)) ** STEEPNESS
    )


@lru_cache(maxsize=_MOST_LEASTS)
def _share(least: float) -> float:
    """Below which share of what was needed, times that of what was there, a confidence is below the least."""
    return float(max(least - _ROUNDED_OFF, 0.0) ** (1 / STEEPNESS))


def _one_for_many(phrase: Phrase, request: Request, used: dict[int, str]) -> bool:
    """Whether a phrase that deletes one file was laid over a request that speaks of several."""
    if not any("delete" in choice for choice, _, _ in phrase.parts):
        return False
    if [slot.type in ("path", "file", "dir") for slot in phrase.slots if slot.required].count(True) != 1:
        return False
    return any(not kind and request.is_several_files(at) for at, kind in used.items())


def _one_for_all(phrase: Phrase, request: Request, used: dict[int, str], filled: dict[str, int]) -> bool:
    """Whether a name was taken for what is meant where all of its kind are: `all containers in staging`."""
    tokens = request.tokens
    kinds = {
        slot.type
        for slot in phrase.slots
        if slot.type in _ALL_OF
        and slot.name in filled
        and not (slot.marker and word_before(tokens, filled[slot.name], slot) == slot.marker)
    }
    if not kinds:
        return False
    return any(
        tokens[at].word in ("all", "every", "each")
        and at not in used
        and tokens[at + 1].kind == "w"
        and tokens[at + 1].word in kinds
        and at + 2 not in filled.values()
        for at in range(len(tokens) - 1)
    )


def _unsaid_kinds(phrase: Phrase, request: Request, filled: Mapping[str, int]) -> float:
    """Below 1 where a bare word fills a slot, and what tells its kind in the phrase is not said."""
    factor = 1.0
    for slot in phrase.slots:
        if slot.name not in filled or request.tokens[filled[slot.name]].kind != "w":
            continue
        kinds = {slot.type} if slot.type in _ALL_OF else _SEARCHED if slot.type in _TEXTS else set()
        for choice, _, required in phrase.parts if kinds else ():
            if required and not choice.isdisjoint(kinds) and choice.isdisjoint(request.places):
                factor *= _KIND_UNSAID
    return factor


def _loosely(tokens: Sequence[Token], filled: dict[str, int]) -> float:
    """Below 1 where a phrase without a telling word took a bare word for the text to look for."""
    at = filled.get("pattern", filled.get("string", -1))
    if at < 0 or tokens[at].kind == "S" or not tokens[at].text.islower():
        return 1.0 if at < 0 or tokens[at].kind in "Sw" else _LOOSE
    return 1.0 if at > 0 and tokens[at - 1].word in ("for", "contain", "word", "string") else _LOOSE


def _order_factor(phrase: Phrase, request: Request, filled: dict[str, int], used: dict[int, str]) -> float:
    """Below 1 where a preposition before a value says another part than the phrase gives it."""
    factor, tokens = 1.0, request.tokens
    for slot in phrase.slots:
        if slot.name not in filled:
            continue
        if _is_behind_another(slot, tokens, filled[slot.name]):
            factor *= _OTHERWISE_MEANT
        if _stands_apart(slot, request, filled[slot.name], used):
            factor *= _STANDS_APART
        if slot.marker not in _PART:
            towards = slot.type in _PLACED and word_before(request.tokens, filled[slot.name], slot) == "into"
            factor *= _INTO_NOWHERE if towards else 1.0
            continue
        before = word_before(request.tokens, filled[slot.name], slot)
        if slot.type == "dir" and slot.marker in ("in", "from") and before not in _PART:
            factor *= _NOT_FROM_TO
        if slot.type == "pattern" and slot.marker in ("from", "to") and before != slot.marker:
            factor *= _NOT_FROM_TO
        if before in _PART and _PART[before] != _PART[slot.marker]:
            factor *= _OTHER_PART
        elif _PART.get(before) == "from" and before != slot.marker:
            factor *= _OTHER_WORD
    return factor


def _is_behind_another(slot: Slot, tokens: Sequence[Token], at: int) -> bool:
    """Whether a bare name stands behind a word that is said before another kind: `on web1` is no person."""
    if tokens[at].kind != "w" or (at and tokens[at - 1].word in nouns(slot.type)):
        return False
    before = word_before(tokens, at, slot)
    return before != slot.marker and before in never_behind(slot.type)


def _stands_apart(slot: Slot, request: Request, at: int, used: dict[int, str]) -> bool:
    """Whether a value stands neither behind a word of the phrase nor beside what names its kind."""
    tokens, token = request.tokens, request.tokens[at]
    if not slot.marker or slot.type in _WORDED or token.text in vocabulary().proper | vocabulary().programs:
        return False
    before = word_before(tokens, at, slot)
    if slot.marker not in _PART and before in _APART and (token.kind == "w" or slot.type not in _PLACED):
        return token.kind in "wF"  # `an image from Dockerfile` calls none so
    last = tokens[at - 1] if at else token
    if not is_plain_word(token) or last.text.lower() in _BEFORE_PERSON or before in (slot.marker, *_JOINING):
        return False
    if {before, slot.marker} <= _TOWARDS or {before, slot.marker} <= _PART.keys():
        return False
    if not nouns(slot.type).isdisjoint(one.word for one in (last, *tokens[at + 1 : at + 2])):
        return False
    told = at and not used.get(at - 1, "-") and request.facts[at - 1].role in (Role.OTHER, Role.ACTION)
    return slot.marker in _PART or not told


def _worth(slot: Slot, facts: TokenFacts) -> float:
    """What a filled slot counts: the more, the better the value fits."""
    return SLOT_WEIGHT * (0.6 + 0.02 * facts.fits[slot.type])


def _filled(phrase: Phrase, request: Request, used: dict[int, str]) -> dict[str, int] | None:
    """Where the value of each slot stands, those behind their own word first; None if one lacks."""
    values: dict[str, int] = {}
    for slot in phrase.marked:
        at = _candidate(slot, request, used, by_marker=True)
        if at >= 0:
            used[at] = slot.type
            values[slot.name] = at
    for slot in phrase.slots:
        if slot.name in values:
            continue
        at = _candidate(slot, request, used, by_marker=False)
        if at >= 0:
            used[at] = slot.type
            values[slot.name] = at
        elif slot.required:
            return None
    return _in_order(phrase, values)


def _in_order(phrase: Phrase, values: dict[str, int]) -> dict[str, int]:
    """The values, those of slots that only their order tells apart in the order of the request."""
    for kind in phrase.alike:
        names = [name for name in kind if name in values]
        places = sorted(values[name] for name in names)
        values.update(zip(names, places, strict=True))
    return values


def _candidate(slot: Slot, request: Request, used: dict[int, str], *, by_marker: bool) -> int:
    """The place of the value that fits a slot best and is not used yet; -1 for none."""
    for at, needs_neighbour in request.candidates.of(slot, by_marker=by_marker):
        if at not in used and not (needs_neighbour and not _beside_used(at, request.tokens, used)):
            return at
    return -1


def _beside_used(at: int, tokens: Sequence[Token], used: dict[int, str]) -> bool:
    before = at - 1
    while before >= 0 and tokens[before].word in _ARTICLES:
        before -= 1
    return before in used or at + 1 in used


def _surplus(request: Request, used: dict[int, str], elsewhere: frozenset[int]) -> tuple[float, float]:
    """The weight of what the phrase leaves unexplained, and a factor below 1 where that turns the meaning.

    Args:
        elsewhere: where words stand that other phrases of the same family have.
    """
    surplus, factor = 0.0, 1.0
    matched = {request.tokens[at].word for at in used}
    one_path = not request.is_about_files and ("path" in used.values() or "file" in used.values())
    for at, word, facts in request.counting:
        role = facts.role
        if at in request.called and at not in used:
            surplus += LITERAL_WEIGHT
            factor *= _MISSED_OTHER
            continue
        if at in used or (word in matched and facts.is_word and role is not Role.NOISE):
            continue
        if one_path and (facts.is_several_files or (facts.is_every and at + 1 not in used)):
            factor *= _ONE_OF_ALL
        if role is Role.TURN:
            factor *= _MISSED_TURN
        elif facts.names and _names_a_value(at, facts.names, used):
            surplus += NAMING_WEIGHT
        elif at in elsewhere:
            surplus += _SAID_ELSEWHERE * facts.weight
        else:
            surplus += facts.weight
            if role is Role.ACTION:
                factor *= _MISSED_ACTION
            elif role in (Role.LITERAL, Role.OTHER):
                factor *= _MISSED_OTHER
    return surplus, factor


def _names_a_value(at: int, kinds: frozenset[str], used: dict[int, str]) -> bool:
    """Whether a value of one of these kinds was taken from beside a place."""
    one, other, third = BESIDE
    return used.get(at + one) in kinds or used.get(at + other) in kinds or used.get(at + third) in kinds
