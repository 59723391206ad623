"""Emphasis in a terminal that can show it, and none in one that can't or must not."""

from __future__ import annotations

from dataclasses import dataclass

from shellguard.risk.finding import Level, Risk
from shellguard.terminal_text import printable, wrapped

_COLORS = {
    Level.SAFE: "32",
    Level.LOW: "32",
    Level.MEDIUM: "33",
    Level.HIGH: "31",
    Level.CRITICAL: "1;31",
}


@dataclass(frozen=True, slots=True)
class Style:
    """`color` False gives the same words without any escape sequence."""

    color: bool = False
    width: int = 80

    def strong(self, text: str) -> str:
        return self._emphasised("1", text)

    def faint(self, text: str) -> str:
        return self._emphasised("2", text)

    def level(self, level: Level, text: str) -> str:
        return self._emphasised(_COLORS[level], text)

    def weight(self, risk: Risk) -> str:
        """As `weight` says it, in the colour of its level."""
        return self.level(risk.level, weight(risk))

    def good(self, text: str) -> str:
        return self._emphasised("32", text)

    def rows(self, text: str, *, hanging: int = 2, break_words: bool = True) -> list[str]:
        """*text*, made safe to print, as rows of this window, indented; the last column stays free."""
        return wrapped(printable(text), max(20, self.width - 1), hanging=hanging, break_words=break_words)

    def _emphasised(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.color else text


def weight(risk: Risk) -> str:
    """How heavy something is, in words."""
    return f"risk {risk.score} of 100, {risk.level.value}"
