"""What is lost with a unit of systemd that is stopped, or kept from starting, by what it starts."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from shellguard.effects.effect import Effect
from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.knowledge.tables import Table, knowledge
from shellguard.parsing.shell_state import ShellState

_DISABLED = "services.disable"
RULES = frozenset(("services.stop", _DISABLED))
_LONGEST = 64 << 10
_CAME_IN = "SSH_CONNECTION"
_KINDS = (".service", ".timer", ".socket", ".path")
_TAKEN = re.compile(r"(?m)^Unit\s*=\s*(\S+)")


def what_it_serves(deed: Deed) -> TargetFacts | None:
    """That one is connected by it, that it makes copies or renews what ends; None where nothing tells."""
    data = knowledge("described", "stopped")
    words = [word.text for word in deed.command.words[1:]]
    if deed.command.program != "systemctl" or any(
        one.startswith(("-H", "--host", "-M", "--ma")) for one in words
    ):
        return None
    folders = data.texts("own" if "--user" in words else "system")
    now = deed.effect.rule != _DISABLED or "--now" in words
    for target in deed.effect.targets:
        for line in _started(target.text, folders, deed.shell, data):
            said = _lost(line, data, deed, now)
            if said:
                return TargetFacts(recovery=Recovery.LOST, reason=f"{target.text}: {said}")
    return None


def unit_variables(effects: tuple[Effect, ...]) -> frozenset[str]:
    """The variables of a shell that tell whether one is connected by what is stopped."""
    return frozenset((_CAME_IN,)) if any(one.rule in RULES for one in effects) else frozenset()


def _lost(line: str, data: Table, deed: Deed, now: bool) -> str:
    if now and data.pattern("tunnels").search(line.split(maxsplit=1)[0]) and _from_here(deed.shell):
        return "you came in from this machine itself, as through this tunnel"
    if deed.effect.rule != _DISABLED:
        return ""
    if data.pattern("copies").search(line):
        return "it makes copies of what there is"
    return "it renews what else ends one day" if data.pattern("renews").search(line) else ""


def _from_here(shell: ShellState) -> bool:
    """Whether one came in over ssh, and from an address of this machine itself."""
    told = (shell.variables.get(_CAME_IN) or "").split()
    try:
        return len(told) == 4 and (ipaddress.ip_address(told[0]).is_loopback or told[0] == told[2])
    except ValueError:
        return False


def _started(name: str, folders: tuple[str, ...], shell: ShellState, data: Table) -> Iterator[str]:
    """What a unit starts, and for a timer what its service does."""
    text = _text(name if name.endswith(_KINDS) else f"{name}.service", folders, shell)
    if name.endswith(_KINDS[1:]):
        taken = _TAKEN.search(text)
        text = _text(taken[1] if taken else f"{name.rpartition('.')[0]}.service", folders, shell)
    yield from (found.strip() for found in data.pattern("starts").findall(text) if found.strip())


def _text(name: str, folders: tuple[str, ...], shell: ShellState) -> str:
    """The text of a unit in the first of the folders that has it; for one of many (`a@b`) the template's."""
    if "/" in name or not shell.home:
        return ""
    template = re.sub(r"@[^@]*(?=\.\w+$)", "@", name)
    places = (f"{one.replace('~', shell.home, 1)}/{shown}" for one in folders for shown in (name, template))
    return next((text for one in places if (text := text_of(one, _LONGEST))), "")
