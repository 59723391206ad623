"""What a console is asked to do, told by the kinds of its words: `knowledge/deeds.toml` says how."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from shellguard.effects.context import Findings
from shellguard.effects.effect import EffectKind, TargetKind
from shellguard.effects.packs.pack_model import Examples
from shellguard.knowledge import loading

_TABLE = loading.load("deeds")
_READING = _TABLE["reading"]
_LETTERS: dict[str, str] = {
    word: letter for letter, words in _TABLE["letters"].items() for word in words.split()
}
_TOGETHER: dict[str, str] = _READING["together"]
NAMING_OPTIONS = frozenset(_READING["names"])
DAILY_TOOLS = frozenset(_READING["own"])
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|[*.+]+")
_SEPARATOR = re.compile(r"[-_:.,@/]+")
_PATH = re.compile(r"[~./$]*/|\S+://")
_AGENT = re.compile(r"(?:^|[-_.])(?:edr|sensor|agentd?)(?:$|[-_.])")
_KEY = re.compile(r"(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-\S+|sk-ssh-\S+) AAAA")
# A console that is named after what it steers.
_NAMED_AFTER = re.compile(r"([a-z0-9]{2,}?)[-_]?(?:ctl|cli|mgr|manager|adm|admin|tool|ops|x)\d?")
_PROTECTING = frozenset("Kb")
_NOT_AGENTS = frozenset(("ssh-agent", "gpg-agent"))
# The first of its words that says what is done says that something is looked at.
_LOOKS = re.compile(r"a?(?>(?: -\S*+| [^\sEGNgyDdXSB-][^\sEGNgyDdXSB]*+(?=\s|$))*) [^\sEGNgyDdXSB-]*E")
# An address that the whole world reaches.
_PUBLIC = re.compile(
    r"(?!10\.|127\.|0\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.)\d{1,3}(?:\.\d{1,3}){3}"
)
_OTHER = "x"
# Letters that mean something to one deed, and any part to the others.
_RARE = str.maketrans(dict.fromkeys(_READING["rare"], _OTHER))
_MOST_WORDS = 24
_LONGEST_WORD = 80
_ASKED = 50  # what has a greater base is asked about anyway
_SPOKEN = 3  # words that one quoted word has at most if it is a name


@dataclass(frozen=True, slots=True)
class Deed:
    """One row of the table."""

    rule: str
    kind: EffectKind
    base: int
    message: str
    patterns: re.Pattern[str]
    quiet_beside: re.Pattern[str] | None
    unknown_only: bool  # only of programs that no pack describes
    examples: Examples


def _deed(row: dict[str, Any]) -> Deed:
    beside = row.get("quiet_beside", "")
    return Deed(
        rule=row["rule"],
        kind=EffectKind(row["kind"]),
        base=row["base"],
        message=row["message"],
        patterns=re.compile("|".join(f"(?:{one})" for one in row["patterns"])),
        quiet_beside=re.compile(beside) if beside else None,
        unknown_only=row.get("unknown_only", False),
        examples=Examples(tuple(row["examples_ask"]), tuple(row["examples_run"])),
    )


@cache
def all_deeds() -> tuple[Deed, ...]:
    """Every deed, in the order of the table."""
    return tuple(map(_deed, _TABLE["deed"]))


def read_deeds(findings: Findings, line: str, *, known: bool) -> None:
    """What is asked of a program, where nothing better is known. `line`: all its words but the first."""
    command = findings.command
    told = findings.effects and any(one.base > _ASKED for one in findings.effects)
    if told or findings.idle or findings.program in DAILY_TOOLS:
        return
    texts = tuple(word.text for word in command.words[1 : _MOST_WORDS + 1])
    for deed in _told(findings.program, texts) or _told_by_name(findings.program, texts):
        if known and deed.unknown_only:
            continue
        if deed.quiet_beside is None or not deed.quiet_beside.search(line):
            findings.add(
                deed.kind, deed.rule, deed.base, deed.message, target=TargetKind.OTHER, certain=False
            )
            return


@lru_cache(maxsize=256)
def _told(program: str, texts: tuple[str, ...]) -> tuple[Deed, ...]:
    return _in_letters(_written(program, texts))


@lru_cache(maxsize=256)
def _told_by_name(program: str, texts: tuple[str, ...]) -> tuple[Deed, ...]:
    """As `_told`, of a console that is named after what protects: `wafctl mode set monitor`."""
    named = named_after(program)
    return _in_letters(_written("", (named, *texts))) if _letter(named) in _PROTECTING else ()


@lru_cache(maxsize=512)
def _in_letters(letters: str) -> tuple[Deed, ...]:
    """As `_told`; commands that differ in their names alone are the same letters."""
    if _LOOKS.match(letters):
        return ()
    plain = letters.translate(_RARE)
    return tuple(
        deed
        for deed in all_deeds()
        if deed.patterns.search(letters) or (plain != letters and deed.patterns.search(plain))
    )


def _written(program: str, texts: tuple[str, ...]) -> str:
    """The command in letters: `sso disable --org shop` as ` K D -W x`."""
    watches = program not in _NOT_AGENTS and _AGENT.search(program)
    parts, named = ["a" if watches else ""], False
    for text in texts:
        parts.append(f" {_OTHER}" if named or len(text) > _LONGEST_WORD else f" {_word(text)}")
        named = text in NAMING_OPTIONS
    return "".join(parts)


@lru_cache(maxsize=2048)
def _word(text: str) -> str:
    if " " in text:
        return _spoken(text)
    option = "-" if text[:1] == "-" and len(text) > 1 else ""
    name, equals, value = text.lstrip("-").partition("=")
    return f"{option}{_value(name)}{equals and '='}{_value(value.lstrip('~')) if value else ''}"


def _spoken(text: str) -> str:
    """A quoted word of several: a key, a name of two or three words, else only something that is said."""
    if _KEY.match(text):
        return "c"
    spoken = text.split()
    named = 1 < len(spoken) <= _SPOKEN and all(one.isalpha() for one in spoken)
    return _value("-".join(spoken))[-1] if named else _OTHER


def _value(text: str) -> str:
    """One letter for each part of a word; one for all where all together mean something."""
    if whole := _letter(text.lower()):
        return whole
    if not text or _PATH.match(text):
        return _OTHER
    if _PUBLIC.fullmatch(text):
        return "i"
    parts, found = parts_of(text), []
    while parts:
        pair = _together(parts[0], parts[1]) if len(parts) > 1 else None
        found.append(_letter(pair or parts[0]) or _OTHER)
        del parts[: 2 if pair else 1]
    return "".join(found) or _OTHER


def named_after(program: str) -> str:
    """What a console steers that is named after it, `bank` of `bankctl`; else an empty text."""
    named = _NAMED_AFTER.fullmatch(program)
    return named.group(1) if named else ""


def parts_of(text: str) -> list[str]:
    """The words of which a word is made: `AddRole-member` is add, role, member."""
    return [part.lower() for piece in _SEPARATOR.split(text) for part in _PART.findall(piece)]


def _together(first: str, second: str) -> str | None:
    return _TOGETHER.get(f"{first} {second}") or _TOGETHER.get(f"{first} {second.removesuffix('s')}")


def _letter(part: str) -> str:
    return _LETTERS.get(part) or _LETTERS.get(part.removesuffix("s"), "")
