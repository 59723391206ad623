"""What may fill the slots of phrases: where values of each kind stand, and how well they fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shellguard.phrasebook.language.tokens import Token
from shellguard.phrasebook.language.vocabulary import Vocabulary
from shellguard.phrasebook.phrases.families import Slot
from shellguard.phrasebook.phrases.slots import nouns
from shellguard.phrasebook.phrases.token_facts import SKIPPED, TokenFacts

_BESIDE = 6.0
_LATER = 0.01
_ORDINARY = 3
_FILES = {"file", "path", "dir"}
_NAMED = {"dir", "branch", "service", "package", "container", "group", "user"}
_NUMBERED = {"process", "pid", "port", "column", "id"}
_NUMBERED_OTHERWISE = {"count": _NUMBERED, "port": {"process", "pid"}, "pid": {"port"}}
"""The nouns before a number that is no such value: `process 1234` is no port."""
_ASKING = ("count", "show", "find", "last", "new", "all")
_NAMING = {"call", "name", "word", "string", "group", "dir", "branch", "service", "package", "user", "host",
           "container", "script", "variable"}  # fmt: skip
_NOUNS_BEFORE = {"dir", "subdir"}
_TOWARDS = {"to", "into", "onto"}
_AT_A_GOAL = ("to", "into", "as")
_SAID_TO_BE = {"call", "name", "word", "string"}
_SHOWING = {"show", "find", "search"}
_UNSAID = "…"
OF_SEVERAL = ("branches", "services", "packages", "containers", "groups", "users")


Candidate = tuple[int, bool]
"""A token that may fill a slot: where it stands, and whether a neighbour of it must be explained too."""

_Value = tuple[int, float, tuple[str, ...], str, bool, bool, bool, bool]
"""A token that fits a kind of slot, as far as that does not hang on the slot's own word.

