"""Locks of package managers: one that nobody holds is only in the way, one that is held must stay."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from shellguard.effects.effect import Effect
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.knowledge.loading import load

_REMOVED = "packages.remove-lock"


def let_go(facts: TargetFacts, effect: Effect) -> TargetFacts:
    """The facts about a lock that is removed: whether any program that takes such locks runs now."""
    if effect.rule != _REMOVED or not facts.exists:
        return facts
    holder = _running(frozenset(load("places")["locks"]["holders"]))
    if holder:
        reason = f"{holder} runs and may hold it"
        return replace(facts, recovery=Recovery.UNKNOWN, total_bytes=None, reason=reason)
    return replace(facts, recovery=Recovery.NOTHING_LOST, reason="no package manager runs that could hold it")


def _running(names: frozenset[str]) -> str:
    """The first of these programs that runs, or ""; where processes can't be seen, that is told as one."""
    try:
        numbers = [name for name in os.listdir("/proc") if name.isdigit()]  # noqa: PTH208
    except OSError:
        return "something"
    for number in numbers:
        try:
            name = Path("/proc", number, "comm").read_text(errors="replace").strip()
        except OSError:
            continue  # it has ended meanwhile
        if name in names:
            return name
    return ""
