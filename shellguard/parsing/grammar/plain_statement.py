"""The quick way through the grammar: statements in which nothing stands inside anything else.

Names, operands, quotes without expansions and plain variables, up to a sign. Most of what people type is
that, and of a very long line nearly all. What is found here is what the grammar would give.
"""

from __future__ import annotations

import re

from shellguard.parsing.grammar.syntax import (
    CHANGE,
    PARAMETER,
    QUOTES,
    REDIRECTION,
    RESERVED,
    SPECIAL,
    SUBSTITUTION,
    VARIABLE,
    Redirected,
    Statement,
)

_COMMAND = rf"(?!{RESERVED})[A-Za-z_.:][\w.:@+-]*+((?>(?:[ \t]++[A-Za-z0-9_./:@%+,=^-]++)*))[ \t]*+"
# words that may be patterns, hold braces, quotes or variables: nothing in them hides the end of the statement
OPERAND = (
    rf"(?![{{}}!](?:[ \t;&|)\n]|\Z))"
    rf"(?>(?:[\w./:@%+,=^*?\[\]~{{}}!-]++|{QUOTES}|{VARIABLE}|{PARAMETER}|{SPECIAL}|{CHANGE}|{SUBSTITUTION})+)"
)
LOOSE_NAME = (
    rf"(?!{RESERVED}|\[\[|[A-Za-z_]\w*\[)(?:[\w.:*?\[/]|{QUOTES}|{VARIABLE})"
    rf"(?>(?:[\w./:@%+,^*?\[\]~-]++|{QUOTES}|{VARIABLE})*)"
)
# a number right before the sign of a redirection is no operand
_LOOSE_COMMAND = (
    rf"{LOOSE_NAME}((?>(?:[ \t]++(?!\d++[<>]){OPERAND})*)))"
    rf"((?>(?:[ \t]++{REDIRECTION})*))[ \t]*+"
)
_BEGINS = r"(?=[ \t]*[\w./\"'$~])"
SIGN = rf"(;(?![;&])|\n|&&{_BEGINS}|\|\|{_BEGINS}|&(?![&>])|(?=\)|;[;&]|\||&&|\Z))"
JOINED = ("|", "&&")  # what stands behind a statement that is part of more than a list of statements
_END = r"(?=[|;)\n]|&(?!>)|\Z)"
PLAIN = re.compile(rf"[ \t\n]*+({_COMMAND}){SIGN}", re.ASCII)
_LOOSE_STATEMENT = re.compile(rf"[ \t\n]*+({_LOOSE_COMMAND}{SIGN}", re.ASCII)
_VALUE = rf"(?>(?:[\w./:@%+,^-]++|{QUOTES}|{VARIABLE}|{PARAMETER}|{CHANGE}|{SUBSTITUTION})*)"
ASSIGNMENT = re.compile(rf"[ \t\n]*+(?:([A-Za-z_]\w*+)(\+?)=({_VALUE}))[ \t]*+{SIGN}", re.ASCII)
_DEFINITION = re.compile(
    rf"[ \t\n]*+(?!{RESERVED})([A-Za-z_][\w-]*+)[ \t]*+(?=\([ \t]*+\)[ \t]*+[{{(])", re.ASCII
)
_FLAT_DEFINITION = re.compile(  # the body has no bracket, and may be flat
    rf"[ \t\n]*+(?!{RESERVED})([A-Za-z_][\w-]*+)[ \t]*+\([ \t]*+\)[ \t]*+(\{{)(?=[ \t\n])"
    rf"[^{{}}()<>#`\\]*+(\}})[ \t]*+((?:;(?![;&])|\n|\Z))",
    re.ASCII,
)
_HEAD = re.compile(
    rf"[ \t\n]*+(?:({RESERVED}(?=[\s;&|()<>]|\Z)|[(){{}}!]|\[\[)|[A-Za-z_][\w-]*+(?:\+?=|[ \t]*+\())",
    re.ASCII,
)
_ALONE = re.compile(rf"{_COMMAND}{_END}", re.ASCII)
_LOOSE_ALONE = re.compile(rf"({_LOOSE_COMMAND}{_END}", re.ASCII)


def plain_statement(text: str, place: int) -> Statement | None:
    """As `statement`, for words with nothing to expand."""
    match = PLAIN.match(text, place)
    if match is None:
        return None
    (_, behind), (start, _), (middle, end), (sign, _) = match.regs
    return Statement(text, start, middle, end, True, text[sign:behind], behind, 1)


def loose_statement(text: str, place: int) -> Statement | Redirected | None:
    """As `statement`, for words with quotes, variables and patterns, and redirections to and from names."""
    match = _LOOSE_STATEMENT.match(text, place)
    if match is None:
        return None
    (_, behind), (start, _), (middle, end), (_, stop), (sign, _) = match.regs
    found = Statement(text, start, middle, end, False, text[sign:behind], behind, 1)
    return found if stop == end else Redirected(found, stop)


def statement(text: str, place: int) -> Statement | Redirected | None:
    """The simple statement that stands at `place`.

    The sign that ends it is one of ; & && || newline, and "" before a bar, a closing bracket, ;; and at the
    end, and before what is joined by && and is no such statement.
    """
    return plain_statement(text, place) or loose_statement(text, place)


def head(text: str, place: int) -> str:
    """What stands at `place` that no statement begins with.

    "=" for an assignment, "(" for a definition, "compound" for a reserved word and for signs of compound
    commands; "" for none of these.
    """
    match = _HEAD.match(text, place)
    if match is None:
        return ""
    return "compound" if match.lastindex else text[match.end() - 1]


def definition(text: str, place: int) -> tuple[int, int, int] | None:
    """Of the `name()` that stands at `place`: where the name begins and ends, and where the bracket is."""
    match = _DEFINITION.match(text, place)
    return None if match is None else (*match.span(1), match.end())


def flat_definition(text: str, place: int) -> tuple[int, int, int, int, int, int] | None:
    """Of a function at `place` that may be flat: its name, its brackets, the sign behind it, with its end."""
    match = _FLAT_DEFINITION.match(text, place)
    if match is None:
        return None
    (_, behind), (start, end), (opening, _), (closing, _), (sign, _) = match.regs
    return start, end, opening, closing, sign, behind


def command(text: str, place: int) -> Statement | Redirected | None:
    """The simple command that stands at `place` and ends before a sign."""
    match = _ALONE.match(text, place)
    if match is not None:
        middle, end = match.span(1)
        return Statement(text, place, middle, end, True, "", match.end(), 1)
    match = _LOOSE_ALONE.match(text, place)
    if match is None:
        return None
    (_, behind), _, (middle, end), (_, stop) = match.regs
    found = Statement(text, place, middle, end, False, "", behind, 1)
    return found if stop == end else Redirected(found, stop)
