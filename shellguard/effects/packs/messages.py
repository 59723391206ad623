"""Messages of packs that name a thing as the line does: `drops {thing|a table or a whole database}`.

`thing` is a group of the rule's `word`; behind the bar stands what is said where that group found nothing.
"""

from __future__ import annotations

import re

_NAMED = re.compile(r"\{(\w+)\|([^{}]*)\}")


def plain(message: str) -> str:
    """The message for no line in particular."""
    return _NAMED.sub(lambda found: found[2], message)


def said(message: str, found: re.Match[str] | None) -> str:
    """The message for a line in which `word` found this."""
    return _NAMED.sub(lambda named: _thing(found, named[1]) or named[2], message)


def is_named(message: str) -> bool:
    """Whether the message names a thing as the line does."""
    return "{" in message


def _thing(found: re.Match[str] | None, group: str) -> str:
    """What a group found, in plain words: `load-balancer` is "a load balancer"."""
    text = found.groupdict().get(group) if found is not None else None
    words = re.sub(r"[-_\s]+", " ", (text or "").lower()).strip()
    if not words or re.search(r"[^s]s$", words):
        return words
    return f"{'an' if words[0] in 'aeio' else 'a'} {words}"
