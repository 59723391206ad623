"""What a line takes down and brings up again at once, which is no more than a restart."""

from __future__ import annotations

import re

from shellguard.effects.effect import Effect
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Connection, Script, SimpleCommand

_AGAIN = {"off": "on", "stop": "start", "down": "up"}
_DOWN = re.compile(r"network\.down|services\.stop(?:-way-in)?")
_PROGRAMS = frozenset(("nmcli", "systemctl", "service"))
# A pattern finds nothing to start that has stopped; with a user's own services, or what they sit at, the line
# ends, too.
_SEVERAL = re.compile(r"[*?\[]|\buser@|\.slice\b|display-manager|logind")
_AS_ROOT = knowledge("families").names("as_root")
_JOINED = (Connection.AND, Connection.SEQUENCE)


def without_restarts(effects: tuple[Effect, ...], script: Script) -> tuple[Effect, ...]:
    """The effects without that of taking down, where all else that the line does is to bring the same up."""
    if not any(_DOWN.fullmatch(effect.rule) for effect in effects) or not _restarts(script):
        return effects
    return tuple(effect for effect in effects if not _DOWN.fullmatch(effect.rule))


def _restarts(script: Script) -> bool:
    if len(script.commands) != 2 or "&" in script.text.replace("&&", ""):
        return False
    down, up = script.commands
    if not (_is_plain(down) and _is_plain(up)) or up.connection not in _JOINED:
        return False
    before, after = _words(down), _words(up)
    if before[:1] != after[:1] or not _PROGRAMS.intersection(before[:1]) or len(before) != len(after):
        return False
    changed = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    return len(changed) == 1 and _AGAIN.get(changed[0][0]) == changed[0][1]


def _is_plain(command: SimpleCommand) -> bool:
    known = all(word.known and not _SEVERAL.search(word.text) for word in command.words)
    return known and not (command.redirections or command.frames or command.assignments)


def _words(command: SimpleCommand) -> list[str]:
    words = [word.text for word in command.words]
    return words[1:] if words[:1] and words[0] in _AS_ROOT else words
