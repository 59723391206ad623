"""Whether a file's name fits a pattern that a line gives a program (`find -name '*.log'`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from fnmatch import translate
from functools import lru_cache


def fits(name: str, pattern: str) -> bool:
    """As `fnmatch.fnmatchcase`, which keeps the patterns of 32 768 lines for as long as the process lives."""
    return _matching(pattern)(name) is not None


@lru_cache(maxsize=256)
def _matching(pattern: str) -> Callable[[str], re.Match[str] | None]:
    return re.compile(translate(pattern)).match
