"""Flat statements, taken one after another without a look at what they cannot be."""

from __future__ import annotations

import re

from shellguard.parsing.builtins import DECLARING
from shellguard.parsing.commands import plain
from shellguard.parsing.commands.command_builder import CommandBuilder, Place
from shellguard.parsing.commands.names import NOTED
from shellguard.parsing.grammar.syntax import (
    PARAMETER,
    TRIM,
    Assigned,
    Compound,
    Defined,
    Flat,
    Listing,
    Pipeline,
    Redirected,
    Statement,
)
from shellguard.parsing.nested import executed_variables, executing_outlets
from shellguard.parsing.output.flow import (
    Flow,
    keep_printed,
    leaves_text,
    output_of,
    prints_unknown,
    redirected_input,
)
from shellguard.parsing.script import (
    Assignment,
    Connection,
    Nested,
    NestedKind,
    Piece,
    Script,
    SimpleCommand,
    Span,
    Word,
)
from shellguard.parsing.state.stopping import ENDING, WATCHED, emptied
from shellguard.parsing.state.value import UNKNOWN, Value
from shellguard.parsing.words.simple_words import parameter_piece, simple_piece
from shellguard.parsing.words.values import MAX_VALUE, NEW_TEMPORARY, longer, value_of

HOOKS = frozenset(  # functions that shells call by themselves, or a person all the time
    (
        *("command_not_found_handle", "command_not_found_handler", "precmd", "preexec", "chpwd", "periodic"),
        *("cd", "ls", "pwd", "cat", "echo", "less", "clear", "exit", "man"),
    )
)
_GROUP, _ALTERNATIVE = ("group",), ("group", "alternative")
_LATER, _DEFINITION = NestedKind.LATER, NestedKind.DEFINITION
NOTED_NAMES = frozenset((*NOTED, *WATCHED, *DECLARING, "tee"))  # what is done after them goes by the name
_PARAMETER = re.compile(rf"{PARAMETER}|{TRIM}", re.ASCII)
_AND, _OR = Connection.AND, Connection.OR  # an attribute of an enumeration takes long to look up


