"""Ranges whose unit is said once, behind the second number: `between 1 and 5 mb`."""

from __future__ import annotations

from collections.abc import Sequence

from shellguard.phrasebook.language.tokens import Token

_BEFORE = {"between", "from"}
_MIDDLE = {"and", "to"}


def with_units(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens, the first number of such a range made a size like the second."""
    found = list(tokens)
    for at in range(1, len(found) - 2):
        before, number, middle, size = found[at - 1 : at + 3]
        if before.word in _BEFORE and middle.word in _MIDDLE and number.kind == "N" and size.kind == "Z":
            found[at] = Token("Z", "", number.text + size.text[-1])
    return tuple(found)
