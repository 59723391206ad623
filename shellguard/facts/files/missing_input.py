"""A command that never starts, as the file that it is to read is not there when the shell opens it."""

from __future__ import annotations

import os

from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.resolve import place_of
from shellguard.parsing.script import Connection, Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_OPENED_BY_SHELL = "/dev/"  # such names, as `/dev/tcp/HOST/PORT`, need not be there
_AT_THE_SAME_TIME = frozenset((Connection.PIPE, Connection.PIPE_BOTH, Connection.BACKGROUND))


def input_is_missing(
    command: SimpleCommand | None, script: Script | None, shell: ShellState
) -> TargetFacts | None:
    """The facts about all that a line's first command would do, where what it is to read is not there.

    So `run <name> /bin/x`, copied with its blanks from a page, empties nothing. Only the first command,
    and only where nothing runs before it, within it or beside it that could make the file.
    """
    if command is None or script is None or not shell.cwd or not command.redirections:
        return None
    opened = command.redirections[0]
    if opened.operator != "<" or opened.target is None or not opened.target.known:
        return None
    if command.frames or command.nested or not _stands_first(command, script.commands):
        return None
    place = place_of(opened.target.text, pattern=False, base=shell.cwd)
    if not place.path or place.path.startswith(_OPENED_BY_SHELL) or os.path.lexists(place.path):
        return None
    reason = f"it does not run: {opened.target.text} is not there to be read"
    return TargetFacts(recovery=Recovery.NOTHING_LOST, reason=reason)


def _stands_first(command: SimpleCommand, commands: tuple[SimpleCommand, ...]) -> bool:
    if not commands or (commands[0] is not command and commands[0] != command):
        return False
    return len(commands) == 1 or commands[1].connection not in _AT_THE_SAME_TIME