Where it stands; how well it fits, less for what stands later and for ordinary words; the articles and nouns
right before it, nearest first; the word before those; whether it is a known word that is no name; whether it
is a value only behind the slot's own word; whether it is none there; and whether it only qualifies the file
behind it, and is none there for that.
"""


class Candidates:
    """What may fill which slot of a request; each kind of slot is looked at once.

    Attributes:
        facts: what each token is.
        kinds: all kinds of slots that any of them fits.
    """

    def __init__(self, tokens: Sequence[Token], facts: Sequence[TokenFacts], words: Vocabulary) -> None:
        self._tokens = tokens
        self._words = words
        self.facts = facts
        self.kinds = frozenset().union(*{one.kinds for one in facts})
        self._said = {token.word for token in tokens}
        self._ordinary: dict[int, bool] = {}
        self._values: dict[str, list[_Value]] = {}
        self._alike: dict[tuple[str, str, bool, bool], tuple[Candidate, ...]] = {}
        self._found: dict[tuple[Slot, bool], tuple[Candidate, ...]] = {}

    def of(self, slot: Slot, *, by_marker: bool) -> tuple[Candidate, ...]:
        """What may fill a slot, best first; with *by_marker* only what stands behind the slot's own word."""
        found = self._found.get((slot, by_marker))
        if found is None:
            found = self._found[slot, by_marker] = self._of(slot, by_marker=by_marker)
        return found

    def _of(self, slot: Slot, *, by_marker: bool) -> tuple[Candidate, ...]:
        """The same, worked out once for slots that only have other names."""
        marker = slot.marker
        if marker and not self._says(marker):
            marker = _UNSAID
        if by_marker and marker in ("", _UNSAID):
            return ()
        key = (slot.type, marker, slot.required, by_marker)
        found = self._alike.get(key)
        if found is None:
            found = self._alike[key] = self._ranked(*key)
        return found

    def _says(self, marker: str) -> bool:
        """Whether a slot's own word, or one that is as good, stands in the request."""
        return marker in self._said or (marker in _TOWARDS and not self._said.isdisjoint(_TOWARDS))

    def _ranked(self, kind: str, marker: str, required: bool, by_marker: bool) -> tuple[Candidate, ...]:
        values = self._values.get(kind)
        if values is None:
            values = self._values[kind] = list(self._values_of(kind))
        ranked = []
        towards = marker in _TOWARDS
        goals = () if marker or required else _AT_A_GOAL
        numbered = _NUMBERED_OTHERWISE.get(kind, ())
        for at, fit, skipped, before, ordinary, marked_only, never_marked, qualifies in values:
            last = marker if marker in skipped else before
            marked = last == marker if marker else False
            marked = marked or (towards and last in _TOWARDS)
            if by_marker and (not marked or qualifies):
                continue
            if never_marked if marked else marked_only:
                continue
            if last in numbered or last in goals:
                continue
            if marked:
                ranked.append((-fit - _BESIDE, at, False))
            else:
                ranked.append((-fit, at, ordinary))
        ranked.sort()
        return tuple([(at, needs) for _, at, needs in ranked])

    def _values_of(self, kind: str) -> Iterator[_Value]:
        tokens, own, files = self._tokens, nouns(kind), kind in _FILES
        for at, facts in enumerate(self.facts):
            fit = facts.fits.get(kind)
            if fit is None or facts.telling or (files and facts.no_file and self._calls_no_file(at)):
                continue
            weighed = fit - at * _LATER
            if at and self.facts[at - 1].passed:
                skipped, before = _before(tokens, at, own)
            else:
                skipped, before = (), tokens[at - 1].word if at else ""
            token = tokens[at]
            known = facts.is_word and token.known
            qualifies = known and files and self._qualifies(at)
            if not (known and self._is_ordinary(at)):
                yield at, weighed, skipped, before, False, False, False, qualifies
                continue
            marked_only = facts.idle or token.word in own
            never_marked = facts.idle and not facts.derived
            yield at, weighed - _ORDINARY, skipped, before, True, marked_only, never_marked, qualifies

    def _is_ordinary(self, at: int) -> bool:
        """Whether a known word is meant as it stands and not as a name."""
        found = self._ordinary.get(at)
        if found is None:
            found = self._ordinary[at] = not self.is_name(at)
        return found

    def is_name(self, at: int) -> bool:
        """Whether a known word is meant as a name for all that."""
        return self.facts[at].named and is_named(self._tokens, at)

    def _calls_no_file(self, at: int) -> bool:
        """Whether a word that may call none does so here: `home`, or `folder` in `the folder out`."""
        token = self._tokens[at]
        if token.word in _NOUNS_BEFORE:
            return self._names_next(at)
        return not (at > 0 and self._tokens[at - 1].word in ("call", "name"))

    def _names_next(self, at: int) -> bool:
        """Whether a noun only says what the name behind it is: `the folder out`."""
        after = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        return after is not None and (
            after.kind in "SV"
            or (after.kind == "w" and (after.word == "out" or after.word not in self._words.noise))
        )

    def _qualifies(self, at: int) -> bool:
        """Whether a word only qualifies the file that stands behind it: `the big file a.txt`."""
        following = at + 1
        while following < len(self._tokens) and self._tokens[following].word in ("file", "dir", "archive"):
            following += 1
        return following < len(self._tokens) and self._tokens[following].kind in "FP"


def is_named(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before a value say that it is a name, so that its meaning does not count."""
    token, before = tokens[at], tokens[at - 1].word if at else ""
    if before in _NAMING:
        return before in _SAID_TO_BE or not (token.known and token.word in _SHOWING)
    if at + 1 == len(tokens) or tokens[at + 1].text.lower() in OF_SEVERAL:
        return False
    return tokens[at + 1].word in _NAMED and not token.word.startswith(_ASKING)


def word_before(tokens: Sequence[Token], at: int, slot: Slot) -> str:
    """The telling word before a token, as this slot sees it."""
    skipped, before = _before(tokens, at, nouns(slot.type))
    return slot.marker if slot.marker in skipped else before


def _before(tokens: Sequence[Token], at: int, skip: frozenset[str]) -> tuple[tuple[str, ...], str]:
    """The articles and nouns that only name a kind of value before it, and the plain word before those."""
    skipped = []
    at -= 1
    while at >= 0 and ((word := tokens[at].word) in SKIPPED or word in skip):
        skipped.append(word)
        at -= 1
    return tuple(skipped), tokens[at].word if at >= 0 else ""
