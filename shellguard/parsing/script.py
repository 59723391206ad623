"""What a line says: simple commands, their words, redirections, connections and nested scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from enum import StrEnum

from shellguard.parsing.program_name import program_name
from shellguard.parsing.records import record


class Connection(StrEnum):
    """How a simple command is joined to the one before it."""

    FIRST = ""
    SEQUENCE = ";"
    AND = "&&"
    OR = "||"
    PIPE = "|"
    PIPE_BOTH = "|&"
    BACKGROUND = "&"


_FIRST = Connection.FIRST


class Hole(StrEnum):
    """Why a piece of a word is not known."""

    NONE = ""
    VARIABLE = "variable"
    SUBSTITUTION = "substitution"
    ARITHMETIC = "arithmetic"
    GLOB = "glob"
    INPUT = "input"  # an operand that arrives on standard input (xargs) or from find


_GLOB = Hole.GLOB  # an attribute of an enumeration takes long to look up


@record
class Span:
    """Where something stands in the text that was read; offsets in characters, end excluded."""

    start: int
    end: int


@record
class Piece:
    """A run of one word.

    Attributes:
        text: the value where it is known; for a hole the source as written (`$DIR`, `*.log`).
        hole: why the value is not known; Hole.NONE when it is.
        quoted: whether quotes protected it from word splitting and globbing.
        name: the variable that it came from, or "".
        unset: the variable is known to be unset or empty, so that the piece vanished.
        candidates: for a hole, values that it may have (a loop's words, a default, what a branch left);
            empty when none is known.
        found_in: of a name that a pattern fits, where it was looked for: "" in the shell's own folder.
    """

    text: str
    hole: Hole = Hole.NONE
    quoted: bool = False
    name: str = ""
    unset: bool = False
    candidates: tuple[str, ...] = ()
    found_in: str | None = None


@record
class Word:
    """One field as the program would receive it, after the expansions that could be done.

    A brace expansion, an unquoted variable with blanks and a glob whose matches were supplied become several
    words. A glob whose matches are not known stays one word with a `Hole.GLOB` piece.

    Attributes:
        text: the value, with every hole shown as it was written.
        known: whether there is no hole in it.
    """

    source: str
    pieces: tuple[Piece, ...]
    span: Span | None = None
    text: str = field(init=False, repr=False, compare=False, default="")  # both are asked for all the time
    known: bool = field(init=False, repr=False, compare=False, default=True)

    # written out: words are made by the thousand, and what is done behind a generated one takes twice as long
    def __init__(self, source: str, pieces: tuple[Piece, ...], span: Span | None = None) -> None:
        self.source = source  # type: ignore[misc]
        self.pieces = pieces  # type: ignore[misc]
        self.span = span  # type: ignore[misc]
        if len(pieces) == 1:
            piece = pieces[0]
            self.text = piece.text  # type: ignore[misc]
            self.known = not piece.hole  # type: ignore[misc]
        else:
            self.text = "".join([piece.text for piece in pieces])  # type: ignore[misc]
            self.known = True  # type: ignore[misc]
            for piece in pieces:
                if piece.hole:
                    self.known = False  # type: ignore[misc]
                    break

    @property
    def value(self) -> str | None:
        """The value, or None while any piece is not known."""
        return self.text if self.known else None

    @property
    def prefix(self) -> str:
        """The known beginning (`/var/log/` of `/var/log/$x`)."""
        known = []
        for piece in self.pieces:
            if piece.hole:
                break
            known.append(piece.text)
        return "".join(known)

    @property
    def is_glob(self) -> bool:
        pieces = self.pieces
        if len(pieces) == 1:
            return pieces[0].hole is _GLOB
        return _GLOB in [piece.hole for piece in pieces]

    @property
    def vanished(self) -> tuple[str, ...]:
        """Names of variables that are known to be unset or empty and stood in this word."""
        return tuple(piece.name for piece in self.pieces if piece.unset)


@record
class Assignment:
    """`NAME=value` before a command or alone; `name` includes a subscript as written."""

    name: str
    value: Word
    append: bool = False


# What brings a command's output into a file: in place of what is there, by any way, its errors as well.
OUTPUT_OVER = frozenset((">", ">|"))
OUTPUT_INTO = OUTPUT_OVER | {">>"}
WRITING = OUTPUT_INTO | {"&>", "&>>"}


@record
class Redirection:
    """`operator` is one of < > >> >| <> &> &>> >& <& << <<- <<<; a here-document's body is in `body`.

    `>& file` is `&> file`; `>&` stays where a descriptor stands behind it, or what nobody knows.
    """

    operator: str
    target: Word | None
    descriptor: int | None = None
    body: Word | None = None
    span: Span | None = None


class NestedKind(StrEnum):
    """How a script came to stand inside a command."""

    SUBSTITUTION = "substitution"  # $( ) and backticks
    PROCESS = "process substitution"  # <( ) and >( )
    WRAPPER = "wrapper"  # sudo CMD, env CMD, xargs CMD, find -exec CMD
    SHELL = "shell"  # sh -c TEXT, eval TEXT, a here-document or a pipe into a shell
    FUNCTION = "function"  # the body of a function that is called
    DEFINITION = "definition"  # the body of a function that is only defined: it does not run now
    ALIAS = "alias"
    REMOTE = "remote"  # runs on another machine: ssh host TEXT
    CONTAINER = "container"  # runs in a container or another root: docker exec, chroot
    FILE = "file"  # the text of a script file that is run
    LATER = "later"  # runs at another time: trap, at, cron
    CODE = "code"  # another language, see `Code`


@record
class Call:
    """What foreign code does, in the words of `shellguard.parsing.languages.code_actions`.

    Attributes:
        action: delete, overwrite, write, read, move, chmod, execute, connect, listen, send, kill, evaluate,
            drop, alter, exit.
        arguments: what it is done to, as far as known.
        recursive: whether it goes down into folders or takes everything (a DELETE without WHERE).
        name: the function as written (`shutil.rmtree`), for the explanation.
    """

    action: str
    arguments: tuple[Word, ...] = ()
    recursive: bool = False
    name: str = ""


CONSOLE = "console"
"""The language of what a program is told line by line in words of its own."""


@record
class Code:
    """A piece of another language: what it calls, and whether all of it was understood."""

    language: str
    text: str
    calls: tuple[Call, ...] = ()
    understood: bool = True


@record
class Nested:
    """A script (or foreign code) inside a command, and what changes for it.

    Attributes:
        kind: how it came there.
        script: the shell commands in it; empty for foreign code.
        via: the program that runs it (`sudo`, `ssh`, `xargs`).
        privileged: it runs as root or another user because of `via`.
        host: the machine it runs on, or "" for this one.
        known: False when the text that would run could not be known (`eval "$x"`, `curl … | sh`).
        code: foreign code, for NestedKind.CODE.
        instead: the shell's own alias or function, which runs in the place of the command as it is typed.
    """

    kind: NestedKind
    script: Script
    via: str = ""
    privileged: bool = False
    host: str = ""
    known: bool = True
    code: Code | None = None
    instead: bool = False


@record
class SimpleCommand:
    """One simple command with all that stands in it.

    Attributes:
        words: the fields after expansion, the program first; empty for a bare assignment or redirection.
        pipeline: commands of one script with the same number share a pipeline.
        frames: what encloses it, outermost first: subshell, group, loop, condition, case, function, coproc.
        nested: scripts that run because of this command.
        definition: set when this is no command but the definition of the function of that name.
        stops: the empty variable of a `${x:?}` for which the shell drops this command and what follows it in
            its line or subshell; no words then, and nested is what its expansions may have run before.
        program: the program's name without its folder, by which all know it (`sed` for `gsed`); what can be
            seen of it when it is not known.
    """

    words: tuple[Word, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    redirections: tuple[Redirection, ...] = ()
    connection: Connection = Connection.FIRST
    pipeline: int = 0
    frames: tuple[str, ...] = ()
    nested: tuple[Nested, ...] = ()
    span: Span | None = None
    definition: str = ""
    stops: str = ""
    program: str = field(init=False, repr=False, compare=False, default="")  # asked for seventy times a line

    def __init__(  # written out, as that of a word
        self,
        words: tuple[Word, ...] = (),
        assignments: tuple[Assignment, ...] = (),
        redirections: tuple[Redirection, ...] = (),
        connection: Connection = _FIRST,
        pipeline: int = 0,
        frames: tuple[str, ...] = (),
        nested: tuple[Nested, ...] = (),
        span: Span | None = None,
        definition: str = "",
        stops: str = "",
    ) -> None:
        self.words = words  # type: ignore[misc]
        self.assignments = assignments  # type: ignore[misc]
        self.redirections = redirections  # type: ignore[misc]
        self.connection = connection  # type: ignore[misc]
        self.pipeline = pipeline  # type: ignore[misc]
        self.frames = frames  # type: ignore[misc]
        self.nested = nested  # type: ignore[misc]
        self.span = span  # type: ignore[misc]
        self.definition = definition  # type: ignore[misc]
        self.stops = stops  # type: ignore[misc]
        self.program = program_name(words[0].text) if words else ""  # type: ignore[misc]

    def running(self, nested: tuple[Nested, ...]) -> SimpleCommand:
        """The same with these scripts in it."""
        return SimpleCommand(
            self.words, self.assignments, self.redirections, self.connection, self.pipeline, self.frames,
            nested, self.span, self.definition, self.stops,
        )  # fmt: skip


class ProblemKind(StrEnum):
    """What kept a line from being read in full."""

    SYNTAX = "syntax"
    UNFINISHED = "unfinished"  # the shell would ask for more (PS2)
    TOO_LONG = "too long"
    TOO_DEEP = "too deep"
    DISAGREEMENT = "disagreement"  # the readers differ about what would run
    NUL = "nul"
    REFUSED = "refused"  # nothing is unknown about it: the shell runs no word of it


_BASH_STOPS_TOO = frozenset((ProblemKind.REFUSED, ProblemKind.SYNTAX))


@record
class Problem:
    """`open_text`: the next line would go into a here-document, or between single quotes."""

    kind: ProblemKind
    message: str
    span: Span | None = None
    open_text: bool = False


@record
class Needs:
    """Names that would have to be known to read the line fully; all are valid shell names or words.

    The shell answers the first four, `facts` the last two. Reading itself never asks for `types`: whether a
    name is a file or nothing changes no reading, and aliases and functions are asked for by themselves.
    """

    variables: frozenset[str] = frozenset()
    aliases: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    globs: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(
            self.variables or self.aliases or self.functions or self.types or self.globs or self.files
        )


@record
class Script:
    """What was read. `commands` stand in the order in which they would run."""

    text: str = ""
    commands: tuple[SimpleCommand, ...] = ()
    problems: tuple[Problem, ...] = ()
    needs: Needs = Needs()

    @property
    def unread(self) -> bool:
        """Whether something of it may run that was not read."""
        return any(problem.kind is not ProblemKind.REFUSED for problem in self.problems)

    @property
    def beyond_reading(self) -> bool:
        """Whether it is unread for another reason than a syntax error, at which bash stops as well."""
        return any(problem.kind not in _BASH_STOPS_TOO for problem in self.problems)

    @property
    def unfinished(self) -> bool:
        return any(problem.kind is ProblemKind.UNFINISHED for problem in self.problems)

    @property
    def open_text(self) -> bool:
        """Whether the next line would be taken as it stands: no history is expanded in it."""
        return any(problem.open_text for problem in self.problems)

    def walk(self) -> Iterator[tuple[SimpleCommand, tuple[Nested, ...]]]:
        """Every simple command, nested ones too, with the nestings around it (outermost first)."""
        stack: list[tuple[Iterator[SimpleCommand], tuple[Nested, ...]]] = [(iter(self.commands), ())]
        while stack:
            commands, around = stack[-1]
            for command in commands:
                yield command, around
                if command.nested:
                    stack.extend(
                        (iter(one.script.commands), (*around, one)) for one in reversed(command.nested)
                    )
                    break
            else:
                stack.pop()


EMPTY = Script()
