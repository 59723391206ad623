"""One form for what different readers of bash see: the commands of a text as they are written, unexpanded.

The first reader expands while it reads; the others only say what stands where. An outline keeps what both can
say: words as written (and their value where quotes are all there is to take away), assigned names,
redirections, how commands are joined, and what runs inside them. `differences` tells where they part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from bench.readers.by_bashlex import script_by_bashlex
from bench.readers.by_tree_sitter import script_by_tree_sitter
from shellguard.parsing.reading import read
from shellguard.parsing.script import NestedKind, ProblemKind, Script, SimpleCommand, Word

INSIDE = frozenset((NestedKind.SUBSTITUTION, NestedKind.PROCESS, NestedKind.DEFINITION))
_EXPANDING = frozenset("{}*?[]~$`")
_DESCRIPTOR = re.compile(r"\d+-?|-")


class Reader(StrEnum):
    """Who reads."""

    OWN = "own"
    TREE_SITTER = "tree-sitter-bash"
    BASHLEX = "bashlex"


_READERS: dict[Reader, Callable[[str], Script | None]] = {
    Reader.OWN: read,
    Reader.TREE_SITTER: script_by_tree_sitter,
    Reader.BASHLEX: script_by_bashlex,
}


def script_by(reader: Reader, text: str) -> Script | None:
    """What that reader makes of the text; None where it refuses it.

    The own reader's `Script` is expanded and complete. Those of the others hold what stands in the text
    itself: no wrappers, no frames, holes where anything is expanded.
    """
    script = _READERS[reader](text)
    if script is None or any(problem.kind is not ProblemKind.DISAGREEMENT for problem in script.problems):
        return None
    return script


@dataclass(frozen=True, slots=True)
class Line:
    """One command of an outline: as text, and the values of its words (None where a word is expanded)."""

    text: str
    values: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two outlines part; "" stands for nothing there."""

    own: str
    other: str


def outline(script: Script) -> list[Line]:
    """The commands that stand in the text itself, in order; what runs inside one is indented below it."""
    return [line for command in script.commands for line in _command(command)]


def _command(command: SimpleCommand) -> Iterator[Line]:
    words = _fields(command.words)
    if words and words[0][0] in ("[[", "(("):
        words = words[:1]
    parts = [command.connection.value] if command.connection else []
    if command.definition:
        parts.append(f"define {command.definition}")
    parts.extend(f"{item.name}{'+' if item.append else ''}=" for item in command.assignments)
    parts.extend(source for source, _ in words)
    for item in command.redirections:
        number = "" if item.descriptor is None else str(item.descriptor)
        target = _source(item.target) if item.target else ""
        parts.append(f"{number}{_operator(item.operator, target)} {target}")
    inside = [
        [Line(f"{nested.kind.value}: {line.text}", line.values) for line in outline(nested.script)]
        for nested in command.nested
        if nested.kind in INSIDE and (command.definition or nested.kind is not NestedKind.DEFINITION)
    ]
    if parts or inside:
        yield Line("␣".join(parts), tuple(value for _, value in words))
    for lines in sorted(inside, key=lambda lines: [line.text for line in lines]):
        yield from lines


def _operator(written: str, target: str) -> str:
    """`>&` in front of a file is another spelling of `&>`: the own reader takes it for what it is."""
    return "&>" if written == ">&" and not _DESCRIPTOR.fullmatch(target) else written


def _source(word: Word) -> str:
    return word.source.replace("\\\n", "")


def _fields(words: tuple[Word, ...]) -> list[tuple[str, str | None]]:
    """Each word of the text once, though expansion made several of it; with its value if it is written."""
    found: list[tuple[str, str | None]] = []
    before = None
    for word in words:
        if word.span is not None and word.span == before:
            found[-1] = (found[-1][0], None)
            continue
        before = word.span
        source = _source(word)
        plain = word.known and not _EXPANDING.intersection(source)
        found.append((source, word.text if plain else None))
    return found


def differences(text: str, reader: Reader) -> list[Difference] | None:
    """Where that reader and the own one part; None where one of them refuses the text."""
    own, other = script_by(Reader.OWN, text), script_by(reader, text)
    if own is None or other is None:
        return None
    return list(_differing(outline(own), outline(other)))


def _differing(own: list[Line], other: list[Line]) -> Iterator[Difference]:
    if [line.text for line in own] != [line.text for line in other]:
        ours, theirs = {line.text for line in own}, {line.text for line in other}
        only_own = [line.text for line in own if line.text not in theirs]
        only_other = [line.text for line in other if line.text not in ours]
        if not (only_own or only_other):
            yield Difference("another order or number", "")
        for left, right in zip_longest(only_own, only_other, fillvalue=""):
            yield Difference(left, right)
        return
    for left_line, right_line in zip(own, other, strict=True):
        for left_value, right_value in zip(left_line.values, right_line.values, strict=False):
            if left_value is not None and right_value is not None and left_value != right_value:
                yield Difference(f"value {left_value!r}", f"value {right_value!r}")
