"""Loops that only put a value together, gone through step by step: `for i in 72 6d; do s+="\\x$i"; done`."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator

from shellguard.parsing.commands import plain, read_builtins
from shellguard.parsing.commands.command_reader import CommandReader
from shellguard.parsing.commands.loop_carried import assigned_in
from shellguard.parsing.grammar.syntax import FLAT, WORDS_ONLY, Command, Compound, Listing, Simple
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Connection, SimpleCommand, Word
from shellguard.parsing.state.environment import Environment
from shellguard.parsing.state.value import UNKNOWN, Value

MAX_STEPS = 256
MAX_ASSIGNMENTS = 8
_STEPS_OF_ONE = 4  # a turn computes its count, whether it goes on, and what is assigned
_CLAUSES = re.compile(r"([^;]*);([^;]*);([^;]*)\Z")
# A name behind -v or -p, however that is written, or a format that may be one.
_SETTING = re.compile(r"wait\s.*-|\s[\"'\\]?-[\"'\\]*v|printf\s++(?![\"']?(?:[%\w :./(\[+=<>#,|]|\\[^-]))")
_LEAVING = re.compile(r"(break|continue)(?:[ \t]+1)?\Z")
_LEAVES = frozenset(("break", "continue"))
# In the text of a pattern these are no longer themselves.
_OF_PATTERNS = re.compile(r"[*?\[\\(]")
_OTHER_BASE = re.compile(r"-?0\d")
_TESTS = ("[", "test")
_LEAVING_INPUT = frozenset(
    (*_TESTS, "echo", "printf", ":", "true", "false", "sleep", "mkdir", "touch", "ls", "date", *_LEAVES)
)
"""What reads nothing of that which is given to the loop around it."""
_PLAINLY = (Connection.FIRST, Connection.SEQUENCE)
_NUMBER = re.compile(r"-?\d{1,9}")
_COMPARED: dict[str, Callable[[int, int], bool]] = {
    "-lt": operator.lt, "-le": operator.le, "-gt": operator.gt, "-ge": operator.ge,
    "-eq": operator.eq, "-ne": operator.ne,
}  # fmt: skip
_SAME: dict[str, Callable[[str, str], bool]] = {"=": operator.eq, "==": operator.eq, "!=": operator.ne}


def puts_together(raw: Compound, text: str, environment: Environment) -> bool:
    """Whether a loop only assigns, counts and compares, beside programs that it runs."""
    if raw.kind not in ("for", "while", "until") or len(raw.parts) != 1 + (raw.kind != "for"):
        return False
    assigned = sum(1 for _ in assigned_in(raw))
    return 0 < assigned <= MAX_ASSIGNMENTS and _is_followed(raw.parts[-1][1], text, environment)


def _is_followed(listing: Listing, text: str, environment: Environment) -> bool:
    """Whether all that a list does to variables can be followed."""
    for _, pipeline in listing.pipelines:
        if pipeline.background or len(pipeline.commands) != 1:
            return False
        command = pipeline.commands[0]
        if isinstance(command, WORDS_ONLY):
            name = _named(command, text)
            runs = plain.only_runs(name, environment) and not _SETTING.search(
                text, command.start, command.end
            )
            if name not in _LEAVES and not runs:
                return False
        elif command.redirections or (isinstance(command, Simple) and command.words):
            return False
        elif isinstance(command, Compound):
            if command.kind not in ("arithmetic", "test", "if", "group"):
                return False
            if not all(_is_followed(part, text, environment) for _, part in command.parts):
                return False
    return True


def _leaves_input(listing: Listing, text: str) -> bool:
    """Whether nothing in a list takes lines that the loop around it reads."""
    commands = [pipeline.commands[0] for _, pipeline in listing.pipelines]
    programs = {_named(one, text) for one in commands if isinstance(one, WORDS_ONLY)}
    inner = [part for one in commands if isinstance(one, Compound) for _, part in one.parts]
    return programs <= _LEAVING_INPUT and all(_leaves_input(part, text) for part in inner)


def _named(command: Command, text: str) -> str:
    first = command.simple.words[0] if isinstance(command, WORDS_ONLY) else None
    return "" if first is None else text[first.start : first.end]


def repeat(raw: Compound, reader: CommandReader, words: list[Word], stdin: Flow) -> bool:
    """Go through the loop in the reader's environment; False where its turns are not known."""
    environment = reader.environment
    if raw.kind != "for":
        turns = _while(raw, reader, stdin)
    else:
        turns = _each(raw, words, environment) if raw.name else _counted(raw, reader)
    context = environment.context
    for turn, known in enumerate(turns):
        if not known or turn >= MAX_STEPS or not context.turns:
            return False
        context.turns -= 1
        left = _done(raw.parts[-1][1], reader)
        if left is None or left == "break":
            return left is not None
    return True


def _done(listing: Listing, reader: CommandReader) -> str | None:
    """Go through a list: the word by which it left the turn, else ""; None where that is not known."""
    holds: bool | None = True
    for connection, pipeline in listing.pipelines:
        if connection not in _PLAINLY:
            if holds is None:
                return None
            if holds is not (connection is Connection.AND):
                continue
        reader.environment.context.spend(_STEPS_OF_ONE)
        command = pipeline.commands[0]
        left: str | None = ""
        if isinstance(command, Simple):
            for item in command.assignments:
                reader.assigned(item, temporary=False)
            holds = True
        elif isinstance(command, Compound) and command.kind in ("if", "group"):
            left = _branch(command, reader)
            holds = None
        else:
            left = _leaves(command, reader)
            if left is None:
                return None
            tells = isinstance(command, Compound) or _named(command, reader.text) in _TESTS
            holds = _holds(command, reader) if tells else None
            if isinstance(command, Compound) and command.kind == "arithmetic" and holds is None:
                return None
        holds = not holds if pipeline.negated and holds is not None else holds
        if left != "":
            return left
    return ""


