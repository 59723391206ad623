"""How another shell, or a text in the same one, is started."""

from __future__ import annotations

from dataclasses import dataclass

from shellguard.parsing.script import Word


@dataclass(frozen=True, slots=True)
class ShellStart:
    """What a shell is given besides its text.

    Attributes:
        positional: its operands; None where it keeps those that it has.
        zero: the word that it calls itself, where one is named.
        variables: what is assigned for it alone.
    """

    positional: tuple[Word, ...] | None = None
    zero: Word | None = None
    variables: tuple[tuple[str, Word], ...] = ()


PLAIN_START = ShellStart()
