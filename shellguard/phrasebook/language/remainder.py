"""The words of a request that nothing has explained yet, as one searchable text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from shellguard.phrasebook.language.tokens import Token


class Remainder:
    """Tokens of which some are taken out as they are understood.

    `possible` has a bit for each saying that may be found, all of them until somebody has looked.
    In `text` a word stands in its plain form and a literal as its kind and its place in the request (`P3`).
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tuple(tokens)
        self.left = list(range(len(tokens)))
        self.possible = -1
        self._pieces = [
            token.word if token.kind == "w" else f"{token.kind}{index}" for index, token in enumerate(tokens)
        ]
        self.text = " ".join(self._pieces)

    def indices(self, start: int, end: int) -> list[int]:
        """The tokens that stand between two places of `text`."""
        found, at = [], 0
        for index in self.left:
            if at >= end:
                break
            if at >= start:
                found.append(index)
            at += len(self._pieces[index]) + 1
        return found

    def take(self, found: re.Match[str]) -> list[int]:
        """Takes out what a pattern has matched."""
        taken = self.indices(*found.span())
        self.drop(taken)
        return taken

    def drop(self, taken: Iterable[int]) -> None:
        gone = set(taken)
        self.left = [index for index in self.left if index not in gone]
        self.text = " ".join([self._pieces[index] for index in self.left])

    def value(self, found: re.Match[str], group: str) -> str:
        """What was typed where a group has matched; "" when it has not."""
        if group not in found.re.groupindex or found[group] is None:
            return ""
        return " ".join(_said(self.tokens[index]) for index in self.indices(*found.span(group)))


def _said(token: Token) -> str:
    """A token as it was typed; of a phrase that was read as other words the one that it was read as."""
    words = token.text.lower().split()
    return token.word if len(words) > 1 and token.word in words else token.text
