"""Facts about several paths as the facts about one target: the worst of them speaks."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.places import HERE, is_key, is_own, named_place

_MOVED_OVER = "files.move-over"
_FROM_BEST = (
    Recovery.NOTHING_LOST,
    Recovery.REBUILT,
    Recovery.TRACKED,
    Recovery.KEPT,
    Recovery.TEMPORARY,
    Recovery.UNKNOWN,
    Recovery.LOST,
)


def together(facts: Sequence[TargetFacts]) -> TargetFacts:
    """One summary: sums, the newest change, the worst recovery, the first reason to protect."""
    if len(facts) == 1:
        return facts[0]
    if not facts:
        return TargetFacts()
    worst = max(facts, key=lambda one: (bool(one.protected), _FROM_BEST.index(one.recovery)))
    recovery = max((one.recovery for one in facts), key=_FROM_BEST.index)
    reasons = [one.reason for one in facts if one.recovery is recovery and one.reason]
    there = [one.exists for one in facts]
    return TargetFacts(
        path=worst.path,
        exists=True if True in there else None if None in there else False,
        kind=worst.kind,
        files=_sum([one.files for one in facts]),
        counted_all=all(one.counted_all for one in facts),
        total_bytes=_sum([one.total_bytes for one in facts]),
        newest=max((one.newest for one in facts if one.newest is not None), default=None),
        recovery=recovery,
        reason=reasons[0] if reasons else "",
        protected=worst.protected,
        mount=next((one.mount for one in facts if one.mount), ""),
        resolves_to=next((one.resolves_to for one in facts if one.resolves_to), ""),
        irreplaceable=_sum([one.irreplaceable for one in facts]),
        personal=sum(one.personal for one in facts),
        authored=sum(one.authored for one in facts),
        records=sum(one.records for one in facts),
        changed=sum(one.changed for one in facts),
    )


def goes_unmissed(facts: TargetFacts, effect: Effect) -> bool:
    """Whether a protected place may go nevertheless: one's own that comes back, keys where there are none.

    To lose the folder one stands in matters for what it holds; the folder itself is made again.
    """
    if facts.protected == HERE:
        empty = bool(facts.files) and facts.total_bytes == 0 and facts.counted_all
        return empty or facts.recovery not in (Recovery.LOST, Recovery.UNKNOWN)
    if is_own(facts.protected):
        return facts.recovery in (Recovery.NOTHING_LOST, Recovery.TRACKED)
    none = facts.recovery is Recovery.NOTHING_LOST and facts.kind == "folder" and not facts.files
    return none and effect.kind is EffectKind.DELETE and is_key(facts.protected)


_FOLDER_OF_SYSTEM = "a folder of the system"  # as `places.toml` says
_INSTALLED = "a part of the installed system"


def of_link(facts: TargetFacts, status: os.stat_result) -> TargetFacts:
    """The facts about a link that goes alone; `status` is its own."""
    if facts.protected == _FOLDER_OF_SYSTEM:
        return replace(facts, files=1, newest=status.st_mtime, reason="a link that programs look through")
    if facts.protected == _INSTALLED and _leads_within(facts.path):
        reason = "a link of the installed system, by which others may know what it leads to"
        return replace(facts, files=1, newest=status.st_mtime, protected="", reason=reason)
    # Only the link goes, and what it said is told here: `ln -s` makes it again.
    return replace(
        facts,
        files=1,
        total_bytes=0,
        newest=status.st_mtime,
        recovery=Recovery.REBUILT,
        reason="a link; what it leads to stays",
        protected=facts.protected if facts.protected.startswith("everything") else "",
    )


def _leads_within(path: str) -> bool:
    """Whether a link leads from one part of the installed system to another, as those of packages do."""
    real = os.path.realpath(path)
    return named_place(real, "") == _INSTALLED and os.path.lexists(real)


def _sum(numbers: Sequence[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def replaces_link(effect: Effect, path: str) -> bool:
    """Whether what is put at `path`, a link, takes its place: what `cp` puts there goes where it leads.

    Where it leads to a folder, `mv` puts things into that.
    """
    if effect.kind is not EffectKind.OVERWRITE:
        return False
    return effect.program == "ln" or (effect.rule == _MOVED_OVER and not os.path.isdir(path))
