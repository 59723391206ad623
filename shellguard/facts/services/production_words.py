"""Where the words of a line send what it does, whatever the program: a host or a stage of production.

What says so can only ever raise a risk: that a name tells of no production proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shellguard.effects.effect import Effect
from shellguard.facts.services.environment_names import is_production, on_the_line
from shellguard.knowledge.loading import load
from shellguard.parsing.script import Script

_LIGHT = 30
"""Up to here an effect is nothing that would be missed, wherever it takes place."""


def aimed_at(effects: tuple[Effect, ...], script: Script | None) -> dict[str, str]:
    """The address, host or stage of production that the line names; nothing where it names none."""
    grave = [effect for effect in effects if effect.base > _LIGHT]
    if script is None or not grave:
        return {}
    told = next((name for name in _named(grave, script) if is_production(name)), "")
    return {"aimed_at": told} if told else {}


def _named(effects: list[Effect], script: Script) -> Iterator[str]:
    data = load("places_surroundings")["aimed"]
    programs = {effect.program for effect in effects}
    yield from (effect.host for effect in effects if effect.host)
    yield from on_the_line(script, sorted(programs - {*data["not_by"]}), data["options"])
    for command, _ in script.walk():
        if command.program not in programs:
            continue
        for word in command.words[1:]:
            found = re.search(data["address"], word.value or "") or re.match(data["given"], word.value or "")
            if found is not None:
                yield found[1]
