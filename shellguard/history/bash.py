"""Bash's history: a line each, with `#1700000000` before it where HISTTIMEFORMAT is set.

An entry of several lines stands there as several lines, with nothing that holds them together. They are put
together again while bash would have asked for more, so that the body of a here-document is not taken for
commands. A time always begins a new entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from shellguard.history.entry import Entry
from shellguard.parsing.grammar.first_entry import end_of_first_entry

MAX_LINES = 100
"""An entry that is not finished after so many lines never will be: its first line stands alone."""

MAX_IN_VAIN = 400_000
"""So many characters of a history are read without an end in sight; after them each line stands alone."""

_TIME = re.compile(r"#(\d{9,12})")
_GOES_ON = re.compile(r"(?:[\\|]|&&)\s*\Z")
_OPENS = re.compile(r"<<|\b(?:if|for|while|until|case|select)\b")


def entries(text: str) -> Iterator[Entry]:
    """The entries of a file's text, in order; blank ones are left out."""
    at: int | None = None
    lines: list[str] = []
    ends = _Ends()
    for line in text.split("\n"):
        line = line.removesuffix("\r")
        time = _TIME.fullmatch(line)
        if time is None:
            lines.append(line)
            continue
        yield from _of_one_time(lines, at, ends)
        at, lines = int(time[1]), []
    yield from _of_one_time(lines, at, ends)


def _of_one_time(lines: Sequence[str], at: int | None, ends: _Ends) -> Iterator[Entry]:
    """The entries between two times; the time is that of the first: later ones were written without."""
    begin = 0
    while begin < len(lines):
        end = ends.find(lines, begin)
        text = "\n".join(lines[begin:end])
        if text.strip():
            yield Entry(text, at)
            at = None
        begin = end


class _Ends:
    """Finds the ends of a history's entries, and stops looking in one in which too few are found."""

    def __init__(self) -> None:
        self._in_vain = 0

    def find(self, lines: Sequence[str], begin: int) -> int:
        """The number of the line after the entry that begins at `begin`."""
        if self._in_vain > MAX_IN_VAIN or not _may_go_on(lines[begin]):
            return begin + 1
        text = "\n".join(lines[begin : begin + MAX_LINES])
        end = end_of_first_entry(text)
        if end is None:
            self._in_vain += len(text)
            return begin + 1
        return begin + max(1, text.count("\n", 0, end) + (not text.endswith("\n", 0, end)))


def _may_go_on(line: str) -> bool:
    """Whether it is worth asking the parser."""
    if _OPENS.search(line) or _GOES_ON.search(line):
        return True
    if any(line.count(quote) % 2 for quote in "'\"`"):
        return True
    return line.count("(") > line.count(")") or line.count("{") > line.count("}")
