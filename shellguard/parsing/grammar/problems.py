"""What kept a text from being read, as a `Problem`."""

from __future__ import annotations

from shellguard.parsing.grammar.syntax import BrokenError, OpenTextError, TooDeepError, UnfinishedError
from shellguard.parsing.script import Problem, ProblemKind, Span


def problem_of(fault: BrokenError, size: int) -> Problem:
    """What a script that could not be read to its end tells of it; `size` is the length of the text."""
    kind = ProblemKind.SYNTAX
    if isinstance(fault, UnfinishedError):
        kind = ProblemKind.UNFINISHED
    elif isinstance(fault, TooDeepError):
        kind = ProblemKind.TOO_DEEP
    span = Span(min(fault.place, size), size)
    return Problem(kind, fault.message, span, isinstance(fault, OpenTextError))
