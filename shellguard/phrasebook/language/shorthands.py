"""Fills in the shorthands of the packaged patterns: `<name>` stands for a piece that many of them share."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SHORTHAND = re.compile(r"(?<!\?P)<(\w+)>")
_GROUP = re.compile(r"\(\?P<(\w+)>")


def with_shorthands(say: str, pieces: Mapping[str, str]) -> str:
    """The pattern with the pieces that it names; a group's second mention gets a 2 after its name."""
    while _SHORTHAND.search(say):
        say = _SHORTHAND.sub(lambda found: pieces[found[1]], say)
    seen: set[str] = set()

    def once(found: re.Match[str]) -> str:
        name = found[1]
        while name in seen:
            name += "2"
        seen.add(name)
        return f"(?P<{name}>"

    return _GROUP.sub(once, say)
