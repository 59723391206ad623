"""Flat statements, taken one after another without a look at what they cannot be."""

from __future__ import annotations

from shellguard.parsing import later, plain
from shellguard.parsing.command_builder import CommandBuilder, Place
from shellguard.parsing.environment import UNKNOWN, Value
from shellguard.parsing.script import Assignment, Connection, Script, SimpleCommand, Span, Word
from shellguard.parsing.simple_words import simple_piece
from shellguard.parsing.stopping import emptied
from shellguard.parsing.syntax import Assigned, Compound, Flat, Pipeline, Statement
from shellguard.parsing.values import MAX_VALUE, longer

_IN_GROUP = Place(("group",))
_AND, _OR = Connection.AND, Connection.OR  # an attribute of an enumeration takes long to look up


class FlatBuilder(CommandBuilder):
    """Collects commands that only run their program with their words, and plain assignments."""

    def flat(
        self,
        pipelines: list[tuple[Connection, Pipeline | Flat]],
        first: int,
        place: Place,
        only_plain: bool = False,
    ) -> int:
        """Take flat statements from the place `first` on; the place of the one that goes the long way.

        Behind one for which the shell drops what follows nothing more is taken. With `only_plain` nothing is
        taken that changes the environment.
        """
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
            else:
                command = None
                if isinstance(raw, Assigned) and not only_plain and self._is_sure(joined, index):
                    command = self._assigned(raw, joined, count, frames)
            if command is None and (
                only_plain
                or not self._is_sure(joined, index)
                or not isinstance(raw, Statement)
                or raw.times > 1
            ):
                return index
            context.steps -= 1
            if context.steps < 0:
                context.spend()
            if number is None:
                self.pipelines = count + 1
            if command is not None:
                commands.append(command)
            elif not self._goes_on(raw, joined, count, place):
                return index + 1
        return len(pipelines)

    def _is_sure(self, joined: Connection, index: int) -> bool:
        """Whether a statement runs whatever the one before it does."""
        return not index or (joined is not _OR and joined is not _AND)

    def _goes_on(self, raw: Pipeline | Flat, joined: Connection, count: int, place: Place) -> bool:
        """Take a statement that does more than run its program; False if the shell drops what follows."""
        if isinstance(raw, Statement):
            here = Place(place.frames, joined, place.pipeline, place.stdin, place.capture)
            self._statement(raw, here, count)
        return not self.environment.stopped

    def flat_body(self, body: Compound, name: str, source: str) -> Script | None:
        """What a function's body says if that is a group of commands that only run their programs."""
        if body.kind != "group" or body.redirections or not body.closed:
            return None
        pipelines = body.parts[0][1].pipelines
        text = self.grammar.text
        for _, raw in pipelines:
            if not isinstance(raw, Statement) or text[raw.start : raw.middle] == name:
                return None
        builder = FlatBuilder(self.reading, self.grammar, self.environment, body.start)
        builder.pipelines = 1
        if builder.flat(pipelines, 0, _IN_GROUP, only_plain=True) < len(pipelines):
            return None
        self.reading.context.spend(2 + len(source) // 10)
        return Script(source, tuple(builder.commands))

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
