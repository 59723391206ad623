"""Files that a script takes in from beside it, read along with it: one look for all of them."""

from __future__ import annotations

from collections.abc import Callable

from shellguard.facts.deadline import Deadline
from shellguard.parsing.languages.code_imports import language_of, start_of, taken_in

Reader = Callable[[str], str | None]


def with_taken_in(files: dict[str, str | None], read: Reader, deadline: Deadline) -> dict[str, str | None]:
    """The files, and those that these take in, by their paths; None for what is not there.

    What can't be read in the time is left out.
    """
    found = dict(files)

    def find(name: str) -> str | None:
        if name not in found and not deadline.expired:
            found[name] = read(name)
        return found.get(name)

    for path, text in files.items():
        language = language_of(path, text) if text else ""
        if language and text is not None:
            taken_in(language, start_of(language, path, text), text, find)
    return found
