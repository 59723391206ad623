"""Reads the words of a pattern: what is literal in them, what stands for anything, what is a redirection."""

from __future__ import annotations

import re
from enum import StrEnum

from shellguard.parsing.records import record

_REDIRECTION_START = re.compile(r"\d*(&>>|&>|>>|>\||>|<)(.*)\Z", re.DOTALL)


class PatternError(ValueError):
    """A pattern that says nothing, or not clearly."""


class ElementKind(StrEnum):
    """What a word of a pattern stands for."""

    WORD = "word"
    OPTION = "option"
    REST = "rest"  # any further words
    ONE = "one"  # exactly one word


@record
class Element:
    """One word of a pattern; `expression` matches the whole word, `literal` is it where no `*` is inside."""

    kind: ElementKind
    expression: re.Pattern[str]
    literal: str | None = None


REST = Element(ElementKind.REST, re.compile(""))
ONE = Element(ElementKind.ONE, re.compile(""))


@record
class Token:
    """A word of a pattern: characters, each with whether quotes took its meaning."""

    characters: tuple[tuple[str, bool], ...]

    @property
    def source(self) -> str:
        """The characters without their quotes."""
        return "".join(character for character, _ in self.characters)

    @property
    def redirection(self) -> tuple[str, Token] | None:
        """The operator it begins with and the word behind that, which may be empty; None for a plain word."""
        found = _REDIRECTION_START.match(self.source)
        if not found or any(quoted for _, quoted in self.characters[: found.start(2)]):
            return None
        return found[1], Token(self.characters[found.start(2) :])

    @property
    def element(self) -> Element:
        """The word as it is compared: an unquoted `*` stands for anything."""
        stars = [character == "*" and not quoted for character, quoted in self.characters]
        if self.source == "*" and stars[0]:
            return REST
        if self.characters == (("?", False),):
            return ONE
        expression = "".join(
            ".*" if star else re.escape(character)
            for (character, _), star in zip(self.characters, stars, strict=True)
        )
        is_option = self.source.startswith("-") and len(self.source) > 1 and self.source != "--"
        kind = ElementKind.OPTION if is_option else ElementKind.WORD
        return Element(kind, re.compile(expression, re.DOTALL), None if any(stars) else self.source)


def tokens_of(text: str) -> list[Token]:
    """The words of a pattern, with quotes and backslashes read as the shell reads them.

    Raises:
        PatternError: a quote is not closed.
    """
    tokens: list[Token] = []
    current: list[tuple[str, bool]] | None = None
    quote = ""
    escaped = False
    for character in text:
        if escaped:
            current = [*(current or []), (character, True)]
            escaped = False
        elif character == "\\" and quote != "'":
            escaped = True
        elif quote:
            if character == quote:
                quote = ""
            else:
                current = [*(current or []), (character, True)]
        elif character in "'\"":
            quote = character
            current = current or []
        elif character.isspace():
            if current is not None:
                tokens.append(Token(tuple(current)))
            current = None
        else:
            current = [*(current or []), (character, False)]
    if quote or escaped:
        raise PatternError(f"in the pattern {text!r} a quote is not closed")
    if current is not None:
        tokens.append(Token(tuple(current)))
    return tokens
