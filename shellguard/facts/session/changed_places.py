"""The places that a line removes or changes, where all that it does is known: no origin may be among them."""

from __future__ import annotations

from collections.abc import Container

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.files.resolve import Place, places_of
from shellguard.facts.session.surviving_copies import IN_PLACE
from shellguard.facts.writing.derived_output_names import BY_SED
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.builtins import CHANGING_FOLDER
from shellguard.parsing.script import Script, Span
from shellguard.parsing.shell_state import ShellState

UNPACKED_OVER = "files.unpack-over"
"""The rule of what unpacks an archive: another archive, or a folder beside, stays as it is."""


def taken_by(
    script: Script | None, effects: tuple[Effect, ...], shell: ShellState
) -> tuple[Place, ...] | None:
    """The places that a line removes or changes; None where it runs more, which might change any origin."""
    unpacking = {effect.span for effect in effects if effect.rule == UNPACKED_OVER}
    unpacking -= {effect.span for effect in effects if effect.rule != UNPACKED_OVER}
    return _places(effects, shell) if _runs_only(script, _removing(), unpacking) else None


def written_by(
    script: Script | None, effects: tuple[Effect, ...], shell: ShellState
) -> tuple[Place, ...] | None:
    """The places that a line, which removes nothing, edits or writes over; None where it does more."""
    if any(effect.rule == BY_SED for effect in effects):
        return None  # which file that is stands in the code
    alone = script is not None and sum(1 for _ in script.walk()) == 1
    edits = alone and bool(effects) and all(effect.rule == IN_PLACE for effect in effects)
    puts = any(effect.kind is EffectKind.OVERWRITE for effect in effects) and _runs_only(
        script, {*_removing(), *load("making")["putting_over"]}
    )
    return _places(effects, shell) if edits or puts else None


def _removing() -> set[str]:
    data = load("making")
    return {*data["removing"], *CHANGING_FOLDER, *data["beside"], *knowledge("families").names("as_root"), ""}


def _runs_only(script: Script | None, allowed: set[str], also: Container[Span | None] = frozenset()) -> bool:
    """Whether it runs these programs alone, and `also` commands that stand there."""
    return script is not None and all(
        command.program in allowed or command.span in also for command, _ in script.walk()
    )


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
