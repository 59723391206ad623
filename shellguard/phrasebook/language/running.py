"""Commands that a request gives verbatim, run as it says: `run make test until it fails`."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from shellguard.knowledge.loading import load
from shellguard.phrasebook.language.quoting import UnfitError, path_word, quoted
from shellguard.phrasebook.language.shorthands import with_shorthands

_LONGEST = 300
_MOST_WAYS = 4
_QUOTED = re.compile(r"(?P<quote>[\"'`])(?P<inside>.+)(?P=quote)")
_OPERATOR = re.compile(r"[|;&<>\n]")
_ASSIGNED = re.compile(r"(?:[A-Za-z_]\w*=\S* )+")
_SCRIPT = re.compile(r"[\w-][\w.-]*\.(?P<ending>sh|bash|py|js|rb|pl|php)")
_PATH = re.compile(r"(?:\.{1,2}|~)?/[\w./-]*\w")
_PIECE = re.compile(r"\"[^\"]*\"|'[^']*'|\S+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f`]|\$\(")
_SLOT = re.compile(r"\{(?P<name>line|simple|word|shell|[a-z])(?::(?P<form>\w+))?(?:\|(?P<default>[^{}]*))?\}")
_REDIRECTING = 8
_SECONDS = {"s": 1, "m": 60, "h": 3600}


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of running a command.

    Attributes:
        stage: of several the one with the lower stage stands further inside.
        redirected: its form where the output goes to a file already, "" for the same.
    """

    pattern: re.Pattern[str]
    stage: int
    run: str
    redirected: str


_Found = tuple[_Way, dict[str, str]]


def run_as_told(request: str) -> str:
    """The line that runs a command in the ways that a request names; "" where it names none."""
    said = " ".join(request.split())
    if len(said) > _LONGEST or _CONTROL.search(request):
        return ""
    for rest, ways in _parted(said):
        try:
            told = _peeled(rest, ways)
            if told is not None:
                return _framed(*told)
        except UnfitError:
            continue
    return ""


def run_as_typed(request: str) -> str:
    """`run cargo build` as the command: a program whose next word is what it is to do; "" for none such."""
    said = " ".join(request.split())
    found = None if len(said) > _LONGEST or _CONTROL.search(request) else _asked().fullmatch(said)
    program, _, deed = found["cmd"].partition(" ") if found else ("", "", "")
    return _command(f"{program} {deed}") if deed and program in _listed("bare") else ""


def _parted(said: str) -> Iterator[tuple[str, list[_Found]]]:
    """What may be the command and the ways behind it, with a way that stands around or before it."""
    for way in _fronts():
        if found := way.pattern.fullmatch(said):
            yield found["cmd"], [(way, _values(found))]
    if found := _asked().fullmatch(said):
        yield found["cmd"], []


def _peeled(rest: str, ways: list[_Found]) -> tuple[str, list[_Found]] | None:
    """The command itself, and all ways that were said around it; None when no command or no way is left."""
    for _ in range(_MOST_WAYS):
        if ways and (command := _command(rest)):
            return command, ways
        found = _ending(rest)
        if found is None:
            return None
        rest, way = found
        ways = [way, *ways]
    command = _command(rest)
    return (command, ways) if command else None


def _ending(rest: str) -> tuple[str, _Found] | None:
    """A request without the way that it ends with, the one that takes most of it first."""
    best: tuple[int, str, _Found] | None = None
    for way in _ways():
        found = way.pattern.search(rest)
        if found is None or not found.start() or (best is not None and found.start() >= best[0]):
            continue
        values = _values(found)
        if "c" not in values or _command(values["c"]):
            best = found.start(), rest[: found.start()], (way, values)
    return best and best[1:]


