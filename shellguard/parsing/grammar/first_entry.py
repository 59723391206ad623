"""Where the first of the lines ends that bash would have taken at one prompt."""

from __future__ import annotations

from shellguard.parsing.grammar.compound import Grammar
from shellguard.parsing.grammar.syntax import BrokenError, Listing, Pipeline, UnfinishedError

_NEWLINE = frozenset("\n")


class _AtAPrompt(Grammar):
    """Stops at the newline at which bash would have run what it has read."""

    def statements(self, into: Listing) -> Pipeline | None:  # noqa: ARG002
        """Reads no run of statements: a newline may stand between them."""
        return None

    def first(self) -> int:
        """The place after the lines that belong together. Raises BrokenError or UnfinishedError."""
        while self.look() == "\n":
            self.pos += 1
        self.listing(Listing(), _NEWLINE)
        if self.pos < self.size:
            self.pos += 1
        self.bodies()
        return min(self.pos, self.size)


def end_of_first_entry(text: str) -> int | None:
    """The place after the newline that ends the first entry of a text of many lines, in one walk over it.

    None where bash would still ask for more when the text ends. A syntax error ends an entry with its line.
    """
    grammar = _AtAPrompt(text, extglob=True)
    try:
        return grammar.first()
    except UnfinishedError:
        return None
    except BrokenError as fault:
        newline = text.find("\n", min(fault.place, len(text)))
        return len(text) if newline < 0 else newline + 1
    except RecursionError:
        return text.find("\n") + 1 or len(text)
