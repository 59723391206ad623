"""What the parts of reading ask of their callers, so that what is below imports nothing from above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shellguard.parsing.context import Context
    from shellguard.parsing.grammar.compound import Grammar
    from shellguard.parsing.grammar.syntax import Listing
    from shellguard.parsing.output.flow import Flow
    from shellguard.parsing.script import Assignment, Nested, NestedKind, Script, Word
    from shellguard.parsing.state.environment import Environment
    from shellguard.parsing.state.shell_start import ShellStart
    from shellguard.parsing.state.value import Value
    from shellguard.parsing.words.fields import Fields
    from shellguard.parsing.words.loose_words import Spans


class ScriptReader(Protocol):
    """Reads the scripts of one line: see `expansion.Reading`."""

    context: Context

    def apart(
        self,
        text: str,
        environment: Environment,
        depth: int,
        *,
        capture: bool = True,
        same_shell: bool = False,
        stdin: Flow = ...,
    ) -> tuple[Script, str | None]: ...

    def inside(
        self, grammar: Grammar, start: int, end: int, environment: Environment, *, capture: bool
    ) -> tuple[Script, str | None]: ...

    def flat(
        self, text: str, spans: Spans, environment: Environment, depth: int
    ) -> tuple[Script, str | None] | None: ...

    def substituted(
        self, text: str, environment: Environment, depth: int, *, capture: bool = True
    ) -> tuple[Script, str | None]: ...

    def alone(self, text: str, environment: Environment) -> Script | None: ...

    def keep(self, text: str, grammar: Grammar, listing: Listing, start: int) -> None: ...

    def settle(self, text: str, depth: int, script: Script, surely: bool = False) -> None: ...

    def called(
        self, name: str, source: str, depth: int, environment: Environment
    ) -> tuple[Nested, ...] | None: ...

    def settled(self, text: str, depth: int, environment: Environment) -> Script | None: ...

    def flat_call(
        self,
        text: str,
        words: tuple[Word, ...],
        environment: Environment,
        depth: int,
        *,
        capture: bool,
        within: tuple[str, ...] = ...,
    ) -> tuple[Script, str | None] | None: ...

    def listed(self, script: Script) -> tuple[Word, ...]: ...


class ParameterReader(Protocol):
    """Expands the words in which a `${…}` stands: see `words.WordReader`."""

    environment: Environment
    grammar: Grammar
    text: str

    def vanishes(self, name: str, place: int, end: int) -> bool: ...

    def value_of(self, name: str) -> Value: ...

    def put(self, value: Value, name: str, source: str, fields: Fields, quoted: bool) -> None: ...

    def spread(self, words: tuple[Word, ...], fields: Fields, quoted: bool, joined: bool) -> None: ...

    def single(self, start: int, end: int, tilde: bool = True) -> Word: ...

    def scan(self, start: int, end: int, fields: Fields, tilde: bool = False) -> None: ...

    def double(
        self, start: int, end: int, fields: Fields, document: bool = False, argument: bool = False
    ) -> None: ...

    def computed(self, start: int, stop: int) -> int | None: ...

    def evaluated(self, text: str) -> None: ...

    def inner_commands(self, start: int, stop: int) -> None: ...

    def elsewhere(self, text: str) -> ParameterReader: ...


class ScriptFinder(Protocol):
    """Finds what a command runs: see `nesting.Nester`."""

    environment: Environment

    @property
    def context(self) -> Context: ...

    def wrap(
        self,
        words: tuple[Word, ...],
        kind: NestedKind,
        via: str,
        stdin: Flow,
        *,
        by_shell: bool = False,
        assignments: tuple[Assignment, ...] = (),
    ) -> Nested: ...

    def shell_text(
        self, text: str, kind: NestedKind, via: str, stdin: Flow = ..., start: ShellStart = ...
    ) -> Nested: ...

    def same_shell_text(self, text: str, kind: NestedKind, via: str, start: ShellStart = ...) -> Nested: ...

    def alone(self, text: str, kind: NestedKind, via: str) -> Nested | None: ...

    def file_text(
        self,
        word: Word,
        kind: NestedKind,
        via: str,
        same_shell: bool = False,
        positional: tuple[Word, ...] = (),
    ) -> Nested: ...

    def file(self, word: Word) -> str | None: ...

    def from_stdin(
        self,
        kind: NestedKind,
        via: str,
        stdin: Flow,
        positional: tuple[Word, ...] = (),
        same_shell: bool = False,
    ) -> list[Nested]: ...
