"""Words of one piece: plain text, one quoted text, or one variable that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from shellguard.parsing.grammar.syntax import POSITION, SPECIAL, TRIM
from shellguard.parsing.script import Hole, Piece, Word
from shellguard.parsing.state.environment import Environment
from shellguard.parsing.state.value import UNKNOWN, UNSET, Value
from shellguard.parsing.words.fields import with_globs

_VARIABLE = r"\$(?:[A-Za-z_][A-Za-z0-9_]*|\{[A-Za-z_][A-Za-z0-9_]*\})"
_SIMPLE = re.compile(
    r"""(?P<safe>[A-Za-z0-9_./:@%+,=^\]-]+)|'(?P<single>[^']*)'|"(?P<double>[^"\\$`]*)\""""
    rf"""|"(?P<quoted>{_VARIABLE})"|(?P<bare>{_VARIABLE})"""
)

_SAFE = re.compile(r"[A-Za-z0-9_./:@%+,=^-]+")
_TRIM = re.compile(TRIM, re.ASCII)
_WHITE = " \t\n"  # what cuts words where nobody said otherwise
_QUOTED = re.compile(rf'"(?>(?:[^"\\$`]++|\\[^\n]|{_VARIABLE}|{POSITION}|{SPECIAL})*)"')
_PART = re.compile(rf"(?:[^$\\]+|\\.)+|{_VARIABLE}|{POSITION}|{SPECIAL}", re.DOTALL)
_ESCAPED = re.compile(r'\\([$`"\\])')  # other backslashes stand for themselves in double quotes
_ALL = ("@", "*")
_KNOWN, _VARIABLE_HOLE = Hole.NONE, Hole.VARIABLE  # an attribute of an enumeration takes long to look up


def simple_piece(source: str, environment: Environment) -> Piece | None:
    """What the word with this source holds; None where it takes more to say."""
    match = _SIMPLE.fullmatch(source)
    if match is None:
        return None
    kind = match.lastgroup or ""
    text: str = match[kind]
    if kind == "safe":
        return Piece(text)
    if kind in ("single", "double"):
        return Piece(text, _KNOWN, True)
    name = text[1:].strip("{}")
    return whole_variable(environment.lookup(name), name, text, kind == "quoted", environment)


def simple_pieces(source: str, environment: Environment) -> tuple[Piece, ...] | None:
    """As `simple_piece`, the same for all words of a line that are the same plain text."""
    known = environment.context.pieces
    pieces = known.get(source)
    if pieces is None:
        piece = simple_piece(source, environment)
        if piece is None:
            return None
        pieces = (piece,)
        if piece.text == source and not piece.hole:
            known[source] = pieces
    return pieces


def parameter_piece(source: str, quoted: bool, environment: Environment) -> Piece | None:
    """What `$1`, `${name:-word}` or `${name%word}` leaves as a word of its own, if that is one piece.

    The word behind the sign is plain, see `syntax.DEFAULT` and `syntax.TRIM`.
    """
    if source[1] != "{":
        return _position_piece(source, quoted, environment)
    trimmed = _TRIM.match(source)
    if trimmed is not None:
        name = trimmed[1]
        known = environment.lookup(name)
        return Piece(source, _VARIABLE_HOLE, quoted, name) if known is UNKNOWN else None
    name, _, default = source[2:-1].partition("-")
    name = name.removesuffix(":")
    if environment.lookup(name).choices is not None:
        return None
    return Piece(source, _VARIABLE_HOLE, quoted, name, candidates=(default,))


def _position_piece(source: str, quoted: bool, environment: Environment) -> Piece | None:
    """As `parameter_piece`, of one digit."""
    positional, name = environment.positional, source[1]
    if positional is None:
        return Piece(source, _VARIABLE_HOLE, quoted, name)
    place = int(name) - 1
    if place >= len(positional) or len(positional[place].pieces) != 1:
        return None
    piece = positional[place].pieces[0]
    if piece.hole:
        if piece.hole is Hole.GLOB:
            return None
        return Piece(piece.text, piece.hole, quoted, piece.name or name, False, piece.candidates)
    if not piece.text or not (quoted or (_SAFE.fullmatch(piece.text) and environment.separators == _WHITE)):
        return None
    return Piece(piece.text, _KNOWN, quoted, name)


