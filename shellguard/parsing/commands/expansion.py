"""From a text to a `Script`: parsed once, its commands read in an environment; shared by all of one line."""

from __future__ import annotations

import re

from shellguard.parsing.commands import flat_calls, plain
from shellguard.parsing.commands.builder import Builder
from shellguard.parsing.commands.command_builder import Place
from shellguard.parsing.commands.constant_loops import group_of
from shellguard.parsing.commands.flat_builder import NOTED_NAMES
from shellguard.parsing.context import Context
from shellguard.parsing.grammar import plain_statement
from shellguard.parsing.grammar.compound import Grammar
from shellguard.parsing.grammar.flat_grammar import MANY_TIMES
from shellguard.parsing.grammar.problems import problem_of
from shellguard.parsing.grammar.syntax import POSITION, SPECIAL, BrokenError, Listing, Redirected, Statement
from shellguard.parsing.nested import shells
from shellguard.parsing.output.flow import NO_FLOW, Flow, output_of, prints_unknown
from shellguard.parsing.output.listed import LISTING, listed_by
from shellguard.parsing.records import record
from shellguard.parsing.script import (
    Connection,
    Nested,
    NestedKind,
    Piece,
    Problem,
    Script,
    SimpleCommand,
    Span,
    Word,
)
from shellguard.parsing.state.environment import Environment
from shellguard.parsing.words.loose_words import Spans, loose_words

_PARAMETER = re.compile(f"{POSITION}|{SPECIAL}")  # of which a shell has its own
_FUNCTION, _FIRST = NestedKind.FUNCTION, Connection.FIRST
_OPENING = ("{", "(")  # of a function's body


@record
class _Tree:
    """The grammar's tree of a text, which begins at `start` in the grammar's own."""

    grammar: Grammar
    listing: Listing
    problems: tuple[Problem, ...]
    start: int = 0
    group: Listing | None = None  # what stands in the one group that the text is


def _is_settled(command: SimpleCommand) -> bool:
    """Whether a command has only words, none of them from a variable, and its program's name as it is.

    It may be a shell, too, that is given the text of one such command.
    """
    words = command.words
    if not words or command.assignments or command.redirections or command.definition:
        return False
    if "loop" in command.frames:  # it may leave its variable behind
        return False
    if words[0].source != words[0].text or (command.nested and not _is_settled_shell(command)):
        return False
    return not any(piece.hole or piece.name for word in words for piece in word.pieces)


def _is_settled_shell(command: SimpleCommand) -> bool:
    """Whether a command is `sh -c TEXT` of one command that only runs its program."""
    words, nested = command.words, command.nested[0]
    if len(words) != 3 or len(command.nested) != 1 or nested.kind is not NestedKind.SHELL:
        return False
    if words[0].text not in shells.SHELLS or words[1].text != "-c" or not nested.known:
        return False
    text, inner = nested.script.text, nested.script.commands
    if words[2].text != text or text[:1] in ("-", "+", "") or len(inner) != 1:
        return False
    return not inner[0].nested and _is_settled(inner[0])


def _is_as_before(command: SimpleCommand, environment: Environment) -> bool:
    """Whether the program of such a command still only runs with its words, and the shell's still does."""
    words = command.words
    known = environment.inert.get(words[0].text)
    if not command.nested:
        return bool(known) or (known == () and not environment.inside and plain.only_compares(words))
    if known != () or environment.inside:
        return False
    return bool(plain.stands_elsewhere(command.nested[0].script.commands[0].words[0].text, environment))


