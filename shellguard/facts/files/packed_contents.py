"""Archives that go: whether what was packed into one stands outside of it, too."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.equal_copies import ENDINGS, UNREADABLE, Member, members
from shellguard.facts.files.rebuilt import is_personal

_MOST_READ, _MOST_FOLDERS, _MOST_SOUGHT = 40, 60, 8
_MOST_BYTES = 64 << 20
_FETCHED = "/Downloads/"  # what was fetched once can be fetched again, and was mostly never unpacked


def only_packed(facts: TargetFacts, effect: Effect, deadline: Deadline) -> TargetFacts:
    """The facts of an archive; as a person's own if it is most likely the only copy of what people make."""
    lost = facts.recovery is Recovery.LOST and effect.kind is EffectKind.DELETE and not facts.personal
    if not lost or facts.kind != "file" or not facts.path.lower().endswith(ENDINGS):
        return facts
    if _FETCHED in facts.path or (facts.total_bytes or 0) > _MOST_BYTES:
        return facts
    try:
        held = list(islice(members(facts.path, deadline), _MOST_READ))
    except UNREADABLE:
        return facts
    own = [member for member in held if is_personal(member.name)]
    if len(own) * 2 <= len(held) or all(_stands(member, facts.path) for member in own[:_MOST_SOUGHT]):
        return facts
    return replace(facts, personal=1, reason="what is packed in it was not found outside of it")


def _stands(member: Member, archive: str) -> bool:
    """Whether a file of that name, be it edited since, is where the archive may have been unpacked."""
    return any(_holds_something(f"{folder}/{member.name}") for folder in _folders(archive))


def _folders(archive: str) -> Iterator[str]:
    """Where an archive's contents may stand: in folders above it, and in those beside it."""
    above = Path(archive).parent
    yield from (str(folder).rstrip("/") for folder in (above, *above.parents))
    try:
        with os.scandir(above) as entries:
            for entry in islice(entries, _MOST_FOLDERS):
                if entry.is_dir():
                    yield entry.path
    except OSError:
        return


def _holds_something(path: str) -> bool:
    try:
        return os.stat(path).st_size > 0
    except (OSError, ValueError):
        return False
