"""What starts copies of itself until the machine stops answering, in the shell or in other languages."""

from __future__ import annotations

import re

from shellguard.effects.context import Findings

# Bounded, and only from a word's beginning on: a long harmless line must not take long.
_FORK_BOMB = re.compile(
    r"(?<![^\s(){};|&'\"])([^\s(){};|&'\"]{1,64})\s{0,8}(?:\(\s{0,8}\)|\s)\s{0,8}\{"
    r"[^}]{0,200}?(?<![\w-])\1\s{0,8}\|\s{0,8}\1\s{0,8}&?[^}]{0,200}\}"
)
_CALLED = re.compile(
    r"(?<![^\s(){};|&'\"])([^\s(){};|&'\"$`]{1,64})\s{0,8}\(\s{0,8}\)\s{0,8}\{([^}]{0,200})\}\s{0,8}[;&\n]"
    r"\s{0,8}\1(?=[\s;&|]|$)"
)
"""A function that is called right behind its definition: its name and what it does."""
_PERHAPS = re.compile(r"\b(?:if|for|while|until|case|return|exit)\b|&&|\|\||\[")
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
    if "{" in text and "(" in text and any(map(_calls_itself, _CALLED.finditer(text))):
        return True
    if "&" not in text and "|" not in text:
        return False
    return bool(
        ("{" in text and _FORK_BOMB.search(text)) or _SELF_TWICE.search(text) or _SPAWN_LOOP.search(text)
    )


def _calls_itself(called: re.Match[str]) -> bool:
    """Whether a function starts itself in a further shell, whatever it is given."""
    name, does = re.escape(called[1]), called[2]
    again = rf"(?:\$\(|`|\()\s{{0,8}}{name}\s{{0,8}}[;)`]|(?<![\w-]){name}\s{{0,8}}&(?!&)"
    return _PERHAPS.search(does) is None and re.search(again, does) is not None


def is_fork_loop(code: str) -> bool:
    """Whether code in another language forks without end."""
    return _FORK_LOOP.search(code) is not None
