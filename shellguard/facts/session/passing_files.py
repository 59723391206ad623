"""What lies where nothing stays: in temporary folders, caches, the trash, and where a session moved it."""

from __future__ import annotations

import os
from dataclasses import replace

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.places import leads_on, passing_place, temporary_folder
from shellguard.facts.files.resolve import standing
from shellguard.facts.files.survey import Survey
from shellguard.facts.session.memory import SessionMemory
from shellguard.parsing.shell_state import ShellState

_SURE = frozenset({Recovery.TRACKED, Recovery.KEPT})  # told by what the files hold


def in_passing(
    facts: TargetFacts,
    effect: Effect,
    status: os.stat_result,
    survey: Survey,
    shell: ShellState,
    memory: SessionMemory | None,
) -> TargetFacts:
    """Lets temporary places speak, unless what lies there is plainly somebody's work."""
    moved = memory.moved_into(facts.path) if memory is not None else ""
    if moved and facts.recovery not in _SURE:
        # a file that was moved and is named itself is no surprise; what a folder holds may be one
        own = facts.personal if facts.kind == "file" else max(facts.personal, 1)
        said = moved if facts.kind != "file" or facts.recovery is not Recovery.LOST else facts.reason
        return replace(facts, recovery=Recovery.LOST, reason=said, personal=own)
    if facts.recovery not in (Recovery.LOST, Recovery.UNKNOWN):
        return facts
    written = memory.written(facts.path) if memory is not None else ""
    if written and facts.kind == "file" and effect.kind is EffectKind.OVERWRITE:
        return replace(facts, recovery=Recovery.REBUILT, reason=written)
    if survey.changed or survey.precious or (survey.repositories and facts.recovery is Recovery.LOST):
        return facts
    place = passing_place(facts.path, shell)
    if place and facts.resolves_to and not leads_on(facts.resolves_to, shell):
        return facts
    if place == "cache":
        return replace(facts, recovery=Recovery.REBUILT, reason="a cache that programs fill again")
    if place == "trash":
        return replace(facts, recovery=Recovery.TEMPORARY, reason="it was thrown away before")
    folder = temporary_folder(facts.path, standing(effect, shell, facts.path))
    if not folder or (facts.resolves_to and not leads_on(facts.resolves_to, shell)):
        return facts
    owner = shell.uid if shell.uid is not None else os.getuid()
    if status.st_uid != owner:
        return replace(facts, recovery=Recovery.LOST, reason=f"in {folder}, but it belongs to another user")
    return replace(facts, recovery=Recovery.TEMPORARY, reason=f"yours in {folder}")
