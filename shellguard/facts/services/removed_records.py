"""What a file that is removed holds by number: the resources of a state, the rows of a database."""

from __future__ import annotations

from dataclasses import replace

from shellguard.effects.effect import EffectKind
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.services.held_resources import held_by_terraform, told
from shellguard.facts.services.table_rows import rows_held
from shellguard.facts.target_in_line import TargetInLine
from shellguard.knowledge.tables import knowledge

_TAKING = frozenset((EffectKind.DELETE, EffectKind.OVERWRITE))


def by_number(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    """The facts, with what the file holds in front of their reason; it says more, and weighs nothing."""
    lost = facts.recovery is Recovery.LOST and facts.kind == "file" and facts.files == 1
    if not lost or one.effect.kind not in _TAKING or not facts.total_bytes or one.deadline.expired:
        return facts
    held = _held(facts.path, one)
    return replace(facts, reason=f"{held}; {facts.reason}") if held else facts


def _held(path: str, one: TargetInLine) -> str:
    endings = knowledge("described", "records")
    if path.endswith(endings.texts("states")):
        resources = held_by_terraform(path)
        return f"the state of {told(resources)}" if resources else ""
    if path.endswith(endings.texts("databases")):
        return rows_held(path, one.deadline)
    return ""
