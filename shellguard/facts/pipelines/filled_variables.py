"""What `mapfile`, `read` and `name=$( )` put into a variable that a later command takes its words from."""

from __future__ import annotations

import re

from shellguard.parsing.script import Connection, Hole, NestedKind, Piece, Script, SimpleCommand

_MAPPING, _READING = frozenset(("mapfile", "readarray")), "read"
_BY_LINES = (["-t"],)
_BY_NULLS = (["-d", ""], ["-t", "-d", ""], ["-d", "", "-t"], ["-td", ""])
_INTO_ARRAY = (["-a"], ["-ra"], ["-r", "-a"])
_INTO_ONE: tuple[list[str], ...] = ([], ["-r"])
_ALL = re.compile(r"\$\{\w+\[@\]\}")
_SHARED = frozenset(("group",))
_BACKGROUND = re.compile(r"(?<![&>|])&(?![&>\d-])")
_FIRST = re.compile(r"\$(?:\w+|\{\w+\})")
_LOOKING = frozenset(("echo", "printf", "ls", "wc", "[", "[[", "test", ":", "true", "((", "cat", "du"))
_LEAVING = _LOOKING.union(
    ("", "cp", "mv", "rm", "mkdir", "touch", "tar", "gzip", "rsync", "ln", "zip", "sleep")
)
"""What changes no variable, and not the folder that the shell is in."""


def reader_of(hole: Piece, command: SimpleCommand, script: Script) -> SimpleCommand | None:
    """The command that gave the variable its value just before; None where another may have changed it."""
    if command not in script.commands or not hole.name:
        return None
    for one in reversed(script.commands[: script.commands.index(command)]):
        if one.program in _MAPPING or one.program == _READING:
            named = [word.value for word in one.words[1:]][-1:] == [hole.name]
            return one if named and _has_run(one, command, script) else None
        if one.program not in _LOOKING or one.redirections or one.nested or one.assignments:
            return None
    return None


def _has_run(giving: SimpleCommand, command: SimpleCommand, script: Script) -> bool:
    """Whether a command has run before another for certain, and in the same shell."""
    if giving.frames != command.frames[: len(giving.frames)] or not _SHARED.issuperset(giving.frames):
        return False
    alone = sum(other.pipeline == giving.pipeline for other in script.commands) == 1
    waited = not _BACKGROUND.search(script.text)
    return alone and waited and giving.connection in (Connection.FIRST, Connection.SEQUENCE)


def assigned_by(hole: Piece, command: SimpleCommand, script: Script) -> SimpleCommand | None:
    """The assignment `name=$( )` that gave the variable its value; None where another may have changed it."""
    if command not in script.commands or not hole.name or not _FIRST.fullmatch(hole.text):
        return None
    for one in reversed(script.commands[: script.commands.index(command)]):
        given = [assignment for assignment in one.assignments if assignment.name == hole.name]
        if given:
            pieces = given[-1].value.pieces
            plain = not one.words and len(one.assignments) == 1 and not given[-1].append
            by_one = len(pieces) == 1 and pieces[0].hole is Hole.SUBSTITUTION and len(one.nested) == 1
            kind = by_one and one.nested[0].kind is NestedKind.SUBSTITUTION
            return one if plain and kind and _has_run(one, command, script) else None
        if one.program not in _LEAVING or one.nested or one.definition:
            return None
    return None


def elements(reader: SimpleCommand, hole: Piece, text: str) -> list[str] | None:
    """The words that the variable stands for, one by one; None where they are not taken so."""
    options = [word.value for word in reader.words[1:-1]]
    if reader.assignments or "\\" in text:
        return None
    held = _mapped(options, text) if reader.program in _MAPPING else _read(options, text)
    if held is None or not (_ALL.fullmatch(hole.text) or _FIRST.fullmatch(hole.text)):
        return None
    return held if _ALL.fullmatch(hole.text) else held[:1]


def _mapped(options: list[str | None], text: str) -> list[str] | None:
    if options in _BY_NULLS:
        return text.split("\0")[:-1]
    return text.splitlines() if options in _BY_LINES and "\0" not in text else None


def _read(options: list[str | None], text: str) -> list[str] | None:
    line = text.partition("\n")[0].strip()
    if "\0" in text or options not in (*_INTO_ARRAY, *_INTO_ONE):
        return None
    return line.split() if options in _INTO_ARRAY else [line]
