"""What may be written to a terminal: colour or none."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

_LEVEL_COLORS = {"safe": "32", "low": "32", "medium": "33", "high": "31", "critical": "1;31"}


def may_color(stream: TextIO) -> bool:
    """Whether a stream takes colour: NO_COLOR forbids, FORCE_COLOR demands it, a dumb terminal has none."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "") not in ("", "0"):
        return True
    return os.environ.get("TERM", "dumb") != "dumb" and stream.isatty()


def emphasised(text: str, code: str, color: bool) -> str:
    """Text in the look of an ANSI code (`1` is bold), plain where the terminal shows none."""
    return f"\x1b[{code}m{text}\x1b[0m" if color else text


def by_level(text: str, level: str, color: bool) -> str:
    """Text in the colour of a level of risk (`safe` … `critical`)."""
    return emphasised(text, _LEVEL_COLORS.get(level, "0"), color)
