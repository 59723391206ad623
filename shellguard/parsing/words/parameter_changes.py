"""What a value becomes by `${name#…}`, `%`, `/`, `:`, `^`, `,` and `@`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shellguard.parsing.script import Word
from shellguard.parsing.state.value import Value
from shellguard.parsing.words import patterns
from shellguard.parsing.words.fields import Fields
from shellguard.parsing.words.quoting import unescape

if TYPE_CHECKING:
    from shellguard.parsing.roles import ParameterReader

_MATCHED = re.compile(r"(?<!\\)&")
_SLICE = re.compile(r"(?P<offset>[^:?]+)(?::(?P<length>[^:?]+))?\Z")


def _pattern(reader: ParameterReader, start: int, end: int) -> str | None:
    """A pattern's text with quoted characters escaped; None when a part is not known."""
    fields = Fields(splitting=False)
    reader.scan(start, end, fields)
    fields.end()
    out = []
    for piece in fields.done[0] if fields.done else []:
        if piece.hole:
            return None
        out.append(re.sub(r"([^\w])", r"\\\1", piece.text) if piece.quoted else piece.text)
    return "".join(out)


def _slash(reader: ParameterReader, start: int, end: int, anchored: bool) -> int:
    """The place of the slash between pattern and replacement, `end` if there is none.

    The pattern may begin with a slash unless it is `anchored` by # or %, when it may be empty.
    """
    text, place = reader.text, start
    while place < end:
        char = text[place]
        if char == "/" and (place > start or anchored):
            return place
        if char == "\\":
            place += 2
        elif char in "'\"`" or (char == "$" and text[place + 1 : place + 2] in ("{", "(")):
            place = reader.grammar.quoted_end(place)
        else:
            place += 1
    return end


def changed(reader: ParameterReader, value: Value, operator: str, start: int, end: int) -> str | None:
    """The value after trimming, substitution, slicing, a change of case or a transformation."""
    text = value.text
    if operator[0] in "#%":
        pattern = _pattern(reader, start, end)
        return None if text is None or pattern is None else patterns.trim(text, pattern, operator)
    if operator[0] == "/" and value.choices == ():
        return ""
    if operator[0] == "/":
        middle = _slash(reader, start, end, operator in ("/#", "/%"))
        pattern = _pattern(reader, start, middle)
        new = reader.single(middle + 1, end) if middle < end else None
        if text is None or pattern is None or (new and not new.known):
            return None
        return patterns.substitute(text, pattern, _replacement(new), operator)
    if operator[0] in "^,~":
        pattern = _pattern(reader, start, end)
        return None if text is None or pattern is None else _cased(text, operator, pattern)
    argument = reader.single(start, end, tilde=False).value
    if text is None or argument is None:
        if argument is not None and operator == ":":
            bounds(reader, argument)  # the numbers are computed whatever they are taken of
        return None
    if operator == "@" and argument == "P":
        reader.evaluated(text)
    if operator == "@":
        prompt = None if any(char in text for char in "\\$`!") else text
        changed = {
            "Q": _requoted(text),
            "E": unescape(text),
            "U": text.upper(),
            "u": text[:1].upper() + text[1:],
        }
        return {**changed, "L": text.lower(), "P": prompt}.get(argument)
    return _sliced(reader, text, argument)


def _replacement(word: Word | None) -> tuple[str, ...]:
    """The parts of a replacement between which the matched text stands: at each unquoted &."""
    parts = [""]
    for piece in word.pieces if word is not None else ():
        first, *others = [piece.text] if piece.quoted else _MATCHED.split(piece.text)
        parts[-1] += first
        parts.extend(others)
    return tuple(part.replace("\\&", "&") if "\\&" in part else part for part in parts)


def _requoted(text: str) -> str | None:
    """`${name@Q}`; None where bash would write $'…'."""
    if any(ord(char) < 32 or ord(char) == 127 for char in text):
        return None
    return "'" + text.replace("'", "'\\''") + "'"


def _cased(text: str, operator: str, pattern: str) -> str | None:
    """`^`, `,` and `~` for the characters that fit the pattern, all of them without one."""
    fitting = patterns.compiled(pattern) if pattern else None
    if pattern and fitting is None:
        return None
    change = {"^": str.upper, ",": str.lower, "~": str.swapcase}[operator[0]]
    head = len(text) if len(operator) == 2 else 1
    return "".join(
        change(char) if index < head and (fitting is None or fitting.fullmatch(char)) else char
        for index, char in enumerate(text)
    )


def bounds(reader: ParameterReader, argument: str) -> tuple[int, int | None] | None:
    """The numbers of `offset:length`."""
    match = _SLICE.match(argument)
    if not match:
        return None
    offset = reader.elsewhere(match["offset"]).computed(0, len(match["offset"]))
    if match["length"] is None or offset is None:
        return None if offset is None else (offset, None)
    length = reader.elsewhere(match["length"]).computed(0, len(match["length"]))
    return None if length is None else (offset, length)


def _sliced(reader: ParameterReader, text: str, argument: str) -> str | None:
    found = bounds(reader, argument)
    if found is None:
        return None
    offset, length = found
    if len(text) + offset < 0:
        return ""
    start = len(text) + offset if offset < 0 else offset
    if length is None:
        return text[start:]
    if length < 0 and len(text) + length < start:
        return None
    return text[start : start + length] if length >= 0 else text[start : len(text) + length]
