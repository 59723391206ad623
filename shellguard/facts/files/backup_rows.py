"""Backups that stand in a row (`shop-2026-01.sql`, `shop-2026-02.sql`): the last one that holds something."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from itertools import islice

from shellguard.effects.effect import EffectKind
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.target_in_line import TargetInLine

_BACKUP = re.compile(
    r"(?i)(?:backup|dump|snapshot|export)[^/]*|[^/]*\.(?:bak|dump|sql|tar|tgz|txz|zip|7z)(?:\.(?:gz|bz2|xz|zst|gpg))?"
)
_NUMBERS = re.compile(r"\d+")
_MOST = 600
_HOLDS = 10
"""A backup of less than so many parts of another one was broken off, or holds only what changed since."""


def last_whole_one(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    """The facts about a backup that goes, where all others of its row hold next to nothing."""
    goes = one.effect.kind is EffectKind.DELETE and facts.recovery is Recovery.LOST and facts.kind == "file"
    folder, _, name = facts.path.rpartition("/")
    if not goes or facts.personal or not facts.total_bytes or not _BACKUP.fullmatch(name):
        return facts
    others = _row_of(folder, name)
    if not others or any(size * _HOLDS >= facts.total_bytes for size in others):
        return facts
    reason = f"the others of its row hold next to nothing; {facts.reason}"
    return replace(facts, personal=1, reason=reason)


def _row_of(folder: str, name: str) -> list[int]:
    """How large those files are whose names differ from this one in their numbers alone."""
    row = _NUMBERS.sub("#", name)
    if "#" not in row:
        return []
    try:
        with os.scandir(folder) as listing:
            return [
                other.stat().st_size
                for other in islice(listing, _MOST)
                if other.name != name and _NUMBERS.sub("#", other.name) == row and other.is_file()
            ]
    except OSError:
        return []
