"""What the trash holds."""

from __future__ import annotations

import os

from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.survey import Surveyor, counted
from shellguard.knowledge.loading import load
from shellguard.parsing.shell_state import ShellState

RULE = "files.empty-trash"


def in_the_trash(shell: ShellState, surveyor: Surveyor) -> TargetFacts | None:
    """How much goes where the trash is emptied; None where it is not known which one is meant."""
    if not shell.home:
        return None
    folders = [f"{shell.home}{name[1:]}" for name in load("places")["temporary"]["trash"]]
    inner = [path for one in folders for path in (f"{one}/files", one)]
    folder = next((one for one in inner if os.path.isdir(one)), "")
    if not folder:
        return TargetFacts(folders[0], False, recovery=Recovery.NOTHING_LOST, reason="there is no trash")
    survey = surveyor.folder(folder)
    facts = counted(TargetFacts(folder, True, "folder"), survey, os.stat(folder))
    if not survey.files and survey.complete:
        return TargetFacts(folder, True, recovery=Recovery.NOTHING_LOST, reason="the trash is empty")
    return facts
