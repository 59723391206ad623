"""The call of a function of which the body only runs programs, read without a shell of its own.

Such a body changes nothing in the shell: only its parameters are others at each call. It may call functions
that are the same, leave its output to others and end itself: `die() { log "$(date) $*"; exit 1; }`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shellguard.parsing.commands import plain
from shellguard.parsing.commands.command_reader import CommandReader
from shellguard.parsing.commands.flat_builder import NOTED_NAMES
from shellguard.parsing.grammar.compound import Grammar
from shellguard.parsing.grammar.syntax import (
    Assigned,
    Defined,
    Flat,
    Listing,
    Pipeline,
    Redirected,
    Statement,
)
from shellguard.parsing.output.flow import NO_FLOW, Flow, output_of
from shellguard.parsing.script import (
    Connection,
    Nested,
    NestedKind,
    Piece,
    Redirection,
    Script,
    SimpleCommand,
    Span,
    Word,
)
from shellguard.parsing.state.environment import Environment
from shellguard.parsing.state.stopping import ENDING

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptReader

MOST = 16  # commands of such a body
MOST_WITHIN = 4  # functions that call each other
_FRAMES = ("group",)
_PIPES = {"|": Connection.PIPE, "|&": Connection.PIPE_BOTH}
_NOWHERE = re.compile(r"(?:[ \t]+(?:[12]?>&[12]|(?:[12]?|&)>>?[ \t]*/dev/null))+")  # no file is written
_ENDED = re.compile(r"(?:return|exit)(?:[ \t]+\d{1,3})?")
_INSIDE = re.compile(r"\$\(([^)]*)")
_OTHERWISE = re.compile(r"\$\{?_\b|\$\{\w+:?=")  # it reads otherwise at each call, or sets a variable
_FUNCTION, _OR = NestedKind.FUNCTION, Connection.OR


@dataclass(slots=True)
class FlatCommand:
    """A command of such a body, how it is joined to the one before, and where its output goes.

    Attributes:
        end: where it ends with its redirections.
        kept: what it was read as where it has nothing to expand, and the programs that were known then.
    """

    connection: Connection
    raw: Statement
    end: int
    redirections: tuple[Redirection, ...]
    kept: tuple[object, SimpleCommand] | None = None


@dataclass(slots=True)
class FlatBody:
    """Such commands by pipeline, and the words that may name what is run, there and in substitutions."""

    source: str
    grammar: Grammar
    origin: int  # where the body begins in the grammar's text
    pipelines: tuple[tuple[FlatCommand, ...], ...]
    names: frozenset[str]


def flat_body(source: str, grammar: Grammar, origin: int, group: Listing | None) -> FlatBody | None:
    """What a function's body holds if that is a group of such commands."""
    if group is None or not 0 < len(group.pipelines) <= MOST:
        return None
    inside = _INSIDE.findall(source)
    if _OTHERWISE.search(source) or not all(one.split() and "$" not in one for one in inside):
        return None
    pipelines = []
    for place, (joined, raw) in enumerate(group.pipelines, 1):
        pipeline = _joined(joined, raw, origin, place == len(group.pipelines))
        if not pipeline:
            return None
        pipelines.append(pipeline)
    names = {one.raw.text[one.raw.start : one.raw.middle] for pipeline in pipelines for one in pipeline}
    names.update(one.split()[0] for one in inside)
    return FlatBody(source, grammar, origin, tuple(pipelines), frozenset(names))


def _joined(connection: Connection, raw: Pipeline | Flat, origin: int, last: bool) -> tuple[FlatCommand, ...]:
    """The commands of a pipeline; none where it is more than such commands."""
    if raw.background or connection is _OR or raw.times > 1 or isinstance(raw, (Assigned, Defined)):
        return ()
    signs = (connection, *(_PIPES[joint] for joint in raw.joints[1:]))
    found = []
    for sign, one in zip(signs, raw.commands, strict=True):
        statement = one.statement if isinstance(one, Redirected) else one
        if not isinstance(statement, Statement):
            return ()
        if statement.text[statement.start : statement.middle] in ENDING and not (last and len(signs) == 1):
            return ()
        redirections: tuple[Redirection, ...] = ()
        if isinstance(one, Redirected):
            if not _NOWHERE.fullmatch(statement.text, statement.end, one.end):
                return ()
            redirections = plain.redirections(one, origin)
        found.append(FlatCommand(sign, statement, one.end, redirections))
    return tuple(found) if len(found) <= MOST else ()


