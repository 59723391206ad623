"""`make && cd out; rm -rf *`: where make fails, the `cd` is passed over and all happens where one stands."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from shellguard.effects.current_folder import Went
from shellguard.facts.files.resolve import normal
from shellguard.parsing.builtins import CHANGING_FOLDER, RUNNING_HERE
from shellguard.parsing.script import Connection, NestedKind, Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_IN_THIS_SHELL = (NestedKind.FUNCTION, NestedKind.ALIAS)
_APART = ("subshell", "background")
_SOMETIMES = frozenset(("branch", "loop", "case"))
_PIPES = (Connection.PIPE, Connection.PIPE_BOTH)
_SUCCEEDING = frozenset(
    (
        *("", "cd", "pushd", "popd", "set", "shopt", "export", "local"),
        *("echo", "printf", "ls", "pwd", "true", ":", "clear", "date", "sleep"),
    )
)
_BEHIND = SimpleCommand(connection=Connection.SEQUENCE)  # what comes after a whole script
_THERE = frozenset(("-d", "-e"))
_TESTS = frozenset(("test", "[", "[["))
_MOST = 3


@dataclass(slots=True)
class _Way:
    """Where a script has gone so far, and where it may be instead."""

    went: Went
    folder: str | None
    instead: list[str] = field(default_factory=list)

    def left(self) -> tuple[str, ...]:
        """The folders in which it may be beside the one that it is thought to be in."""
        here = normal(self.folder) if self.folder else ""
        return tuple(dict.fromkeys(one for one in map(normal, self.instead) if one != here))[:_MOST]


def perhaps_in(command: SimpleCommand | None, script: Script | None, shell: ShellState) -> tuple[str, ...]:
    """The other folders in which a command may run: a `cd` before it depends on what comes before that."""
    if script is None or command is None or not shell.cwd:
        return ()
    goes = [number for number, one in enumerate(script.commands) if _may_move(one)]
    if not goes:
        return ()
    place = next((n for n, one in enumerate(script.commands) if _holds(one, command)), 0)
    if goes[0] >= place:
        return ()
    way = _Way(Went(shell.home, shell.variables.get("OLDPWD")), shell.cwd)
    for number in takewhile(lambda number: number < place, goes):
        one = script.commands[number]
        between = script.commands[number + 1 : place + 1]
        if _alone(script.commands, number) and _still_there(one, between):
            _go(one, script.commands[:number], between, way)
    return way.left()


def _go(
    command: SimpleCommand, before: tuple[SimpleCommand, ...], behind: tuple[SimpleCommand, ...], way: _Way
) -> None:
    """Go on by a command that may lead elsewhere, or not be come to."""
    folder = way.folder
    way.folder = way.went.after(command, folder)
    if folder is None or way.folder == folder:
        return
    if not _surely(command, before, behind, folder) or any(map(_sometimes, _inner(command))):
        way.instead.append(folder)


def _surely(
    command: SimpleCommand,
    before: tuple[SimpleCommand, ...],
    behind: tuple[SimpleCommand, ...],
    folder: str = "",
) -> bool:
    """Whether a command that runs in `folder` is come to wherever what stands behind it is."""
    around = behind[-1].frames if behind else ()
    common = next((n for n, one in enumerate(command.frames) if around[n : n + 1] != (one,)), None)
    if common is not None and not _SOMETIMES.isdisjoint(command.frames[common:]):
        return False
    if command.connection is Connection.OR:
        return before[-1].program in ("cd", "pushd", "false")
    if command.connection is not Connection.AND:
        return True
    if behind and all(one.connection in (Connection.AND, *_PIPES) for one in behind):
        return True
    for one in reversed(before):
        if one.program not in _SUCCEEDING and not _succeeds(one, command, folder):
            return False
        if one.connection is not Connection.AND:
            break
    return True


def _succeeds(command: SimpleCommand, going: SimpleCommand, folder: str) -> bool:
    """Whether what stands before a `cd` surely succeeds: a folder that is made, or tested to be there."""
    words = [word.text for word in command.words[1:]]
    if command.program == "mkdir":
        made = [word for word in words if not word.startswith("-")]
        return len(made) < len(words) or not any(os.path.lexists(os.path.join(folder, one)) for one in made)
    tests = command.program in _TESTS and words[:1] and words[0] in _THERE
    return bool(tests) and len(going.words) == 2 and words[1].rstrip("/") == going.words[1].text.rstrip("/")


def _sometimes(script: Script) -> bool:
    """Whether a script that is read by this shell goes elsewhere under some condition."""
    for number, one in enumerate(script.commands):
        moves = one.program in CHANGING_FOLDER and _alone(script.commands, number)
        if moves and not _surely(one, script.commands[:number], (_BEHIND,)):
            return True
    return any(_sometimes(inner) for one in script.commands for inner in _inner(one))


def _inner(command: SimpleCommand) -> Iterator[Script]:
    for nested in command.nested:
        if nested.kind in _IN_THIS_SHELL or command.program in RUNNING_HERE:
            yield nested.script


def _may_move(command: SimpleCommand) -> bool:
    return command.program in CHANGING_FOLDER or any(
        _may_move(one) for inner in _inner(command) for one in inner.commands
    )


def _alone(commands: tuple[SimpleCommand, ...], place: int) -> bool:
    """Whether it is no part of a pipeline, of which each part is a shell of its own."""
    near = commands[max(place - 1, 0) : place + 2]
    return sum(one.pipeline == commands[place].pipeline for one in near) == 1


def _still_there(command: SimpleCommand, behind: tuple[SimpleCommand, ...]) -> bool:
    """Whether the subshell that goes there has not ended."""
    depth = sum(command.frames.count(one) for one in _APART)
    return not depth or all(sum(one.frames.count(name) for name in _APART) >= depth for one in behind)


def _holds(command: SimpleCommand, other: SimpleCommand) -> bool:
    return command is other or any(
        one is other for nested in command.nested for one, _ in nested.script.walk()
    )