class Reading:
    """Reads scripts for one line; everything shared is in `context`."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._listed: dict[int, tuple[Script, tuple[Word, ...]]] = {}
        self._settled: dict[tuple[str, int], Script] = {}
        self._behind: dict[tuple[str, int, int], list[Word]] = {}
        self._calls: dict[str, tuple[str, object, int, tuple[Nested, ...]]] = {}
        self._trees: dict[tuple[str, int], _Tree] = {}
        self._flat: dict[tuple[str, int], flat_calls.FlatBody | None] = {}
        self._read: tuple[str, Statement | Redirected | None] = ("", None)  # the last text that was asked for

    def apart(
        self,
        text: str,
        environment: Environment,
        depth: int,
        *,
        capture: bool = True,
        same_shell: bool = False,
        stdin: Flow = NO_FLOW,
    ) -> tuple[Script, str | None]:
        """Read a text of its own, in a copy of the environment unless `same_shell`; and what it prints."""
        self.context.spend(1 + len(text) // 10)
        statement = self._statement(text)
        if isinstance(statement, Statement):
            alone = self._one(text, statement, environment, stdin, capture=capture)
            if alone is not None:
                self.context.spend()
                return alone
        if not (statement is None or capture or statement.background):
            inner = environment if same_shell else environment.copy()
            sole = Builder(self, Grammar(text, depth, self.extglob), inner)
            sole.sole(statement, stdin)
            return Script(text, tuple(sole.commands)), None
        tree = self._parsed(text, depth)
        inner = environment if same_shell else environment.copy()
        builder = Builder(self, tree.grammar, inner, tree.start)
        output = builder.script(tree.listing, stdin, capture, tree.group)
        return Script(text, tuple(builder.commands), tree.problems), None if tree.problems else output

    def alone(self, text: str, environment: Environment) -> Script | None:
        """The text as another shell reads it, if it is one command that only runs its program; else None."""
        statement = self._statement(text)
        if not isinstance(statement, Statement):
            return None
        if not statement.plain and _PARAMETER.search(text):
            return None
        command = plain.elsewhere(statement, environment)
        if command is None:
            return None
        self.context.spend(2 + len(text) // 10)
        return Script(text, (command,))

    def _statement(self, text: str) -> Statement | Redirected | None:
        """The simple statement that is all of the text, if it is one; several ask so one after another."""
        if self._read[0] != text:
            found = None if text[:1] in _OPENING else plain_statement.statement(text, 0)
            self._read = text, found if found is not None and found.behind == len(text) else None
        return self._read[1]

    def keep(self, text: str, grammar: Grammar, listing: Listing, start: int) -> None:
        """Remember the tree of a text that stands in the grammar's from `start` on: a function's body."""
        self._trees[(text, grammar.depth)] = _Tree(grammar, listing, (), start, group_of(listing))

    def settle(self, text: str, depth: int, script: Script, surely: bool = False) -> None:
        """Remember a function's body that reads the same wherever it is called: known words and no more.

        With `surely` that is known already.
        """
        if not surely and (script.problems or not all(map(_is_settled, script.commands))):
            return
        self._settled[(text, depth)] = script

    def settled(self, text: str, depth: int, environment: Environment) -> Script | None:
        """Such a body, where its programs still only run with their words."""
        script = self._settled.get((text, depth))
        if script is None:
            return None
        for command in script.commands:
            if not _is_as_before(command, environment):
                return None
        self.context.spend(1 + len(script.commands))
        return script

    def called(
        self, name: str, source: str, depth: int, environment: Environment
    ) -> tuple[Nested, ...] | None:
        """What a call of a function with such a body runs, if that is all there is to it; else None."""
        known = self._calls.get(name)
        inert = environment.inert
        if known is None or known[0] is not source or known[1] is not inert or known[2] != depth:
            if environment.inside or source[0] != "{" or environment.alias(name) is not None:
                return None
            script = self.settled(source, depth, environment)
            if script is None:
                return None
            known = source, inert, depth, (Nested(_FUNCTION, script, via=name),)
            self._calls[name] = known
        elif environment.inside:
            return None
        else:
            self.context.spend(1 + len(known[3][0].script.commands))
        return known[3]

    def flat_call(
        self,
        text: str,
        words: tuple[Word, ...],
        environment: Environment,
        depth: int,
        *,
        capture: bool,
        within: tuple[str, ...] = (),
    ) -> tuple[Script, str | None] | None:
        """What the call of a function with that body runs and prints, if that only runs programs."""
        if environment.inside or environment.opened or environment.feeds:
            return None
        key = (text, depth)
        if key not in self._flat:
            tree = self._parsed(text, depth)
            self._flat[key] = (
                None if tree.problems else flat_calls.flat_body(text, tree.grammar, tree.start, tree.group)
            )
        body, within = self._flat[key], (*within, words[0].text)
        if body is None or len(within) > flat_calls.MOST_WITHIN or not body.names.isdisjoint(within):
            return None
        self.context.spend(2 + len(text) // 10 + len(body.pipelines))
        found = flat_calls.FlatCalls(self, environment, depth).called(body, words, within, capture)
        if found is None:
            self._flat[key] = None
        return found

    def _parsed(self, text: str, depth: int) -> _Tree:
        """The grammar's tree of a text, read once: a function that is called twice is parsed once."""
        known = self._trees.get((text, depth))
        if known is None:
            grammar = Grammar(text, depth, self.extglob)
            listing = Listing()
            problems: tuple[Problem, ...] = ()
            try:
                grammar.whole(listing)
            except BrokenError as fault:
                problems = (problem_of(fault, len(text)),)
            known = _Tree(grammar, listing, problems, 0, group_of(listing))
            self._trees[(text, depth)] = known
        return known

    def flat(
        self, text: str, spans: Spans, environment: Environment, depth: int
    ) -> tuple[Script, str | None] | None:
        """What a substitution holds that is one flat command, and what it prints; None where it does more.

        A command that only runs its program and of which nobody knows what it prints, or a flat function.

        Args:
            spans: where in the text the inside stands, the first word, the others.
        """
        (start, end), (begin, middle), (_, last) = spans
        source = text[start:end]
        context = self.context
        key = (source, True, depth, environment.stamp, context.writes)
        known = context.substitutions.get(key)
        if known is not None:
            context.spend()
            return known
        name = text[begin:middle]
        if not prints_unknown(name):
            return None
        nested: tuple[Nested, ...] = ()
        is_inert = plain.inert(name, environment)
        if not is_inert:
            nested = self._prints_unknown(name, depth, environment)
        if not (is_inert or nested or self._is_call(name, environment)):
            return None
        operands = self._operands(text, middle, last, environment, start)
        if operands is None:
            return None
        begin -= start
        pieces = environment.inert[name] if is_inert else (Piece(name),)
        words = (Word(name, pieces, Span(begin, middle - start)), *operands)
        output = None
        if not (is_inert or nested):
            called = self.flat_call(environment.functions[name], words, environment, depth, capture=True)
            if called is None:
                return None
            inner, output = called
            nested = (Nested(_FUNCTION, inner, via=name),)
        command = SimpleCommand(words, (), (), _FIRST, 0, (), nested, Span(begin, last - start))
        context.spend(1 + len(source) // 16)
        found = context.substitutions[key] = Script(source, (command,)), output
        return found

    def _is_call(self, name: str, environment: Environment) -> bool:
        """Whether the name is that of a function of this line, called outside of all functions."""
        source = environment.functions.get(name, "")
        if source[:1] != "{" or name in NOTED_NAMES or environment.inside:
            return False
        return environment.alias(name) is None

    def _prints_unknown(self, name: str, depth: int, environment: Environment) -> tuple[Nested, ...]:
        """What the call of a function runs that reads the same wherever it is called; () for all others.

        It does not read the same where somebody asks what it prints and that is known, or where a command
        stands there so often that it was read but once.
        """
        source = environment.functions.get(name)
        if source is None or name in NOTED_NAMES:
            return ()
        nested = self.called(name, source, depth, environment)
        if nested is None:
            return ()
        commands = nested[0].script.commands
        once = source.count(";") + source.count("\n") + source.count("&") + source.count("|") < MANY_TIMES
        return nested if once and any(prints_unknown(one.words[0].text) for one in commands) else ()

    def _operands(
        self, text: str, middle: int, last: int, environment: Environment, start: int
    ) -> list[Word] | None:
        """As `loose_words`; behind names of the same length the same operands are the same words."""
        if middle == last:
            return []
        key = (text[middle:last], middle - start, environment.stamp)
        words = self._behind.get(key)
        if words is None:
            words = loose_words(text, middle, last, environment, start, None)
            if words is not None:
                self._behind[key] = words
        return words

    def inside(
        self, grammar: Grammar, start: int, end: int, environment: Environment, *, capture: bool
    ) -> tuple[Script, str | None]:
        """What stands between brackets in the grammar's own text; its spans count from its own beginning."""
        closed = start in grammar.closed
        found = (grammar, grammar.inside[start][1], start) if closed else None
        text = grammar.text[start : end - closed]
        return self.substituted(text, environment, grammar.depth + 1, capture=capture, found=found)

    def substituted(
        self,
        text: str,
        environment: Environment,
        depth: int,
        *,
        capture: bool = True,
        found: tuple[Grammar, Listing, int] | None = None,
    ) -> tuple[Script, str | None]:
        """As `apart`; the same text in the same surroundings is read once.

        `found` is where the text was parsed already: by which grammar, and where it begins there.
        """
        key = (text, capture, depth, environment.stamp, self.context.writes)
        known = self.context.substitutions.get(key)
        if known is None:
            if found is None:
                known = self.apart(text, environment, depth, capture=capture)
            else:
                self.context.spend(1 + len(text) // 16)
                _, listing, start = found
                first = listing.pipelines[0][1] if len(listing.pipelines) == 1 else None
                if isinstance(first, Statement):
                    known = self._one(text, first, environment, NO_FLOW, start, capture=capture)
                if known is None:
                    builder = Builder(self, found[0], environment.copy(), found[2])
                    output = builder.listing(found[1], Place(capture=capture))
                    known = Script(text, tuple(builder.commands)), output
            if key[-1] == self.context.writes:
                self.context.substitutions[key] = known
        else:
            self.context.spend()
        return known

    def _one(
        self,
        text: str,
        raw: Statement,
        environment: Environment,
        stdin: Flow,
        start: int = 0,
        *,
        capture: bool,
    ) -> tuple[Script, str | None] | None:
        """The script of a text that is one statement, if that only runs its program with its words."""
        frames = ("background",) if raw.background else ()
        command = plain.command(raw, environment, Connection.FIRST, 0, frames, start)
        if command is None:
            return None
        output = output_of(command, stdin, environment).text if capture else None
        return Script(text, (command,)), output

    def listed(self, script: Script) -> tuple[Word, ...]:
        """As `flow.listed_by`, worked out once for a script."""
        if not script.commands or script.commands[0].program not in LISTING:
            return ()
        known = self._listed.get(id(script))
        if known is None:
            known = self._listed[id(script)] = (script, listed_by(script))  # keeps the script, and so its id
        return known[1]

    @property
    def extglob(self) -> bool:
        options = self.context.shell.options
        return options is not None and "extglob" in options
