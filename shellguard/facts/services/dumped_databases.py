"""A database of this machine of which the session made a whole dump: what goes is in a file."""

from __future__ import annotations

from dataclasses import replace

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.services.clouds import cloud_of
from shellguard.facts.services.database_meant import database_of
from shellguard.facts.services.redirected_clients import led_elsewhere
from shellguard.facts.services.statements import reaches_out
from shellguard.knowledge.loading import load
from shellguard.parsing.script import Script
from shellguard.parsing.shell_state import ShellState


def dumped_here(
    kept: dict[int, TargetFacts], effects: tuple[Effect, ...], shell: ShellState, script: Script | None
) -> dict[int, TargetFacts]:
    """What the session has put into a file, where it is a database that this machine itself has."""
    databases = [index for index, facts in kept.items() if _may_be(effects[index], facts)]
    if (
        not databases
        or script is None
        or not _is_own({effects[index].program for index in databases}, shell, script)
    ):
        return kept
    return kept | {index: replace(kept[index], recovery=Recovery.NOTHING_LOST) for index in databases}


def _may_be(effect: Effect, facts: TargetFacts) -> bool:
    away = effect.host or effect.inside
    return effect.kind is EffectKind.DATABASE and facts.recovery is Recovery.KEPT and not away


def _is_own(programs: set[str], shell: ShellState, script: Script) -> bool:
    """Whether all that they speak to is for certain a server of the machine before which one sits."""
    data = load("places_surroundings")
    if any(shell.variables.get(name) for name in data["seat"]["remote"]):
        return False
    told = database_of(programs, shell, script)
    if told.get("database_host") or not told.get("environment", "local:").startswith("local:"):
        return False
    known = programs <= {*data["database"]["here_by_default"], *data["database"]["here_unless_told"]}
    named = "cloud_profile" in cloud_of(programs, shell, script)
    return known and not (named or led_elsewhere(script, shell) or reaches_out(script))
