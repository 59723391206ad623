"""Requests as they stand in lists and headings: `Show The Newest Files`, `To show the newest files`."""

from __future__ import annotations

import re

_CAPITAL = re.compile(r"(?<![^\s(])[A-Z][a-z]+(?=[\s,;:.!?)]|$)")
_WORD = re.compile(r"(?<![^\s(])[A-Za-z]{4,}(?=[\s,;:.!?)]|$)")
_LEADING_TO = re.compile(r"\A\s*to (?=[a-z])", re.IGNORECASE)
_DOWNLOADS = re.compile(
    r"\A\s*downloads(?= (?:an? |the )?(?:files?|pages?|urls?|images?|packages?)\b)", re.IGNORECASE
)
"""What a command does, and no folder of that name."""
_LEAST_CAPITALS = 3


def as_sentence(request: str) -> str:
    """The request without the capitals of a heading, where they tell no name, and without a leading `to`."""
    capitals = _CAPITAL.findall(request)
    if len(capitals) >= _LEAST_CAPITALS and not any(word.islower() for word in _WORD.findall(request)):
        request = _CAPITAL.sub(lambda found: found[0].lower(), request)
    return _DOWNLOADS.sub("download", _LEADING_TO.sub("", request))
