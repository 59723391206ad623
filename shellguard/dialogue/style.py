"""Emphasis in a terminal that can show it, and none in one that can't or must not."""

from __future__ import annotations

from dataclasses import dataclass

from shellguard.risk.finding import Level

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
        return self._wrapped("1", text)

    def faint(self, text: str) -> str:
        return self._wrapped("2", text)

    def level(self, level: Level, text: str) -> str:
        return self._wrapped(_COLORS[level], text)

    def good(self, text: str) -> str:
        return self._wrapped("32", text)

    def _wrapped(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.color else text
