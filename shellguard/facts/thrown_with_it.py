"""What a line puts into a work tree and has git throw away then: `mv ../new/a.c src/ && git checkout .`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.knowledge.tables import knowledge

_TREES = knowledge("making", "thrown")
_THROWN, _SWEPT = _TREES.pattern("over_tracked"), _TREES.pattern("beside_tracked")
_OVER = re.compile(r"files\.(?:move|copy|fetched|sync)-over(?:-tracked)?")
_COPIED, _UNPACKED = re.compile(r".*(?:copy|copied)\b.* first"), re.compile(r".*\bunpacked first")
_REASON = "what this line puts there first"
_Found = Mapping[tuple[int, int], TargetFacts]


def thrown_with_it(effects: tuple[Effect, ...], found: _Found, folder: str) -> dict[int, TargetFacts]:
    """By index of an effect that throws away what stands in a tree: that something of it is nowhere else.

    Args:
        folder: the shell's; what comes from below it is mostly of the same tree, where git has it.
    """
    last = [n for n, one in enumerate(effects) if one.kind is EffectKind.HISTORY]
    if not last:
        return {}
    lost = TargetFacts(recovery=Recovery.LOST, reason=_REASON)
    over = min(_puts_over(effects, found, folder), default=len(effects))
    beside = min(_unpacks(effects, found), default=len(effects))
    told = {}
    for index in last:
        rule = effects[index].rule
        if (over < index and _THROWN.fullmatch(rule)) or (beside < index and _SWEPT.fullmatch(rule)):
            told[index] = lost
    return told


def _puts_over(effects: tuple[Effect, ...], found: _Found, folder: str) -> Iterator[int]:
    """The effects that put over tracked files what then stands there alone."""
    for index, effect in enumerate(effects):
        tracked = any(facts.recovery is Recovery.TRACKED for facts in _of(index, found))
        if not _OVER.fullmatch(effect.rule) or not tracked:
            continue
        moves = (
            n for n, one in enumerate(effects) if one.kind is EffectKind.MOVE and one.span == effect.span
        )
        paths = [facts.path for move in moves for facts in _of(move, found)]
        from_afar = any(not path.startswith(f"{folder}/") for path in paths)
        if from_afar or (not paths and _goes(effects, found, index, _COPIED)):
            yield index


def _unpacks(effects: tuple[Effect, ...], found: _Found) -> Iterator[int]:
    """The removals of what the line has unpacked first."""
    for index, effect in enumerate(effects):
        if effect.kind is EffectKind.DELETE and _goes(effects, found, index - 1, _UNPACKED):
            yield index


def _goes(effects: tuple[Effect, ...], found: _Found, behind: int, why: re.Pattern[str]) -> bool:
    """Whether something is removed later because the line has put it elsewhere first."""
    return any(
        index > behind and effects[index].kind is EffectKind.DELETE and why.fullmatch(facts.reason)
        for (index, _), facts in found.items()
    )


def _of(index: int, found: _Found) -> list[TargetFacts]:
    return [facts for (at, _), facts in found.items() if at == index]
