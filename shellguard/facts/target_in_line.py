"""One target of an effect together with the line that it stands in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shellguard.effects.effect import Effect, Target
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import TargetFacts
from shellguard.parsing.script import Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState


@dataclass(frozen=True, slots=True)
class TargetInLine:
    """What is asked where other commands of a line tell what becomes of a target.

    Attributes:
        effects: all of the line.
        command: the one that the effect is of; None where it is not known.
        look: looks at a thing that goes as the target does.
    """

    effect: Effect
    target: Target
    effects: tuple[Effect, ...]
    script: Script | None
    command: SimpleCommand | None
    shell: ShellState
    deadline: Deadline
    look: Callable[[Target], TargetFacts | None]
