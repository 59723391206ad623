"""What an unknown console is asked to do, weighed by its words: `knowledge/weighed.toml` says how."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from shellguard.effects.context import Findings
from shellguard.effects.wording.deeds import DAILY_TOOLS, NAMING_OPTIONS, parts_of
from shellguard.effects.wording.telling_words import only_looks, tells_of_trifles
from shellguard.knowledge import loading

_TABLE = loading.load("weighed")
_ASKED: int = _TABLE["asked"]
_WORDS: int = _TABLE["words"]
_ALREADY = 50  # what has a greater base is asked about anyway
_BASE, _FOR_EACH, _HEAVIEST = 52, 2, 62
_MOST_WORDS = 24
_LONGEST_WORD = 60
_METHODS = frozenset(("DELETE", "PURGE"))
_METHOD_WEIGHT = 4


def _weights(table: dict[str, str]) -> dict[str, int]:
    return {word: int(weight) for weight, words in table.items() for word in words.split()}


_VERBS = _weights(_TABLE["verbs"])
_WORTH = _weights(_TABLE["worth"])
_SCOPE = _weights(_TABLE["scope"])
_INSISTS = _weights(_TABLE["insists"])
_PRODUCTION = _weights(_TABLE["production"])
_SAYS_ALL = _weights(_TABLE["options"])
_HARMLESS = frozenset(_TABLE["harmless"]["words"].split())
_SMALL = frozenset(_TABLE["harmless"]["small"].split())
_BEHIND = frozenset(_TABLE["harmless"]["behind"].split())
_ONLY_LOOKS = frozenset(_TABLE["harmless"]["options"].split())
_KEEPING = tuple(_TABLE["harmless"]["keeping"].split())
_TURNS = frozenset(_TABLE["harmless"]["turns"].split())
_FILES = frozenset(_TABLE["harmless"]["files"].split())


@dataclass(slots=True)
class _Scales:
    """The heaviest word of each kind."""

    verb: int = 0
    worth: int = 0
    scope: int = 0
    insists: int = 0
    production: int = 0
    says_all: int = 0
    bare: int = 0
    harmless: bool = False

    def total(self) -> int:
        """What all of them weigh; without a verb nothing is asked for."""
        if self.harmless:
            return 0
        together = self.verb + self.worth + self.scope + self.insists + self.production
        return max(self.says_all, together if self.verb >= 1 else 0)

    def extent(self, parts: list[str]) -> None:
        """How much, how strongly, and where."""
        for part in parts:
            self.scope = max(self.scope, _SCOPE.get(part, 0))
            self.insists = max(self.insists, _INSISTS.get(part, 0))
            self.production = max(self.production, _PRODUCTION.get(part, 0))

    def deed(self, parts: list[str]) -> None:
        """What is done to what."""
        for part in parts:
            self.verb = max(self.verb, _VERBS.get(part, 0))
            self.worth = max(self.worth, _worth(part))

    def bare_word(self, text: str) -> None:
        """A word that is no option: one of the first says what is asked, a later one how much."""
        if text in _METHODS:
            self.says_all = _METHOD_WEIGHT
            return
        if _is_place(text):
            return
        parts = parts_of(text)
        self.extent([text.lower()] if self.bare and _VERBS.keys().isdisjoint(parts) else parts)
        self.bare += 1
        if self.bare > _WORDS:
            return
        first = parts[0] if parts else ""
        looks = first in _HARMLESS if not self.verb else text.lower() in _BEHIND
        if looks or not _SMALL.isdisjoint(parts):
            self.harmless = True
        self.deed(parts)

    def option(self, name: str, value: str) -> None:
        """An option, which may be what is asked: `--reset-store`."""
        parts = parts_of(name)
        if name.lower() in _ONLY_LOOKS or name.startswith(_KEEPING):
            self.harmless |= value.lower() not in ("false", "no") and value[:1] != "0"
        elif parts and parts[0] not in _TURNS:
            self.extent(parts)
            if len(parts) > 1:
                self.deed(parts)
        self.says_all = max(self.says_all, *(weight for said, weight in _SAYS_ALL.items() if said in name), 0)
        if value:
            self.extent(parts_of(value))


def _worth(part: str) -> int:
    return _WORTH.get(part) or _WORTH.get(part.removesuffix("s"), 0)


def _is_place(text: str) -> bool:
    """Whether it is a path, an address or a file."""
    stem, dot, ending = text.rpartition(".")
    return "/" in text or "@" in text or bool(dot and stem and ending.lower() in _FILES)


@lru_cache(maxsize=512)
def weighed(texts: tuple[str, ...]) -> int:
    """How heavy the words behind a program are together."""
    scales, named = _Scales(), False
    for text, behind in zip(texts[:_MOST_WORDS], (*texts[1:], ""), strict=False):
        if " " in text or len(text) > _LONGEST_WORD:
            named = False
        elif text[:1] == "-" and len(text) > 1:
            name, _, value = text.lstrip("-").partition("=")
            scales.option(name, value or (behind if name.startswith(_KEEPING) else ""))
            named = not value and text in NAMING_OPTIONS
        elif named:
            scales.extent(parts_of(text))
            named = False
        else:
            scales.bare_word(text)
    return scales.total()


def read_weighed_words(findings: Findings, line: str) -> None:
    """What weighs enough is asked about. `line`: all words but the program, which nobody knows."""
    told = findings.effects and any(one.base > _ALREADY for one in findings.effects)
    if told or findings.idle or findings.program in DAILY_TOOLS or tells_of_trifles(line) or only_looks(line):
        return
    weight = weighed(tuple([word.text for word in findings.command.words[1:]]))
    if weight >= _ASKED:
        base = min(_BASE + _FOR_EACH * (weight - _ASKED), _HEAVIEST)
        findings.tell("unknown.telling-words", base=base, certain=False)
