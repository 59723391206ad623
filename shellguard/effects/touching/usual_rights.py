"""Rights that files have on any machine: a `chmod` that sets these gives them back."""

from __future__ import annotations

import re
from functools import cache

from shellguard.effects.packs.places import places_of
from shellguard.knowledge.loading import load
from shellguard.parsing.script import SimpleCommand

_OPTION = re.compile(r"--.*|-[RvcfHLP]+")
_NEVER = r"(?!)"


def usual_places(
    command: SimpleCommand, path: str, cwd: str, home: str, folder: bool | None
) -> frozenset[str]:
    """The places of `path` in which files, or folders, have the rights that a `chmod` sets.

    `folder` is None where nobody looked which of them it is: then the name tells, or either will do.
    """
    mode = mode_of(command)
    if not mode:
        return frozenset()
    told = True if folder is None and path[-1:] == "/" else folder
    return _fitting(mode, told).intersection(places_of(path, cwd, home))


def mode_of(command: SimpleCommand) -> str:
    """The rights that a `chmod` sets, as they are spelt; "" where it is none, or takes them from a file."""
    if command.program != "chmod":
        return ""
    words = [word.text for word in command.words[1:]]
    if any(word.startswith("--ref") for word in words):
        return ""
    return next((word for word in words if not _OPTION.fullmatch(word)), "")


@cache
def _fitting(mode: str, folder: bool | None) -> frozenset[str]:
    kinds = {None: ("files", "folders"), False: ("files",), True: ("folders",)}[folder]
    rows = load("places")["usual-rights"]
    fitting = [row for row in rows if any(re.fullmatch(row.get(kind, _NEVER), mode) for kind in kinds)]
    return frozenset(place for row in fitting for place in row["places"])
