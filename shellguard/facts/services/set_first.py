"""Variables that the first commands of a line give to those behind them, where all of it can be told.

`export RAILS_ENV=test && rails …`, `set -a; . ./.env.test; …`: what a file of assignments says was read with
the line. Only names that tell where something takes place matter; of others nothing need be known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from shellguard.knowledge.loading import load
from shellguard.parsing.script import Connection, NestedKind, Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_EXPORTING = ("export", "declare", "typeset")
_SOURCING = ("source", ".")
_ALL_EXPORTED = (["-a"], ["-o", "allexport"])
_NEVER_CHANGED = frozenset(("HOME", "PATH", "LD_PRELOAD"))
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
    """Whether commands of a line change variables for others of it."""
    return script is not None and len(script.commands) > 1 and any(map(_changes, script.commands))


def set_first(script: Script, shell: ShellState, telling: frozenset[str]) -> ShellState | None:
    """The shell as it is behind the commands that change its variables; None where that can't be told."""
    changes, others, straight = _Changes(telling | _NEVER_CHANGED), False, True
    for number, command in enumerate(script.commands):
        if command.frames or command.connection not in _STRAIGHT:
            straight = False
        if not _changes(command):
            others = others or number > 0 or command.program != "cd"
            straight = straight and command.program != "cd"
            continue
        if others or not straight or not _runs_on(script, number):
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


def _runs_on(script: Script, number: int) -> bool:
    """Whether what a command changes stays so for those behind it."""
    behind = script.commands[number + 1 : number + 2]
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
