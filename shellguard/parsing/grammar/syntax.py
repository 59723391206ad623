"""The grammar's tree before expansion: words are places in the text. Internal to parsing."""

from __future__ import annotations

import re
from collections.abc import Iterator
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


class OpenTextError(UnfinishedError):
    """It ends in a text that the shell takes as it stands: a here-document, or between single quotes."""


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
    """A simple command."""

    start: int
    end: int = 0
    assignments: list[RawAssignment] = field(default_factory=list)
    words: list[RawWord] = field(default_factory=list)
    redirections: list[RawRedirection] = field(default_factory=list)


@dataclass(slots=True)
class Compound:
    """A compound command.

    Attributes:
        kind: subshell, group, if, while, until, for, select, case, arithmetic, test, function, coproc.
        parts: (frame, list) in the order in which they stand; frame names the role (condition, loop, …).
        words: a loop's words, a case's subject and patterns, the inside of (( )) and [[ ]].
        limits: of each clause of a case, the place in `words` behind its patterns; none if one falls through.
        name: a loop's variable, a function's or coprocess's name.
        closed: its end was found.
    """

    kind: str
    start: int
    end: int = 0
    parts: list[tuple[str, Listing]] = field(default_factory=list)
    words: list[RawWord] = field(default_factory=list)
    redirections: list[RawRedirection] = field(default_factory=list)
    limits: list[int] = field(default_factory=list)
    name: str = ""
    closed: bool = False


_WORD = re.compile(r"[^ \t]+")
VARIABLE = r"\$(?:[A-Za-z_]\w*+|\{[A-Za-z_]\w*+\})"
POSITION = r"\$[1-9]"  # a parameter of a function or a script
DEFAULT = r"\$\{[A-Za-z_]\w*+:?-[\w/:@%+^-][\w./:@%+^-]*+\}"  # `${name:-word}` of a plain word
PARAMETER = rf"{POSITION}|{DEFAULT}"
SPECIAL = r"\$[@*#?!$0]"  # parameters that are no names
_CHANGED = r"\$\{[#!]?[A-Za-z_]\w*+(?>(?:\[(?:\d++|[@*])\])?)(?:[:#%/^,~@+=-]"
TRIM = r"\$\{([A-Za-z_]\w*+)[#%][\w./:@%+^*-]*+\}"  # `${name%word}` of a plain word or pattern
CHANGE = rf"{_CHANGED}[^{{}}\"'\\$`<>?\s]*+)?\}}"  # `${name%word}` and its kin, with nothing inside to expand
QUOTES = (
    rf"'[^']*+'|\"(?>(?:[^\"\\$`]++|\\[^\n]|{VARIABLE}|{PARAMETER}|{SPECIAL}"
    rf"|{_CHANGED}[^{{}}\"'\\$`<>?\n]*+)?\}})*)\""
)
RESERVED = (
    r"(?:if|then|else|elif|fi|do|done|while|until|for|select|case|esac|function|coproc|time|in)(?![\w.:@+-])"
)
_NAME = rf"(?!{RESERVED})[A-Za-z_.:][\w.:@+-]*+"
_INNER_QUOTES = rf"'[^']*+'|\"(?>(?:[^\"\\$`]++|{VARIABLE}|{POSITION}|{SPECIAL})*)\""
_OPERANDS = rf"(?>(?:[ \t]++(?>(?:[\w./:@%+,=^-]++|{VARIABLE}|{POSITION}|{_INNER_QUOTES})+))*)"
FLAT_BODY = rf"[ \t]*+({_NAME})({_OPERANDS})[ \t]*+"  # one command without patterns and substitutions
_FLAT = rf"\$\([ \t]*+{_NAME}{_OPERANDS}[ \t]*+\)"
SUBSTITUTION = rf"{_FLAT}|\"{_FLAT}\""
FLAT_SUBSTITUTION = re.compile(rf"\$\({FLAT_BODY}\)", re.ASCII)
LOOSE_WORD = rf"(?>(?:[^ \t'\"$]++|{QUOTES}|{VARIABLE}|{PARAMETER}|{SPECIAL}|{CHANGE}|{SUBSTITUTION})+)"
REDIRECTION = (  # to or from a plain name, with a blank before it
    r"(?<=[ \t])[0-2]?(?:>>?+(?![&>|(])|<(?![&<>(])|(?<!\d)&>>?+(?!>)|>&(?=[12](?!\w)))"
    r"[ \t]*+[\w./:@%+,=^-]++(?=[ \t;|&)\n]|\Z)"
)
_REDIRECTION_PARTS = re.compile(r"([0-2]?)([<>&]++)[ \t]*+([^ \t]++)")
_LOOSE_WORD = re.compile(LOOSE_WORD, re.ASCII)


