"""Flat statements with redirections to and from plain names: `> file`, `2>&1`, `< file`."""

from __future__ import annotations

import re

from shellguard.parsing.grammar.plain_statement import LOOSE_NAME, OPERAND, SIGN
from shellguard.parsing.grammar.syntax import REDIRECTION, Redirected, Statement

_REDIRECTED = re.compile(  # a number right before the sign is no operand
    rf"[ \t\n]*+({LOOSE_NAME}((?:[ \t]++(?!\d++[<>]){OPERAND})*+))"
    rf"((?:[ \t]++{REDIRECTION})++)[ \t]*+{SIGN}",
    re.ASCII,
)


def redirected(text: str, place: int) -> Redirected | None:
    """The simple statement with redirections that stands at `place`, unless a bar follows it."""
    match = _REDIRECTED.match(text, place)
    if match is None or text.startswith("|", match.end()):
        return None
    (_, behind), (start, _), (middle, end), (_, stop), (sign, _) = match.regs
    return Redirected(Statement(text, start, middle, end, False, text[sign:behind], behind, 1), stop)
