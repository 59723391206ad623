"""What a person said afterwards about a judgement: that a question was needless, or one was missing."""

from __future__ import annotations

from pathlib import Path

from shellguard.audit.filters import Filters
from shellguard.audit.query import entries

KIND = "marked"
NEEDLESS, SHOULD_ASK, NONE = "needless", "should-ask", "none"
MARKS = frozenset({NEEDLESS, SHOULD_ASK, NONE})
"""What can be said; `none` takes it back."""
WORDS = {NEEDLESS: "needless", SHOULD_ASK: "should have asked"}


def marks_of(folder: Path, identity: str = "") -> dict[str, str]:
    """The last mark of every line that has one, or of the line with an id, by the line's id.

    Raises:
        OSError: a segment can't be read.
    """
    found: dict[str, str] = {}
    for entry in entries(folder, Filters(kinds=(KIND,), id_start=identity)):
        name, mark = entry.record.get("id"), entry.record.get("mark")
        if isinstance(name, str) and isinstance(mark, str) and identity in ("", name):
            found.setdefault(name, mark)
    return {name: mark for name, mark in found.items() if mark in WORDS}
