"""Substitutions in words: the commands inside them, and what these print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shellguard.parsing.grammar.compound import Grammar
from shellguard.parsing.grammar.syntax import FLAT_SUBSTITUTION
from shellguard.parsing.script import Hole, Nested, NestedKind, Piece, Script, Span, Word
from shellguard.parsing.state.environment import Environment
from shellguard.parsing.words.fields import Fields
from shellguard.parsing.words.loose_words import FLAT, INSIDE

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptReader

_BACKTICK = re.compile(r"\\([`\\$])")
_SUBSTITUTION, _SUBSTITUTION_HOLE = NestedKind.SUBSTITUTION, Hole.SUBSTITUTION
_BACKTICK_DOUBLE = re.compile(r'\\([`\\$"])')


class SubstitutionReader:
    """Expands substitutions in words of one text. What runs inside them is collected in `nested`."""

    __slots__ = ("before", "environment", "grammar", "nested", "origin", "reading", "text")

    def __init__(
        self, reading: ScriptReader, grammar: Grammar, environment: Environment, origin: int = 0
    ) -> None:
        self.origin = origin  # where the script begins in the grammar's text: spans count from there
        self.reading = reading
        self.grammar = grammar
        self.text = grammar.text
        self.environment = environment
        self.nested: list[Nested] = []
        self.before: tuple[str, int, int, list[Word], list[Nested]] | None = None  # the word before

    def span(self, start: int, end: int) -> Span:
        """Where text[start:end] stands in the script."""
        return Span(start - self.origin, end - self.origin)

    def whole_substitution(
        self, start: int, end: int, source: str, *, splitting: bool = True
    ) -> Piece | None:
        """The piece of a word that is one substitution of which nobody knows the output; else None.

        Without `splitting` what is printed is one piece, too, where that is known.
        """
        quoted = source[0] == '"'
        opening, closing = start + 2 + quoted, end - 1 - quoted
        flat = FLAT_SUBSTITUTION.fullmatch(self.text, opening - 2, closing + 1)
        found = None
        if flat is not None:
            spans = ((opening, closing), *flat.regs[1:])
            found = self.reading.flat(self.text, spans, self.environment, self.grammar.depth + 1)
        if found is None or (found[1] is not None and splitting) or self.reading.listed(found[0]):
            if flat is not None:
                self.grammar.listing_end(opening)
            if not self.grammar.closed_at(opening, closing + 1):
                return None
            found = self.reading.inside(self.grammar, opening, closing + 1, self.environment, capture=True)
            if (found[1] is not None and splitting) or self.reading.listed(found[0]):
                return None
        script, output = found
        if output is not None:
            self.nested.append(Nested(_SUBSTITUTION, script))
            text = output.replace("\0", "").rstrip("\n")
            return Piece(text, Hole.NONE, quoted or not text)
        self.nested.append(Nested(_SUBSTITUTION, script))
        return Piece(source[1:-1] if quoted else source, _SUBSTITUTION_HOLE, quoted)

    def flat_substitution(self, match: re.Match[str]) -> list[Word] | None:
        """The word that is a substitution of one flat command, matched by `loose_words.TOKEN`.

        None where that command does more than run its program, or where it is known what that prints.
        """
        kind = match.lastindex or FLAT
        text, quoted = self.text, kind == INSIDE
        opening, closing = match.span(kind)
        spans = (opening, closing), match.span(kind + 1), match.span(kind + 2)
        start, end = opening - 2 - quoted, closing + 1 + quoted
        found = self.reading.flat(text, spans, self.environment, self.grammar.depth + 1)
        if found is None or found[1] is not None or self.reading.listed(found[0]):
            return None
        self.nested.append(Nested(_SUBSTITUTION, found[0]))
        piece = Piece(text[opening - 2 : closing + 1], _SUBSTITUTION_HOLE, quoted)
        return [Word(text[start:end], (piece,), Span(start - self.origin, end - self.origin))]

    def process(self, place: int, fields: Fields) -> int:
        """`<( )` or `>( )`, or a bracket that stands for itself."""
        text = self.text
        if not text.startswith("(", place + 1):
            fields.literal(text[place], False)
            return place + 1
        end = self.grammar.listing_end(place + 2)
        script, output = self.reading.inside(self.grammar, place + 2, end, self.environment, capture=True)
        if text[place] == "<" and output:
            self.environment.write(text[place:end], output)
        self.nested.append(Nested(NestedKind.PROCESS, script, via=text[place]))
        fields.piece(Piece(text[place:end], Hole.SUBSTITUTION, True))
        return end

    def backticked(self, place: int, end: int, fields: Fields, quoted: bool) -> None:
        """`…` in backticks."""
        inner = (_BACKTICK_DOUBLE if quoted else _BACKTICK).sub(r"\1", self.text[place + 1 : end - 1])
        script, output = self.reading.substituted(inner, self.environment, self.grammar.depth + 1)
        self.substituted(script, output, self.text[place:end], fields, quoted)

    def bracketed(self, place: int, fields: Fields, quoted: bool) -> int:
        """`$( )`; the place after it."""
        end = self.grammar.listing_end(place + 2)
        script, output = self.reading.inside(self.grammar, place + 2, end, self.environment, capture=True)
        self.substituted(script, output, self.text[place:end], fields, quoted)
        return end

    def substituted(
        self, script: Script, output: str | None, source: str, fields: Fields, quoted: bool
    ) -> None:
        """Put what the script prints into the fields, as much as is known of it."""
        self.nested.append(Nested(NestedKind.SUBSTITUTION, script))
        if output is None:
            listed = self.reading.listed(script)
            pieces = listed[0].pieces if len(listed) == 1 else (Piece(source, Hole.SUBSTITUTION, quoted),)
            for piece in pieces:
                fields.piece(piece)
        else:
            fields.value(output.replace("\0", "").rstrip("\n"), quoted, "")
