"""What may be written to a terminal: colour or none."""

from __future__ import annotations

import os

from shellguard.terminal_text import folded

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


def row_width(stream: TextIO) -> int | None:
    """How many columns a row may have where a person looks on; None where a program reads."""
    try:
        return max(40, os.get_terminal_size(stream.fileno()).columns) if stream.isatty() else None
    except (OSError, ValueError):
        return None


def prose(text: str, width: int | None, *, hanging: int | None = None) -> list[str]:
    """A printable sentence in rows of that width, whole without one.

    Args:
        hanging: how far rows after the first are set in; by default two columns more than the first.
    """
    if width is None:
        return [text]
    own = len(text) - len(text.lstrip(" "))
    return folded(text, width, hanging=own + 2 if hanging is None else hanging)


def emphasised(text: str, code: str, color: bool) -> str:
    """Text in the look of an ANSI code (`1` is bold), plain where the terminal shows none."""
    return f"\x1b[{code}m{text}\x1b[0m" if color else text


def by_level(text: str, level: str, color: bool) -> str:
    """Text in the colour of a level of risk (`safe` … `critical`)."""
    return emphasised(text, _LEVEL_COLORS.get(level, "0"), color)