def _leaves(command: Command, reader: CommandReader) -> str | None:
    """`break` and `continue`, where one loop is meant; None where that is not known."""
    if _named(command, reader.text) not in _LEAVES:
        return ""
    told = _LEAVING.match(reader.text[command.start : command.end].strip())
    return told[1] if told else None


def _branch(raw: Compound, reader: CommandReader) -> str | None:
    """The branch of an `if` that runs, or the list of a group."""
    if raw.kind == "group":
        return _done(raw.parts[0][1], reader)
    index = 0
    while index < len(raw.parts):
        frame, listing = raw.parts[index]
        if frame == "condition":
            pipelines = listing.pipelines
            if len(pipelines) != 1:
                return None
            holds = _holds(pipelines[0][1].commands[0], reader)
            if holds is None:
                return None
            if holds is pipelines[0][1].negated:
                index += 2
                continue
            index += 1
        return _done(raw.parts[index][1], reader)
    return ""


def _each(raw: Compound, words: list[Word], environment: Environment) -> Iterator[bool]:
    for word in words:
        environment.assign(raw.name, Value((word.text,)) if word.known else UNKNOWN)
        yield word.known


def _counted(raw: Compound, reader: CommandReader) -> Iterator[bool]:
    """`for (( i=5; i>=0; i-- ))`."""
    span = raw.words[0]
    clauses = _CLAUSES.match(reader.text[span.start : span.end])
    if clauses is None or not clauses[2].strip() or _computed(reader, clauses[1]) is None:
        yield False
        return
    while (going := _computed(reader, clauses[2])) != 0:
        yield going is not None
        if _computed(reader, clauses[3]) is None:
            yield False


def _computed(reader: CommandReader, text: str) -> int | None:
    return reader.elsewhere(text).computed(0, len(text))


def _while(raw: Compound, reader: CommandReader, stdin: Flow) -> Iterator[bool]:
    """`while read x`, `while [ $i -lt 3 ]`, `until ((i>3))`."""
    pipelines = raw.parts[0][1].pipelines
    pipeline = pipelines[0][1]
    if len(pipelines) != 1 or len(pipeline.commands) != 1 or pipeline.negated or pipeline.background:
        yield False
        return
    condition = pipeline.commands[0]
    plainly = raw.kind == "while" and not isinstance(condition, Compound)
    command = _command(condition, reader) if plainly else None
    if command is not None and command.program == "read":
        alone = _leaves_input(raw.parts[-1][1], reader.text)
        yield from _lines(command, reader.environment, stdin) if alone else (False,)
        return
    while (holds := _holds(condition, reader)) is not (raw.kind == "until"):
        yield holds is not None


def _command(raw: Command, reader: CommandReader) -> SimpleCommand | None:
    simple = raw.simple if isinstance(raw, WORDS_ONLY) else raw
    if not isinstance(simple, Simple) or simple.redirections:
        return None
    assignments = tuple([reader.assigned(item, temporary=True) for item in simple.assignments])
    return SimpleCommand(reader.words(simple), assignments)


def _lines(command: SimpleCommand, environment: Environment, stdin: Flow) -> Iterator[bool]:
    """Each line that `read` takes from what the loop is given, where that is known."""
    lines = read_builtins.lines_read(command, environment, stdin)
    if lines is None:
        yield False
        return
    for line in lines:
        read_builtins.read(command, environment, Flow(line))
        yield True
    read_builtins.read(command, environment, Flow(""))


def _holds(condition: Command, reader: CommandReader) -> bool | None:
    """Whether one comparison holds; None where that is not known, or it is something else."""
    if isinstance(condition, Compound) and condition.kind == "arithmetic":
        number = reader.computed(condition.words[0].start, condition.words[0].end)
        return None if number is None else number != 0
    if isinstance(condition, Compound):
        words = [reader.single_or_hole(item.start, item.end) for item in condition.words]
        words = words if condition.kind == "test" and not _means_more(words) else []
    else:
        command = _command(condition, reader)
        words = list(command.words) if command is not None and command.program in _TESTS else []
        words = words[1:-1] if words and words[0].text == "[" else words[1:]
    return _compared([word.text for word in words]) if all(word.known for word in words) else None


def _means_more(words: list[Word]) -> bool:
    """Whether words between `[[` and `]]` are a pattern, or numbers of another base."""
    last = [piece for word in words[-1:] for piece in word.pieces if not piece.quoted]
    return any(_OF_PATTERNS.search(piece.text) for piece in last) or any(
        _OTHER_BASE.match(word.text) for word in words
    )


def _compared(texts: list[str]) -> bool | None:
    if len(texts) == 2 and texts[0] in ("-n", "-z"):
        return bool(texts[1]) is (texts[0] == "-n")
    if len(texts) != 3:
        return None
    left, sign, right = texts
    if sign in _SAME:
        return _SAME[sign](left, right)
    if sign in _COMPARED and _NUMBER.fullmatch(left) and _NUMBER.fullmatch(right):
        return _COMPARED[sign](int(left), int(right))
    return None


def group_of(listing: Listing) -> Listing | None:
    """What stands in the one group that a script is; None where it is more than that."""
    if len(listing.pipelines) != 1:
        return None
    pipeline = listing.pipelines[0][1]
    if isinstance(pipeline, FLAT) or pipeline.background or len(pipeline.commands) != 1:
        return None
    group = pipeline.commands[0]
    if not isinstance(group, Compound) or group.kind != "group" or group.redirections:
        return None
    return group.parts[0][1] if len(group.parts) == 1 else None
