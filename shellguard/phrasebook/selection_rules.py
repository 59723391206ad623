"""The packaged rules by which a selection is read, with their shorthands filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from shellguard.knowledge.loading import load
from shellguard.phrasebook.remainder import Remainder
from shellguard.phrasebook.vocabulary import vocabulary

_SHORTHAND = re.compile(r"(?<!\?P)<(\w+)>")
_TELLS_NOTHING = {"that", "the", "val", "lit", "num", "adverb"}
_GROUP = re.compile(r"\(\?P<(\w+)>")


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to narrow a selection: where any of the sayings is found, its words are taken out."""

    sayings: tuple[Saying, ...]
    words: frozenset[str]
    find: tuple[str, ...]
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class SelectionRules:
    """All rules in their order, the kinds of files by name, and the folders by name."""

    rules: tuple[Rule, ...]
    types: dict[str, tuple[str, ...]]
    places: dict[str, str]


@cache
def selection_rules() -> SelectionRules:
    """The packaged rules, read once."""
    data = load("phrasing/selection")
    rules = tuple(
        Rule(
            tuple(saying(say, needs_words=rule.get("needs_words", True)) for say in rule["say"]),
            telling_words(rule["say"]) if rule.get("needs_words", True) else frozenset(),
            tuple(rule.get("find", ())),
            rule.get("set", {}),
        )
        for rule in data["rule"]
    )
    types = {_plain(name): tuple(globs.split()) for name, globs in data["types"].items()}
    return SelectionRules(rules, types, {_plain(name): path for name, path in data["places"].items()})


def telling_words(sayings: Iterable[str]) -> frozenset[str]:
    """Words of which a request must have one for any of the sayings to fit."""
    found: set[str] = set()
    for say in sayings:
        while _SHORTHAND.search(say):
            say = _SHORTHAND.sub(
                lambda part: " " if part[1] in _TELLS_NOTHING else " " + _shorthands()[part[1]] + " ", say
            )
        found.update(re.findall(r"[a-z+]+", re.sub(r"\\.|\(\?P<\w+>", " ", say)))
    return frozenset(found)


@cache
def _shorthands() -> dict[str, str]:
    data = load("phrasing/selection")
    macros: dict[str, str] = data["macros"]
    return macros | {"type": _any_of(data["types"]), "place": _any_of(data["places"])}


@cache
def pattern(say: str) -> re.Pattern[str]:
    """A pattern over plain words, shorthands filled in; a group's second mention gets a 2 after its name."""
    while _SHORTHAND.search(say):
        say = _SHORTHAND.sub(lambda found: _shorthands()[found[1]], say)
    seen: set[str] = set()

    def once(found: re.Match[str]) -> str:
        name = found[1]
        while name in seen:
            name += "2"
        seen.add(name)
        return f"(?P<{name}>"

    return re.compile(rf"(?<![\w.])(?:{_GROUP.sub(once, say)})(?![\w.])")


def _any_of(names: Iterable[str]) -> str:
    plain = {_plain(name) for name in names}
    return (
        "(?:" + "|".join(re.escape(name) for name in sorted(plain, key=lambda name: (-len(name), name))) + ")"
    )


def _plain(phrase: str) -> str:
    return " ".join(vocabulary().plain(word)[0] for word in phrase.split())


@dataclass(frozen=True, slots=True)
class Saying:
    """A pattern that is compiled when the first request has one of its words."""

    say: str
    words: frozenset[str]

    def search(self, rest: Remainder) -> re.Match[str] | None:
        """Where the words that are left say it."""
        if self.words and not self.words & rest.words:
            return None
        return pattern(self.say).search(rest.text)


@cache
def saying(say: str, *, needs_words: bool = True) -> Saying:
    """The pattern with the words of which it needs one."""
    return Saying(say, telling_words([say]) if needs_words else frozenset())


@cache
def patterns(table: str) -> tuple[Saying, ...]:
    """The packaged patterns of a list: place, loose_place, content."""
    return tuple(saying(say) for say in load("phrasing/selection")[table])


@cache
def labelled(table: str) -> tuple[tuple[str, Saying], ...]:
    """The packaged patterns of a list that carry a label: order, switch."""
    return tuple((label, saying(say)) for label, say in load("phrasing/selection")[table])
