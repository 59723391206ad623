"""What runs because of a command: aliases, functions, wrappers, shells, and what a pipe carries into them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from shellguard.parsing.context import OutOfBudgetError
from shellguard.parsing.nested import (
    aliases,
    behind_wrappers,
    carrying,
    checked_out,
    compilers,
    deferred,
    editors,
    executed_variables,
    fd_search,
    foreign_code,
    makefiles,
    own_programs,
    packages,
    shells,
    start_files,
    taskfiles,
    wrapping,
)
from shellguard.parsing.nested.gist import gist
from shellguard.parsing.nested.program_names import as_located, possible_commands
from shellguard.parsing.nested.reader_tables import joined
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import (
    EMPTY,
    Assignment,
    Hole,
    Nested,
    NestedKind,
    Script,
    SimpleCommand,
    Word,
)
from shellguard.parsing.state.environment import Environment
from shellguard.parsing.state.shell_start import PLAIN_START, ShellStart
from shellguard.parsing.state.value import UNKNOWN
from shellguard.parsing.words.values import value_of

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptReader

MAX_NESTING = 60
_LONG = 8_192  # a shorter script that costs too much does so for other reasons than its length
_NOTHING_GIVEN = Flow()  # not `NO_FLOW`: that is what the shell itself reads


def _names_program(word: Word) -> bool:
    """Whether it is known which program a command starts: one below the home is, wherever that lies."""
    if word.known:
        return True
    first, *rest = word.pieces
    below = "".join(piece.text for piece in rest)
    at_home = first.hole is Hole.VARIABLE and first.name == "HOME"
    named = at_home and len(below) > 1 and below[0] == "/" and "/../" not in below
    return named and all(piece.hole is Hole.NONE for piece in rest)


class Nester:
    """Finds the scripts that a command runs, in one environment."""

    def __init__(
        self, reading: ScriptReader, environment: Environment, depth: int, capture: bool = False
    ) -> None:
        self.reading = reading
        self.capture = capture  # whether anybody asks what a function prints
        self.environment = environment
        self.depth = depth
        self.context = reading.context
        self.output: str | None = None  # what a function that was called prints
        # What runs for the words of a command, wrappers before it or not.
        self.substituted: tuple[Nested, ...] = ()

    def nested(self, command: SimpleCommand, stdin: Flow, rest: str | None) -> list[Nested]:
        """All that runs because of the command; `rest` is its source after the first word, if it has one."""
        found = executed_variables.assigned(self, command)
        words = command.words
        if not words:
            return found
        first = words[0]
        if not first.known:
            return found + self._unknown_program(command, stdin, by_shell=rest is not None)
        name = first.text
        if rest is not None and self.environment.inert.get(name) == () and first.source == name:
            return found + self.program(command, stdin)
        if rest is not None:
            found_alias = self._alias(command, stdin, rest)
            if found_alias:
                return found + found_alias
        if "/" not in name:
            body = self.environment.function(name) if self._may_be_function(name) else None
            if body:
                return [*found, self.function(name, body, words, stdin)]
            if rest is not None and first.source == name and not self.environment.expands(name):
                self.environment.inert.setdefault(name, ())
        return found + self.program(command, stdin)

    def named(self, command: SimpleCommand, stdin: Flow, name: str) -> list[Nested] | None:
        """As `nested`, for a first word that is known to be no alias; None where it is not."""
        environment = self.environment
        if environment.inert.get(name) == ():
            return self.program(command, stdin)
        body = environment.functions.get(name)
        if body is None or self.capture or environment.inside or environment.alias(name) is not None:
            return None
        settled = self.reading.settled(shells.body(name, body), self.depth + 1, environment)
        return None if settled is None else [Nested(NestedKind.FUNCTION, settled, via=name)]

    def _may_be_function(self, name: str) -> bool:
        kept = bool(aliases.KEPT_NAMES.match(name)) and name not in ("[[", "((", "[")
        return (kept or name in self.environment.functions) and not self.environment.expands(name)

    def _alias(self, command: SimpleCommand, stdin: Flow, rest: str) -> list[Nested]:
        """What the alias of an unquoted first word runs."""
        if (found := aliases.substituted(command, rest, self.environment)) is None:
            return []
        used, text = found
        surely = self.environment.surely_aliased(used)
        if not self.context.goes_into(text):
            return [Nested(NestedKind.ALIAS, Script(text), via=used[0], instead=surely)]
        environment = self.environment.copy()
        for item in used:
            environment.entering(f"alias {item}")
        entered = environment.named
        script, self.output = self.reading.apart(
            text, environment, self.depth + 1, same_shell=True, capture=self.capture, stdin=stdin
        )
        if surely:
            self.environment.returned(environment, entered)
        elif environment.variables != self.environment.variables:
            self.environment.context.unsettle()
            for name, value in environment.variables.items():  # it may be this shell's, or not
                if self.environment.variables.get(name) != value:
                    self.environment.assign(name, UNKNOWN)
        self.environment.stopped = environment.stopped
        return [Nested(NestedKind.ALIAS, script, via=used[0], instead=surely)]

    def function(self, name: str, body: str, words: tuple[Word, ...], stdin: Flow) -> Nested:
        """What the call of a function with that body runs; its commands read what the call reads."""
        source = shells.body(name, body)
        settled = None if self.capture else self.reading.settled(source, self.depth + 1, self.environment)
        defined = name in self.environment.functions  # by the line itself
        if settled is not None:
            found = Nested(NestedKind.FUNCTION, settled, via=name)
            return found if defined else shells.over_a_program(found)
        instead = Nested(NestedKind.FUNCTION, Script(name), via=name)
        if defined:
            return self._called(name, source, words, stdin) if self.context.goes_into(source) else instead
        found = self._bounded(lambda: self._called(name, source, words, stdin), instead)
        return found if found is instead else shells.over_a_program(found)

    def _called(self, name: str, source: str, words: tuple[Word, ...], stdin: Flow) -> Nested:
        flat = self.reading.flat_call(source, words, self.environment, self.depth + 1, capture=self.capture)
        if flat is not None:
            script, self.output = flat
            return Nested(NestedKind.FUNCTION, script, via=name)
        environment = self.environment.calling(name, words[1:])
        entered = environment.named
        script, self.output = self.reading.apart(
            source, environment, self.depth + 1, same_shell=True, capture=self.capture, stdin=stdin
        )
        self.environment.returned(environment, entered)
        return Nested(NestedKind.FUNCTION, script, via=name)

    def _unknown_program(self, command: SimpleCommand, stdin: Flow, by_shell: bool = False) -> list[Nested]:
        """A program behind an expansion: what it may be, and the words after it, which may be the command."""
        shown, origin = command.words[0].text, self.environment.origin
        if origin and shown.rpartition("/")[2] == origin.rpartition("/")[2]:  # it may run itself
            self.context.recursed = True
        if self.environment.written(shown) is not None:
            return [self.file_text(command.words[0], NestedKind.FILE, shown, positional=command.words[1:])]
        printed = shells.printed_file(self, command)
        found = [printed] if printed else possible_commands(command)
        return [self.wrap(words, NestedKind.WRAPPER, shown, stdin, by_shell=by_shell) for words in found]

    def wrap(
        self,
        words: tuple[Word, ...],
        kind: NestedKind,
        via: str,
        stdin: Flow,
        *,
        by_shell: bool = False,
        assignments: tuple[Assignment, ...] = (),
    ) -> Nested:
        """A command made of words that are expanded already."""
        self.context.spend(1 + len(words) // 8)
        command = SimpleCommand(words, assignments, span=words[0].span)
        if self.depth < MAX_NESTING:
            deeper = Nester(self.reading, self.environment.away(kind), self.depth + 1)
            deeper.substituted = self.substituted
            inner = (
                deeper.nested(command, stdin, None) if by_shell else deeper._program_or_hole(command, stdin)
            )
            if inner:
                command = command.running(tuple(inner))
        text = " ".join(word.source for word in words)
        return Nested(kind, Script(text, (command,)), via)

    def _program_or_hole(self, command: SimpleCommand, stdin: Flow) -> list[Nested]:
        found = executed_variables.assigned(self, command) if command.assignments else []
        if command.words[0].known:
            return found + self.program(command, stdin)
        return found + self._unknown_program(command, stdin)

    def shell_text(
        self,
        text: str,
        kind: NestedKind,
        via: str,
        stdin: Flow = _NOTHING_GIVEN,
        start: ShellStart = PLAIN_START,
    ) -> Nested:
        """Text that another shell reads; `known` is False when it begins with something unknown."""
        text = text.replace("\0", "")
        if not start.variables:
            alone = self.alone(text, kind, via)
            if alone is not None:
                return alone
        environment = self.environment.away(kind).copy()
        for name, word in start.variables:
            environment.assign(name, value_of(word, name))
        alike = kind is not NestedKind.LATER and shells.is_alike(via, text)
        environment.begin(start.positional, start.zero, alike=alike)
        return self._read(kind, text, via, environment, stdin)

    def same_shell_text(
        self, text: str, kind: NestedKind, via: str, start: ShellStart = PLAIN_START
    ) -> Nested:
        """Text that this shell itself reads, as `eval` and `source` do; `known` is as with `shell_text`."""
        environment = self.environment
        for name, word in start.variables:
            environment.assign(name, value_of(word, name))
        before = environment.positional
        if start.positional:
            environment.give(start.positional)
        found = self._read(kind, text.replace("\0", ""), via, environment)
        if start.positional:
            if environment.positional is not start.positional:
                environment.began = None  # what `set` gave there stays
            environment.give(before)
        return found

    def _read(
        self, kind: NestedKind, text: str, via: str, environment: Environment, stdin: Flow = _NOTHING_GIVEN
    ) -> Nested:
        script, _ = self.reading.apart(
            text, environment, self.depth + 1, same_shell=True, capture=False, stdin=stdin
        )
        environment.stopped = ""  # bash drops the rest of what `eval` or `source` reads, and goes on
        known = all(_names_program(command.words[0]) for command in script.commands if command.words)
        return Nested(kind, script, via, known=known)

    def alone(self, text: str, kind: NestedKind, via: str) -> Nested | None:
        """Text of one command that another shell reads, if that only runs its program; else None."""
        script = self.reading.alone(text, self.environment)
        return None if script is None else Nested(kind, script, via)

    def file_text(
        self,
        word: Word,
        kind: NestedKind,
        via: str,
        same_shell: bool = False,
        positional: tuple[Word, ...] = (),
    ) -> Nested:
        """A script file that is run: its text if it was written in this line or supplied, else asked for."""
        text, environment = self.file(word), self.environment
        if text is None:
            return Nested(kind, Script(word.text), via, known=False)
        if (marker := f"file {word.text}") in (inside := environment.inside):  # it runs itself
            self.context.recursed = True
            return Nested(kind, Script(word.text), via)
        origin, named = environment.origin, same_shell or kind is not NestedKind.SHELL
        environment.inside, environment.origin = inside | {marker}, word.text if named else ""
        start = ShellStart(
            positional,
            word if named and not same_shell else None,
            own_programs.called_by(word, text, environment) if named else (),
        )
        reads = self.same_shell_text if same_shell else self.shell_text
        read = partial(reads, text, kind, via, start=start)
        try:
            if environment.written(word.text) is not None:
                return read()
            unread = Nested(kind, Script(word.text), via, known=False)
            found = self._bounded(read, unread)
            short = gist(text) if found is unread and len(text) > _LONG else ""
            return self._bounded(partial(reads, short, kind, via, start=start), unread) if short else found
        finally:
            environment.inside, environment.origin = inside, origin

    def _bounded(self, read: Callable[[], Nested], instead: Nested) -> Nested:
        """What stands outside of the line, or *instead* where it costs too much: the line is read on."""
        context = self.context
        if context.halved:
            return read()
        try:
            with context.half():
                return read()
        except OutOfBudgetError:
            context.unsettle()
            return instead

    def file(self, word: Word) -> str | None:
        """A file's text; None when it is not known (it is asked for if its name is known)."""
        if (written := self.environment.written(word.text)) is not None:
            return written
        context = self.environment.context
        path = self.environment.located(word.text) if word.known else None
        if not path:
            return context.appended.get(self.environment.named_file(word.text))
        if (there := checked_out.as_checked_out(self, path)) is not None:
            return there
        if path in context.supplied.files:  # what the line writes there is not what stands there now
            changed = self.environment.named_file(word.text) in self.environment.files
            return None if changed else context.supplied.files[path]
        if not path.startswith("/dev/"):
            context.files.add(path)
        return context.appended.get(self.environment.named_file(word.text))

    def program(self, command: SimpleCommand, stdin: Flow) -> list[Nested]:
        """What a program with a known name runs."""
        first = start_files.taken_in(self, command)
        if not (command.assignments or own_programs.may_be_own(command.words[0].text, self.environment)):
            found = self._program(command, stdin)
            return first + found if first else found
        led = own_programs.led(self.environment, command)
        inner = self if led is None else Nester(self.reading, led, self.depth, self.capture)
        return first + own_programs.found(self, command) + inner._program(command, stdin)

    def _program(self, command: SimpleCommand, stdin: Flow) -> list[Nested]:
        words = command.words
        program = command.program
        if program in shells.SHELLS:
            return shells.shell(self, command, stdin)
        special = _SPECIAL.get(program)
        interpreter = foreign_code.interpreter_of(program)
        if special is not None:
            found = special(self, command, stdin)
            return found or (foreign_code.foreign(self, interpreter, command, stdin) if interpreter else [])
        if (settings := deferred.CONFIGURED.get(program)) and (found := settings(self, command)):
            return found
        if interpreter is not None:
            return foreign_code.foreign(self, interpreter, command, stdin)
        local = deferred.connecting(self, command) if program in deferred.CONNECTING else []
        if program == "tmux" and any(word.text == ";" for word in words):
            return behind_wrappers.behind_each(self, words, stdin)
        wrapped = wrapping.unwrap(program, words)
        if wrapped is not None:
            self.substituted = command.nested or self.substituted
            if self.substituted:
                wrapped = replace(wrapped, words=as_located(wrapped.words, self.substituted))
            return local + behind_wrappers.unwrapped(self, program, wrapped, stdin)
        if local:
            return local
        return own_programs.by_path(self, command)

    def from_stdin(
        self,
        kind: NestedKind,
        via: str,
        stdin: Flow,
        positional: tuple[Word, ...] = (),
        same_shell: bool = False,
    ) -> list[Nested]:
        """Commands that arrive on standard input."""
        if stdin.file is not None:
            return [self.file_text(stdin.file, kind, via, same_shell=same_shell, positional=positional)]
        if not stdin.piped:
            return []
        text = stdin.text if stdin.text is not None else stdin.template
        if not text:
            return [] if stdin.text == "" else [Nested(kind, EMPTY, via, known=False)]
        reads = self.same_shell_text if same_shell else self.shell_text
        return [reads(text, kind, via, start=ShellStart(positional))]


def special() -> frozenset[str]:
    """Programs that are looked into in a way of their own."""
    return frozenset(_SPECIAL)


_SPECIAL = joined(*(one.SPECIAL for one in (
    carrying, compilers, editors, fd_search, deferred, makefiles, packages, shells, taskfiles,
)))  # fmt: skip
