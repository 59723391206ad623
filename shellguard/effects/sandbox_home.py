"""A home folder that lies where everybody may write, as in a sandbox: what is there is one's own."""

from __future__ import annotations

import re

_IN_REACH = re.compile(r"(?:/private)?/(?:var/)?tmp/[^/.][^/]*")


def at_home(text: str, home: str) -> str:
    """The text with such a home's own path written `~`: no rule takes it for a place of everybody's."""
    home = home.rstrip("/")
    return text.replace(f"{home}/", "~/") if home in text and home and _IN_REACH.match(home) else text
