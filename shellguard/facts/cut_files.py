"""Whether setting a file's size cuts it or only makes it longer."""

from __future__ import annotations

import re
from dataclasses import replace

from shellguard.effects.effect import Effect
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.parsing.script import SimpleCommand

_RULE = "files.truncate-to"
_SIZE = re.compile(r"(?:-s|--size=?)?(\d+)([KMGT]?)(B?)")
_UNITS = {"": 0, "K": 1, "M": 2, "G": 3, "T": 4}


def cut_or_grown(facts: TargetFacts, effect: Effect, command: SimpleCommand | None) -> TargetFacts:
    """The facts about a file that is given a size; pure. Longer than it is, it loses nothing."""
    if effect.rule != _RULE or command is None or not facts.exists or facts.total_bytes is None:
        return facts
    asked = (_SIZE.fullmatch(word.value or "") for word in command.words[1:])
    sizes = [int(one[1]) * (1000 if one[3] else 1024) ** _UNITS[one[2]] for one in asked if one is not None]
    if len(sizes) != 1 or sizes[0] < facts.total_bytes:
        return facts
    return replace(facts, recovery=Recovery.NOTHING_LOST, reason="it only becomes longer")
