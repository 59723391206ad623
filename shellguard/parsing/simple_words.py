"""Words of one piece: plain text, one quoted text, or one variable that nobody knows."""

from __future__ import annotations

import re

from shellguard.parsing.environment import Environment
from shellguard.parsing.script import Hole, Piece

_VARIABLE = r"\$(?:[A-Za-z_][A-Za-z0-9_]*|\{[A-Za-z_][A-Za-z0-9_]*\})"
_SIMPLE = re.compile(
    r"""(?P<safe>[A-Za-z0-9_./:@%+,=^\]-]+)|'(?P<single>[^']*)'|"(?P<double>[^"\\$`]*)\""""
    rf"""|"(?P<quoted>{_VARIABLE})"|(?P<bare>{_VARIABLE})"""
)


def simple_piece(source: str, environment: Environment) -> Piece | None:
    """What the word with this source holds; None where it takes more to say."""
    match = _SIMPLE.fullmatch(source)
    if match is None:
        return None
    kind = match.lastgroup or ""
    text: str = match[kind]
    if kind == "safe":
        return Piece(text)
    if kind in ("single", "double"):
        return Piece(text, Hole.NONE, True)
    name = text[1:].strip("{}")
    value = environment.lookup(name)
    if value.choices is not None or value.pieces:
        return None
    return Piece(text, Hole.VARIABLE, kind == "quoted", name)