def quoted_pieces(source: str, environment: Environment) -> tuple[Piece, ...] | None:
    """What a word in double quotes holds that has only text and variables; None where it is more."""
    if "{" in source and ("," in source or ".." in source):
        return None
    pieces = one_field(source, environment)
    return None if pieces is None else with_globs(pieces)


def one_field(source: str, environment: Environment) -> list[Piece] | None:
    """As `quoted_pieces`, where neither patterns nor braces mean anything."""
    if source[:1] != '"' or _QUOTED.fullmatch(source) is None:
        return None
    pieces: list[Piece] = []
    for part in _PART.findall(source[1:-1]):
        if part[0] != "$":
            text = _ESCAPED.sub(r"\1", part) if "\\" in part else part
            last = pieces[-1] if pieces else None
            if last is not None and last.quoted and not (last.hole or last.name or last.unset):
                text = pieces.pop().text + text  # of a parameter that was quoted where it was given
            pieces.append(Piece(text, _KNOWN, True))
            continue
        name = part[1:].strip("{}")
        if name.isdecimal() or name in _ALL:
            found = _parameter(name, part, environment)
            if found is None:
                return None
            pieces.extend(found)
        else:
            pieces.extend(_valued(environment.lookup(name), name, part))
    return pieces


def _parameter(name: str, source: str, environment: Environment) -> Iterable[Piece] | None:
    """The pieces of a positional parameter in quotes, or of all of them if there is one; else None."""
    if name == "0":
        zero = environment.zero
        value = UNKNOWN if zero is None else value_at("1", (zero,))
        return (variable_piece(value, name, source, quoted=True),) if not value.pieces else None
    if environment.at_prompt:  # there it may only have been written to mislead
        return None
    positional = environment.positional
    if name not in _ALL:
        return _valued(value_at(name, positional), name, source)
    if positional is None:
        return (Piece(source, _VARIABLE_HOLE, True, name),)
    return positional[0].pieces if len(positional) == 1 and name == "*" else None


def value_at(name: str, positional: tuple[Word, ...] | None) -> Value:
    """The value of a positional parameter."""
    if positional is None or name == "0":
        return UNKNOWN
    index = int(name[:6]) - 1
    if index >= len(positional):
        return UNSET
    word = positional[index]
    return Value((word.text,)) if word.known else Value(None, pieces=word.pieces)


def _valued(value: Value, name: str, source: str) -> Iterable[Piece]:
    """The pieces of a variable in quotes."""
    if value.choices is None and value.pieces:
        return [
            Piece(one.text, one.hole, True, one.name or name, False, one.candidates) for one in value.pieces
        ]
    return (variable_piece(value, name, source, quoted=True),)


def whole_variable(
    value: Value, name: str, source: str, quoted: bool, environment: Environment
) -> Piece | None:
    """What a variable leaves that is a word of its own, if that is one piece for certain; else None."""
    choices = value.choices
    if value.pieces:
        return None
    if quoted or choices is None:
        return variable_piece(value, name, source, quoted)
    if len(choices) == 1 and _SAFE.fullmatch(choices[0]) and environment.separators == _WHITE:
        return Piece(choices[0], _KNOWN, False, name)
    return None


def variable_piece(value: Value, name: str, source: str, quoted: bool) -> Piece:
    """The piece of a variable that nobody knows, or of one in quotes of which all is known."""
    choices = value.choices
    if choices is None:
        return Piece(source, _VARIABLE_HOLE, quoted, name)
    if len(choices) > 1:
        return Piece(source, _VARIABLE_HOLE, True, name, False, choices)
    text = choices[0] if choices else ""
    return Piece(text, _KNOWN, True, name, not text)
