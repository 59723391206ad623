"""The places that a line removes or changes, where all that it does is known: no origin may be among them."""

from __future__ import annotations

from shellguard.effects.effect import Effect
from shellguard.facts.files.resolve import Place, places_of
from shellguard.facts.session.beside import IN_PLACE
from shellguard.knowledge.loading import load
from shellguard.parsing.script import Script
from shellguard.parsing.shell_state import ShellState


def taken_by(
    script: Script | None, effects: tuple[Effect, ...], shell: ShellState
) -> tuple[Place, ...] | None:
    """The places that a line removes or changes; None where it runs more, which might change any origin."""
    data = load("making")
    allowed = {*data["removing"], *data["moving"], *data["beside"], "sudo", "doas", ""}
    if script is None or any(command.program not in allowed for command, _ in script.walk()):
        return None
    return _places(effects, shell)


def edited_by(
    script: Script | None, effects: tuple[Effect, ...], shell: ShellState
) -> tuple[Place, ...] | None:
    """The places that a line edits where they lie; None where it does anything else."""
    alone = script is not None and sum(1 for _ in script.walk()) == 1
    if not alone or not effects or any(effect.rule != IN_PLACE for effect in effects):
        return None
    return _places(effects, shell)


def _places(effects: tuple[Effect, ...], shell: ShellState) -> tuple[Place, ...] | None:
    """The places of all targets; None where one of them is not known."""
    found: list[Place] = []
    for effect in effects:
        for target in effect.targets:
            places = places_of(target, effect, shell)
            if not places or not all(place.path for place in places):
                return None
            found += places
    return tuple(found)
