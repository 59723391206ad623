"""What kept a text from being read, as a `Problem`."""

from __future__ import annotations

from shellguard.parsing.script import Problem, ProblemKind, Span
from shellguard.parsing.syntax import BrokenError, TooDeepError, UnfinishedError


def problem_of(fault: BrokenError, size: int) -> Problem:
    kind = ProblemKind.SYNTAX
    if isinstance(fault, UnfinishedError):
        kind = ProblemKind.UNFINISHED
    elif isinstance(fault, TooDeepError):
        kind = ProblemKind.TOO_DEEP
    return Problem(kind, fault.message, Span(min(fault.place, size), size))
