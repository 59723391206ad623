"""Simple commands of the grammar's tree: words expanded, with what runs because of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shellguard.parsing.builtins import DECLARING
from shellguard.parsing.commands import plain
from shellguard.parsing.commands.command_reader import CommandReader
from shellguard.parsing.commands.names import NOTED, note_command, note_descriptors
from shellguard.parsing.commands.temporary_assignments import give_back, is_void, lend
from shellguard.parsing.grammar.compound import Grammar
from shellguard.parsing.grammar.syntax import Compound, Listing, Redirected, Simple, Statement
from shellguard.parsing.nested import executed_variables, executing_outlets, nesting
from shellguard.parsing.nested.executed_variables import changes_what_runs
from shellguard.parsing.output.flow import NO_FLOW, Flow, leaves_text, output_of, redirected_input
from shellguard.parsing.records import record
from shellguard.parsing.script import Connection, Nested, Piece, SimpleCommand, Span, Word
from shellguard.parsing.state import stopping
from shellguard.parsing.state.environment import Environment
from shellguard.parsing.words.simple_words import simple_piece

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptReader


@record
class Place:
    """Where a command stands: what encloses it, how it is joined, which pipeline, what it reads."""

    frames: tuple[str, ...] = ()
    connection: Connection = Connection.FIRST
    pipeline: int | None = None
    stdin: Flow = NO_FLOW
    capture: bool = False


_NOWHERE = Place()


class CommandBuilder:
    """Collects simple commands."""

    def __init__(
        self, reading: ScriptReader, grammar: Grammar, environment: Environment, origin: int
    ) -> None:
        self.reading = reading
        self.grammar = grammar
        self.environment = environment
        self.origin = origin  # where the script begins in the grammar's text: spans count from there
        self.commands: list[SimpleCommand] = []
        environment.ran = self.commands
        self.pipelines = 0  # how many there were
        self.deep: Listing | None = None  # the body of a function that does more than run programs
        self.reader: CommandReader | None = None  # of words that take more to say, while a command needs it
        self.beside = (_NOWHERE, _NOWHERE)  # the last place, and that of what is joined to what stands there

    def _statement(self, raw: Statement, place: Place, number: int) -> Flow:
        """A command that has only words, and does more than run its program with them."""
        environment, origin = self.environment, self.origin
        first = self.grammar.text[raw.start : raw.middle]
        plainly = raw.plain or first == "[" or first.isidentifier()
        piece = Piece(first) if plainly else simple_piece(first, environment)
        if piece is None:
            return self._simple(raw.simple, place, number)
        declares = piece.text in DECLARING and not is_void(piece.text, environment)
        start, middle, end = raw.start - origin, raw.middle - origin, raw.end - origin
        head = Word(first, (piece,), Span(start, middle))
        inner: tuple[Nested, ...] = ()
        if declares:
            reader = self._reader()
            others = reader.declaring(raw.operands())
            inner = tuple(reader.nested)
        elif raw.plain:
            others = plain.operands(raw, environment, origin) or []
        else:
            reader = self._reader()
            others = reader.loosely(raw)
            inner = tuple(reader.nested)
        span = Span(start, end)
        command = SimpleCommand((head, *others), (), (), place.connection, number, place.frames, inner, span)
        stdin = redirected_input(command, place.stdin, environment) if environment.opened else place.stdin
        nester, found, output = self._nester(place.capture), None, None
        if plainly or (piece.text == first and not piece.hole):
            found = nester.named(command, stdin, first)
        if found is not None:
            if declares:
                found = executed_variables.assigned(nester, command) + found
            command = self._noted(nester, command, stdin, found)
        elif raw.plain or not self._is_inert(command.words):
            rest = raw.text[raw.middle : raw.end]
            command, output = self._running(nester, command, stdin, rest)
        self.commands.append(command)
        if not place.capture:
            return NO_FLOW
        return output_of(command, stdin, environment) if output is None else Flow(output)

    def _with_redirections(self, raw: Redirected, place: Place, number: int) -> Flow:
        """A command of words with plain redirections behind them, which may do more than run its program."""
        environment, origin, statement = self.environment, self.origin, raw.statement
        first = statement.text[statement.start : statement.middle]
        plainly = first == "[" or first.isidentifier()
        piece = Piece(first) if plainly else simple_piece(first, environment)
        if piece is None or piece.text in DECLARING:
            return self._simple(raw.simple, place, number)
        reader = self._reader()
        head = Word(first, (piece,), Span(raw.start - origin, statement.middle - origin))
        command = SimpleCommand(
            (head, *reader.loosely(statement)), (), plain.redirections(raw, origin), place.connection, number,
            place.frames, tuple(reader.nested), Span(raw.start - origin, raw.end - origin),
        )  # fmt: skip
        return self._done(command, place, statement.text[statement.middle : raw.end])

    def _noted(
        self, nester: nesting.Nester, command: SimpleCommand, stdin: Flow, found: list[Nested]
    ) -> SimpleCommand:
        """The command with what was found to run because of it."""
        environment, name = self.environment, command.words[0].text
        if name == "tee":
            found = found + executing_outlets.fed(nester, command, stdin)[1]
        if name in stopping.WATCHED:
            stopping.note_unseen(command, found, environment)
        if found:
            command = self._with(command, command.nested, found)
        if name in NOTED or command.nested:  # `builtin cd`, `sudo tee file`
            note_command(command, environment, stdin)
        return command

    def _reader(self) -> CommandReader:
        return CommandReader(self.reading, self.grammar, self.environment, self.origin)

    def _span(self, start: int, end: int) -> Span:
        return Span(start - self.origin, end - self.origin)

    def _simple(self, raw: Simple, place: Place, number: int) -> Flow:
        reader = self._reader()
        if not (raw.words or raw.redirections):
            return self._assigning(raw, place, number, reader)
        words = reader.words(raw)
        assignments = tuple([reader.assigned(item, temporary=bool(words)) for item in raw.assignments])
        stopped = self.environment.stopped
        redirections = tuple([reader.redirected(item) for item in raw.redirections])
        span = self._span(raw.start, raw.end)
        if self.environment.stopped:
            self._stopped(raw, place, number, reader)
            self.environment.stopped = stopped  # a program's redirections are expanded by its own process
            return NO_FLOW
        command = SimpleCommand(
            words, assignments, redirections, place.connection, number, place.frames,
            tuple(reader.nested), span,
        )  # fmt: skip
        rest = self.grammar.text[raw.words[0].end : raw.end] if raw.words else ""
        return self._done(command, place, rest)

    def _done(self, command: SimpleCommand, place: Place, rest: str) -> Flow:
        """Take a command of which all words are read, with what runs because of it; what it prints."""
        environment, redirections = self.environment, command.redirections
        stdin = place.stdin
        if redirections or environment.opened:
            stdin = redirected_input(command, stdin, environment)
            note_descriptors(command, environment)
        output = None
        if not self._is_inert(command.words) or (
            command.assignments and any(changes_what_runs(item.name) for item in command.assignments)
        ):
            command, output = self._running(self._nester(place.capture), command, stdin, rest)
        elif redirections:
            command = self._with(command, *executing_outlets.fed(self._nester(), command, stdin))
        self.commands.append(command)
        if not (place.capture or leaves_text(redirections, environment)):
            return NO_FLOW
        if output is not None and not redirections:
            return Flow(output)
        return output_of(command, stdin, environment)

    def _assigning(self, raw: Simple, place: Place, number: int, reader: CommandReader) -> Flow:
        """A command that only assigns."""
        assignments = tuple([reader.assigned(item, temporary=False) for item in raw.assignments])
        if self.environment.stopped:
            return self._stopped(raw, place, number, reader)
        command = SimpleCommand(
            (), assignments, (), place.connection, number, place.frames, tuple(reader.nested),
            self._span(raw.start, raw.end),
        )  # fmt: skip
        if any(executed_variables.is_read_by_shells(item.name) for item in assignments):
            found = executed_variables.assigned(self._nester(), command)
            stopping.note_unseen(command, found, self.environment)
            command = self._with(command, command.nested, found)
        self.commands.append(command)
        return Flow("") if place.capture else NO_FLOW

    def _stopped(self, raw: Simple | Compound, place: Place, number: int, reader: CommandReader) -> Flow:
        """A command whose expansion makes the shell drop it."""
        span = self._span(raw.start, raw.end)
        self.commands.append(
            SimpleCommand((), (), (), place.connection, number, place.frames, tuple(reader.nested), span,
                          stops=self.environment.stopped)
        )  # fmt: skip
        return NO_FLOW

    def _is_inert(self, words: tuple[Word, ...]) -> bool:
        """Whether a command with these words only runs its program with them."""
        if not words:
            return True
        pieces = words[0].pieces
        name = pieces[0].text
        return (
            len(pieces) == 1 and not pieces[0].hole and name == words[0].source
            and plain.inert(name, self.environment)
        )  # fmt: skip

    def _nester(self, capture: bool = False) -> nesting.Nester:
        return nesting.Nester(self.reading, self.environment, self.grammar.depth, capture)

    def _running(
        self, nester: nesting.Nester, command: SimpleCommand, stdin: Flow, rest: str
    ) -> tuple[SimpleCommand, str | None]:
        """The command with all that runs because of it, and what it prints if it calls a function."""
        lent = lend(command.assignments, self.environment) if command.assignments and command.words else None
        found = nester.nested(command, stdin, rest)
        if lent:
            give_back(lent, self.environment)
        inner, outer = executing_outlets.fed(nester, command, stdin)
        stopping.note_unseen(command, found, self.environment)
        command = self._with(command, inner, found + outer)
        note_command(command, self.environment, stdin)
        return command, nester.output

    def _with(self, command: SimpleCommand, inner: tuple[Nested, ...], more: list[Nested]) -> SimpleCommand:
        if not more and inner == command.nested:
            return command
        return command.running((*inner, *more))
