"""One entry of a history, and the shells whose histories are read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Writer(StrEnum):
    """The shell that wrote a history: it decides the form of the file."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed at one prompt.

    Attributes:
        text: the line, or the lines joined by newlines; bytes that are no UTF-8 stand as lone surrogates.
        at: when it was typed, in seconds since the epoch; None when the file does not say.
    """

    text: str
    at: int | None = None
