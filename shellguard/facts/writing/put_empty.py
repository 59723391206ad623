"""Where what takes a file's place holds nothing: `mv a.json.tmp a.json` after what wrote it has failed."""

from __future__ import annotations

import os
import stat
from dataclasses import replace

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.resolve import place_of


def put_empty(facts: TargetFacts, effect: Effect, put: tuple[str, ...], folder: str) -> TargetFacts:
    """The facts about a file that has something in it, where an empty one is put over it."""
    over = effect.kind is EffectKind.OVERWRITE and facts.recovery is Recovery.LOST and facts.total_bytes
    if not over or len(put) != 1 or not folder:
        return facts
    try:
        status = os.stat(place_of(put[0], False, folder).path)  # noqa: PTH116
    except (OSError, ValueError):
        return facts
    if status.st_size or not stat.S_ISREG(status.st_mode):
        return facts
    return replace(facts, personal=1, emptied=True, reason=f"an empty file takes its place; {facts.reason}")
