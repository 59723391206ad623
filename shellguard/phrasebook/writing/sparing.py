"""Keeps what is hidden out of a line that changes all files below a folder in which a person works."""

from __future__ import annotations

import re

from shellguard.phrasebook.selection.selection import Selection

_WORKED_IN = {".", "~"}
_FIND = re.compile(
    r"find (?:\.|~|\"\$HOME\")(?: -xdev)?(?: -(?:mindepth|maxdepth) \d+)*(?: -type \w)?(?= )(?!.*'\*/\.)"
)
_CHANGES = re.compile(
    r" -delete\b|(?: -exec| \| xargs (?:-\S+(?: '\S+')? )*)\s?(?:sudo )?(?:"
    r"(?:rm|mv|chmod|chown|chgrp|truncate|shred|touch|gzip|bzip2|xz|rename|dos2unix|unix2dos|mogrify"
    r"|sed -i|perl -\w*i)\b"
    r"|sh -c '[^']*\b(?:mv|rm|sed -i)\b)"
)
_SPARING = " ! -path '*/.*'"


def spared(line: str, chosen: Selection) -> str:
    """The line without what is hidden, where no name or hidden thing was asked for.

    `replace a by b in all files` must not write into `.git`, and what is old in a home is mostly settings.
    """
    named = chosen.globs or chosen.single or "hidden" in chosen.said
    dotted = any(test.strip("'").startswith((".", "*/.")) for test in [*chosen.tests, *chosen.prune])
    if named or dotted or not set(chosen.paths) <= _WORKED_IN or not _CHANGES.search(line):
        return line
    return _FIND.sub(lambda found: found[0] + _SPARING, line, count=1)
