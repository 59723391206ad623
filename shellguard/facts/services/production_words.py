"""Where the words of a line send what it does, whatever the program: a host or a stage of production.

What says so can only ever raise a risk: that a name tells of no production proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from shellguard.effects.effect import Effect
from shellguard.facts.services.environment_names import is_production, on_the_line
from shellguard.facts.services.ssh_settings import settings_of
from shellguard.knowledge.loading import load
from shellguard.parsing.script import Script

_LIGHT = 30
"""Up to here an effect is nothing that would be missed, wherever it takes place."""


def aimed_at(effects: tuple[Effect, ...], script: Script | None, home: str) -> dict[str, str]:
    """The address, host or stage of production that the line names; nothing where it names none."""
    grave = [effect for effect in effects if effect.base > _LIGHT]
    if script is None or not grave:
        return {}
    told = next((name for name in _named(grave, script, home) if is_production(name)), "")
    return {"aimed_at": told} if told else {}


def _named(effects: list[Effect], script: Script, home: str) -> Iterator[str]:
    data = load("places_surroundings")["aimed"]
    programs = {effect.program for effect in effects}
    by_ssh = (
        *(one.host for one in effects if one.host),
        *_copied_to(script, data),
        *_over_ssh(script, programs),
    )
    for host in dict.fromkeys(by_ssh):
        yield host
        if home and "/" not in host:
            yield settings_of(host.rpartition("@")[2], home)[0].get("hostname", "")
    yield from on_the_line(script, sorted(programs - {*data["not_by"]}), data["options"])
    for command, _ in script.walk():
        if command.program not in programs:
            continue
        for word in command.words[1:]:
            found = re.search(data["address"], word.value or "") or re.match(data["given"], word.value or "")
            if found is not None:
                yield found[1]


def _copied_to(script: Script, data: dict[str, Any]) -> Iterator[str]:
    """The machines onto which files are copied: `scp a web:/etc/a`."""
    for command, _ in script.walk():
        if command.program in data["copying"] and len(command.words) > 2:
            host, colon, _ = (command.words[-1].value or "").partition(":")
            if colon and host and "/" not in host:
                yield host


def _over_ssh(script: Script, programs: set[str]) -> Iterator[str]:
    """The machines to which a client goes by ssh: `docker -H ssh://web ps`."""
    for command, _ in script.walk():
        if command.program in programs:
            for word in command.words[1:]:
                found = re.search(r"\bssh://(?:[^@/\s]*@)?([\w.-]+)", word.value or "")
                if found is not None:
                    yield found[1]
