"""What an unknown console is asked to do, weighed by its words: `knowledge/weighed.toml` says how."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from shellguard.effects.context import Findings
from shellguard.effects.packs.packs import without_pack
from shellguard.effects.wording.deeds import DAILY_TOOLS, NAMING_OPTIONS, named_after, parts_of
from shellguard.effects.wording.telling_words import only_looks, runs_tests, tells_of_trifles
from shellguard.knowledge import loading

TABLE = loading.load("weighed")
_ASKED: int = TABLE["asked"]
_ASKED_OF_KNOWN: int = TABLE["asked_of_known"]
_WORDS: int = TABLE["words"]
_ALREADY = 50  # what has a greater base is asked about anyway
_BASE, _FOR_EACH, _HEAVIEST = 52, 2, 62
_MOST_WORDS = 24
_LONGEST_WORD = 60
# Whatever it is that is undone: `unpeer`, `unregister`.
_UNDOES = re.compile(
    r"un(?!i|der|til|less|zip|pack|tar|rar|wrap|(?:set|pin|star|follow|watch|mute|hide|fold|pause|snooze|read|select|check|load"
    r"|alias|stage|stash|focus)$)[a-z]{3,}"
)
# An application's name, `org.gnome.Maps`, is no organisation.
_REVERSED_DOMAIN = re.compile(r"(?:org|com|net|io|de|dev|app|me)\.[\w-]+(?:\.[\w-]+)*\Z")
_UNDOING = 2
_WORTHIEST = 3
_NOTHING_KEPT = 2
_METHODS = frozenset(("DELETE", "PURGE"))
_METHOD_WEIGHT = 4
_TRIFLES_EXCUSE = 2
_DEED, _DRASTIC = 2, 3
_FORCED = 2


def _weights(table: dict[str, str]) -> dict[str, int]:
    return {word: int(weight) for weight, words in sorted(table.items()) for word in words.split()}


_NOT_CONSOLES = DAILY_TOOLS | without_pack()
_VERBS = _weights(TABLE["verbs"])
_WORTH = _weights(TABLE["worth"])
_SCOPE = _weights(TABLE["scope"])
_INSISTS = _weights(TABLE["insists"])
_ZERO = _weights(TABLE["zero"])
_PRODUCTION = _weights(TABLE["production"])
_PRODUCTION_NAMES = _PRODUCTION.keys() - {"live"}
_SAYS_ALL = _weights(TABLE["options"])
_HARMLESS = frozenset(TABLE["harmless"]["words"].split())
_SET_ANEW = frozenset(TABLE["counted"]["verbs"].split())
_COUNTED = frozenset(TABLE["counted"]["things"].split())
_SMALL = frozenset(TABLE["harmless"]["small"].split())
_SMALL_OPTIONS = frozenset(TABLE["harmless"]["small_options"].split())
_MILD = frozenset(TABLE["harmless"]["mild"].split())
_BEHIND = frozenset(TABLE["harmless"]["behind"].split())
_ENDING = frozenset(TABLE["harmless"]["ending"].split())
_ONLY_LOOKS = frozenset(TABLE["harmless"]["options"].split())
_TAKE_A_NAME = frozenset(TABLE["harmless"]["take_a_name"].split())
_KEEPING = tuple(TABLE["harmless"]["keeping"].split())
_TURNS = frozenset(TABLE["harmless"]["turns"].split())
_RENEWING = frozenset(TABLE["renewing"]["words"].split())
_FILES = frozenset(TABLE["harmless"]["files"].split())
_RUN = re.compile(r"[a-z]+")
# What is asked for has one of these runs of letters, see `may_ask`.
_ASKING = frozenset(_RUN.findall(key)[0] for key in (*_VERBS, *_INSISTS)) | {"all"}


@dataclass(slots=True)
class _Scales:
    """The heaviest word of each kind."""

    verb: int = 0
    worth: int = 0
    scope: int = 0
    insists: int = 0
    zero: int = 0
    production: int = 0
    says_all: int = 0
    bare: int = 0
    last: str = ""
    named: int = 0
    verb_at: int = 0
    drastic_at: int = 0
    last_at: int = 0
    counted: int = 0
    only_set_anew: bool = True
    insistent: bool = False
    renews: bool = False
    harmless: bool = False
    tries_only: bool = False

    def total(self) -> int:
        """What all of them weigh; without a verb nothing is asked for."""
        if self.tries_only:
            return 0
        if self.harmless:
            return self.says_all
        verb = self.verb or (self.insistent and (not self.renews or self.worth == _WORTHIEST))
        together = verb + self.done_to() + self.scope + self.insists + self.production + self.zero
        return max(self.says_all, together if verb else 0)

    def done_to(self) -> int:
        """What it is done to: the program may be named after it, and what is drastic is done to anything."""
        named = self.named if self.verb_at == 1 < self.last_at else self.named - 1
        counted = min(self.counted, 1) if self.only_set_anew else self.counted
        return max(self.worth, counted, named, 1 < self.drastic_at < self.last_at)

    def extent(self, parts: list[str]) -> None:
        """How much, how strongly, and where."""
        for part in parts:
            self.scope = max(self.scope, _SCOPE.get(part, 0))
            self.insists = max(self.insists, _INSISTS.get(part, 0))
            self.production = max(self.production, _PRODUCTION.get(part, 0))

    def deed(self, parts: list[str]) -> None:
        """What is done to what."""
        for part in parts:
            weight = verb_weight(part)
            self.verb = max(self.verb, weight)
            self.only_set_anew &= weight < _DEED or part in _SET_ANEW
            if part.removesuffix("s") in _COUNTED:
                self.counted = max(self.counted, worth_of(part))
            else:
                self.worth = max(self.worth, worth_of(part))

    def deed_at(self, parts: list[str]) -> None:
        """Where what is asked for stands, and what is drastic."""
        weight = max(map(verb_weight, parts))
        if not self.verb_at and weight >= _DEED:
            self.verb_at = self.last_at
        if not self.drastic_at and weight >= _DRASTIC:
            self.drastic_at = self.last_at

    def bare_word(self, text: str) -> None:
        """A word that is no option: one of the first says what is asked, a later one how much."""
        if text in _METHODS:
            self.says_all = _METHOD_WEIGHT
            return
        name, assigns, value = text.partition("=")
        if assigns and name.isidentifier():
            self.assigned(name, value)
            return
        if _is_place(text):
            self.place(text)
            return
        if _REVERSED_DOMAIN.match(text):
            return
        parts = parts_of(text)
        to_all = len(parts) > 1 and parts[-1] == "all"
        if to_all or not self.bare or not _VERBS.keys().isdisjoint(parts):
            self.extent(parts)
        else:
            self.extent([text.lower(), *_PRODUCTION_NAMES.intersection(parts)])
        self.bare += 1
        self.last_at += 1
        if self.bare > _WORDS:
            return
        first = parts[0] if parts else ""
        looks = first in _HARMLESS and "and" not in parts if not self.verb else text.lower() in _BEHIND
        looks |= bool(parts) and parts[-1] in _ENDING
        if looks or not _SMALL.isdisjoint((*parts, f"{self.last}-{text.lower()}")):
            self.harmless = True
        renews = not _RENEWING.isdisjoint(parts)
        self.renews |= renews
        if to_all and not renews:
            self.verb = max(self.verb, 1)
        said = [*parts, text.lower(), f"{self.last}-{text.lower()}"]
        self.deed(said)
        self.deed_at(said)
        if first == "force" and len(parts) > 1 and not renews:
            self.verb = max(self.verb, _FORCED)
        self.last = text.lower()
        if self.bare > 1:
            self.zero = max(self.zero, _ZERO.get(text.lower(), 0))

    def assigned(self, name: str, value: str) -> None:
        """`replicas=0`, `op=delete`, `obj=volume/4`."""
        nothing = _ZERO.get(value.lower(), 0)
        self.verb, self.zero = max(self.verb, nothing), max(self.zero, 2 * nothing)
        self.deed([name.lower(), *parts_of(value)])
        self.extent(parts_of(value))

    def place(self, text: str) -> None:
        """A resource named as a path, `tenants/acme`, `/volumes/4/remove`, says last what is done."""
        parts = [part.lower() for part in text.strip("/").split("/")]
        if text[:1].isalpha() or text[:1] == "/":
            self.worth = max(self.worth, worth_of(parts[0]))
            self.verb = max(self.verb, verb_weight(parts[-1]) if len(parts) > 1 and text[0] == "/" else 0)

    def option(self, name: str, value: str) -> None:
        """An option, which may be what is asked: `--reset-store`."""
        parts = parts_of(name)
        self.last_at += 1
        if name in _TAKE_A_NAME and value:
            return
        if name.lower() in _ONLY_LOOKS or name.startswith(_KEEPING):
            nothing = value.lower() in ("false", "no") or value[:1] == "0"
            self.tries_only |= not nothing
            self.zero = max(self.zero, _NOTHING_KEPT if nothing else 0)
        elif name in _INSISTS:
            self.extent([name])
            self.insistent = True
        elif parts and parts[0] not in _TURNS and _SMALL_OPTIONS.isdisjoint(parts):
            self.extent(parts)
            self.insistent |= any(part in _INSISTS for part in parts)
            if len(parts) == 1:
                self.worth = max(self.worth, worth_of(parts[0]) - 1)
                self.insists = max(self.insists, verb_weight(parts[0]) >= _DEED)
            else:
                if parts[0] in _MILD:
                    return
                if (weight := verb_weight(parts[0])) > 1:
                    done_to = max(max(worth_of(part), _SCOPE.get(part, 0)) for part in parts[1:])
                    self.says_all = max(self.says_all, weight + done_to)
                if parts[0] not in _INSISTS or any(map(verb_weight, parts)):
                    self.deed(parts)
                self.zero = max(self.zero, *(_ZERO.get(part, 0) for part in parts))
        self.says_all = max(self.says_all, *(weight for said, weight in _SAYS_ALL.items() if said in name), 0)
        if value:
            self.extent(parts_of(value))


def verb_weight(part: str) -> int:
    """How heavy it is as what is asked for."""
    return _VERBS.get(part) or (_UNDOING if _UNDOES.fullmatch(part) else 0)


def worth_of(part: str) -> int:
    """How heavy it is as what that is done to."""
    found = _WORTH.get(part) or _WORTH.get(part.removesuffix("s"), 0)
    if found or not part.endswith("es"):
        return found
    return _WORTH.get(f"{part[:-3]}y" if part.endswith("ies") else part[:-2], 0)


def extent_of(parts: list[str]) -> bool:
    """Whether all there is, or production, is meant."""
    return any(part in _SCOPE or part in _PRODUCTION for part in parts)


def _is_place(text: str) -> bool:
    """Whether it is a path, an address or a file."""
    stem, dot, ending = text.rpartition(".")
    return "/" in text or "@" in text or bool(dot and stem and ending.lower() in _FILES)


def may_ask(line: str) -> bool:
    """Whether a word among these may be a verb, or insist: without that nothing is weighed. A cheap look."""
    lower = line.lower()
    parts = _RUN.findall(lower)
    if lower != line:
        parts += parts_of(line)
    if not _ASKING.isdisjoint(parts) or "=" in line:
        return True
    if "un" in lower and any(part[:2] == "un" for part in parts):
        return True
    return "-" in line and any(said in line for said in _SAYS_ALL)


@lru_cache(maxsize=512)
def weighed(program: str, texts: tuple[str, ...]) -> int:
    """How heavy the words behind a program are together; it may be named after what it steers."""
    scales, named = _Scales(named=worth_of(named_after(program))), False
    for text, behind in zip(texts[:_MOST_WORDS], (*texts[1:], ""), strict=False):
        if " " in text or len(text) > _LONGEST_WORD:
            named = False
        elif text[:1] == "-" and len(text) > 1:
            name, _, value = text.lstrip("-").partition("=")
            takes_next = name.startswith(_KEEPING) or (name in _TAKE_A_NAME and behind[:1] != "-")
            scales.option(name, value or (behind if takes_next else ""))
            named = not value and text in NAMING_OPTIONS
        elif named:
            scales.extent(parts_of(text))
            named = False
        else:
            scales.bare_word(text)
    return scales.total()


def read_weighed_words(findings: Findings, line: str, *, known: bool = False) -> None:
    """What weighs enough is asked about.

    Args:
        line: all words but the program.
        known: it has a pack, which says nothing of this line: words have to weigh more.
    """
    told = findings.effects and any(one.base > _ALREADY for one in findings.effects)
    if told or findings.idle or findings.program in _NOT_CONSOLES or only_looks(line):
        return
    texts = [word.text for word in findings.command.words[1:]]
    if runs_tests(line):
        texts = [text for text in texts if text[:1] != "-"]
    weight = weighed(findings.program, tuple(texts))
    if tells_of_trifles(line):
        weight -= _TRIFLES_EXCUSE
    if weight >= (_ASKED_OF_KNOWN if known else _ASKED):
        base = min(_BASE + _FOR_EACH * (weight - _ASKED), _HEAVIEST)
        findings.tell("unknown.telling-words", base=base, certain=False)
