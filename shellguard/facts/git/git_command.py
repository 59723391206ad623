"""A command of git as it stands in its line, and with what is looked at for it."""

from __future__ import annotations

from dataclasses import dataclass

from shellguard.effects.effect import Effect
from shellguard.facts.deadline import Deadline
from shellguard.facts.files.survey import Surveyor
from shellguard.parsing.script import Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState


@dataclass(frozen=True, slots=True)
class GitCommand:
    """What every question about one effect of git starts from.

    Attributes:
        command: None where it can't be told which command of the line the effect is of.
        here: the folder that git is called in.
    """

    effect: Effect
    command: SimpleCommand | None
    script: Script | None
    shell: ShellState
    surveyor: Surveyor
    deadline: Deadline
    here: str
