"""What starts copies of itself until the machine stops answering, in the shell or in other languages."""

from __future__ import annotations

import re

from shellguard.effects.context import Findings

# Bounded, and only from a word's beginning on: a long harmless line must not take long.
_FORK_BOMB = re.compile(
    r"(?<![^\s(){};|&'\"])([^\s(){};|&'\"]{1,64})\s{0,8}(?:\(\s{0,8}\)|\s)\s{0,8}\{"
    r"[^}]{0,200}?(?<![\w-])\1\s{0,8}\|\s{0,8}\1\s{0,8}&?[^}]{0,200}\}"
)
_SELF_TWICE = re.compile(r"(?:\$0|\$\{0\}|\"\$0\")\s*[&|]\s*(?:\$0|\$\{0\}|\"\$0\")\s*&")
_SPAWN_LOOP = re.compile(
    r"\b(?:while|until)\s+(?::|true|false|\[\s*1\s*\])\s*;?\s*do\s+(?:ba|da|z)?sh\b[^;]*&\s*done"
)
_FORK_LOOP = re.compile(
    r"fork\s+while\s+fork|while\s*\(?\s*(True|1|true)\s*\)?\s*[:{]\s*(os\.)?fork|fork\(\)\s*while"
    r"|\bfork\b[^;\n]{0,40}\}\s{0,8}while\s+(?:true|1)\b|loop\s*(?:\{|do)\s*(?:Process\.)?fork"
)


def fork_bomb(findings: Findings) -> None:
    """Says that there is one."""
    findings.tell("exhaust.fork-bomb")


def is_fork_bomb(text: str) -> bool:
    """Whether a line defines something that starts itself twice, or spawns without end."""
    if "&" not in text and "|" not in text:
        return False
    return bool(
        ("{" in text and _FORK_BOMB.search(text)) or _SELF_TWICE.search(text) or _SPAWN_LOOP.search(text)
    )


def is_fork_loop(code: str) -> bool:
    """Whether code in another language forks without end."""
    return _FORK_LOOP.search(code) is not None
