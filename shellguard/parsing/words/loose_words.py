"""The words behind the first of a flat statement, told apart in one pass where each is one piece.

What takes more to say, a substitution for one, is left to the caller's reader of words.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from shellguard.parsing.grammar.syntax import FLAT_BODY, LOOSE_WORD, PARAMETER, TRIM, VARIABLE
from shellguard.parsing.script import Hole, Piece, Span, Word
from shellguard.parsing.state.environment import Environment
from shellguard.parsing.words.simple_words import parameter_piece

Spans = tuple[tuple[int, int], ...]
WordsOf = Callable[[re.Match[str]], list[Word]]  # of a word that `TOKEN` matched

_TRIM = TRIM.replace("(", "(?:", 1)
TOKEN = re.compile(
    rf"""[ \t]++(?:(?P<safe>[A-Za-z0-9_./:@%+,=^\]-]++)|'(?P<single>[^']*+)'|"(?P<double>[^"\\$`]*+)\""""
    rf"""|(?P<bare>{VARIABLE})|"(?P<quoted>{VARIABLE})"|(?P<parameter>{PARAMETER}|{_TRIM})|"(?P<protected>{PARAMETER}|{_TRIM})"|\$\((?P<flat>{FLAT_BODY})\)|"\$\((?P<inside>{FLAT_BODY})\)\""""
    rf"""|(?P<other>{LOOSE_WORD}))(?=[ \t]|\Z)""",
    re.ASCII,
)
_SAFE, _SINGLE, _DOUBLE, _BARE, _QUOTED, _PARAMETER, _PROTECTED = (
    TOKEN.groupindex[name]
    for name in ("safe", "single", "double", "bare", "quoted", "parameter", "protected")
)
FLAT, INSIDE = TOKEN.groupindex["flat"], TOKEN.groupindex["inside"]
_VARIABLES, _QUOTES, _PARAMETERS = (_BARE, _QUOTED), (_SINGLE, _DOUBLE), (_PARAMETER, _PROTECTED)
SUBSTITUTED = (FLAT, INSIDE)
# signs before what the group holds
AROUND = {_SINGLE: 1, _DOUBLE: 1, _QUOTED: 1, _PROTECTED: 1, FLAT: 2, INSIDE: 3}
_VARIABLE_HOLE, _NO_HOLE = Hole.VARIABLE, Hole.NONE  # an attribute of an enumeration takes long to look up


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
    for match in TOKEN.finditer(text, middle, last):
        kind = match.lastindex
        if kind == _SAFE:
            source = match[_SAFE]
            found = pieces.get(source)
            if found is None:
                found = pieces[source] = (Piece(source),)
            start, end = match.span(_SAFE)
            words.append(Word(source, found, Span(start - origin, end - origin)))
            continue
        if kind in _VARIABLES:
            source = match[kind]
            name = source[1:].strip("{}")
            value = environment.lookup(name)
            if value.choices is None and not value.pieces:
                start, end = match.span(kind)
                quoted = kind == _QUOTED
                piece = Piece(source, _VARIABLE_HOLE, quoted, name)
                if quoted:
                    source, start, end = f'"{source}"', start - 1, end + 1
                words.append(Word(source, (piece,), Span(start - origin, end - origin)))
                continue
        elif kind in _QUOTES:
            start, end = match.span(kind)
            source = text[start - 1 : end + 1]
            span = Span(start - 1 - origin, end + 1 - origin)
            words.append(Word(source, (Piece(match[kind], _NO_HOLE, True),), span))
            continue
        elif kind in _PARAMETERS:
            quoted = kind == _PROTECTED
            found_piece = parameter_piece(match[kind], quoted, environment)
            if found_piece is not None:
                start, end = match.start(kind) - quoted, match.end(kind) + quoted
                words.append(Word(text[start:end], (found_piece,), Span(start - origin, end - origin)))
                continue
        if words_of is None:
            return None
        words.extend(words_of(match))
    return words
