"""One target of an effect together with the line that it stands in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from shellguard.effects.effect import Effect, EffectKind, Target
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.parsing.records import record
from shellguard.parsing.script import Script, SimpleCommand, Span
from shellguard.parsing.shell_state import ShellState

if TYPE_CHECKING:
    from shellguard.facts.files.survey import Surveyor


@record
class TargetInLine:
    """What is asked where other commands of a line tell what becomes of a target.

    Attributes:
        effects: all of the line.
        command: the one that the effect is of; None where it is not known.
        look: looks at a thing that goes as the target does.
        folder: where the command runs, "" when not known.
        put: the things that the command puts into the target, or over it.
        find: the find(1) that hands the target on, or goes through it.
        searched: whether the target may be a pattern; False for a name as it stands.
        mounted: where the line itself mounts something.
    """

    effect: Effect
    target: Target
    effects: tuple[Effect, ...]
    script: Script | None
    command: SimpleCommand | None
    shell: ShellState
    deadline: Deadline
    look: Callable[[Target], TargetFacts | None]
    surveyor: Surveyor
    folder: str
    put: tuple[str, ...]
    find: SimpleCommand | None
    searched: bool
    mounted: tuple[tuple[str, Span], ...]


_NAMING = frozenset(("rm", "rmdir", "unlink", "shred"))
"""What these are given is a name as it stands; to others an empty one may be the folder they are in."""


def nameless(one: TargetInLine) -> TargetFacts | None:
    """The facts about a word that is known to be empty: no file has such a name."""
    word, effect = one.target.word, one.effect
    deletes = effect.kind is EffectKind.DELETE and effect.program in _NAMING
    if not deletes or not word.known or word.text or effect.host or effect.inside:
        return None
    return TargetFacts(exists=False, recovery=Recovery.NOTHING_LOST, reason="no file has an empty name")
