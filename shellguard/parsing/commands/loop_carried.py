"""What a turn of a loop leaves for the next: `d=a; for x in 1 2; do ls $d; d=b; done` lists b, too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shellguard.parsing.commands.command_reader import CommandReader
from shellguard.parsing.commands.counted_loops import count
from shellguard.parsing.grammar.syntax import WORDS_ONLY, Compound, RawAssignment, Simple
from shellguard.parsing.script import Hole, Piece
from shellguard.parsing.state.branches import MAX_CHOICES
from shellguard.parsing.state.environment import Environment
from shellguard.parsing.state.value import Value

_PUT_TOGETHER = re.compile(r"[`(]")
_NAMES = re.compile(r"\$\{?(\w+)")


def carry(raw: Compound, reader: CommandReader) -> None:
    """Let each variable that a turn gives a value of its own be that, too, as the loop begins.

    What is put together from its own value before, as a count is, stays what it is in the first turn.
    """
    environment = reader.environment
    for item in assigned_in(raw):
        source = reader.text[item.value.start : item.value.end]
        own = item.name in _NAMES.findall(source)
        if (
            item.append
            or item.elements is not None
            or "[" in item.name
            or own
            or _PUT_TOGETHER.search(source)
        ):
            continue
        value = reader.single_or_hole(item.value.start, item.value.end).value
        if value:
            _may_be(environment, item.name, value)
    count(raw, reader.text[raw.start : raw.end], environment)


def _may_be(environment: Environment, name: str, text: str) -> None:
    before = environment.lookup(name)
    if before.elements is not None or before.keys:
        return
    if before.choices is not None:
        choices = tuple(dict.fromkeys((*(before.choices or ("",)), text)))
        if before.choices != choices and len(choices) <= MAX_CHOICES:
            environment.assign(name, Value(choices))
    elif not before.pieces:
        piece = Piece(f"${name}", Hole.VARIABLE, False, name, False, ("", text))
        environment.assign(name, Value(None, pieces=(piece,)))


def assigned_in(raw: Compound) -> Iterator[RawAssignment]:
    """The assignments that stand in a loop, in what it encloses as well."""
    for _, listing in raw.parts:
        for _, pipeline in listing.pipelines:
            for command in () if isinstance(pipeline, WORDS_ONLY) else pipeline.commands:
                if isinstance(command, Compound):
                    yield from assigned_in(command) if command.kind not in ("function", "subshell") else ()
                elif isinstance(command, Simple) and not command.words:
                    yield from command.assignments
