"""Variables that the first commands of a line give to those behind them, where all of it can be told.

`export RAILS_ENV=test && rails …`, `set -a; . ./.env.test; …`: what a file of assignments says was read with
the line. Only names that tell where something takes place matter; of others nothing need be known.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from shellguard.facts.contents import text_of
from shellguard.knowledge.loading import load
from shellguard.parsing.script import Connection, Nested, NestedKind, Script, SimpleCommand, Word
from shellguard.parsing.shell_state import ShellState

_EXPORTING = ("export", "declare", "typeset")
_SOURCING = ("source", ".")
_READING = (*_SOURCING, "eval")
_GETTING = (NestedKind.FILE, NestedKind.SHELL, NestedKind.FUNCTION)
_OF_THE_SHELL = (NestedKind.ALIAS, NestedKind.FUNCTION)
_ALL_EXPORTED = (["-a"], ["-o", "allexport"])
_NEVER_CHANGED = frozenset(("HOME", "PATH", "LD_PRELOAD"))
_ASSIGNED = re.compile(r"""\s*(?:export\s+)?(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^"'#\s]*))\s*(?:#.*)?$""")
_NOTHING = re.compile(r"\s*(?:#.*)?$")
_IN_CODE = (
    r"(?<!setdefault\()[\"']NAME[\"']\s{0,9}(?:\]\s{0,9}=(?!=)|:|=>|,\s{0,9}[\"'])"
    r"|\benv\.NAME\s{0,9}=(?!=)|[(,{]\s{0,9}NAME\s{0,9}[=:](?![=:])"
)
_BY_WORDS = (
    r"\bprintf\s{1,9}-v\s{0,9}NAME\b|\b(?:read|mapfile|readarray)\s[^\n;|<]{0,200}\bNAME\b"
    r"|\bfor\s{1,9}NAME\s{1,9}in\b|\$\{NAME:?=|\b(?:declare|local|typeset)\s{1,9}-n\s{1,9}\w+=NAME\b"
)
_STRAIGHT = (Connection.FIRST, Connection.SEQUENCE, Connection.AND)


class _NotTold(Exception):  # noqa: N818
    """What a command changes can't be told."""


@dataclass(slots=True)
class _Changes:
    """Attributes:
    telling: the names that matter. handed: what programs get; None for what is taken away.
    own: what only the shell has. every: whether all that is set is handed on.
    """

    telling: frozenset[str]
    handed: dict[str, str | None] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)
    every: bool = False


def changes_variables(script: Script | None) -> bool:
    """Whether commands of a line change variables for others of it, or for what they run."""
    if script is None:
        return False
    commands = list(_in_turn(script.commands))
    several = len(commands) > 1 and any(map(_changes, commands))
    return several or any(command.program in _files_by() for command, _ in script.walk())


def settled(script: Script, shell: ShellState, telling: frozenset[str]) -> ShellState | None:
    """The shell as the line leaves it for what is done in it; None where that can't be told."""
    reading = [command for command, _ in script.walk() if command.program in _files_by()]
    if not reading:
        return set_first(script, shell, telling)
    given: dict[str, str | None] = {}
    for command in reading if len(script.commands) == 1 else ():
        told = _by_files(command, shell, telling | _NEVER_CHANGED)
        if told is None:
            return None
        given |= told
    return replace(shell, variables={**shell.variables, **given}) if len(script.commands) == 1 else None


def set_within(script: Script, telling: frozenset[str], known: bool) -> dict[str, str | None]:
    """Which of these names something that a line runs may set for what is behind it, or in it; None: to what
    is not known. "" stands for what nobody has read.

    `known`: what the line itself, its aliases and functions set is told already.
    """
    told = {*map(id, _placed(script.commands) if known else script.commands)}
    found: dict[str, str | None] = {}
    for command, _ in script.walk():
        sets = id(command) not in told and _changes(command)
        if sets and command.program in _READING and not any(map(_is_read, command.nested)):
            found[""] = None
        for name, value in _given_to(command) if sets or any(map(_runs_more, command.nested)) else ():
            found[name] = value if found.get(name, value) == value else None
        for text in (one.script.text for one in command.nested if one.kind in _GETTING and not one.host):
            found |= dict.fromkeys(_given_by_words(text, telling))
        for code in (one.code for one in command.nested if one.code is not None):
            found |= dict.fromkeys(_given_by_code(code.text, telling))
    return {name: value for name, value in found.items() if name in telling or not name}


