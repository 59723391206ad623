"""Programs that run a command for operands that they find or read: find, xargs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shellguard.parsing import wrapping
from shellguard.parsing.flow import Flow, under
from shellguard.parsing.script import Hole, Nested, NestedKind, Piece, SimpleCommand, Word

if TYPE_CHECKING:
    from shellguard.parsing.nesting import Nester

_EXEC = frozenset(("-exec", "-execdir", "-ok", "-okdir"))
_XARGS_VALUES = frozenset(("-I", "-n", "-P", "-L", "-s", "-a", "-d", "-E", "--max-args", "--max-procs",
                           "--max-lines", "--max-chars", "--arg-file", "--delimiter", "--eof"))  # fmt: skip
_MAX_OPERANDS = 64


def find(nester: Nester, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """The commands of -exec and its kin, `{}` replaced by something below each starting point."""
    words = command.words
    starts = _starts(words)
    found = []
    place = 1
    while place < len(words):
        if words[place].text not in _EXEC:
            place += 1
            continue
        end = place + 1
        while (
            end < len(words)
            and words[end].text != ";"
            and not (words[end].text == "+" and words[end - 1].text == "{}")
        ):
            end += 1
        inner = words[place + 1 : end]
        if inner:
            replaced = tuple(new for word in inner for new in _replaced(word, "{}", starts))
            found.append(nester.wrap(replaced, NestedKind.WRAPPER, "find", stdin))
        place = end + 1
    return found


def _starts(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Words for what find finds: something below each of its starting points."""
    starts = []
    for word in words[1:]:
        if word.text in ("-H", "-L", "-P") or word.text.startswith(("-O", "-D")):
            continue
        if word.text.startswith(("-", "(", "!", ")")):
            break
        starts.append(word)
    return tuple(under(word) for word in starts) or (under(Word(".", (Piece("."),))),)


def _replaced(word: Word, mark: str, operands: tuple[Word, ...]) -> list[Word]:
    """The word with `mark` replaced by each operand."""
    if mark not in word.text:
        return [word]
    if word.text == mark:
        return list(operands)
    out = []
    for operand in operands:
        pieces: list[Piece] = []
        for piece in word.pieces:
            parts = piece.text.split(mark) if not piece.hole else [piece.text]
            for index, part in enumerate(parts):
                if index:
                    pieces.extend(operand.pieces)
                if part:
                    pieces.append(Piece(part, piece.hole, piece.quoted, piece.name))
        out.append(Word(word.source, tuple(pieces), word.span))
    return out


def xargs(nester: Nester, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """The command with the operands that the pipe carries."""
    words, place, mark, separator = command.words, 1, "", ""
    while place < len(words) and words[place].text.startswith("-") and len(words[place].text) > 1:
        text = words[place].text
        following = words[place + 1].text if place + 1 < len(words) else ""
        if text in ("-0", "--null") or (text[1] != "-" and "0" in text and text[1] not in "nPLsI"):
            separator = "\0"
        if text in ("-d", "--delimiter"):
            separator = following
        if text == "-I":
            mark = following
        elif text in ("-i", "--replace"):
            mark = "{}"
        elif text.startswith(("-I", "-i", "--replace=")):
            mark = text.removeprefix("--replace=") if text[1] == "-" else text[2:]
        place += 2 if text in _XARGS_VALUES else 1
    inner = words[place:] or (Word("echo", (Piece("echo"),)),)
    operands = _operands(stdin, separator)
    if mark:
        replaced = tuple(new for word in inner for new in _replaced(word, mark, operands))
        if any(mark in word.text for word in inner) and len(operands) > 1 and len(inner) > 1:
            return [
                nester.wrap(
                    tuple(new for word in inner for new in _replaced(word, mark, (operand,))),
                    NestedKind.WRAPPER, "xargs", Flow(),
                )
                for operand in operands[:8]
            ]  # fmt: skip
        return [nester.wrap(replaced, NestedKind.WRAPPER, "xargs", Flow())]
    return [nester.wrap((*inner, *operands), NestedKind.WRAPPER, "xargs", Flow())]


def _operands(stdin: Flow, separator: str) -> tuple[Word, ...]:
    if stdin.text is not None:
        separator = {"\\n": "\n", "\\0": "\0"}.get(separator, separator)
        parts = stdin.text.split(separator) if separator else stdin.text.split()
        parts = [part.rstrip("\n") if separator else part.strip("'\"") for part in parts]
        return tuple(Word(part, (Piece(part),)) for part in parts[:_MAX_OPERANDS] if part)
    return stdin.words[:_MAX_OPERANDS] or (Word("", (Piece("{}", Hole.INPUT),)),)


def parallel(nester: Nester, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """GNU parallel's command with the operands after `:::`, or those that the pipe carries."""
    wrapped = wrapping.unwrap("parallel", command.words)
    if wrapped is None or not wrapped.words:
        return []
    marks = [index for index, word in enumerate(command.words) if word.text == ":::"]
    operands = command.words[marks[0] + 1 :] if marks else _operands(stdin, "\n")
    if not (marks or stdin.piped):
        return [
            nester.shell_text(" ".join(word.text for word in wrapped.words), NestedKind.WRAPPER, "parallel")
        ]
    named = any("{}" in word.text for word in wrapped.words)
    inner = wrapped.words if named else (*wrapped.words, Word("{}", (Piece("{}"),)))
    texts = []
    for operand in operands[:8]:
        words = [new for word in inner for new in _replaced(word, "{}", (operand,))]
        texts.append(" ".join(word.text for word in words))
    return [nester.shell_text(text, NestedKind.WRAPPER, "parallel") for text in dict.fromkeys(texts)]


SPECIAL = {"parallel": parallel, "find": find, "gfind": find, "bfs": find, "xargs": xargs, "gxargs": xargs}
