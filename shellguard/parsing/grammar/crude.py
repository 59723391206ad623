"""The last resort for text that is no grammar: the words between separators, so that programs can be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shellguard.parsing.script import Connection, Piece, SimpleCommand, Span, Word

MAX_COMMANDS = 2000
_SEGMENT = re.compile(r"[^;&|()`\n{}<>]+")
_WORD = re.compile(r"\S+")
_QUOTES = str.maketrans("", "", "'\"\\")
_MAX_WORDS = 64


def crude_commands(text: str, offset: int = 0) -> Iterator[SimpleCommand]:
    """Commands as they seem to stand in `text`, at most `MAX_COMMANDS`; spans are moved by `offset`."""
    for count, segment in enumerate(_SEGMENT.finditer(text)):
        if count >= MAX_COMMANDS:
            return
        words: list[Word] = []
        for match in _WORD.finditer(text, segment.start(), segment.end()):
            if len(words) >= _MAX_WORDS:
                break
            shown = match.group().translate(_QUOTES).removeprefix("$")
            if shown:
                span = Span(offset + match.start(), offset + match.end())
                words.append(Word(match.group(), (Piece(shown),), span))
        if words:
            span = Span(offset + segment.start(), offset + segment.end())
            yield SimpleCommand(tuple(words), connection=Connection.SEQUENCE, pipeline=count, span=span)