class Statement:
    """A simple command that has nothing but words, which are told apart when asked for.

    Most commands of a long line are that, and most are alone: it serves as the pipeline that it is then, too.

    Attributes:
        text: where it stands: its first word at text[start:middle], the others in text[middle:end].
        plain: its words have nothing to expand.
        sign: what ends it, and `behind` the place after that.
        times: as of a pipeline.
    """

    __slots__ = ("background", "behind", "end", "middle", "plain", "sign", "start", "text", "times")
    joints = ("",)
    negated = timed = False

    def __init__(
        self, text: str, start: int, middle: int, end: int, plain: bool, sign: str, behind: int, times: int
    ) -> None:
        self.text = text
        self.start = start
        self.middle = middle
        self.end = end
        self.plain = plain
        self.sign = sign
        self.behind = behind
        self.times = times
        self.background = sign == "&"

    def operands(self) -> list[tuple[int, int]]:
        """Where the words behind the first stand."""
        word = _WORD if self.plain else _LOOSE_WORD
        return [match.span() for match in word.finditer(self.text, self.middle, self.end)]

    @property
    def simple(self) -> Simple:
        words = [RawWord(self.start, self.middle)]
        words += [RawWord(start, end) for start, end in self.operands()]
        return Simple(self.start, self.end, [], words)

    @property
    def commands(self) -> list[Command]:
        return [self]

    def repeated(self, times: int) -> Statement:
        """The same, standing there so many times."""
        return Statement(
            self.text, self.start, self.middle, self.end, self.plain, self.sign, self.behind, times
        )


class Redirected:
    """A flat statement with redirections to or from plain names behind its words.

    Attributes:
        statement: its words.
        end: where the last redirection ends.
        behind: as of a statement.
    """

    __slots__ = ("background", "behind", "end", "start", "statement")
    joints = ("",)
    negated = timed = False
    times = 1

    def __init__(self, statement: Statement, end: int) -> None:
        self.statement = statement
        self.start = statement.start
        self.end = end
        self.behind = statement.behind
        self.background = statement.background

    def redirections(self) -> Iterator[re.Match[str]]:
        """Each redirection: its descriptor or "", its sign, its target."""
        return _REDIRECTION_PARTS.finditer(self.statement.text, self.statement.end, self.end)

    @property
    def simple(self) -> Simple:
        command = self.statement.simple
        command.end = self.end
        for match in self.redirections():
            descriptor = int(match[1]) if match[1] else None
            target = RawWord(*match.span(3))
            command.redirections.append(RawRedirection(match[2], *match.span(), descriptor, target))
        return command

    @property
    def commands(self) -> list[Command]:
        return [self]


class Assigned:
    """A plain assignment that stands alone: the pipeline and the command that it is are made when asked for.

    Attributes:
        start: where its name begins; the value stands in text[middle:end] of the text that was read.
    """

    __slots__ = ("append", "background", "end", "middle", "name", "start")
    joints = ("",)
    negated = timed = False
    times = 1

    def __init__(self, name: str, append: bool, start: int, middle: int, end: int, background: bool) -> None:
        self.name = name
        self.append = append
        self.start = start
        self.middle = middle
        self.end = end
        self.background = background

    @property
    def commands(self) -> list[Command]:
        value = RawAssignment(self.name, self.append, RawWord(self.middle, self.end))
        return [Simple(self.start, self.end, [value])]


class Defined:
    """A function that stands alone, with a group of flat statements for its body.

    Attributes:
        start: where it begins in the text that was read; its body stands in text[opening:end].
        plain: the words of its body have nothing to expand.
        body: what stands in its body.
    """

    __slots__ = ("body", "end", "name", "opening", "plain", "start")
    joints = ("",)
    negated = timed = background = False
    times = 1

    def __init__(self, name: str, start: int, opening: int, end: int, body: Listing, plain: bool) -> None:
        self.name = name
        self.start = start
        self.opening = opening
        self.end = end
        self.body = body
        self.plain = plain

    @property
    def commands(self) -> list[Command]:
        group = Compound("group", self.opening, self.end, [("group", self.body)], closed=True)
        around = Listing([(Connection.FIRST, Pipeline([group], [""]))])
        return [Compound("function", self.start, self.end, [("function", around)], name=self.name)]


Command = Simple | Compound | Statement | Redirected
Flat = Statement | Assigned | Defined | Redirected
FLAT = (Statement, Assigned, Defined, Redirected)
WORDS_ONLY = (Statement, Redirected)  # they assign nothing


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

    pipelines: list[tuple[Connection, Pipeline | Flat]] = field(default_factory=list)
    joint: Connection = Connection.FIRST
