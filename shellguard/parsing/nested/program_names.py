"""What a program's name may be where it is written with patterns, or around variables that nobody knows."""

from __future__ import annotations

import itertools
import re
from functools import cache, lru_cache

from shellguard.knowledge import loading
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.languages.code_actions import interpreters
from shellguard.parsing.nested import wrapping
from shellguard.parsing.output.flow import printed_texts, program_found
from shellguard.parsing.program_name import SAME_PROGRAM
from shellguard.parsing.script import Hole, Nested, NestedKind, Piece, SimpleCommand, Word
from shellguard.parsing.words import patterns
from shellguard.parsing.words.fields import glob_pattern

MAX_NAMES = 16
_FOLDERS = (*knowledge("families").texts("system_folders"), "/opt/bin")
_PROGRAM_NAME = re.compile(r"[A-Za-z][\w-]*\Z|/(?:usr/)?s?bin/[\w.-]+\Z")
_ANYTHING = frozenset((Hole.SUBSTITUTION, Hole.INPUT, Hole.VARIABLE))
_REMOVES = re.compile(r"-(?:[rR]f|f[rR])[iv]?\Z")  # options that hardly any other program is given so
_SHELL_NAMES = frozenset(("SHELL", "BASH", "0"))
_EACH = ("$@", "{@}", "[@]}")  # of no elements nothing is left, quoted or not
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_][\w.+-]*\Z")


@cache
def _known() -> tuple[str, ...]:
    """Names of programs of which something is known, those that destroy or run others first."""
    first = [
        *sorted(loading.load("destroyers")["names"]),
        *sorted(interpreters()),
        *sorted(wrapping.table()),
        *SAME_PROGRAM,
    ]
    shells = ("sh", "bash", "dash", "zsh", "ksh")
    rest: list[str] = []
    for pack in loading.packs().values():
        rest.extend(pack.names)
    return tuple(dict.fromkeys(name for name in (*shells, *first, *sorted(rest)) if _PLAIN_NAME.match(name)))


@cache
def _known_set() -> frozenset[str]:
    return frozenset(_known())


@cache
def _known_by_letter() -> dict[str, list[str]]:
    """The same by what they begin with, in the same order."""
    found: dict[str, list[str]] = {}
    for name in _known():
        found.setdefault(name[0], []).append(name)
    return found


def possible_commands(command: SimpleCommand) -> list[tuple[Word, ...]]:
    """The commands that a command may be whose program is not known, as their words."""
    first, *others = command.words
    piece = first.pieces[0] if len(first.pieces) == 1 else None
    if piece and 0 < len(piece.candidates) <= MAX_NAMES:
        fields = [[text] if piece.quoted else text.split() for text in piece.candidates]
        found = [(*(_named(first, field) for field in one), *others) for one in fields]
        return [words for words in found if words]
    if _REMOVES.match(others[0].text if others else "") and any(p.hole in _ANYTHING for p in first.pieces):
        return [(_named(first, "rm"), *others)]
    names = possible_names(first)
    if names:
        return [(_named(first, name), *others) for name in names]
    printed = first.pieces[-1].hole in (Hole.SUBSTITUTION, Hole.INPUT) and command.nested
    place = program_found(command.nested[0].script) if printed else ""
    if place:
        return [(_named(first, place), *others)]
    texts = printed_texts(command.nested[0].script) if printed and len(first.pieces) == 1 else []
    if texts:
        split = first.pieces[0].quoted
        said = [[text] if split else text.split() for text in texts[:MAX_NAMES]]
        return [(*(_named(first, field) for field in fields), *others) for fields in said if fields]
    if piece is None:
        return []
    if piece.name in _SHELL_NAMES:
        return [(_named(first, "bash"), *others)]
    vanishes = not piece.quoted or piece.text.endswith(_EACH)
    behind = piece.hole is Hole.VARIABLE and vanishes and others and _may_be_program(others[0])
    return [tuple(others)] if behind else []


def as_located(words: tuple[Word, ...], nested: tuple[Nested, ...]) -> tuple[Word, ...]:
    """`sudo $(which dd) …`: the program by where it is found; `nested` runs for the whole command."""
    if not words or [piece.hole for piece in words[0].pieces] != [Hole.SUBSTITUTION]:
        return words
    first = words[0]
    scripts = (one.script for one in nested if one.kind is NestedKind.SUBSTITUTION)
    whole = first.source.strip('"')
    alone = (one for one in scripts if whole in (f"$({one.text})", f"`{one.text}`"))
    found = (program_found(script) for script in alone)
    place = next(filter(None, found), "")
    return (_named(first, place), *words[1:]) if place else words


def _named(first: Word, name: str) -> Word:
    return Word(first.source, (Piece(name),), first.span)


def _may_be_program(word: Word) -> bool:
    """Whether a word after `$SUDO` looks like a program and not like a file (`$EDITOR notes.txt`)."""
    return word.known and bool(_PROGRAM_NAME.match(word.text))


def possible_names(word: Word) -> tuple[str, ...]:
    """Programs that the first word of a command may name, as far as that can be told; empty if it can't.

    `r${x}m` may be `rm` as x may be unset; `/b?n/r?` is every known program that it matches.
    """
    pieces = word.pieces
    if any(piece.hole not in (Hole.NONE, Hole.GLOB, Hole.VARIABLE) for piece in pieces):
        return ()
    if any(piece.hole is Hole.GLOB for piece in pieces):
        return _matching(glob_pattern(word))
    if len(pieces) < 2:
        return pieces[0].candidates[:MAX_NAMES] if pieces else ()
    choices = [(piece.candidates or ("",)) if piece.hole else (piece.text,) for piece in pieces]
    guessed = any(piece.hole and not piece.candidates for piece in pieces)
    names = ["".join(parts) for parts in itertools.islice(itertools.product(*choices), MAX_NAMES)]
    return tuple(name for name in names if not guessed or name.rpartition("/")[2] in _known_set())


@lru_cache(maxsize=256)
def _matching(pattern: str) -> tuple[str, ...]:
    """Known programs whose path fits the pattern."""
    folder, slash, name = pattern.rpartition("/")
    plain = _PLAIN_NAME.match(name) is not None
    if not slash or (plain and name not in _known_set()):
        return ()
    place = patterns.compiled(folder)
    where = next((one for one in _FOLDERS if place.fullmatch(one)), "") if place else ""
    if not where or plain:
        return (f"{where}/{name}",) if where else ()
    expression = patterns.compiled(name)
    if expression is None:
        return ()
    named = _known_by_letter().get(name[0], ()) if name[:1].isalnum() else _known()
    fitting = (f"{where}/{one}" for one in named if expression.fullmatch(one))
    return tuple(itertools.islice(fitting, MAX_NAMES))
