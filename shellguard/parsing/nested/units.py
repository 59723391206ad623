"""`systemctl --user start NAME`: the commands that a unit of one's own, or of the keeper's, names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.fields import literal_word

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_STARTING = frozenset(("start", "restart", "try-restart", "reload-or-restart"))
_TAKING_IN = frozenset(("link", "enable", "reenable"))
"""What takes in a unit by its path, to be started from then on."""
_COMMAND = re.compile(r"^Exec(?:StartPre|Start|StartPost|Stop|StopPost)\s*=\s*[-@:+!|]*(.+)$", re.MULTILINE)
_FOLDER = re.compile(r"^WorkingDirectory\s*=\s*[-~]?(\S+)\s*$", re.MULTILINE)
_SPECIFIER = re.compile(r"%(.)")
_OWN = "{home}/.config/systemd/user"
_KEEPERS = "/etc/systemd/system"


def systemctl(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """What starting these units runs now; a timer's own service comes later, and is looked at as well."""
    texts = [word.text for word in command.words[1:]]
    operands = [text for text in texts if not text.startswith("-")]
    verb = operands[0] if operands else ""
    starts = verb in _STARTING or ("--now" in texts and verb == "enable")
    home = nester.environment.lookup("HOME").text
    if not (starts or verb in _TAKING_IN) or ("--user" in texts and not home):
        return []
    folder = _OWN.format(home=home) if "--user" in texts else _KEEPERS
    found: list[Nested] = []
    for name in operands[1:]:
        base, dot, kind = name.rpartition(".")
        unit = f"{base if dot and kind in ('service', 'timer', 'path', 'socket') else name}.service"
        place = unit if "/" in unit and verb in _TAKING_IN else f"{folder}/{unit}"
        taken = starts if "/" not in unit else place == unit
        text = nester.file(literal_word(place)) if taken else None
        for line in _commands(text or "", home or ""):
            found.append(nester.shell_text(line, NestedKind.FILE, "systemctl"))
    return found


def _commands(text: str, home: str) -> list[str]:
    text = text.replace("\\\n", " ")
    stopping = re.compile(r"^ExecStop", re.MULTILINE)
    place = _FOLDER.search(text)
    entering = f"cd {_filled(place[1], home)} && " if place else f"cd {home or '/'} && "
    lines = [match[1] for match in _COMMAND.finditer(text) if not stopping.match(match[0])]
    return [entering + _filled(line, home) for line in lines]


def _filled(line: str, home: str) -> str:
    values = {"%": "%", "h": home or "/root", "t": "/run", "T": "/tmp", "n": "unit", "N": "unit"}  # noqa: S108
    return _SPECIFIER.sub(lambda match: values.get(match[1], "$(cat)"), line)


SPECIAL = {"systemctl": systemctl}