def _given_to(command: SimpleCommand) -> Iterator[tuple[str, str | None]]:
    """What a command sets, in front of it and by its words."""
    for one in command.assignments:
        yield one.name, one.value.value if one.value is not None else ""
    for word in command.words[1:]:
        name, equals, _ = word.text.partition("=")
        if equals or command.program == "unset":
            yield name, word.value.partition("=")[2] if word.value is not None and equals else None


def _given_by_words(text: str, telling: frozenset[str]) -> Iterator[str]:
    """Which of these names a script gives a value by other words than `NAME=`."""
    for name in telling:
        if name in text and re.search(_BY_WORDS.replace("NAME", re.escape(name)), text):
            yield name


def _given_by_code(text: str, telling: frozenset[str]) -> Iterator[str]:
    """Which of these names code of another language gives a value, for itself or for what it runs."""
    for name in telling:
        if name in text and re.search(_IN_CODE.replace("NAME", re.escape(name)), text):
            yield name


def _placed(commands: tuple[SimpleCommand, ...]) -> Iterator[SimpleCommand]:
    """These commands, and those that stand in aliases and functions of them."""
    for command in commands:
        yield command
        for one in command.nested:
            if one.kind in _OF_THE_SHELL or (command.program in _SOURCING and one.kind is NestedKind.FILE):
                yield from _placed(one.script.commands)


def _runs_more(nested: Nested) -> bool:
    """Whether what runs there gets the variables of the command, and reads them for itself."""
    return nested.kind in _GETTING and not nested.host


def _is_read(nested: Nested) -> bool:
    """Whether it is the text that `eval` or `source` reads, and is known."""
    return nested.known and nested.kind in _GETTING


def _in_turn(commands: tuple[SimpleCommand, ...]) -> Iterator[SimpleCommand]:
    """The commands one after another, in the place of an alias or a function what it does."""
    for command in commands:
        own = [one.script for one in command.nested if one.kind in _OF_THE_SHELL and one.script.commands]
        if not own:
            yield command
        for script in own:
            inside = [replace(one, frames=(*command.frames, *_turned(one.frames))) for one in script.commands]
            inside[0] = replace(inside[0], connection=command.connection)
            yield from _in_turn(tuple(inside))


def _turned(frames: tuple[str, ...]) -> tuple[str, ...]:
    """What of the frames of a command hangs on more than that the line goes on."""
    return tuple(one for one in frames if one not in ("group", "function"))


def _files_by() -> dict[str, list[str]]:
    found: dict[str, list[str]] = load("places_surroundings")["led"]["files_by"]
    return found


def _by_files(command: SimpleCommand, shell: ShellState, telling: frozenset[str]) -> dict[str, str] | None:
    """What files of variables give to what a program runs; those of the shell count before."""
    before = command.words[1 : len(command.words) - len(_run(command))]
    words = [word.value for word in before if word.text != "--"]
    options = words[::2]
    if len(words) % 2 or None in words or any(one not in _files_by()[command.program] for one in options):
        return None
    found: dict[str, str] = {}
    for name in words[1::2] or [".env"]:
        own: dict[str, str] = {}
        text = text_of(os.path.join(shell.cwd, name or ""))
        if not text:
            return None
        for line in text.splitlines():
            said = _ASSIGNED.match(line)
            if said is None and not _NOTHING.match(line):
                return None
            if said is not None and said[1] in telling and not shell.variables.get(said[1]):
                value = said[2] or said[3] or said[4] or ""
                if "$" in value or "\\" in value:
                    return None
                own[said[1]] = value  # of one file the last counts, of several the first
        found = own | found
    return None if found.keys() & _NEVER_CHANGED else found