class FlatCalls:
    """Reads the calls of such functions in one environment, `depth` levels deep."""

    def __init__(self, reading: ScriptReader, environment: Environment, depth: int) -> None:
        self.reading = reading
        self.environment = environment
        self.depth = depth

    def called(
        self, body: FlatBody, words: tuple[Word, ...], within: tuple[str, ...], capture: bool
    ) -> tuple[Script, str | None] | None:
        """What the call with these words runs, and what it prints; None where a command does more than that.

        Args:
            within: the functions that are called within each other, this one the last of them.
        """
        environment = self.environment
        before, environment.positional = environment.positional, words[1:]
        commands: list[SimpleCommand] = []
        shown: list[str] = []
        known = capture
        try:
            for number, pipeline in enumerate(body.pipelines, 1):
                flow = NO_FLOW
                for one in pipeline:
                    output = None
                    command = self._command(one, body, number)
                    if command is None:
                        found = self._more(one, body, number, within, known) if flow is NO_FLOW else None
                        if found is None:
                            return None
                        command, output = found
                    commands.append(command)
                    if known:
                        if output is None or one.redirections:
                            printed = output_of(command, flow, environment)
                        else:
                            printed = Flow(output)
                        flow = Flow(printed.text, printed.words, True, printed.template, printed.file)
                known = known and flow.text is not None
                shown.append(flow.text or "")
        finally:
            environment.positional = before
        return Script(body.source, tuple(commands)), "".join(shown) if known else None

    def _command(self, one: FlatCommand, body: FlatBody, number: int) -> SimpleCommand | None:
        """A command that only runs its program with its words; None where it does more."""
        environment, kept = self.environment, one.kept
        if kept is not None and kept[0] is environment.inert:
            return kept[1]
        command = plain.command(one.raw, environment, one.connection, number, _FRAMES, body.origin)
        if command is None:
            return None
        if one.redirections:
            span = Span(one.raw.start - body.origin, one.end - body.origin)
            command = SimpleCommand(
                command.words, (), one.redirections, one.connection, number, _FRAMES, (), span
            )
        if one.raw.plain:
            one.kept = environment.inert, command
        return command

    def _more(
        self, one: FlatCommand, body: FlatBody, number: int, within: tuple[str, ...], capture: bool
    ) -> tuple[SimpleCommand, str | None] | None:
        """A command with substitutions, or that ends the body or calls another function."""
        raw, environment, origin = one.raw, self.environment, body.origin
        name = raw.text[raw.start : raw.middle]
        source = environment.functions.get(name)
        if source is None:
            ends = _ENDED.fullmatch(raw.text, raw.start, raw.end) is not None
            if not (plain.is_builtin(name, environment) if ends else plain.only_runs(name, environment)):
                return None
        elif name in NOTED_NAMES or not name.isidentifier() or environment.alias(name) is not None:
            return None
        inner = _INSIDE.findall(raw.text, raw.middle, raw.end)
        if not all(plain.only_runs(text.split()[0], environment) for text in inner):
            return None
        reader = CommandReader(self.reading, body.grammar, environment, origin)
        head = Word(name, (Piece(name),), Span(raw.start - origin, raw.middle - origin))
        words = (head, *reader.loosely(raw))
        nested: tuple[Nested, ...] = tuple(reader.nested)
        output = None
        if source is not None:
            found = self.reading.flat_call(
                source, words, environment, self.depth + 1, capture=capture, within=within
            )
            if found is None:
                return None
            script, output = found
            nested = (*nested, Nested(_FUNCTION, script, via=name))
        elif plain.names_variable(name, words[1:]):
            return None
        span = Span(raw.start - origin, one.end - origin)
        return SimpleCommand(
            words, (), one.redirections, one.connection, number, _FRAMES, nested, span
        ), output
