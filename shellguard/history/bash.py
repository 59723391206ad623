"""Bash's history: a line each, with `#1700000000` before it where HISTTIMEFORMAT is set.

An entry of several lines stands there as several lines, with nothing that holds them together. They are put
together again while bash would have asked for more, so that the body of a here-document is not taken for
commands. A time always begins a new entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from shellguard.history.entry import Entry
from shellguard.parsing.reading import read

MAX_LINES = 100
"""An entry that is not finished after so many lines never will be: its first line stands alone."""

MAX_TRIES = 4
MAX_TRIED = 3_000
"""So many ends of an entry are tried, or so many characters; the parser takes longer than all else."""

_TIME = re.compile(r"#(\d{9,12})")
_GOES_ON = re.compile(r"(?:[\\|]|&&)\s*\Z")
_OPENS = re.compile(r"<<|\b(?:if|for|while|until|case|select)\b")
_CLOSES = re.compile(r"['\"`)}]|\b(?:done|fi|esac)\b")


def entries(text: str) -> Iterator[Entry]:
    """The entries of a file's text, in order; blank ones are left out."""
    at: int | None = None
    lines: list[str] = []
    for line in text.split("\n"):
        line = line.removesuffix("\r")
        time = _TIME.fullmatch(line)
        if time is None:
            lines.append(line)
            continue
        yield from _of_one_time(lines, at)
        at, lines = int(time[1]), []
    yield from _of_one_time(lines, at)


def _of_one_time(lines: Sequence[str], at: int | None) -> Iterator[Entry]:
    """The entries between two times; the time is that of the first: later ones were written without."""
    begin = 0
    while begin < len(lines):
        end = _end_of_entry(lines, begin)
        text = "\n".join(lines[begin:end])
        if text.strip():
            yield Entry(text, at)
            at = None
        begin = end


def _end_of_entry(lines: Sequence[str], begin: int) -> int:
    if not _may_go_on(lines[begin]):
        return begin + 1
    ends = range(begin + 1, min(begin + MAX_LINES, len(lines)) + 1)
    tried = 0
    for number, end in enumerate(end for end in ends if _may_end(lines, begin, end - 1)):
        text = "\n".join(lines[begin:end])
        if not read(text).unfinished:
            return end
        tried += len(text)
        if number >= MAX_TRIES and tried > MAX_TRIED:
            break
    return begin + 1


def _may_go_on(line: str) -> bool:
    """Whether it is worth asking the parser."""
    if _OPENS.search(line) or _GOES_ON.search(line):
        return True
    if any(line.count(quote) % 2 for quote in "'\"`"):
        return True
    return line.count("(") > line.count(")") or line.count("{") > line.count("}")


def _may_end(lines: Sequence[str], begin: int, last: int) -> bool:
    """Whether a line may be the last of the entry that begins there; for a stray quote few may be."""
    if last == begin:
        return True
    if _GOES_ON.search(lines[last]):
        return False
    if _CLOSES.search(lines[last]) or _GOES_ON.search(lines[last - 1]):
        return True
    return lines[last].strip() in lines[begin]  # it may end a here-document