def _run(command: SimpleCommand) -> tuple[Word, ...]:
    """The words of what a program runs in its place."""
    inner = [one.script.commands for one in command.nested if one.kind is NestedKind.WRAPPER]
    return inner[0][0].words if len(inner) == 1 and len(inner[0]) == 1 else ()


def set_first(script: Script, shell: ShellState, telling: frozenset[str]) -> ShellState | None:
    """The shell as it is behind the commands that change its variables; None where that can't be told."""
    changes, others, straight = _Changes(telling | _NEVER_CHANGED), False, True
    commands = tuple(_in_turn(script.commands))
    for number, command in enumerate(commands):
        if command.frames or command.connection not in _STRAIGHT:
            straight = False
        if not _changes(command):
            others = others or number > 0 or command.program != "cd"
            straight = straight and command.program != "cd"
            continue
        if others or not straight or not _runs_on(commands, number):
            return None
        try:
            _apply(command, changes)
        except _NotTold:
            return None
    if any(name in changes.telling for name in changes.own) or changes.handed.keys() & _NEVER_CHANGED:
        return None  # whether programs get it hangs on what was handed on before
    return replace(shell, variables={**shell.variables, **changes.handed})


def _changes(command: SimpleCommand) -> bool:
    names = load("places_surroundings")["led"]["changing"]
    return command.program in (*names, "set") or (bool(command.assignments) and not command.words)


def _runs_on(commands: tuple[SimpleCommand, ...], number: int) -> bool:
    """Whether what a command changes stays so for those behind it."""
    behind = commands[number + 1 : number + 2]
    return all(one.connection in _STRAIGHT and not one.frames for one in behind)


def _apply(command: SimpleCommand, changes: _Changes) -> None:
    if command.program == "set":
        changes.every = changes.every or _all_exported(command)
    elif command.program in _SOURCING:
        for inner in _sourced(command):
            if not _changes(inner) or inner.frames or inner.connection not in _STRAIGHT:
                raise _NotTold
            _apply(inner, changes)
    elif command.program == "unset":
        for name in _names(command):
            changes.own.pop(name, None)
            changes.handed[name] = None
    elif not command.words or command.program in _EXPORTING:
        _assign(command, changes)
    else:
        raise _NotTold


def _all_exported(command: SimpleCommand) -> bool:
    words = [word.text for word in command.words[1:]]
    if any(word.startswith("+") or word in ("--", "-") for word in words):
        raise _NotTold
    return words in _ALL_EXPORTED


def _sourced(command: SimpleCommand) -> tuple[SimpleCommand, ...]:
    """The commands of a file that is read into the shell."""
    files = [one for one in command.nested if one.kind is NestedKind.FILE and one.known]
    if len(files) != 1 or len(command.words) != 2 or files[0].script.problems:
        raise _NotTold
    return files[0].script.commands


def _names(command: SimpleCommand) -> Iterator[str]:
    for word in command.words[1:]:
        if word.value is None or not word.value.isidentifier():
            raise _NotTold
        yield word.value


def _assign(command: SimpleCommand, changes: _Changes) -> None:
    """`NAME=value`, alone or behind `export`."""
    words = command.words[1:]
    options = [word.text for word in words if word.text.startswith("-")]
    exports = bool(command.words)
    if options != (["-x"] if exports and command.program != "export" else []):
        raise _NotTold
    given = [(one.name, one.value.value if one.value is not None else "") for one in command.assignments]
    for word in words:
        name, equals, _ = word.text.partition("=")
        if equals:
            given.append((name, word.value.partition("=")[2] if word.value is not None else None))
        elif not word.text.startswith("-") and name in changes.own:
            given.append((name, changes.own.pop(name)))
    for name, value in given:
        if value is None and name in changes.telling:
            raise _NotTold
        if exports or changes.every or name in changes.handed:
            changes.handed[name] = value
        else:
            changes.own[name] = value or ""
