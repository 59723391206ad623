"""Collecting the pieces of one word and cutting them into fields, as word splitting does."""

from __future__ import annotations

import re
from functools import lru_cache

from shellguard.parsing.script import Hole, Piece, Span, Word
from shellguard.parsing.words.patterns import GLOB

_BLANK_IFS = " \t\n"
# an attribute of an enumeration takes long to look up
_KNOWN, _VARIABLE, _PATTERN = Hole.NONE, Hole.VARIABLE, Hole.GLOB


@lru_cache(maxsize=64)
def _separating(separators: str) -> re.Pattern[str]:
    """What stands between two fields: blanks of IFS, or one other sign of it with blanks around."""
    blanks = re.escape("".join(char for char in separators if char in _BLANK_IFS))
    signs = re.escape("".join(char for char in separators if char not in _BLANK_IFS))
    white = f"[{blanks}]" if blanks else "(?!)"
    sign = f"{white}*+(?P<sign>[{signs}]){white}*+" if signs else "(?P<sign>(?!))"
    return re.compile(f"{sign}|{white}+")


class Fields:
    """Pieces of the field that is being built, and the fields that are done.

    Attributes:
        splitting: whether unquoted values are cut at `separators` and patterns are holes.
    """

    __slots__ = ("done", "pieces", "present", "separators", "splitting")

    def __init__(self, separators: str = _BLANK_IFS, splitting: bool = True) -> None:
        self.done: list[list[Piece]] = []
        self.pieces: list[Piece] = []
        self.present = False
        self.separators = separators
        self.splitting = splitting

    def literal(self, text: str, quoted: bool) -> None:
        """Text that stands in the word itself."""
        if quoted:
            self.present = True
        if not text:
            return
        pieces = self.pieces
        if pieces:
            last = pieces[-1]
            if last.quoted == quoted and not (last.hole or last.name or last.unset):
                pieces[-1] = Piece(last.text + text, _KNOWN, quoted)
                return
        pieces.append(Piece(text, _KNOWN, quoted))

    def piece(self, piece: Piece) -> None:
        """A value or a hole that is not cut."""
        if piece.quoted or piece.hole or piece.text:
            self.present = True
        self.pieces.append(piece)

    def held(self, piece: Piece, quoted: bool, name: str) -> None:
        """A piece of a value of which not all is known: text is cut as any value is."""
        if piece.text and not (quoted or piece.hole):
            self.value(piece.text, False, name)
        else:
            self.piece(Piece(piece.text, piece.hole, quoted, piece.name or name, False, piece.candidates))

    def value(self, text: str, quoted: bool, name: str) -> None:
        """A known value of a variable or substitution: cut unless quoted."""
        if not text:
            self.piece(Piece("", _KNOWN, quoted, name, unset=bool(name)))
            return
        separators = self.separators
        if quoted or not self.splitting or not separators or not any(char in separators for char in text):
            self.piece(Piece(text, _KNOWN, quoted, name))
            return
        self._cut(text, name, separators)

    def _cut(self, text: str, name: str, separators: str) -> None:
        place = 0
        for match in _separating(separators).finditer(text):
            if match.start() > place:
                self.piece(Piece(text[place : match.start()], _KNOWN, False, name))
            place, count = match.end(), len(self.done)
            self.end()
            if match["sign"] and count == len(self.done):  # between two signs stands an empty field
                self.done.append([Piece("", _KNOWN, True)])
        if place < len(text):
            self.piece(Piece(text[place:], _KNOWN, False, name))

    def end(self) -> None:
        """Close the field that is being built, if there is one."""
        if self.pieces and (self.present or any(piece.text for piece in self.pieces)):
            self.done.append(self.pieces)
        elif self.present:
            self.done.append([Piece("", _KNOWN, True)])
        self.pieces = []
        self.present = False

    def words(self, source: str, span: Span | None) -> list[Word]:
        """All fields as words."""
        self.end()
        if self.splitting:
            return [Word(source, with_globs(pieces), span) for pieces in self.done]
        return [Word(source, tuple(pieces), span) for pieces in self.done]


def with_globs(pieces: list[Piece]) -> tuple[Piece, ...]:
    """The pieces with unquoted patterns turned into holes."""
    out: list[Piece] = []
    for index, piece in enumerate(pieces):
        if piece.hole is _VARIABLE and not piece.candidates and _between_letters(pieces, index):
            out.append(Piece(piece.text, piece.hole, piece.quoted, piece.name, piece.unset, ("",)))
            continue
        match = None if piece.quoted or piece.hole else GLOB.search(piece.text)
        if match is None:
            out.append(piece)
            continue
        if match.start():
            out.append(Piece(piece.text[: match.start()], _KNOWN, False, piece.name))
        out.append(Piece(piece.text[match.start() :], _PATTERN, False, piece.name))
    return tuple(out)


def _between_letters(pieces: list[Piece], index: int) -> bool:
    """Whether a variable stands inside a name, where it can only be meant to be empty."""
    if not 0 < index < len(pieces) - 1:
        return False
    before, after = pieces[index - 1], pieces[index + 1]
    return before.text[-1:].isalpha() and after.text[:1].isalpha() and not (before.hole or after.hole)


def glob_pattern(word: Word) -> str:
    """The pattern of a word with a glob, quoted characters escaped; "" if a part is not known."""
    parts = []
    for piece in word.pieces:
        if piece.hole not in (_KNOWN, _PATTERN):
            return ""
        literal = piece.quoted and not piece.hole  # a hole in quotes is one of those that match
        parts.append(re.sub(r"([*?\[\]\\()|])", r"\\\1", piece.text) if literal else piece.text)
    return "".join(parts)


def literal_word(text: str, source: str = "") -> Word:
    """A word that is known whole."""
    return Word(source or text, (Piece(text, _KNOWN, True),) if not text else (Piece(text),))
