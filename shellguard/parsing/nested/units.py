"""`systemctl --user start NAME`, or `stop`: the commands that a unit of one's own, or the keeper's, names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.fields import literal_word

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_STARTING = frozenset(("start", "restart", "try-restart", "reload-or-restart"))
_STOPPING = frozenset(("stop", "restart", "try-restart", "reload-or-restart", "condrestart"))
_RELOADING = frozenset(("reload", "reload-or-restart", "try-reload-or-restart"))
_TAKING_IN = frozenset(("link", "enable", "reenable"))
"""What takes in a unit by its path, to be started from then on."""
_COMMAND = re.compile(r"^Exec(Start|Stop|Reload)(?:Pre|Post)?\s*=\s*[-@:+!|]*(.+)$", re.MULTILINE)
_ENDS_AT_ONCE = re.compile(r"^Type\s*=\s*oneshot\b", re.MULTILINE)
_REMAINS = re.compile(r"^RemainAfterExit\s*=\s*(?:yes|true|on|1)\b", re.MULTILINE)
_ENDS_ITSELF = re.compile(
    r"(?:\S*/)?(?:(?:redis-cli|valkey-cli|mysqladmin|mariadb-admin)\b.*\bshutdown\b|(?:ip6?tables|nft|ip|tc)\s)"
)
"""A server that is told to end, rules that its own start has made: what is stopped says as much."""
_FOLDER = re.compile(r"^WorkingDirectory\s*=\s*[-~]?(\S+)\s*$", re.MULTILINE)
_SPECIFIER = re.compile(r"%(.)")
_OWN = "{home}/.config/systemd/user"
_KEEPERS = "/etc/systemd/system"


def systemctl(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """What starting or stopping units runs now; a timer's own service comes later, and is read, too."""
    texts = [word.text for word in command.words[1:]]
    operands = [text for text in texts if not text.startswith("-")]
    verb = operands[0] if operands else ""
    starts = verb in _STARTING or ("--now" in texts and verb == "enable")
    parts = _parts(verb, starts, "--now" in texts)
    home = nester.environment.lookup("HOME").text
    if not (parts or verb in _TAKING_IN) or ("--user" in texts and not home):
        return []
    folder = _OWN.format(home=home) if "--user" in texts else _KEEPERS
    found: list[Nested] = []
    for name in operands[1:]:
        base, dot, kind = name.rpartition(".")
        unit = f"{base if dot and kind in ('service', 'timer', 'path', 'socket') else name}.service"
        place = unit if "/" in unit and verb in _TAKING_IN else f"{folder}/{unit}"
        taken = parts if "/" not in unit else place == unit
        text = nester.file(literal_word(place)) if taken else None
        for line in _commands(text or "", parts or {"Start"}, home or ""):
            found.append(nester.shell_text(line, NestedKind.FILE, "systemctl"))
    return found


def _parts(verb: str, starts: bool, now: bool) -> set[str]:
    """Which of a unit's commands run now."""
    parts = {"Start"} if starts else set()
    parts |= {"Stop"} if verb in _STOPPING or (now and verb in ("disable", "mask")) else set()
    return parts | ({"Reload"} if verb in _RELOADING else set())


def _commands(text: str, parts: set[str], home: str) -> list[str]:
    text = text.replace("\\\n", " ")
    if "Start" in parts and _ENDS_AT_ONCE.search(text) and not _REMAINS.search(text):
        parts = parts | {"Stop"}
    place = _FOLDER.search(text)
    entering = f"cd {_filled(place[1], home)} && " if place else f"cd {home or '/'} && "
    told = [(match[1], match[2]) for match in _COMMAND.finditer(text) if match[1] in parts]
    lines = [line for part, line in told if part != "Stop" or not _ENDS_ITSELF.match(line)]
    return [entering + _filled(line, home) for line in lines]


def _filled(line: str, home: str) -> str:
    values = {"%": "%", "h": home or "/root", "t": "/run", "T": "/tmp", "n": "unit", "N": "unit"}  # noqa: S108
    return _SPECIFIER.sub(lambda match: values.get(match[1], "$(cat)"), line)


SPECIAL = {"systemctl": systemctl}
