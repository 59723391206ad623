"""By which words a command names the files that it runs: nothing is looked at."""

from __future__ import annotations

from shellguard.effects.execution.code_files import may_take_commands
from shellguard.effects.execution.execution import INTERPRETERS
from shellguard.facts.session.came_in import OPENING, may_bring
from shellguard.facts.session.run_files import HANDING
from shellguard.facts.session.strangers import TAKING
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import SimpleCommand, Word

_RUNNERS = knowledge("generic").names("runs_first_file")
_DOING_AS_FILES_SAY = _RUNNERS | INTERPRETERS | HANDING | OPENING | TAKING | {"eval"}


def may_run_files(command: SimpleCommand) -> bool:
    """Whether it may run a file, bring one in, or make one of another; else it is run by a bare name."""
    if not command.words:
        return False
    first = command.words[0]
    bare = first.known and "/" not in first.text and not command.assignments
    told = command.program in _DOING_AS_FILES_SAY or may_take_commands(command.program)
    return not bare or told or may_bring(command)


def run_by(command: SimpleCommand) -> tuple[Word, ...]:
    """The words that name the file which a command runs."""
    first = command.words[0]
    if "/" in first.text and first.known:
        return (first,)
    if command.program not in _RUNNERS:
        return ()
    operands = [word for word in command.words[1:] if not word.text.startswith("-") and word.known]
    return tuple(operands[:1])


def fed_to(command: SimpleCommand, shown: tuple[Word, ...]) -> tuple[Word, ...]:
    """The files that a runner reads instead: by `<`, or by a `cat` in front of it."""
    if command.program not in _RUNNERS or _has_script(command):
        return ()
    given = [one.target for one in command.redirections if one.operator == "<" and one.target is not None]
    return tuple(word for word in (*given, *shown) if word.known)


def _has_script(command: SimpleCommand) -> bool:
    """Whether a file of code is named first: what comes in besides is what that reads."""
    first = command.words[1] if len(command.words) > 1 else None
    return first is not None and first.known and not first.text.startswith(("-", "/dev/", "/proc/"))
