"""Text that would steer a terminal or hide from the eye, and whether any of it came through."""

from __future__ import annotations

STEERING = (
    "\x1b[2J", "\x1b]0;owned\x07", "\x1b]52;c;cm0=\x07", "\x9b31m", "\x07", "\x08\x08\x08", "\r", "\x7f", "\x1bP+q\x1b\\",
    "\u202e", "\u2066", "\u200b", "\u2028", "\udc9b", "\U000e0041", "\x0e", "\x85",
)  # fmt: skip


def steers(text: str, *, own: str = "\n") -> list[str]:
    """The characters of a text that are neither printable nor the program's own line ends."""
    return sorted({f"U+{ord(one):04x}" for one in text if not one.isprintable() and one not in own})
