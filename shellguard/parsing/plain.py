"""The quick way through plain commands: names and operands without quotes, expansions or anything special.

Most of a very long line is plain. What is found here is what the grammar and the expansion would give; a
command that may be more than its words goes the long way.
"""

from __future__ import annotations

from functools import cache

from shellguard.parsing import foreign, names, nesting, wrapping
from shellguard.parsing.code_actions import interpreters
from shellguard.parsing.environment import Environment
from shellguard.parsing.script import Connection, Piece, SimpleCommand, Span, Word
from shellguard.parsing.syntax import Simple


@cache
def active() -> frozenset[str]:
    """Names of programs that do more than run with their words: they run other code or change the shell."""
    return frozenset(
        (*nesting.SHELLS, *nesting.special(), *names.NOTED, *interpreters(), *wrapping.table(), "git")
    )


def _inert(name: str, environment: Environment) -> bool:
    """Whether the name stands for a program that only runs with its words, as far as is known."""
    if environment.stamp == environment.inert_stamp and name in environment.inert:
        return True
    if name in active() or environment.inside or (name[-1].isdigit() and foreign.interpreter_of(name)):
        return False
    if environment.alias(name) is not None or environment.function(name) is not None:
        return False
    if environment.stamp != environment.inert_stamp:
        environment.inert, environment.inert_stamp = set(), environment.stamp
    environment.inert.add(name)
    return True


def command(
    raw: Simple,
    text: str,
    environment: Environment,
    connection: Connection,
    pipeline: int,
    frames: tuple[str, ...],
    origin: int = 0,
) -> SimpleCommand | None:
    """The command, if its words are all there is to it; None when it has to go the long way.

    Args:
        origin: where the script begins in the text; spans count from there.
    """
    head = raw.words[0]
    name = text[head.start : head.end]
    if not _inert(name, environment):
        return None
    words = []
    for item in raw.words:
        start, end = item.start, item.end
        source = text[start:end]
        words.append(Word(source, (Piece(source),), Span(start - origin, end - origin)))
    span = Span(raw.start - origin, raw.end - origin)
    return SimpleCommand(tuple(words), (), (), connection, pipeline, frames, (), span)
