"""From the grammar's tree to simple commands in the order in which they would run, words expanded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shellguard.parsing.commands import passed_over, plain
from shellguard.parsing.commands.command_builder import Place
from shellguard.parsing.commands.command_reader import CommandReader
from shellguard.parsing.commands.compound_output import printed_by_compound
from shellguard.parsing.commands.constant_loops import puts_together, repeat
from shellguard.parsing.commands.flat_builder import FlatBuilder
from shellguard.parsing.commands.loop_carried import carry
from shellguard.parsing.commands.loop_rereading import Turns
from shellguard.parsing.commands.names import note_coprocess, note_descriptors
from shellguard.parsing.grammar.compound import Grammar
from shellguard.parsing.grammar.syntax import (
    FLAT,
    Command,
    Compound,
    Flat,
    Listing,
    Pipeline,
    Redirected,
    Statement,
)
from shellguard.parsing.output.flow import (
    NO_FLOW,
    Flow,
    leaves_text,
    output_of,
    redirected_input,
)
from shellguard.parsing.script import Connection, SimpleCommand, Word
from shellguard.parsing.state import stopping
from shellguard.parsing.state.branches import ALTERNATIVES, Branches, Chain, forget, is_exhaustive, turning
from shellguard.parsing.state.environment import Environment
from shellguard.parsing.state.value import UNKNOWN, Value
from shellguard.parsing.words.fields import literal_word
from shellguard.parsing.words.values import choices_of

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptReader

_AND, _OR, _SEQUENCE = (
    Connection.AND,
    Connection.OR,
    Connection.SEQUENCE,
)  # an attribute of an enumeration takes long to look up
_GROUP = ("group",)
_IN_GROUP = Place(_GROUP)
_LOOPS = frozenset(("for", "select", "while", "until"))


class Builder(FlatBuilder):
    """Collects the commands of one script."""

    def __init__(
        self, reading: ScriptReader, grammar: Grammar, environment: Environment, origin: int = 0
    ) -> None:
        super().__init__(reading, grammar, environment, origin)
        self.template = ""  # what the last list prints, with a substitution for what is not known

    def script(self, listing: Listing, stdin: Flow, capture: bool, group: Listing | None) -> str | None:
        """As `listing`, of all of a script; `group` is the one that it is, as a function's body mostly is."""
        if group is None:
            return self.listing(listing, Place(stdin=stdin, capture=capture))
        self.reading.context.spend()
        self.environment.stopped = ""
        self.pipelines = 1  # the group is one, too
        alone = stdin is NO_FLOW and not capture
        return self.listing(group, _IN_GROUP if alone else Place(_GROUP, stdin=stdin, capture=capture))

    def listing(self, listing: Listing, place: Place) -> str | None:
        """Read pipelines one after another; what they print together, None when not known."""
        listing = stopping.reached(listing, place.frames, self.environment, self.grammar.text)
        known = place.capture
        shown: list[str] = []
        ends = ""  # what `${x:?}` ended here: "chain" of &&, or "list"; `end` is where
        end = taken = 0
        chain: Chain | None = None
        turn = 0
        for index, (connection, pipeline) in enumerate(listing.pipelines):
            if index and connection is _AND and chain is None:
                chain = Chain(self.environment)
                taken = max(taken, self._behind(listing, index))
            elif chain is not None and connection is not _AND and connection is not _OR:
                chain.end()
                chain = None
            if index < taken or not (isinstance(pipeline, FLAT) or pipeline.commands):
                continue
            if ends and self._is_dropped(ends, connection, pipeline, place, end):
                continue
            ends = ""
            if isinstance(pipeline, FLAT) and not place.capture:
                if turn <= index:
                    turn = turning(listing, index, chain is not None)
                taken = self.flat(listing.pipelines, index, place, turn)
            if taken <= index:
                taken = index + 1
                known = self._turns(pipeline, place, connection, index, shown) and known
            if self.environment.stopped:
                connection, pipeline = listing.pipelines[taken - 1]
                ends = stopping.ended(self.environment, connection, taken - 1)
                end = pipeline.commands[-1].end
                known = False
        if chain is not None:
            chain.end()
        if not place.capture:
            return None
        self.template = "".join(shown)
        return self.template if known else None

    def _behind(self, listing: Listing, index: int) -> int:
        """The place of what comes next, where the first `&&` of a chain stands before that of `index`."""
        if passed_over.has_no_operands(self.environment):
            return index
        if not passed_over.may_be_decided(listing, index, self.grammar.text):
            return index
        return passed_over.behind(listing, index, self._reader())

    def _turns(
        self, pipeline: Pipeline | Flat, place: Place, connection: Connection, index: int, shown: list[str]
    ) -> bool:
        """Read a pipeline as often as it stands there; whether all is known that it adds to `shown`."""
        known = True
        alternative = connection is _OR and index > 0
        if index and connection is not place.connection:
            place = self._joined(place, connection)
        behind = self.environment.joined
        self.environment.joined = behind or (index > 0 and connection is _AND)
        if pipeline.times == 1 and not (alternative or place.capture):
            commands = () if pipeline.background else pipeline.commands
            if len(commands) == 1:
                self._single(pipeline, commands[0], place)
            else:
                self._pipeline(pipeline, place)
            self.environment.joined = behind
            return True
        for _ in range(pipeline.times):
            before = (self.environment.stamp, self.reading.context.writes)
            output = self._alternative(pipeline, place) if alternative else self._pipeline(pipeline, place)
            if place.capture:
                shown.append(self._source(pipeline) if output is None else output)
                known = known and output is not None
            elif before == (self.environment.stamp, self.reading.context.writes):
                break  # what changed nothing changes nothing when it is done again
        self.environment.joined = behind
        return known

    def _is_dropped(
        self, ends: str, connection: Connection, pipeline: Pipeline | Flat, place: Place, end: int
    ) -> bool:
        """Whether a pipeline is not reached; the next line that a person types is."""
        if ends == "chain":
            return connection is Connection.AND
        typed = not (place.frames or self.origin or self.grammar.depth)
        if typed and "\n" in self.grammar.text[end : pipeline.commands[0].start]:
            self.environment.stopped = ""
        return bool(self.environment.stopped)

    def _source(self, pipeline: Pipeline | Flat) -> str:
        """A substitution that prints what the pipeline prints."""
        return f"$({self.grammar.text[pipeline.commands[0].start : pipeline.commands[-1].end]})\n"

    def _alternative(self, pipeline: Pipeline | Flat, place: Place) -> str | None:
        """What stands behind `||`: nobody knows whether it runs."""
        branches = Branches(self.environment)
        branches.enter()
        stamp = self.environment.stamp
        output = self._pipeline(pipeline, place, alternative=True)
        if self.environment.stamp != stamp:
            branches.leave()
            branches.merge(exhaustive=False)
        return output

    def _pipeline(self, pipeline: Pipeline | Flat, place: Place, alternative: bool = False) -> str | None:
        number = place.pipeline
        if isinstance(pipeline, Statement) and not (place.capture or alternative or pipeline.background):
            if number is None:
                number, self.pipelines = self.pipelines, self.pipelines + 1
            self.reading.context.spend()
            self._statement(pipeline, place, number)
            return None
        commands = pipeline.commands
        several = len(commands) > 1
        if several or number is None:
            number, self.pipelines = self.pipelines, self.pipelines + 1
        frames = (*place.frames, "background") if pipeline.background else place.frames
        if alternative:
            frames = (*frames, "alternative")
        own = self.environment
        ended: list[SimpleCommand] = []  # commands of which nobody asked yet what they print
        flow = place.stdin
        for index, command in enumerate(commands):
            last = index == len(commands) - 1
            connection = place.connection
            if index:
                connection = Connection.PIPE_BOTH if pipeline.joints[index] == "|&" else Connection.PIPE
            if isinstance(command, Statement):
                quick = plain.command(command, own, connection, number, frames, self.origin)
                if quick is not None:
                    self.reading.context.spend()
                    self.commands.append(quick)
                    ended.append(quick)
                    continue
            if index:
                flow = self._through(ended, flow)
                flow = Flow(flow.text, flow.words, True, flow.template, flow.file)
                ended = []
            if several or pipeline.background:
                self.environment = own.copy()
            here = Place(frames, connection, number if several or place.pipeline is not None else None, flow,
                         place.capture or not last)  # fmt: skip
            flow = self._command(command, here, number)
            self.environment = own
        if not place.capture or alternative:
            return None
        return self._through(ended, flow).text

    def _single(self, pipeline: Pipeline | Flat, command: Command, place: Place) -> None:
        """Read a pipeline of one command of which nobody asks what it prints."""
        number, own = place.pipeline, self.environment
        if number is None:
            number, self.pipelines = self.pipelines, self.pipelines + 1
        if isinstance(command, Statement) and command is not pipeline:
            quick = plain.command(command, own, place.connection, number, place.frames, self.origin)
            if quick is not None:
                self.reading.context.spend()
                self.commands.append(quick)
                return
        self._command(command, place, number)
        self.environment = own

    def _through(self, commands: list[SimpleCommand], flow: Flow) -> Flow:
        """What the last of piped commands prints; `flow` is what the first of them reads."""
        for command in commands:
            flow = output_of(command, flow, self.environment)
            flow = Flow(flow.text, flow.words, True, flow.template, flow.file)
        return flow

    def _command(self, command: Command, place: Place, number: int) -> Flow:
        self.reading.context.spend()
        if isinstance(command, Compound):
            return self._compound(command, place, number)
        if isinstance(command, Statement):
            return self._statement(command, place, number)
        if isinstance(command, Redirected):
            return self._with_redirections(command, place, number)
        return self._simple(command, place, number)

    def _compound(self, raw: Compound, place: Place, number: int) -> Flow:
        if raw.kind == "function":
            self._function(raw, place, number)
            return Flow("")
        if raw.kind in ("group", "subshell") and not raw.redirections:
            return self._enclosed(raw, place)
        reader = self._reader()
        redirections = tuple([reader.redirected(item) for item in raw.redirections])
        stdin = place.stdin
        if redirections:
            outer = SimpleCommand((), (), redirections, place.connection, number, place.frames,
                                  tuple(reader.nested), self._span(raw.start, raw.end))  # fmt: skip
            stdin = redirected_input(outer, stdin, self.environment)
            note_descriptors(outer, self.environment)
            if self.environment.stopped:
                self._stopped(raw, place, number, reader)
                self.environment.stopped = ""
                return NO_FLOW
            reader.nested = []
        before = len(self.commands)
        self._compound_words(raw, reader, place, number)
        own = self.environment
        if own.stopped and raw.kind not in ("test", "case"):  # there not all is looked at
            reader.nested = []
            return self._stopped(raw, place, number, reader)
        own.stopped = ""
        if raw.kind in ("subshell", "coproc"):
            self.environment = own.copy()
        written = leaves_text(redirections, self.environment)
        capture = (place.capture or written) and raw.kind in ("group", "subshell")
        followed = raw.kind in _LOOPS and puts_together(raw, self.grammar.text, own)
        earlier = dict(own.variables) if followed else None
        branches = Branches(self.environment)
        inside = Place(place.frames, place.connection, place.pipeline, stdin, capture)
        printed = self._parts(raw, inside, branches, len(self.commands) > before)
        self.environment = own
        if own.stopped:
            return NO_FLOW
        if raw.kind == "coproc":
            note_coprocess(raw, self.grammar.text, own)
        if branches.outcomes:
            branches.merge(is_exhaustive(raw))
        elif raw.kind not in ("group", "subshell", "coproc", "test", "arithmetic"):
            branches.parameters()
            self._after_loop(raw, earlier, stdin)
        if redirections:
            self.commands.append(outer)
        kept = redirections if written else ()
        asked = place.capture or written
        return printed_by_compound(self, self._reader(), raw, inside, kept, printed) if asked else NO_FLOW

    def _enclosed(self, raw: Compound, place: Place) -> Flow:
        """`{ …; }` and `( … )`."""
        own = self.environment
        own.stopped = ""
        if raw.kind == "subshell":
            self.environment = own.copy()
        printed: str | None = ""
        for frame, listing in raw.parts:
            frames = (*place.frames, frame)
            inside = Place(frames, place.connection, place.pipeline, place.stdin, place.capture)
            printed = self.listing(listing, inside)
        self.environment = own
        return Flow(printed, template=self.template) if place.capture and not own.stopped else NO_FLOW

    def _parts(self, raw: Compound, place: Place, branches: Branches, later: bool) -> str | None:
        """Read the lists of a compound command; what the last of them prints."""
        if raw.kind not in _LOOPS:
            return self._once(raw, place, branches, later)
        environment, certain, began = self.environment, self.environment.certain, self.environment.began
        environment.again()
        chain = Chain(environment)
        carry(raw, self._reader())
        turns = Turns(raw, self.grammar.text[raw.start : raw.end], environment)
        printed = self._once(raw, place, branches, later)
        while turns.another():
            self._once(raw, place, branches, later=True)
        if not turns.took_all():  # else it went on to its end, and what it left is known
            chain.end()  # it may have had no turn at all
            forget(raw, environment)
        if certain or began is not None:
            environment.again().certain, environment.began = certain, began
        return printed

    def _once(self, raw: Compound, place: Place, branches: Branches, later: bool) -> str | None:
        """Read the lists of a compound command once."""
        printed: str | None = ""
        before = len(self.commands)
        environment = self.environment
        may_pass = (raw.limits or raw.kind == "if") and not passed_over.has_no_operands(environment)
        passed = passed_over.parts(raw, self._reader()) if may_pass else ()
        for index, (frame, listing) in enumerate(raw.parts):
            if index in passed:
                continue
            first = not later and len(self.commands) == before
            connection = place.connection if first else _SEQUENCE
            if frame in ALTERNATIVES:
                branches.enter()
            frames = (*place.frames, frame)
            printed = self.listing(
                listing, Place(frames, connection, place.pipeline, place.stdin, place.capture)
            )
            if frame in ALTERNATIVES:
                branches.leave()
            if environment.stopped and not (index or frame in ALTERNATIVES):
                break
            environment.stopped = ""
        return printed

    def _after_loop(self, raw: Compound, earlier: dict[str, Value] | None, stdin: Flow) -> None:
        """What a loop leaves in its variables, found by going through it where it only assigns."""
        if earlier is None:
            return
        left, self.environment.variables = self.environment.variables, earlier
        reader = self._reader()
        words = [word for item in raw.words if raw.name for word in reader.safe_fields(item.start, item.end)]
        given = self.environment.positional
        words = words if raw.words or given is None else list(given)
        told = raw.kind != "for" or not raw.name or raw.words or given is not None
        if not (told and repeat(raw, reader, words, stdin)):
            self.environment.variables = left
            self.environment.touch()

    def _compound_words(self, raw: Compound, reader: CommandReader, place: Place, number: int) -> None:
        """A loop's words, a case's subject, a test: they may run commands; a loop's variable gets values."""
        words: list[Word] = []
        if raw.kind == "arithmetic" or (raw.kind == "for" and not raw.name):
            for item in raw.words:
                reader.changed(self.grammar.text[item.start : item.end], loop=raw.kind == "for")
            text = self.grammar.text[raw.words[0].start : raw.words[0].end] if raw.words else ""
            words = [literal_word("(("), literal_word(text)] if raw.kind == "arithmetic" else []
        elif raw.kind in ("test", "case"):
            inner = [reader.single_or_hole(item.start, item.end) for item in raw.words]
            words = [literal_word("[["), *inner, literal_word("]]")] if raw.kind == "test" else []
            reader.compared(words)
        elif raw.kind in ("for", "select"):
            values = [word for item in raw.words for word in reader.safe_fields(item.start, item.end)]
            values = values if raw.words else list(self.environment.positional or ())
            self.environment.assign(raw.name, choices_of(values) if values or raw.words else UNKNOWN)
        if words or reader.nested:
            span = self._span(raw.start, raw.end)
            self.commands.append(SimpleCommand(tuple(words), (), (), place.connection, number, place.frames,
                                               tuple(reader.nested), span))  # fmt: skip