def _command(text: str) -> str:
    """The command that a text is as a whole, as it is typed; "" where it is, or may be, a sentence."""
    whole = _QUOTED.fullmatch(text)
    if whole is not None and whole["quote"] not in whole["inside"]:
        return whole["inside"]
    bare = _ASSIGNED.sub("", text, count=1) if _ASSIGNED.match(text) else text
    pieces = _PIECE.findall(bare)
    if not pieces or any(piece.lower().strip(",.") in _listed("sentence") for piece in pieces[1:]):
        return ""
    first = pieces[0]
    if script := _SCRIPT.fullmatch(first):
        return f"{load('phrasing/running')['started_by'][script['ending']]} {text}"
    return text if first in _listed("programs") or _PATH.fullmatch(first) else ""


def _framed(command: str, ways: list[_Found]) -> str:
    """The command in each of its ways, the inner ones first."""
    line = command
    stages = [way.stage for way, _ in ways]
    if len(set(stages)) < len(stages):
        raise UnfitError("two ways of one kind")
    for way, values in sorted(ways, key=lambda one: one[0].stage):
        form = way.redirected if _REDIRECTING in stages and way.redirected else way.run
        line = _filled(form, line, values)
    return line


def _filled(form: str, line: str, values: dict[str, str]) -> str:
    def one(slot: re.Match[str]) -> str:
        name, value = slot["name"], values.get(slot["name"], "")
        match name, slot["form"]:
            case "line", _:
                return line
            case "simple", _:
                return f"bash -c {quoted(line)}" if _OPERATOR.search(line) else line
            case "word", _:
                return quoted(line)
            case "shell", _:
                return quoted(line) if _OPERATOR.search(line) else line
            case "c", _:
                return _command(value)
            case "u", "unit":
                return value[0].lower().replace("s", "")
            case "n", "every":
                return str(int(value or "1") * _SECONDS[values["u"][0].lower()])
            case "v", "session":
                return f" -s {shlex.quote(value)}" if value else ""
            case "f", _:
                return path_word(value) if value else _needed(slot["default"])
        return shlex.quote(value) if value else _needed(slot["default"])

    return _SLOT.sub(one, form)


def _needed(default: str | None) -> str:
    if default is None:
        raise UnfitError("a value was not said")
    return default


def _values(found: re.Match[str]) -> dict[str, str]:
    """What was said for each slot; a name that a pattern has twice has a 2 behind it the second time."""
    return {name.rstrip("2"): text for name, text in found.groupdict().items() if text and name != "cmd"}


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(load("phrasing/running")[name].split())


@cache
def _asked() -> re.Pattern[str]:
    return _compiled(load("phrasing/running")["asked"])


@cache
def _ways() -> tuple[_Way, ...]:
    """The ways that stand behind a command."""
    return tuple(_way(one, _behind(one)) for one in load("phrasing/running")["way"])


@cache
def _fronts() -> tuple[_Way, ...]:
    """The ways that stand around a command, or before it: `whenever a file changes run make`."""
    table = load("phrasing/running")
    around = [_way(one, one["say"]) for one in table["front"]]
    before = [_way(one, _before(one)) for one in table["way"] if one.get("before")]
    return (*around, *before)


def _behind(way: Mapping[str, Any]) -> str:
    return rf"(?:{way['say']})[.!?]?\Z"


def _before(way: Mapping[str, Any]) -> str:
    say = way["say"].replace(",? ", "")
    return f"(?:{say}){load('phrasing/running')['then']}"


def _way(one: Mapping[str, Any], say: str) -> _Way:
    return _Way(_compiled(say), one["stage"], one["run"], one.get("redirected", ""))


@cache
def _compiled(say: str) -> re.Pattern[str]:
    return re.compile(with_shorthands(say, load("phrasing/running")["macros"]), re.IGNORECASE)


def every_running_saying() -> Iterator[Callable[[], object]]:
    """What prepares the patterns that requests are compared with, one after the other."""
    table = load("phrasing/running")
    sayings = [*map(_behind, table["way"]), *(one["say"] for one in table["front"])]
    sayings += [_before(one) for one in table["way"] if one.get("before")]
    return (partial(_compiled, say) for say in sayings)
