"""The quick way through plain commands: names and operands without quotes, expansions or anything special.

Most of a very long line is plain. What is found here is what the grammar and the expansion would give; a
command that may be more than its words goes the long way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from shellguard.parsing.commands import names
from shellguard.parsing.grammar.syntax import Redirected, Statement
from shellguard.parsing.languages.code_actions import interpreters
from shellguard.parsing.nested import deferred, foreign_code, nesting, own_programs, shells, wrapping
from shellguard.parsing.program_name import SAME_PROGRAM
from shellguard.parsing.script import Connection, Piece, Redirection, SimpleCommand, Span, Word
from shellguard.parsing.state.environment import Environment
from shellguard.parsing.state.stopping import ENDING
from shellguard.parsing.words.loose_words import WordsOf, loose_words

_NAME = re.compile(r"[A-Za-z0-9_.+:@!\[\]-]+\Z")  # of what may be an alias or a function
# they only run with their words unless one is `-v`
_NAMING = {name: (Piece(name),) for name in ("printf", "test", "[", "wait")}


@cache
def active() -> frozenset[str]:
    """Names of programs that do more than run with their words: they run other code or change the shell."""
    return frozenset(
        (
            *shells.SHELLS,
            *nesting.special(),
            *names.NOTED,
            *interpreters(),
            *wrapping.table(),
            *SAME_PROGRAM,
            "git",
            "shopt",
            *ENDING,
            *deferred.CONNECTING,
        )
    )


@lru_cache(maxsize=1024)
def _pieces(name: str) -> tuple[Piece, ...]:
    """The pieces of a word that names a program which only runs with its words; none if it does more."""
    if "/" in name or name in active() or not _NAME.match(name):
        return ()
    if name[-1].isdecimal() and foreign_code.interpreter_of(name):
        return ()
    return (Piece(name),)


def inert(name: str, environment: Environment) -> bool:
    """Whether the name, written plainly, stands for a program that only runs with its words.

    As far as is known: the shell is asked for an alias and a function of that name.
    """
    if environment.inert.get(name):
        return True
    pieces = _pieces(name)
    if not pieces or name in environment.functions or own_programs.may_be_own(name, environment):
        return False
    if environment.inside and environment.expands(name):
        return False
    if environment.alias(name) is not None or environment.function(name) is not None:
        return False
    environment.inert[name] = pieces
    return True


def elsewhere(raw: Statement, environment: Environment) -> SimpleCommand | None:
    """As `command`, for the first command of another shell that is started in this environment."""
    pieces = stands_elsewhere(raw.text[raw.start : raw.middle], environment)
    if not pieces:
        return None
    frames = ("background",) if raw.background else ()
    return command(raw, environment, Connection.FIRST, 0, frames, 0, pieces)


def stands_elsewhere(name: str, environment: Environment) -> tuple[Piece, ...]:
    """As `inert`, in another shell that is started in this environment: its pieces, or none."""
    pieces = _pieces(name)
    if not pieces or name in environment.functions or environment.aliases.get(name) is not None:
        return ()
    if environment.inside and environment.expands(name):
        return ()
    return () if own_programs.may_be_own(name, environment) else pieces


def command(
    raw: Statement,
    environment: Environment,
    connection: Connection,
    pipeline: int,
    frames: tuple[str, ...],
    origin: int = 0,
    pieces: tuple[Piece, ...] = (),
    *,
    words_of: WordsOf | None = None,
) -> SimpleCommand | None:
    """The command, if its words are all there is to it; None when it has to go the long way.

    Args:
        origin: where the script begins in the text; spans count from there.
        pieces: of the first word, where that is known to name a program that only runs with its words.
        words_of: reads a word that takes more to say; without it such a command goes the long way.
    """
    start, middle, end = raw.start, raw.middle, raw.end
    name = raw.text[start:middle]
    naming = False
    if not pieces:
        found = environment.inert.get(name)
        if not found:
            if name in _NAMING:
                naming, found = is_builtin(name, environment), _NAMING[name]
                if not naming:
                    return None
            elif found is not None or not inert(name, environment):
                return None
            else:
                found = environment.inert[name]
        pieces = found
    span = Span(start - origin, middle - origin)
    first = Word(name, pieces, span)
    if middle == end:
        return SimpleCommand((first,), (), (), connection, pipeline, frames, (), span)
    words = operands(raw, environment, origin, None if naming else words_of)
    if words is None or (naming and names_variable(name, words)):
        return None
    span = Span(start - origin, end - origin)
    return SimpleCommand((first, *words), (), (), connection, pipeline, frames, (), span)


def only_runs(name: str, environment: Environment) -> bool:
    """As `inert`, with what is so unless it `names_variable`."""
    return is_builtin(name, environment) if name in _NAMING else inert(name, environment)


def is_builtin(name: str, environment: Environment) -> bool:
    """Whether the name of a builtin stands for that, as far as is known."""
    if environment.inert.get(name) == ():
        return True
    if name in environment.functions or (environment.inside and environment.expands(name)):
        return False
    if environment.alias(name) is not None or (name != "[" and environment.function(name) is not None):
        return False
    environment.inert[name] = ()
    return True


def names_variable(name: str, words: Sequence[Word]) -> bool:
    """Whether what only prints, compares or waits else is given the name of a variable, or may be."""
    if name == "wait":
        return any(word.text[:1] == "-" or word.pieces[0].hole for word in words)
    if name == "printf" and words and (words[0].text[:1] == "-" or words[0].pieces[0].hole):
        return True
    return "-v" in [word.text for word in words]


def only_compares(words: tuple[Word, ...]) -> bool:
    """Whether these words of a builtin leave everything in its shell as it is."""
    return words[0].text in _NAMING and not names_variable(words[0].text, words[1:])


def operands(
    raw: Statement, environment: Environment, origin: int, words_of: WordsOf | None = None
) -> list[Word] | None:
    """The words behind the first; None where one is more than one piece, and `words_of` reads none."""
    if raw.plain:
        text, words = raw.text, []
        pieces, place = environment.context.pieces, raw.middle
        for source in text[place : raw.end].split():
            start = text.find(source, place)  # between the words stand only blanks
            place = start + len(source)
            found = pieces.get(source)
            if found is None:
                found = pieces[source] = (Piece(source),)
            words.append(Word(source, found, Span(start - origin, place - origin)))
        return words
    if words_of is None and raw.text.find("$(", raw.middle, raw.end) >= 0:
        return None
    return loose_words(raw.text, raw.middle, raw.end, environment, origin, words_of)


def redirections(raw: Redirected, origin: int) -> tuple[Redirection, ...]:
    """Those to and from plain names."""
    found = []
    for match in raw.redirections():
        number, sign, source = match.groups()
        (start, end), _, _, (target, _) = match.regs
        word = Word(source, (Piece(source),), Span(target - origin, end - origin))
        span = Span(start - origin, end - origin)
        found.append(Redirection(sign, word, int(number) if number else None, None, span))
    return tuple(found)
