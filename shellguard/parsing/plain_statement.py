"""The quick way through the grammar: statements in which nothing stands inside anything else.

Names, operands, quotes without expansions and plain variables, up to a sign. Most of what people type is
that, and of a very long line nearly all. What is found here is what the grammar would give.
"""

from __future__ import annotations

import re

from shellguard.parsing.syntax import Pipeline, RawWord, Simple

_RESERVED = (
    r"(?:if|then|else|elif|fi|do|done|while|until|for|select|case|esac|function|coproc|time|in)(?![\w.:@+-])"
)
_COMMAND = rf"(?!{_RESERVED})[A-Za-z_.:][\w.:@+-]*+((?:[ \t]++[A-Za-z0-9_./:@%+,=^-]++)*+)[ \t]*+"
_VARIABLE = r"\$(?:[A-Za-z_]\w*+|\{[A-Za-z_]\w*+\})"
_QUOTES = rf"'[^']*+'|\"(?:[^\"\\$`]++|{_VARIABLE})*+\""
# words that may be patterns, hold braces, quotes or variables: nothing in them hides the end of the statement
_OPERAND = rf"(?![{{}}!](?:[ \t;&|)\n]|\Z))(?:[\w./:@%+,=^*?\[\]~{{}}!-]++|{_QUOTES}|{_VARIABLE})++"
_LOOSE_COMMAND = (
    rf"(?!{_RESERVED}|\[\[|[A-Za-z_]\w*\[)(?:[\w.:*?\[/]|{_QUOTES}|{_VARIABLE})"
    rf"(?:[\w./:@%+,^*?\[\]~-]++|{_QUOTES}|{_VARIABLE})*+((?:[ \t]++{_OPERAND})*+)[ \t]*+"
)
_BEGINS = r"(?=[ \t]*[\w./\"'$~])"
_SIGN = rf"(;(?![;&])|\n|&&{_BEGINS}|\|\|{_BEGINS}|&(?![&>])|(?=\)|;[;&]|\||\Z))"
_END = r"(?=[|;)\n]|&(?!>)|\Z)"
_STATEMENT = re.compile(rf"[ \t\n]*+({_COMMAND}){_SIGN}", re.ASCII)
_LOOSE_STATEMENT = re.compile(rf"[ \t\n]*+({_LOOSE_COMMAND}){_SIGN}", re.ASCII)
_ALONE = re.compile(rf"{_COMMAND}{_END}", re.ASCII)
_LOOSE_ALONE = re.compile(rf"{_LOOSE_COMMAND}{_END}", re.ASCII)
_WORD = re.compile(r"[^ \t]+")
_LOOSE_WORD = re.compile(rf"(?:[^ \t'\"$]++|{_QUOTES}|{_VARIABLE})++", re.ASCII)


def statement(text: str, place: int) -> tuple[Pipeline, str, int] | None:
    """The simple statement that stands at `place`, the sign that ends it, the place behind that.

    The sign is one of ; & && || newline, and "" before a bar, a closing bracket, ;; and at the end.
    """
    match = _STATEMENT.match(text, place)
    plain = match is not None
    if match is None:
        match = _LOOSE_STATEMENT.match(text, place)
        if match is None:
            return None
    (_, end), (start, _), (middle, stop), (sign, _) = match.regs
    if middle == stop:
        simple = Simple(start, middle, [], [RawWord(start, middle)], [], plain, True)
    else:
        simple = _simple(text, start, middle, stop, _WORD if plain else _LOOSE_WORD, plain)
    ending = text[sign:end]
    return Pipeline([simple], [""], False, False, ending == "&"), ending, end


def command(text: str, place: int) -> tuple[Simple, int] | None:
    """The simple command that stands at `place` and ends before a sign, and the place behind it."""
    match = _ALONE.match(text, place)
    if match is not None:
        return _simple(text, place, *match.span(1), _WORD, True), match.end()
    match = _LOOSE_ALONE.match(text, place)
    if match is None:
        return None
    return _simple(text, place, *match.span(1), _LOOSE_WORD, False), match.end()


def _simple(text: str, start: int, middle: int, end: int, word: re.Pattern[str], plain: bool) -> Simple:
    words = [RawWord(start, middle)]
    if middle < end:
        words += [RawWord(*match.span()) for match in word.finditer(text, middle, end)]
        middle = words[-1].end
    return Simple(start, middle, [], words, [], plain, True)
