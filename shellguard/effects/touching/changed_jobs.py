"""A table of jobs that is listed, changed and put back: `(crontab -l; echo …) | crontab -` adds one job."""

from __future__ import annotations

from shellguard.effects.context import Findings
from shellguard.parsing.script import SimpleCommand

_ALL = "persist.replace-jobs"
_SOME = "persist.change-jobs"


def keeps_other_jobs(findings: Findings) -> None:
    """Says so where what is put back comes from the table itself."""
    program = findings.command.program
    if not findings.effects or not any(effect.rule == _ALL for effect in findings.effects):
        return
    if any(_lists(command, program) for command in findings.context.upstream):
        findings.effects[:] = [effect for effect in findings.effects if effect.rule != _ALL]
        findings.tell(_SOME)


def _lists(command: SimpleCommand, program: str) -> bool:
    return command.program == program and any(word.text == "-l" for word in command.words[1:])
