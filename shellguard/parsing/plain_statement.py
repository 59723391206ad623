"""The quick way through the grammar: names and operands without quotes, expansions or anything special.

Most of a very long line is plain. What is found here is what the grammar would give.
"""

from __future__ import annotations

import re

from shellguard.parsing.syntax import Pipeline, RawWord, Simple

_RESERVED = (
    r"(?:if|then|else|elif|fi|do|done|while|until|for|select|case|esac|function|coproc|time|in)(?![\w.:@+-])"
)
_COMMAND = rf"(?!{_RESERVED})[A-Za-z_.:][\w.:@+-]*+((?:[ \t]++[A-Za-z0-9_./:@%+,=^-]++)*+)[ \t]*+"
_STATEMENT = re.compile(
    rf"[ \t]*({_COMMAND})(;(?![;&])|\n|&&(?=[ \t]*[\w./])|\|\|(?=[ \t]*[\w./]))", re.ASCII
)
_BRACKETED = re.compile(rf"{_COMMAND}\)", re.ASCII)
_COMMAND_ALONE = re.compile(rf"{_COMMAND}(?=[|;)\n]|&(?!>)|\Z)", re.ASCII)
# words that may be patterns or hold braces: nothing in them hides the end of the statement
_LOOSE = re.compile(
    rf"[ \t]*((?!{_RESERVED}|\[\[)[\w.:*?\[/][\w./:@%+,^*?\[\]~-]*+"
    r"((?:[ \t]++(?![{}!](?:[ \t;&]|$))[\w./:@%+,=^*?\[\]~{}!-]++)*+)[ \t]*+)(;(?![;&])|\n)",
    re.ASCII,
)
_WORD = re.compile(r"[^ \t]+")


def statement(text: str, place: int) -> tuple[Pipeline, str, int] | None:
    """The plain command that stands at `place`, the sign that ends it (; && || newline), the place behind."""
    match = _STATEMENT.match(text, place)
    plain = match is not None
    if match is None:
        match = _LOOSE.match(text, place)
        if match is None:
            return None
    simple = _simple(text, match.start(1), *match.span(2), plain)
    return Pipeline([simple], [""]), match.group(3), match.end()


def command(text: str, place: int) -> tuple[Simple, int] | None:
    """The plain command that stands at `place` and ends before a sign, and the place behind it."""
    match = _COMMAND_ALONE.match(text, place)
    return None if match is None else (_simple(text, match.start(), *match.span(1), True), match.end())


def _simple(text: str, start: int, middle: int, end: int, plain: bool) -> Simple:
    words = [RawWord(start, middle)]
    if middle < end:
        words.extend([RawWord(*word.span()) for word in _WORD.finditer(text, middle, end)])
    return Simple(start, words[-1].end, [], words, [], plain)


def bracketed_end(text: str, place: int) -> int:
    """The place after the closing bracket, if nothing but a plain command stands before it; else 0."""
    match = _BRACKETED.match(text, place)
    return 0 if match is None else match.end()
