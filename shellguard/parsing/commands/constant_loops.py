"""Loops that only put a value together, gone through step by step: `for i in 72 6d; do s+="\\x$i"; done`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shellguard.parsing.commands.command_reader import CommandReader
from shellguard.parsing.grammar.syntax import FLAT, WORDS_ONLY, Compound, Listing, Simple
from shellguard.parsing.script import Word
from shellguard.parsing.state.environment import Environment
from shellguard.parsing.state.value import UNKNOWN, Value

MAX_STEPS = 256
MAX_ASSIGNMENTS = 4
_STEPS_OF_ONE = 4  # a turn computes its count, whether it goes on, and what is assigned
_CLAUSES = re.compile(r"([^;]*);([^;]*);([^;]*)\Z")


def assignments_only(raw: Compound) -> list[Simple]:
    """The commands of a loop's body if they do nothing but assign; else none."""
    if raw.kind != "for" or len(raw.parts) != 1:
        return []
    commands = []
    for _, pipeline in raw.parts[0][1].pipelines:
        if isinstance(pipeline, WORDS_ONLY):
            return []
        for command in pipeline.commands:
            if (
                not isinstance(command, Simple)
                or command.words
                or command.redirections
                or pipeline.background
            ):
                return []
            commands.extend([command] if isinstance(command, Simple) else [])
    total = sum(len(command.assignments) for command in commands)
    return commands if 0 < total <= MAX_ASSIGNMENTS else []


def repeat(raw: Compound, body: list[Simple], reader: CommandReader, words: list[Word]) -> bool:
    """Go through the loop in the reader's environment; False where its turns are not known."""
    environment = reader.environment
    turns = _each(raw, words, environment) if raw.name else _counted(raw, reader)
    for turn, known in enumerate(turns):
        if not known or turn >= MAX_STEPS:
            return False
        for command in body:
            environment.context.spend(_STEPS_OF_ONE)
            for item in command.assignments:
                reader.assigned(item, temporary=False)
    return True


def _each(raw: Compound, words: list[Word], environment: Environment) -> Iterator[bool]:
    for word in words:
        environment.assign(raw.name, Value((word.text,)) if word.known else UNKNOWN)
        yield word.known


def _counted(raw: Compound, reader: CommandReader) -> Iterator[bool]:
    """`for (( i=5; i>=0; i-- ))`."""
    span = raw.words[0]
    clauses = _CLAUSES.match(reader.text[span.start : span.end])
    if clauses is None or not clauses[2].strip() or _computed(reader, clauses[1]) is None:
        yield False
        return
    while (going := _computed(reader, clauses[2])) != 0:
        yield going is not None
        if _computed(reader, clauses[3]) is None:
            yield False


def _computed(reader: CommandReader, text: str) -> int | None:
    return reader.elsewhere(text).computed(0, len(text))


def group_of(listing: Listing) -> Listing | None:
    """What stands in the one group that a script is; None where it is more than that."""
    if len(listing.pipelines) != 1:
        return None
    pipeline = listing.pipelines[0][1]
    if isinstance(pipeline, FLAT) or pipeline.background or len(pipeline.commands) != 1:
        return None
    group = pipeline.commands[0]
    if not isinstance(group, Compound) or group.kind != "group" or group.redirections:
        return None
    return group.parts[0][1] if len(group.parts) == 1 else None
