"""Whether a line commits all that is changed before a command takes it."""

from __future__ import annotations

import re

from shellguard.parsing.script import Connection, Script, SimpleCommand

_COMMITS_ALL = re.compile(r"-[a-z]*a[a-z]*|--all")
_ONLY_SHOWN = frozenset(("--dry-run", "--short", "--porcelain", "--long"))


def commits_before(command: SimpleCommand | None, script: Script | None) -> bool:
    """Whether the line commits all changes in front of the command, which does not run if that fails."""
    if command is None or script is None or command not in script.commands:
        return False
    at = script.commands.index(command)
    while at > 0 and script.commands[at].connection is Connection.AND:
        at -= 1
        words = [word.text for word in script.commands[at].words]
        if script.commands[at].frames != command.frames:
            return False
        if words[:2] == ["git", "commit"] and any(map(_COMMITS_ALL.fullmatch, words)):
            return command.words[1].text != "-C" and _ONLY_SHOWN.isdisjoint(words)
        if words[:1] in (["cd"], ["pushd"], ["popd"]):
            return False
    return False
