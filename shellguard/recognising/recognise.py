"""One answer about a line: a command, a sentence, or a command that is misspelt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from shellguard.knowledge.tables import knowledge
from shellguard.recognising.misspelling import is_known, nearest, subcommands
from shellguard.recognising.sentence import cannot_run, has_syntax, is_sentence

_NAME = re.compile(r"[A-Za-z][\w.+-]*")
_SHORTEST_SUBCOMMAND = 3
_LONGEST = 400


class Kind(StrEnum):
    """What a line is. The values are those of `kind` in a verdict."""

    COMMAND = "command"
    SENTENCE = "sentence"
    MISSPELT = "misspelt"


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a line was taken for.

    Attributes:
        wrong: of a misspelt line, the word that there is not.
        near: the lines that may have been meant, the nearest first; nothing of them has been judged.
    """

    kind: Kind
    wrong: str = ""
    near: tuple[str, ...] = ()


COMMAND = Recognition(Kind.COMMAND)
SENTENCE = Recognition(Kind.SENTENCE)


def first_word(line: str) -> str:
    """The word that would name the program; "" where the line begins with something else."""
    words = line.split(None, 1)
    return words[0] if words else ""


def recognise(
    line: str, first: str, names: Callable[[], Iterable[str]], own: Callable[[str], Iterable[str]]
) -> Recognition:
    """What a line is.

    Args:
        first: what the shell says of its first word: alias, keyword, function, builtin or file; `program` for
            one that is known but not there; "" for nothing of that name. An alias of a program's own name
            counts as the program.
        names: every command that there is; asked only for a word that is none.
        own: names of subcommands that the person has added to a program.
    """
    if first == "keyword" and cannot_run(line) and not has_syntax(line, strict=True):
        return SENTENCE
    if first in ("keyword", "alias", "function"):
        return COMMAND
    if is_sentence(line, names_command=bool(first)):
        return SENTENCE
    if len(line) > _LONGEST or "\n" in line:
        return COMMAND
    return _misspelt_subcommand(line, own) if first else _misspelt_program(line, names)


def shell_words() -> frozenset[str]:
    """Builtins and keywords of bash."""
    return knowledge("sentences").names("shell_words")


def _misspelt_program(line: str, names: Callable[[], Iterable[str]]) -> Recognition:
    word = first_word(line)
    if not _NAME.fullmatch(word) or is_known(word):
        return COMMAND
    near = nearest(word, names())
    rest = line.split(None, 2)[1:2]
    if rest:
        # Of programs as near as each other, the one that knows the next word.
        near = tuple(sorted(near, key=lambda name: rest[0] not in subcommands(name)))
    return _misspelt(line, word, near)


def _misspelt_subcommand(line: str, own: Callable[[str], Iterable[str]]) -> Recognition:
    program, *rest = line.split(None, 2) or [""]
    known = subcommands(program)
    word = rest[0] if rest else ""
    if not known or len(word) < _SHORTEST_SUBCOMMAND or not _NAME.fullmatch(word) or word in known:
        return COMMAND
    near = nearest(word, known, all_usual=True)
    if not near or word in own(program):
        return COMMAND
    return _misspelt(line, word, near)


def _misspelt(line: str, word: str, near: tuple[str, ...]) -> Recognition:
    if not near:
        return COMMAND
    program = first_word(line)
    start = line.index(program)
    if word != program:
        start = line.index(word, start + len(program))
    return Recognition(
        Kind.MISSPELT, word, tuple(line[:start] + name + line[start + len(word) :] for name in near[:3])
    )
