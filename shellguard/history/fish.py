"""Fish's history: looks like YAML and is not; two escapes (`\\\\` and `\\n`), no quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shellguard.history.entry import Entry

BEGIN = "- cmd:"
_WHEN = re.compile(r"\s+when:\s*(\d{1,12})\s*")
_ESCAPE = re.compile(r"\\([\\n])")


def entries(text: str) -> Iterator[Entry]:
    """The entries of a file's text, in order; blank ones, and what belongs to no entry, are left out."""
    typed = ""
    at: int | None = None
    for line in text.split("\n"):
        if line.startswith(BEGIN):
            yield from _entry(typed, at)
            typed, at = line.removeprefix(BEGIN).removeprefix(" "), None
        elif when := _WHEN.fullmatch(line):
            at = int(when[1])
    yield from _entry(typed, at)


def _entry(written: str, at: int | None) -> Iterator[Entry]:
    typed = _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else "\\", written)
    if typed.strip():
        yield Entry(typed, at)
