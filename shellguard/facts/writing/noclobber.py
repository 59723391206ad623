"""What the shell does not write over although a line says so: files that are there, under `noclobber`."""

from __future__ import annotations

import re
from dataclasses import replace

from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.target_in_line import TargetInLine
from shellguard.parsing.builtins import READING_IN
from shellguard.parsing.script import SimpleCommand
from shellguard.parsing.shell_state import ShellState

_RULES = frozenset(("files.redirect-over", "files.redirect-over-source", "files.emptied"))
_REFUSED = frozenset((">", "&>", ">&"))
_SETTING = READING_IN | {"set", "shopt"}
_CHANGES_OPTIONS = re.compile(r"\b(?:set|shopt|eval|source|noclobber)\b|(?:^|[;&|\s])\.\s")
_WHY = "the shell writes over no file that is there (noclobber)"


def refused(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    """The facts about a file that the shell itself would open for writing, and does not; pure.

    Only in commands of the line itself: a shell that is started has options of its own.
    """
    effect, command, script, shell = one.effect, one.command, one.script, one.shell
    if "noclobber" not in (shell.options or ()) or effect.rule not in _RULES or facts.kind != "file":
        return facts
    if command is None or script is None or command not in script.commands:
        return facts
    if _CHANGES_OPTIONS.search(script.text) or any(_may_change_it(one, shell) for one in script.commands):
        return facts
    named = {target.text for target in effect.targets}
    over = [one.operator for one in command.redirections if one.target and one.target.text in named]
    if not over or not _REFUSED.issuperset(over):
        return facts
    return replace(facts, recovery=Recovery.NOTHING_LOST, reason=_WHY, personal=0, changed=0)


def _may_change_it(command: SimpleCommand, shell: ShellState) -> bool:
    """Whether a command may set the shell's options: behind an alias, a function or a word not known."""
    first = command.words[0] if command.words else None
    said = first is None or (first.known and first.source == first.text)
    named = first.text if first is not None else ""
    return not said or named in shell.aliases or named in shell.functions or command.program in _SETTING
