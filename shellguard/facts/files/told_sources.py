"""Where a tool's own file tells that it reads from."""

from __future__ import annotations

import os

from shellguard.facts.contents import text_of
from shellguard.facts.files.places import contains

_LONGEST = 512 << 10


def reads_from_within(file: str, told: str) -> bool:
    """Whether a tool's own file tells that what it is made from lies in the same folder, or below."""
    line = next((one for one in text_of(file, _LONGEST).splitlines() if told and one.startswith(told)), "")
    return bool(line) and contains(os.path.dirname(file), os.path.normpath(line.removeprefix(told)))
