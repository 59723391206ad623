"""How lines make and take away things that only a tool knows by name: databases, containers. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from shellguard.facts.session.changed_targets import (
    behind_sudo,
    keeps_data,
    leads_out,
    steers,
)
from shellguard.facts.session.client_ports import client_variables
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Connection, Script, SimpleCommand

Scope = tuple[tuple[str, str], ...]
_MOST_WORDS = 40
_HERE = ("127.0.0.1", "0.0.0.0", "localhost")  # noqa: S104  what a port of this machine is bound to
_ENGINES = knowledge("families").names("container_engines")
_QUOTES = "\"`'"


@dataclass(frozen=True, slots=True)
class Named:
    """One thing with a name, as a command makes it or takes it away.

    Attributes:
        what: its kind ("namespace"); `tells`: which settings say where all this is.
        scope: what the words of the command say of where it is.
        ports: those of this machine that lead into it. apart: it keeps what was there before (a volume), or
            leads out of itself. by: whose names these are.
    """

    what: str
    name: str
    tells: str = ""
    scope: Scope = ()
    ports: frozenset[str] = frozenset()
    apart: bool = False
    by: str = ""

    @property
    def key(self) -> tuple[str, str, str, Scope]:
        return (self.what, self.by, self.name, self.scope)


@dataclass(slots=True)
class WordsRead:
    """The words of a command: operands, and the values of options by name; `strange` were not known."""

    operands: list[str] = field(default_factory=list)
    options: dict[str, list[str]] = field(default_factory=dict)
    strange: bool = False

    def values(self, names: Sequence[str]) -> list[str]:
        return [value for name in names for value in self.options.get(name, ())]


def certain(script: Script) -> bool:
    """Whether all commands of a line must have worked where the line has ended well."""
    commands = script.commands
    first = commands[0].span if commands else None
    joined = all(one.connection in (Connection.FIRST, Connection.AND) and not one.frames for one in commands)
    return first is not None and first.start == 0 and joined


def makings_of(script: Script) -> tuple[Named, ...]:
    """What a line makes, if it ends well."""
    if not certain(script) or steers(script):
        return ()
    return tuple(one for command in script.commands for one in _making(command))


def _making(command: SimpleCommand) -> Iterator[Named]:
    inner, user = behind_sudo(command)
    for one in (*_made(inner), *_created(inner)):
        yield as_user(one, user)


def takings_of(command: SimpleCommand) -> tuple[Named, ...]:
    """All that a command takes away; empty where that is not known of one of them."""
    inner, user = behind_sudo(command)
    return tuple(as_user(one, user) for one in (tuple(_gone(inner)) or tuple(dropped_by(inner))))


def as_user(thing: Named, user: str) -> Named:
    """The same thing, as it is known to another user; root and the other share what only root may make."""
    return replace(thing, scope=(*thing.scope, ("as", user))) if user and thing.what != "user" else thing


def makes_or_dumps(script: Script) -> bool:
    """Whether a line may make something that only a tool knows by name, or put what is there into a file."""
    known = [command for command in script.commands if command.program in _programs()]
    return any(behind_sudo(one)[0].program in _dumping() or any(_making(one)) for one in known)


def variables_of(script: Script) -> frozenset[str]:
    """The variables of the shell that say where it is what a line makes or takes away."""
    data = load("session_made")
    found: set[str] = set()
    for command, _ in script.walk():
        if command.program not in _programs():
            continue
        told = [*_making(command), *takings_of(command)]
        found |= {name for one in told for name in _place(one.tells).get("variables", ())}
        for entry in data["client"]:
            if command.program in entry["program"]:
                found |= client_variables(entry)
        if command.program in _ENGINES:
            found |= {*_place("containers").get("variables", ())}
    return frozenset(found)


def _place(tells: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = load("session_made")["places"].get(tells, {})
    return found


@cache
def _programs() -> frozenset[str]:
    """All programs that any of this is about."""
    data = load("session_made")
    clients = {program for one in data["client"] for program in one["program"]}
    makers = {*_by_making(), *_by_taking(), *data["statements"]["programs"]}
    return frozenset(makers | clients | _dumping() | knowledge("families").names("as_root"))


@cache
def _dumping() -> frozenset[str]:
    return frozenset(program for one in load("session_made")["dump"] for program in one["program"])


@cache
def _by_making() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for entry in load("session_made")["kind"]:
        for program in entry["program"]:
            found.setdefault(program, []).append(entry)
    return found


@cache
def _by_taking() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for entry in load("session_made")["kind"]:
        for program in entry["gone"]:
            found.setdefault(program, []).append(entry)
    return found


def read_words(
    command: SimpleCommand, valued: Sequence[str], flags: Sequence[str] | None, behind: int = _MOST_WORDS
) -> WordsRead:
    """The words of a command, up to the operand number `behind`. Without `flags` any other option is one."""
    found = WordsRead()
    words = iter(word.value for word in command.words[1:])
    for word in words:
        if word is None or word == "--" or len(found.operands) >= behind:
            found.strange |= word is None
            break
        name, equals, value = word.partition("=")
        if not word.startswith("-") or word == "-":
            found.operands.append(word)
        elif equals and name.startswith("--"):
            found.options.setdefault(name, []).append(value)
            found.strange |= flags is not None and name not in valued and name not in flags
        elif word in valued:
            found.options.setdefault(word, []).append(next(words, None) or "")
        elif word[:2] in valued and word[1] != "-" and (flags is None or word not in flags):
            found.options.setdefault(word[:2], []).append(word[2:])
        else:
            found.options.setdefault(word, [])
            found.strange |= flags is not None and word not in flags
    return found


def _made(command: SimpleCommand) -> Iterator[Named]:
    entries = _by_making().get(command.program, ())
    said = {word.text for word in command.words} if entries else set()
    for entry in entries:
        for made in (words for words in map(_words, entry["made"]) if said.issuperset(words)):
            behind = len(made) + 1 if entry.get("stops") else _MOST_WORDS
            read = read_words(command, entry["valued"], entry["flags"], behind)
            if not read.options.keys() >= set(entry.get("needs", ())):
                continue
            if read.operands[: len(made)] == made and not read.strange and not command.assignments:
                runs = " ".join(made) in entry.get("runs", ())
                yield from _named(entry, read, read.operands[len(made) :], command.program, runs)
                break


def _named(
    entry: Mapping[str, Any], read: WordsRead, rest: list[str], program: str, runs: bool
) -> Iterator[Named]:
    """What is made by a command with the words `rest` behind those that say so; `runs`: it may still run."""
    names = read.values(entry["named_by"]) if "named_by" in entry else rest[int(entry.get("second", 0)) :][:1]
    names = [f"{rest[0]}/{one}" for one in names] if entry.get("within") and len(rest) == 1 else names
    names = [" ".join(rest)] if entry.get("both") else names
    if (entry.get("alone") and rest) or not read.options.keys().isdisjoint(entry.get("copies", ())):
        return
    detached = any(re.fullmatch("-[it]*d[it]*|--detach", name) for name in read.options)
    if runs and "--rm" in read.options and not detached:
        return  # it is gone when the line has ended
    apart = not (runs and detached) or leads_out(read.options)
    apart = apart or any(name in read.options for name in entry.get("kept_apart", ()))
    answers = detached and bool(rest) and keeps_data(rest[0])
    ports = frozenset(filter(None, map(_published, read.values(entry.get("ports", ()))))) if answers else ()
    if len(names) == 1 or (ports and not names):
        name, by = names[0] if names else "", _whose(entry, program)
        yield Named(
            entry["what"], name, entry["tells"], scope_of(read, entry["scope"]), frozenset(ports), apart, by
        )


def _whose(entry: Mapping[str, Any], program: str) -> str:
    """Whose names those of a program are: each engine of containers has its own."""
    first: str = entry["tells"] or entry["program"][0]
    return program if program in _ENGINES else first


def _gone(command: SimpleCommand) -> Iterator[Named]:
    entries = _by_taking().get(command.program, ())
    said = {word.text for word in command.words} if entries else set()
    for entry in entries:
        if not any(said.issuperset(_words(gone)[:1]) for gone in entry["gone"][command.program]):
            continue
        by_operand = entry["what"] == "container" or entry.get("by_operand")
        named_by = () if by_operand else entry.get("named_by", ())
        valued = [*entry["scope"], *named_by] if entry["what"] in ("container", "image") else entry["valued"]
        read = read_words(command, valued, [*entry["flags"], *entry.get("flags_gone", ())])
        operands = [part for one in read.operands for part in _parts(one, command.program)]
        words = map(_words, entry["gone"][command.program])
        begin = next((one for one in words if operands[: len(one)] == one), None)
        if begin is None or read.strange or command.assignments:
            continue
        if entry.get("alone") and len(operands) > len(begin):
            continue
        names = read.values(named_by) if named_by else operands[len(begin) :]
        names = [one.removeprefix(entry.get("shown_in", "")) for one in names]
        names = [" ".join(names)] if entry.get("both") else names
        scope = scope_of(read, entry["scope"])
        by = _whose(entry, command.program)
        yield from (Named(entry["what"], name, entry["tells"], scope, by=by) for name in names)
        if names:
            return


def _parts(operand: str, program: str) -> list[str]:
    """`deployment/web` of kubectl as the two words that it stands for."""
    return operand.split("/", 1) if program in ("kubectl", "oc") else [operand]


def _words(text: str) -> list[str]:
    return [] if text == "." else text.split()


def scope_of(read: WordsRead, names: Mapping[str, str]) -> Scope:
    """The options that tell where a thing is (a cluster, a project), however they are written."""
    told = {(canon, value) for name, canon in names.items() if canon for value in read.options.get(name, ())}
    return tuple(sorted(told))


def _published(text: str) -> str:
    """The port of this machine in `127.0.0.1:5433:5432/tcp`."""
    parts = text.partition("/")[0].split(":")
    here = len(parts) == 2 or (len(parts) == 3 and parts[0] in _HERE)
    return parts[-2] if here and parts[-2].isdecimal() else ""


def _statement(command: SimpleCommand, pattern: str) -> tuple[re.Match[str], Scope] | None:
    """The one statement that a client is given, and all that its other words say."""
    data = load("session_made")["statements"]
    if command.program not in data["programs"] or command.redirections or command.assignments:
        return None
    words = [word.value for word in command.words[1:]]
    known = [word for word in words if word is not None]
    places = [n for n, word in enumerate(known[:-1]) if word in data["options"]]
    if len(known) < len(words) or len(places) != 1:
        return None
    said = known[places[0] + 1].strip().rstrip(";")
    found = re.fullmatch(pattern, said) if ";" not in said else None
    rest = [*known[: places[0]], *known[places[0] + 2 :]]
    return (found, tuple(("", word) for word in sorted(rest))) if found else None


def _created(command: SimpleCommand) -> Iterator[Named]:
    data = load("session_made")["statements"]
    words = {word.text for word in command.words}
    hidden = not words.isdisjoint(data["hides"].get(command.program, ()))
    needed = data["needs"].get(command.program, ())
    if hidden or (needed and words.isdisjoint(needed)):
        return
    if (told := _statement(command, data["makes"])) is not None:
        yield _of_statement(command, *told)


def dropped_by(command: SimpleCommand) -> Iterator[Named]:
    """What a statement that a client of a database is given drops."""
    data = load("session_made")["statements"]
    if (told := _statement(command, data["takes"])) is not None:
        yield _of_statement(command, *told)


def _of_statement(command: SimpleCommand, found: re.Match[str], scope: Scope) -> Named:
    data = load("session_made")["statements"]
    what = (found["what"] or "table").lower()
    by = data["programs"][command.program]
    quoted = any(sign in found["name"] for sign in _QUOTES)
    name = found["name"].strip(_QUOTES)
    name = name.lower() if command.program in data["folds"] and not quoted else name
    return Named(what, name, by, scope, by=by)
