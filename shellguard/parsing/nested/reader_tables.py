"""Tables of the readers that look into one program each, put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, SimpleCommand

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

ProgramReader = Callable[["ScriptFinder", SimpleCommand, Flow], list[Nested]]
"""What finds the code that a command of one program runs."""


def joined(*tables: Mapping[str, ProgramReader]) -> dict[str, ProgramReader]:
    """One table of all.

    Raises:
        ValueError: a program stands in two of them, so that what one of the two finds would be lost.
    """
    found: dict[str, ProgramReader] = {}
    for table in tables:
        twice = sorted(found.keys() & table.keys())
        if twice:
            raise ValueError(f"two readers for {', '.join(twice)}")
        found |= table
    return found
