"""Locks of package managers and databases: one that nobody holds is in the way, others must stay."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.machine.process_table import process_of
from shellguard.knowledge.loading import load

_REMOVED = "packages.remove-lock"
_LOCK = re.compile(r"\.(?:pid|lock)$")
_LONGEST = 4096


def let_go(facts: TargetFacts, effect: Effect) -> TargetFacts:
    """The facts about a lock that is removed: whether any program that takes such locks runs now."""
    if effect.kind is EffectKind.DELETE and facts.kind == "file" and _LOCK.search(facts.path):
        held = _held_by_database(facts.path)
        if held:
            return replace(facts, recovery=Recovery.LOST, personal=1, reason=f"{held} runs and holds it")
    if effect.rule != _REMOVED or not facts.exists:
        return facts
    holder = _running(frozenset(load("places")["locks"]["holders"]))
    if holder:
        reason = f"{holder} runs and may hold it"
        return replace(facts, recovery=Recovery.UNKNOWN, total_bytes=None, reason=reason)
    return replace(facts, recovery=Recovery.NOTHING_LOST, reason="no package manager runs that could hold it")


def _held_by_database(path: str) -> str:
    """The name of the database that runs under the number in a file, "" for none."""
    first = text_of(path, _LONGEST).partition("\n")[0].strip()
    process = process_of(int(first)) if first.isdecimal() and len(first) < 10 else None
    lost = load("running")["lost"][0]["names"]
    return process.name if process is not None and re.fullmatch(lost, process.name) else ""


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
