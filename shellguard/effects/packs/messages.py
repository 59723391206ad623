"""Messages of packs that name a thing as the line does: `drops {thing|a table or a whole database}`.

Behind the bar stands what is said where the rule's `thing` finds nothing. `{name|a table}` is what it finds,
as it stands.
"""

from __future__ import annotations

import re

from shellguard.effects.packs.pack_model import Expression

_NAMED = re.compile(r"\{(?:thing|name)\|([^{}]*)\}")
_AS_IT_STANDS = "{name|"


def plain(message: str) -> str:
    """The message for no line in particular."""
    return _NAMED.sub(lambda found: found[1], message)


def said(message: str, thing: Expression, line: str) -> str:
    """The message for a line: its first thing in plain words, `load-balancer` as "a load balancer"."""
    found = thing.search(line)
    if found is not None and _AS_IT_STANDS in message:
        return _NAMED.sub(found[1], message)
    words = re.sub(r"[-_\s]+", " ", found[1].lower()).strip() if found is not None else ""
    if not words:
        return plain(message)
    several = re.search(r"[^s]s$", words)
    article = "" if several else "an " if words[0] in "aeio" else "a "
    return _NAMED.sub(f"{article}{words}", message)
