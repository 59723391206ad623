"""Files that a script takes in from beside it, read along with it: one look for all of them."""

from __future__ import annotations

from collections.abc import Callable

from shellguard.facts.deadline import Deadline
from shellguard.parsing.languages.code_imports import language_of, start_of, taken_in
from shellguard.parsing.languages.python_imports import Place

MAX_FILES = 32
"""Of one look, whatever takes them in."""
_LOOKS_AT_THE_CLOCK = 8  # files from one time to the next: to ask it costs more than to open one
Reader = Callable[[str], str | None]


def with_taken_in(files: dict[str, str | None], read: Reader, deadline: Deadline) -> dict[str, str | None]:
    """The files, and those that these take in, by their paths; None for what is not there.

    What can't be read in the time is left out.
    """
    found = dict(files)
    held, over = 0, False

    def find(name: str) -> str | None:
        nonlocal held, over
        if name not in found and not over:
            found[name] = read(name)
            held += found[name] is not None
            over = held >= MAX_FILES or (len(found) % _LOOKS_AT_THE_CLOCK == 0 and deadline.expired)
        return found.get(name)

    for path, text in files.items():
        language = language_of(path, text) if text and not over else ""
        if language and text is not None:
            start = start_of(language, path, text)
            if not path.startswith("/"):  # or by its whole name from the folder that one is in
                start = Place(path, tuple(dict.fromkeys((*start.roots, ""))))
            taken_in(language, start, text, find)
    return found
