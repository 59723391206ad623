"""Flat statements, taken one after another without a look at what they cannot be."""

from __future__ import annotations

from shellguard.parsing import later, plain
from shellguard.parsing.command_builder import CommandBuilder, Place
from shellguard.parsing.environment import UNKNOWN, Value
from shellguard.parsing.script import Assignment, Connection, SimpleCommand, Span, Word
from shellguard.parsing.simple_words import simple_piece
from shellguard.parsing.stopping import emptied
from shellguard.parsing.syntax import Assigned, Flat, Pipeline, Statement
from shellguard.parsing.values import MAX_VALUE, longer

_AND, _OR = Connection.AND, Connection.OR  # an attribute of an enumeration takes long to look up


class FlatBuilder(CommandBuilder):
    """Collects commands that only run their program with their words, and plain assignments."""

    def flat(self, pipelines: list[tuple[Connection, Pipeline | Flat]], first: int, place: Place) -> int:
        """Take flat statements from the place `first` on; the place of the one that goes the long way."""
        environment, origin, commands = self.environment, self.origin, self.commands
        context, frames, number = self.reading.context, place.frames, place.pipeline
        for index in range(first, len(pipelines)):
            joined, raw = pipelines[index]
            if index == 0:
                joined = place.connection
            if raw.background:
                return index
            count = self.pipelines if number is None else number
            if isinstance(raw, Statement):
                around = (*frames, "alternative") if joined is _OR and index else frames
                command = plain.command(raw, environment, joined, count, around, origin)
            elif isinstance(raw, Assigned) and not (index and (joined is _OR or joined is _AND)):
                command = self._assigned(raw, joined, count, frames)
            else:
                return index
            if command is None:
                return index
            context.steps -= 1
            if context.steps < 0:
                context.spend()
            if number is None:
                self.pipelines = count + 1
            commands.append(command)
        return len(pipelines)

    def _assigned(
        self, raw: Assigned, connection: Connection, pipeline: int, frames: tuple[str, ...]
    ) -> SimpleCommand | None:
        """The assignment of a value that is one piece; None when it has to go the long way."""
        name, environment, origin = raw.name, self.environment, self.origin
        source = self.grammar.text[raw.middle : raw.end]
        piece = simple_piece(source, environment)
        if piece is None or later.is_read_by_shells(name):
            return None
        value = UNKNOWN if piece.hole or len(piece.text) > MAX_VALUE else Value((piece.text,))
        value = emptied(environment, value)
        if raw.append:
            value = longer(name, environment.lookup(name), value)
        environment.assign(name, value)
        end = raw.end - origin
        word = Word(source, (piece,), Span(raw.middle - origin, end))
        assignment = Assignment(name, word, raw.append)
        return SimpleCommand(
            (), (assignment,), (), connection, pipeline, frames, (), Span(raw.start - origin, end)
        )
