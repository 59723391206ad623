"""A safer command, before it was judged."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proposal:
    """A command to offer instead.

    Attributes:
        command: the whole line.
        why: what is better about it, one clause.
        kind: stable name of the kind of proposal (`git.clean-dry-run`).
        meant: it is likely what was to be typed, and so offered though it is asked about as well.
    """

    command: str
    why: str
    kind: str = ""
    meant: bool = False
