"""Signs of an attack that no single program tells of, as `knowledge/signs*.toml` list them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import add
from typing import Any

from shellguard.effects.context import Context, Findings, writes_file
from shellguard.effects.effect import EffectKind, TargetKind
from shellguard.effects.packs.pack_model import Examples, Expression
from shellguard.effects.sandbox_home import at_home
from shellguard.effects.wording.decoded_text import decoded_text
from shellguard.errors import ShellguardError
from shellguard.knowledge import loading
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import SimpleCommand

_LONGEST = 6_000
_JOINED = re.compile(r"(?<=\w)([\"'])\s{0,3}\+\s{0,3}\1(?=\w)")
_BY_TEXT = re.compile(
    r",\s{0,3}[\"'](\w{2,40})[\"']\s{0,3}\)\s{0,3}\(|\[\s{0,3}[\"'](\w{2,40})[\"']\s{0,3}\]\s{0,3}\("
)
_SHORT = 400
_A_SAMPLE = 8  # of so many examples one, to tell how often letters stand beside each other
_READS_DATA = knowledge("generic").names("reads_data")
_TABLE = loading.load("signs")
_OF_EXECUTION = loading.load("signs_execution")
_OF_SECRETS = loading.load("signs_secrets")
_OF_TRUST = loading.load("signs_trust")
_OF_RIGHTS = loading.load("signs_rights")
_OF_PLANTING = loading.load("signs_planting")
_OF_CODE = loading.load("signs_code")
_MENTIONS = frozenset(_TABLE["mentions"])
_WRITERS = frozenset(_TABLE["writers"])
_ANYBODYS_FOLDERS = re.compile(r"(?:/private)?/(?:tmp|var/tmp|dev/shm|run/shm)(?:/|$)")
_HANDS_ON = re.compile(_TABLE["hands_on"])


@dataclass(frozen=True, slots=True)
class Sign:
    """One row of the table; `programs` empty: of any."""

    rule: str
    kind: EffectKind
    base: int
    message: str
    hints: tuple[str, ...]
    pattern: Expression
    scope: str
    programs: frozenset[str]
    examples: Examples


def _sign(row: dict[str, Any]) -> Sign:
    try:
        return Sign(
            rule=row["rule"],
            kind=EffectKind(row["kind"]),
            base=row["base"],
            message=row["message"],
            hints=tuple(row["hint"]),
            pattern=Expression(row["pattern"]),
            scope=row.get("scope", "words"),
            programs=frozenset(row.get("programs", ())),
            examples=Examples(tuple(row.get("examples_ask", ())), tuple(row.get("examples_run", ()))),
        )
    except (KeyError, ValueError) as error:
        raise ShellguardError(
            f"a sign is not complete: {error}", where=f"signs: {row.get('rule')}"
        ) from error


@cache
def all_signs() -> tuple[Sign, ...]:
    """Every sign, in the order of the table."""
    tables = (_TABLE, _OF_EXECUTION, _OF_SECRETS, _OF_TRUST, _OF_RIGHTS, _OF_PLANTING, _OF_CODE)
    return tuple(_sign(row) for table in tables for row in table["sign"])


@cache
def _of_scope(scopes: str) -> tuple[Sign, ...]:
    return tuple(sign for scope in scopes.split() for sign in all_signs() if sign.scope == scope)


@cache
def _by_hint(scope: str) -> dict[str, tuple[tuple[str, tuple[int, ...]], ...]]:
    """Hints with the places of their signs among those of the scope, by their seldomest pair of letters.

    A text has few of those pairs, and many that hints begin with.
    """
    places: dict[str, list[int]] = {}
    for place, sign in enumerate(_of_scope(scope)):
        for hint in sign.hints:
            places.setdefault(hint, []).append(place)
    often = _how_often()
    found: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
    for hint, signs in places.items():
        seldomest = min(map(add, hint, hint[1:]), key=often.__getitem__, default=hint)
        found.setdefault(seldomest, []).append((hint, tuple(signs)))
    return {pair: tuple(hints) for pair, hints in found.items()}


@cache
def _how_often() -> Counter[str]:
    """Pairs of letters, by how many of some examples have them."""
    texts = [text for sign in all_signs() for text in (*sign.examples.ask, *sign.examples.run)]
    return Counter(pair for text in texts[::_A_SAMPLE] for pair in _pairs(text))


@lru_cache(maxsize=4)
def _pairs(text: str) -> frozenset[str]:
    """Its letters, by twos and alone; mostly the text of a line is that of its one command, too."""
    return frozenset(("", *text, *map(add, text, text[1:])))


def _standing(scope: str, text: str) -> tuple[Sign, ...]:
    """The signs of the scope that stand in the text, in the order of the table.

    Args:
        scope: or several of them, with blanks between them.
    """
    return _remembered(scope, text) if len(text) <= _SHORT else _found(scope, text)


@lru_cache(maxsize=2048)
def _remembered(scope: str, text: str) -> tuple[Sign, ...]:
    """Of texts that stand in a line again and again."""
    return _found(scope, text)


def _found(scope: str, text: str) -> tuple[Sign, ...]:
    table = _by_hint(scope)
    hinted: set[int] = set()
    for pair in table.keys() & _pairs(text):
        for hint, places in table[pair]:
            if hint in text:
                hinted.update(places)
    if not hinted:
        return ()
    signs = _of_scope(scope)
    return tuple(signs[place] for place in sorted(hinted) if signs[place].pattern.search(text))


def read_line(text: str, findings: Findings) -> None:
    """Signs in the whole text of a line, as it was typed."""
    text = _ends(text)
    for sign in _standing("line", text):
        _tell(findings, sign)


def read_code(text: str, findings: Findings) -> None:
    """Signs in code of another language, wherever it stands."""
    for sign in _standing("code", _names_told(_ends(text))):
        _tell(findings, sign)


def _names_told(text: str) -> str:
    """A method named by a text, called by its name: `getattr(x, "a" + "b")()` as `x.ab()`."""
    if "getattr" not in text and "]" not in text:
        return text
    return _BY_TEXT.sub(lambda match: f".{match[1] or match[2]}(", _JOINED.sub("", text))


def read_signs(findings: Findings) -> None:
    """Signs in one command: its program as typed, and its words with the texts of its here-documents."""
    command = findings.command
    home = findings.context.home
    for sign in _standing("program", _started(at_home(command.words[0].text, home), findings.context.cwd)):
        _tell(findings, sign)
    program = findings.program
    if decoded := decoded_text(command, findings.context):
        for sign in _standing("words", _ends(decoded)):
            if not sign.programs or sign.programs & _WRITERS:
                _tell(findings, sign)
    writes = program in _WRITERS and (program != "cat" or _has_body(command))
    if writes and not _goes_on(command, findings.context):
        return
    mentions = program in _MENTIONS and not writes
    texts = [word.text for word in command.words]
    bodies = _bodies(command) if command.redirections else []
    text = _ends(at_home(" ".join(texts + bodies), home))
    apart = _words_apart(texts, bodies, text)
    standing = _standing("words spoken", text) if apart is text else _standing("words", text)
    for sign in standing if apart is text else (*standing, *_standing("spoken", apart)):
        if program in sign.programs if sign.programs else not mentions:
            _tell(findings, sign)


def _started(program: str, folder: str | None) -> str:
    """`cd /tmp/.x && ./run`: a program as typed, behind the folder it is run in if all may write there."""
    if not program.startswith("./") or not folder or not _ANYBODYS_FOLDERS.match(folder):
        return program
    return f"{folder}/{program[2:]}"


def _words_apart(texts: list[str], bodies: list[str], text: str) -> str:
    """The text, blanks inside words written as signs: a word of several only says so, if none is run."""
    if " " not in "".join(texts) or any(_HANDS_ON.search(one) for one in texts if " " not in one):
        return text
    apart = ["␣" + one.replace(" ", "␣") if " " in one else one for one in texts]
    return _ends(" ".join((*apart, *bodies)))


def _has_body(command: SimpleCommand) -> bool:
    return any(one.body is not None for one in command.redirections)


def _ends(text: str) -> str:
    """A text short enough to be looked through in bounded time: of a long one, its beginning and its end."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}\n{text[-_LONGEST // 2 :]}"


def _bodies(command: SimpleCommand) -> list[str]:
    return [one.body.text for one in command.redirections if one.body is not None]


def _goes_on(command: SimpleCommand, context: Context) -> bool:
    if context.downstream:
        return context.downstream[0].program not in _READS_DATA or context.downstream[0].program == "tee"
    return context.to_file or writes_file(command) or command.program == "tee"


def _tell(findings: Findings, sign: Sign) -> None:
    findings.add(sign.kind, sign.rule, sign.base, sign.message, target=TargetKind.OTHER)
