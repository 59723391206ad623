"""What a copy leaves alone that replaces only older files: `cp -u`, `rsync -u`."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import replace

from shellguard.effects.effect import EffectKind
from shellguard.effects.putting_programs import COPYING, MIRRORING, MOVING
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.resolve import place_of
from shellguard.facts.target_in_line import TargetInLine

_PUTTING = COPYING | MOVING | MIRRORING
_OLDER_ONLY = re.compile(r"--update(?:=older)?|-[a-zA-Z]*u[a-zA-Z]*")


def newer_stays(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    """The facts where all that is there already is as new as what would take its place, or newer."""
    effect, command, put, folder = one.effect, one.command, one.put, one.folder
    if command is None or effect.kind is not EffectKind.OVERWRITE or command.program not in _PUTTING:
        return facts
    updates = any(_OLDER_ONLY.fullmatch(word.text) for word in command.words[1:])
    if not (updates and put and folder and facts.exists) or facts.recovery is Recovery.NOTHING_LOST:
        return facts
    target = place_of(effect.targets[0].text, False, folder).path if len(effect.targets) == 1 else ""
    if not target or not all(_stays(text, target, folder) for text in put):
        return facts
    return replace(facts, recovery=Recovery.NOTHING_LOST, reason="what is there is newer, and stays")


def _stays(text: str, target: str, folder: str) -> bool:
    source = place_of(text, False, folder).path
    if os.path.isdir(target):
        target = f"{target}/{source.rpartition('/')[2]}"
    try:
        status = os.stat(source)
        if not stat.S_ISREG(status.st_mode):
            return False
        return not os.path.lexists(target) or os.stat(target).st_mtime_ns >= status.st_mtime_ns
    except (OSError, ValueError):
        return False
