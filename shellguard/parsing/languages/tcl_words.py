"""The words of Tcl: what stands in braces, in quotes and bare, command by command."""

from __future__ import annotations

from dataclasses import dataclass

_BLANK = frozenset(" \t\r")
_ENDS = frozenset("\n;")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "e": "\x1b", "\n": " "}
MAX_COMMANDS = 600
_HEXADECIMAL = frozenset("0123456789abcdefABCDEF")


@dataclass(frozen=True, slots=True)
class Raw:
    """A word as it is written; nothing is put in for what stands in braces."""

    text: str
    braced: bool = False
    spread: bool = False


def commands(code: str) -> list[list[Raw]]:
    """The commands of a script, each with its words."""
    found: list[list[Raw]] = []
    place, count = 0, len(code)
    while place < count and len(found) < MAX_COMMANDS:
        if code[place] in _BLANK or code[place] in _ENDS:
            place += 1
        elif code[place] == "#":
            place = _line_end(code, place)
        else:
            words, place = _command(code, place)
            found.append(words)
    return found


def _line_end(code: str, place: int) -> int:
    end = code.find("\n", place)
    return len(code) if end < 0 else end


def _command(code: str, place: int) -> tuple[list[Raw], int]:
    words: list[Raw] = []
    while place < len(code) and code[place] not in _ENDS:
        if code[place] in _BLANK or code[place : place + 2] == "\\\n":
            place += 1 + (code[place] == "\\")
            continue
        spread = code.startswith("{*}", place) and code[place + 3 : place + 4] not in ("", " ", "\n")
        place += 3 * spread
        if code[place] == "{":
            end = closed(code, place)
            words.append(Raw(code[place + 1 : end - 1], True, spread))
        elif code[place] == '"':
            end = _quoted(code, place)
            words.append(Raw(code[place + 1 : end - 1], False, spread))
        else:
            end = _bare(code, place)
            words.append(Raw(code[place:end], False, spread))
        place = end
    return words, place


def closed(code: str, place: int) -> int:
    """The place behind the bracket that closes the one at `place`."""
    opening, closing = code[place], {"{": "}", "[": "]"}[code[place]]
    depth = 0
    while place < len(code):
        char = code[place]
        if char == "\\":
            place += 1
        elif char == opening:
            depth += 1
        elif char == closing:
            depth -= 1
            if not depth:
                return place + 1
        place += 1
    return len(code) + 1


def _quoted(code: str, place: int) -> int:
    place += 1
    while place < len(code) and code[place] != '"':
        place = closed(code, place) if code[place] == "[" else place + 1 + (code[place] == "\\")
    return min(place, len(code)) + 1


def _bare(code: str, place: int) -> int:
    while place < len(code) and code[place] not in _BLANK and code[place] not in _ENDS:
        place = closed(code, place) if code[place] == "[" else place + 1 + (code[place] == "\\")
    return min(place, len(code))


def escaped(text: str, place: int) -> tuple[str, int]:
    """What the backslash at `place` stands for, and the place behind it."""
    char = text[place + 1 : place + 2]
    base, most = (16, 2 if char == "x" else 4) if char in ("x", "u") else (8, 3)
    start = place + (2 if base == 16 else 1)
    end = start
    while (
        end < min(start + most, len(text)) and text[end] in _HEXADECIMAL and (base == 16 or text[end] < "8")
    ):
        end += 1
    if end > start and char:
        return chr(int(text[start:end], base)), end
    return _ESCAPES.get(char, char), place + 2
