"""The grammar's tree before expansion: words are places in the text. Internal to parsing."""

from __future__ import annotations

from dataclasses import dataclass, field

from shellguard.parsing.script import Connection


class BrokenError(Exception):
    """The text is no shell grammar from this place on."""

    def __init__(self, message: str, place: int) -> None:
        super().__init__(message)
        self.message = message
        self.place = place


class UnfinishedError(BrokenError):
    """The text ends where the grammar needs more: the shell would print PS2."""


class TooDeepError(BrokenError):
    """Nesting beyond the bound."""


@dataclass(slots=True)
class RawWord:
    """A word as it stands: text[start:end] of the text that was read."""

    start: int
    end: int


@dataclass(slots=True)
class RawRedirection:
    """A redirection; `body` holds a here-document's text, `literal` says that its delimiter was quoted."""

    operator: str
    start: int
    end: int
    descriptor: int | None = None
    target: RawWord | None = None
    body: str | None = None
    literal: bool = False


@dataclass(slots=True)
class RawAssignment:
    """`elements` holds the words of an array, `value` everything else."""

    name: str
    append: bool
    value: RawWord
    elements: list[RawWord] | None = None


@dataclass(slots=True)
class Simple:
    """A simple command.

    Attributes:
        plain: its words have nothing to expand and it has nothing else.
        flat: it has nothing but words.
    """

    start: int
    end: int = 0
    assignments: list[RawAssignment] = field(default_factory=list)
    words: list[RawWord] = field(default_factory=list)
    redirections: list[RawRedirection] = field(default_factory=list)
    plain: bool = False
    flat: bool = False


@dataclass(slots=True)
class Compound:
    """A compound command.

    Attributes:
        kind: subshell, group, if, while, until, for, select, case, arithmetic, test, function, coproc.
        parts: (frame, list) in the order in which they stand; frame names the role (condition, loop, …).
        words: a loop's words, a case's subject and patterns, the inside of (( )) and [[ ]].
        name: a loop's variable, a function's or coprocess's name.
    """

    kind: str
    start: int
    end: int = 0
    parts: list[tuple[str, Listing]] = field(default_factory=list)
    words: list[RawWord] = field(default_factory=list)
    redirections: list[RawRedirection] = field(default_factory=list)
    name: str = ""


Command = Simple | Compound


@dataclass(slots=True)
class Pipeline:
    """Commands joined by | or |&; `joints[i]` stands before `commands[i]` (the first is "").

    `times` is more than one where the same text stands there again and again.
    """

    commands: list[Command] = field(default_factory=list)
    joints: list[str] = field(default_factory=list)
    negated: bool = False
    timed: bool = False
    background: bool = False
    times: int = 1


@dataclass(slots=True)
class Listing:
    """Pipelines with what stands before each; `joint` stands before the next one while they are read."""

    pipelines: list[tuple[Connection, Pipeline]] = field(default_factory=list)
    joint: Connection = Connection.FIRST
