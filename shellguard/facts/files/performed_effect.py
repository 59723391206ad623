"""What has to be known of a deed to tell what is lost by it where no single target tells."""

from __future__ import annotations

from dataclasses import dataclass

from shellguard.effects.effect import Effect
from shellguard.facts.deadline import Deadline
from shellguard.facts.files.survey import Surveyor
from shellguard.parsing.script import Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState


@dataclass(frozen=True, slots=True)
class Deed:
    """One effect, the command that has it, and with what both are looked at.

    Attributes:
        folder: where the command runs, absolute.
        script: the line that the command stands in.
    """

    effect: Effect
    command: SimpleCommand
    folder: str
    script: Script
    shell: ShellState
    surveyor: Surveyor
    deadline: Deadline
