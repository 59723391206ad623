"""The words behind the first of a flat statement, told apart in one pass where each is one piece.

What takes more to say, a substitution for one, is left to the caller's reader of words.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from shellguard.parsing.grammar.syntax import FLAT_BODY, LOOSE_WORD, PARAMETER, TRIM, VARIABLE
from shellguard.parsing.script import Hole, Piece, Span, Word
from shellguard.parsing.state.environment import Environment
from shellguard.parsing.words.simple_words import parameter_piece, quoted_pieces, whole_variable

Spans = tuple[tuple[int, int], ...]
WordsOf = Callable[[re.Match[str]], list[Word]]  # of a word that `TOKEN` matched

_TRIM = TRIM.replace("(", "(?:", 1)
TOKEN = re.compile(
    rf"""[ \t]++(?:(?P<safe>[A-Za-z0-9_./:@%+,=^\]-]++)|'(?P<single>[^']*+)'|"(?P<double>[^"\\$`]*+)\""""
    rf"""|(?P<bare>{VARIABLE})|"(?P<quoted>{VARIABLE})"|(?P<parameter>{PARAMETER}|{_TRIM})|"(?P<protected>{PARAMETER}|{_TRIM})"|\$\((?P<flat>{FLAT_BODY})\)|"\$\((?P<inside>{FLAT_BODY})\)\""""
    rf"""|(?P<other>{LOOSE_WORD}))(?=[ \t]|\Z)""",
    re.ASCII,
)
_SAFE, _SINGLE, _DOUBLE, _BARE, _QUOTED, _PARAMETER, _PROTECTED, _OTHER = (
    TOKEN.groupindex[name]
    for name in ("safe", "single", "double", "bare", "quoted", "parameter", "protected", "other")
)
FLAT, INSIDE = TOKEN.groupindex["flat"], TOKEN.groupindex["inside"]
_VARIABLES, _QUOTES, _PARAMETERS = (_BARE, _QUOTED), (_SINGLE, _DOUBLE), (_PARAMETER, _PROTECTED)
SUBSTITUTED = (FLAT, INSIDE)
# signs before what the group holds
AROUND = {_SINGLE: 1, _DOUBLE: 1, _QUOTED: 1, _PROTECTED: 1, FLAT: 2, INSIDE: 3}
_NOTHING: tuple[str, tuple[Piece, ...]] = ("", ())
_NO_HOLE, _GLOB_HOLE = Hole.NONE, Hole.GLOB  # an attribute of an enumeration takes long to look up


def loose_words(
    text: str, middle: int, last: int, environment: Environment, origin: int, words_of: WordsOf | None
) -> list[Word] | None:
    """The words in text[middle:last]; None where `words_of` is None and a word is more than one piece.

    Args:
        origin: where the script begins in the text; spans count from there.
        words_of: reads a word that is more.
    """
    words: list[Word] = []
    pieces = environment.context.pieces
    before = _NOTHING  # the last word of text and variables, which may stand there many times
    for match in TOKEN.finditer(text, middle, last):
        kind = match.lastindex or 0
        if kind == _SAFE:
            source = match[_SAFE]
            found = pieces.get(source)
            if found is None:
                found = pieces[source] = (Piece(source),)
            start, end = match.span(_SAFE)
            words.append(Word(source, found, Span(start - origin, end - origin)))
            continue
        source = match[_OTHER] if kind == _OTHER else ""
        found = before[1] if source and source == before[0] else _pieces(kind, match, environment)
        if found:
            start, end = match.start(kind) - AROUND.get(kind, 0), match.end()
            source = text[start:end]
            words.append(Word(source, found, Span(start - origin, end - origin)))
            before = source, found
        elif words_of is None:
            return None
        else:
            words.extend(words_of(match))
            before = _NOTHING
    return words


def _pieces(kind: int, match: re.Match[str], environment: Environment) -> tuple[Piece, ...]:
    """The pieces of a word of that kind; none where it takes more to say."""
    text: str = match[kind]
    if kind in _QUOTES:
        return (Piece(text, _NO_HOLE, True),)
    if kind in _VARIABLES:
        name, quoted = text[1:].strip("{}"), kind == _QUOTED
        piece = whole_variable(environment.lookup(name), name, text, quoted, environment)
        return () if piece is None else (piece,)
    if kind in _PARAMETERS:
        piece = parameter_piece(text, kind == _PROTECTED, environment)
        if piece is not None:
            return (piece,)
    elif kind == _OTHER and text[0] == '"':
        known = quoted_pieces(text, environment)
        if known is not None and _GLOB_HOLE not in [one.hole for one in known]:
            return known
    return ()