class FlatBuilder(CommandBuilder):
    """Collects commands that only run their program with their words, and plain assignments."""

    def flat(
        self,
        pipelines: list[tuple[Connection, Pipeline | Flat]],
        first: int,
        place: Place,
        end: int,
    ) -> int:
        """Take flat statements from place `first` up to `end`; the place of the one that goes the long way.

        Behind one for which the shell drops what follows nothing more is taken.
        """
        behind = self.environment.joined
        try:
            return self._flat(pipelines, first, place, behind, end)
        finally:
            self.environment.joined = behind

    def _flat(
        self,
        pipelines: list[tuple[Connection, Pipeline | Flat]],
        first: int,
        place: Place,
        behind: bool,
        end: int,
    ) -> int:
        """As `flat`; `behind`: all of it stands behind `&&`."""
        environment, commands = self.environment, self.commands
        context, number = self.reading.context, place.pipeline
        for index in range(first, end):
            joined, raw = pipelines[index]
            if index == 0:
                joined = place.connection
            either = joined is _OR and index > 0  # nobody knows what is left by what stands behind it
            if raw.background or (either and not isinstance(raw, Statement)):
                return index
            environment.joined = behind or (joined is _AND and index > 0)
            count = self.pipelines if number is None else number
            if isinstance(raw, Statement):
                command = self._plainly(raw, joined, count, place, either)
                if command is None and (either or raw.times > 1):
                    return index
            else:
                command = self._named(raw, joined, count, place)
                if command is None and not isinstance(raw, Redirected):
                    return index
            context.steps -= 1
            if context.steps < 0:
                context.spend()
            if number is None:
                self.pipelines = count + 1
            if command is None:
                self._goes_on(raw, joined, count, place)
            else:
                commands.append(command)
            if environment.stopped:
                return index + 1
        return end

    def _plainly(
        self, raw: Statement, connection: Connection, pipeline: int, place: Place, either: bool
    ) -> SimpleCommand | None:
        """A command that only runs its program, or leaves the shell as it is; None where it does more."""
        frames = (*place.frames, "alternative") if either else place.frames
        loose = None if either or raw.plain or raw.times > 1 else self._loose
        command = plain.command(
            raw, self.environment, connection, pipeline, frames, self.origin, words_of=loose
        )
        if command is None:
            return self._leaving(raw, connection, pipeline, frames)
        return command if self.reader is None else self._opened(command, raw, place)

    def _loose(self, match: re.Match[str]) -> list[Word]:
        """The fields of a word that takes more to say, of a command that only runs its program."""
        if self.reader is None:
            self.reader = self._reader()
        return self.reader.loose(match)

    def _opened(self, command: SimpleCommand, raw: Statement, place: Place) -> SimpleCommand:
        """Such a command with what runs inside its words."""
        reader, self.reader = self.reader, None
        command = command if reader is None else self._with(command, tuple(reader.nested), [])
        if self._is_inert(command.words):
            return command
        # `${PATH:=…}` among its words: programs are found elsewhere now
        return self._running(self._nester(), command, place.stdin, raw.text[raw.middle : raw.end])[0]

    def sole(self, raw: Statement | Redirected, stdin: Flow) -> None:
        """Take the one statement of a script; it has redirections, or does more than run its program."""
        self.pipelines = 1
        self.reading.context.spend()
        place = Place(stdin=stdin)
        if isinstance(raw, Redirected):
            command = self._redirected(raw, Connection.FIRST, 0, place)
        else:
            command = self._leaving(raw, Connection.FIRST, 0, ())
        if command is not None:
            self.commands.append(command)
        else:
            self._goes_on(raw, Connection.FIRST, 0, place)

    def _leaving(
        self, raw: Statement, connection: Connection, pipeline: int, frames: tuple[str, ...]
    ) -> SimpleCommand | None:
        """What ends the shell, or leaves it as it is though it does more than run a program; else None."""
        environment, name = self.environment, raw.text[raw.start : raw.middle]
        if raw.times > 1:
            return None
        # no alias and no function; where `exit` and its kin end a list it was cut
        if raw.plain and name in ENDING and environment.inert.get(name) == ():
            span = Span(raw.start - self.origin, raw.end - self.origin)
            return SimpleCommand(self._words(raw, name), (), (), connection, pipeline, frames, (), span)
        return self._called(raw, connection, pipeline, frames) if name in environment.functions else None

    def _goes_on(self, raw: Pipeline | Flat, joined: Connection, count: int, place: Place) -> None:
        """Take a statement that does more than run its program."""
        if isinstance(raw, Redirected):
            self._with_redirections(raw, self._joined(place, joined), count)
        elif isinstance(raw, Statement) and not self._calls(raw, joined, count, place):
            self._statement(raw, self._joined(place, joined), count)

    def _joined(self, place: Place, connection: Connection) -> Place:
        """The place of what is joined to what stands there: of all that is, the same one."""
        if connection is place.connection:
            return place
        before, joined = self.beside
        if before is not place or joined.connection is not connection:
            joined = Place(place.frames, connection, place.pipeline, place.stdin, place.capture)
            self.beside = place, joined
        return joined

    def flat_body(self, pipelines: list[tuple[Connection, Pipeline | Flat]], opening: int, name: str,
                  source: str) -> Script | None:  # fmt: skip
        """What a function's body says if that is a group of commands that only run their programs."""
        environment, text = self.environment, self.grammar.text
        if environment.positional is not None and "$" in source:
            return None  # a body has parameters of its own
        commands = []
        for index, (joined, raw) in enumerate(pipelines):
            if not isinstance(raw, Statement) or raw.background or text[raw.start : raw.middle] == name:
                return None
            frames = _ALTERNATIVE if joined is _OR and index else _GROUP
            command = plain.command(raw, environment, joined, index + 1, frames, opening)
            if command is None:
                return None
            commands.append(command)
        self.reading.context.spend(2 + len(commands) + len(source) // 10)
        return Script(source, tuple(commands))

    def defined(
        self, name: str, source: str, script: Script, settled: bool, varying: bool = False
    ) -> tuple[Nested, ...]:
        """Give the shell a function, `varying` with what it is called with; what its definition holds."""
        self.environment.define(name, source)
        if not varying:
            self.reading.settle(source, self.grammar.depth + 1, script, settled)
        kind = _LATER if name in HOOKS else _DEFINITION
        return (Nested(kind, script, via=name),)

    def _function(self, raw: Compound, place: Place, number: int) -> None:
        """A definition: its body is read as what does not run now."""
        name = raw.name
        body = raw.parts[0][1] if raw.parts else Listing()
        source, script, varying = "", None, False
        if body.pipelines and body.pipelines[0][1].commands:
            command = body.pipelines[0][1].commands[0]
            source = self.grammar.text[command.start : command.end or len(self.grammar.text)]
            if isinstance(command, Compound) and command.closed and command.parts:
                inside = command.parts[0][1]
                if command.kind == "group" and not command.redirections and inside is not self.deep:
                    script = self.flat_body(inside.pipelines, command.start, name, source)
                if script is None:
                    self.reading.keep(source, self.grammar.deeper(), body, command.start)
        if script is None:
            owned = self.environment.owned
            inner = self.environment.copy().entering(name).again()
            inner.positional = None
            context = self.reading.context
            compared = context.compared
            with context.in_definition(runs=name in HOOKS):
                script, _ = self.reading.apart(source, inner, self.grammar.depth + 1, capture=False)
            self.environment.owned = owned  # nobody else goes on with what the body was read in
            varying = compared != context.compared
        nested = self.defined(name, source, script, settled=False, varying=varying)
        self.commands.append(SimpleCommand((), (), (), place.connection, number, place.frames, nested,
                                           self._span(raw.start, raw.end), definition=name))  # fmt: skip

    def _named(
        self, raw: Pipeline | Flat, connection: Connection, pipeline: int, place: Place
    ) -> SimpleCommand | None:
        """An assignment, a definition, or a redirected command; None where it has to go the long way."""
        if isinstance(raw, Assigned):
            return self._assigned(raw, connection, pipeline, place.frames)
        if isinstance(raw, Redirected):
            return self._redirected(raw, connection, pipeline, place)
        return self._defined(raw, connection, pipeline, place.frames) if isinstance(raw, Defined) else None

    def _redirected(
        self, raw: Redirected, connection: Connection, pipeline: int, place: Place
    ) -> SimpleCommand | None:
        """A command that only runs its program and has plain redirections; else None."""
        environment, origin = self.environment, self.origin
        if environment.opened or environment.feeds:
            return None
        command = plain.command(raw.statement, environment, connection, pipeline, place.frames, origin)
        if command is None:
            return None
        command = SimpleCommand(
            command.words, (), plain.redirections(raw, origin), connection, pipeline, place.frames, (),
            Span(raw.start - origin, raw.end - origin),
        )  # fmt: skip
        if prints_unknown(command.words[0].text):
            keep_printed(command.redirections, None, environment)
            return command
        stdin = redirected_input(command, place.stdin, environment)
        command = self._with(command, *executing_outlets.fed(self._nester(), command, stdin))
        if leaves_text(command.redirections, environment):
            output_of(command, stdin, environment)
        return command

    def _defined(
        self, raw: Defined, connection: Connection, pipeline: int, frames: tuple[str, ...]
    ) -> SimpleCommand | None:
        """The definition of a function of which the body only runs programs; else None."""
        name, source = raw.name, self.grammar.text[raw.opening : raw.end]
        script = self.flat_body(raw.body.pipelines, raw.opening, name, source)
        if script is None:
            self.deep = raw.body
            return None
        nested = self.defined(name, source, script, raw.plain)
        span = Span(raw.start - self.origin, raw.end - self.origin)
        return SimpleCommand((), (), (), connection, pipeline, frames, nested, span, name)

    def _called(
        self, raw: Statement, connection: Connection, pipeline: int, frames: tuple[str, ...]
    ) -> SimpleCommand | None:
        """The call of a function that surely leaves the shell as it is, given plain words; else None."""
        environment, origin = self.environment, self.origin
        name = raw.text[raw.start : raw.middle]
        source = environment.functions.get(name)
        if source is None or name in NOTED_NAMES:
            return None
        depth = self.grammar.depth + 1
        nested = self.reading.called(name, source, depth, environment) if raw.plain else None
        if nested is None and (environment.inside or source[0] != "{" or environment.opened):
            return None
        if not name.isidentifier() or environment.alias(name) is not None:
            return None
        operands = plain.operands(raw, environment, origin) if raw.middle < raw.end else ()
        if operands is None:
            return None
        words = (Word(name, (Piece(name),), Span(raw.start - origin, raw.middle - origin)), *operands)
        if nested is None:
            found = self.reading.flat_call(source, words, environment, depth, capture=False)
            if found is None:
                return None
            nested = (Nested(NestedKind.FUNCTION, found[0], via=name),)
        span = Span(raw.start - origin, raw.end - origin)
        return SimpleCommand(words, (), (), connection, pipeline, frames, nested, span)

    def _calls(self, raw: Statement, connection: Connection, pipeline: int, place: Place) -> bool:
        """Take the call of a function of this line outside of all functions; False if it is none."""
        environment, origin = self.environment, self.origin
        name = raw.text[raw.start : raw.middle]
        body = environment.functions.get(name)
        if body is None or name in NOTED_NAMES or environment.inside or environment.alias(name) is not None:
            return False
        nested: tuple[Nested, ...] = ()
        if raw.plain:
            words = self._words(raw, name)
        elif environment.opened or not name.isidentifier():
            return False
        else:
            reader = self._reader()
            head = Word(name, (Piece(name),), Span(raw.start - origin, raw.middle - origin))
            words = (head, *reader.loosely(raw))
            nested = tuple(reader.nested)
        nested = (*nested, self._nester().function(name, body, words, place.stdin))
        span = Span(raw.start - origin, raw.end - origin)
        self.commands.append(SimpleCommand(words, (), (), connection, pipeline, place.frames, nested, span))
        return True

    def _words(self, raw: Statement, name: str) -> tuple[Word, ...]:
        """The words of a plain statement."""
        head = Word(name, (Piece(name),), Span(raw.start - self.origin, raw.middle - self.origin))
        if raw.end == raw.middle:
            return (head,)
        return (head, *(plain.operands(raw, self.environment, self.origin) or ()))

    def _assigned(
        self, raw: Assigned, connection: Connection, pipeline: int, frames: tuple[str, ...]
    ) -> SimpleCommand | None:
        """The assignment of a value; None when it has to go the long way."""
        name, environment, origin = raw.name, self.environment, self.origin
        source = self.grammar.text[raw.middle : raw.end]
        if executed_variables.is_read_by_shells(name) or environment.cased.get(name) == "i":
            return None
        nested: tuple[Nested, ...] = ()
        piece = simple_piece(source, environment)
        if piece is None:
            piece, nested = self._expanded(raw, source)
        end = raw.end - origin
        if piece is not None:
            word = Word(source, (piece,), Span(raw.middle - origin, end))
            value = UNKNOWN if piece.hole or len(piece.text) > MAX_VALUE else Value((piece.text,))
            if piece.hole and piece.candidates:
                value = value_of(word, name)
        else:
            reader = self._reader()
            word = reader.single_or_hole(raw.middle, raw.end)
            value, nested = value_of(word, name), tuple(reader.nested)
        value = emptied(environment, value)
        if raw.append:
            value = longer(name, environment.lookup(name), value)
        environment.assign(name, value)
        assignment = Assignment(name, word, raw.append)
        return SimpleCommand(
            (), (assignment,), (), connection, pipeline, frames, nested, Span(raw.start - origin, end)
        )

    def _expanded(self, raw: Assigned, source: str) -> tuple[Piece | None, tuple[Nested, ...]]:
        """The value of an assignment that is one parameter or substitution, and what runs for it."""
        quoted = source.startswith('"')
        bare = source[1:-1] if quoted else source
        if bare.startswith(NEW_TEMPORARY):
            return None, ()
        if bare.startswith("$("):
            reader = self._reader()
            piece = reader.whole_substitution(raw.middle, raw.end, source, splitting=False)
            return piece, tuple(reader.nested)
        if _PARAMETER.fullmatch(bare) is None:
            return None, ()
        piece = parameter_piece(bare, quoted, self.environment)
        if piece is not None and piece.text.startswith(NEW_TEMPORARY):
            return None, ()
        return piece, ()
