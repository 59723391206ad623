"""Numbers that are told by what is beside them: `between 1 and 5 mb`, `the 2nd last line`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from shellguard.phrasebook.language.tokens import Token

_BEFORE = {"between", "from"}
_MIDDLE = {"and", "to"}
_COMPARED = {">": "bigger", ">=": "bigger", "<": "smaller", "<=": "smaller"}


def with_units(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens, the first number of a range made a size like the second, the 2nd last the penultimate."""
    found = list(_in_words(tokens))
    for at in range(1, len(found) - 2):
        before, number, middle, size = found[at - 1 : at + 3]
        if before.word in _BEFORE and middle.word in _MIDDLE and number.kind == "N" and size.kind == "Z":
            found[at] = Token("Z", "", number.text + size.text[-1])
    for at in range(1, len(found) - 1):
        if found[at].word == "until" and found[at - 1].kind == "N" and found[at + 1].kind == "N":
            found[at] = Token("w", "to", "to")
    for at in range(len(found) - 1):
        if found[at].word == "nth" and found[at].text == "2" and found[at + 1].word == "last":
            return (*found[:at], Token("w", "penultimate", "penultimate"), *found[at + 2 :])
    return tuple(found)


def _in_words(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens with `>500M` in words: bigger than."""
    for token, after in zip_longest(tokens, tokens[1:]):
        if token.word in _COMPARED and after is not None and after.kind == "Z":
            yield Token("w", _COMPARED[token.word], _COMPARED[token.word])
            yield Token("w", "than", "than")
        else:
            yield token
