"""How sure an answer that destroys may be at most: one that says neither what nor where is only proposed."""

from __future__ import annotations

from functools import cache

from shellguard.knowledge.loading import load
from shellguard.phrasebook.selection import Selection
from shellguard.phrasebook.tokens import Token

_WITHOUT_PLACE = 0.6
_ORDINARY_WORD = 0.7
_WIDE = {"/", "~", "/etc", "/usr", "/var", "/home", ".."}
_NAMES = {"user", "group", "name", "service", "package", "container", "image", "branch"}


def most_certain(
    line: str, values: dict[str, Token], types: dict[str, str], chosen: Selection | None
) -> float:
    """The highest confidence for a line: 1 unless it destroys what the request only half named."""
    if not _destroys(line):
        return 1.0
    if chosen is not None and not chosen.single and not chosen.paths and chosen.is_plain:
        return _WITHOUT_PLACE
    if chosen is not None and set(chosen.paths) & _WIDE:
        return _ORDINARY_WORD
    for name, token in values.items():
        if types.get(name) in _NAMES and token.kind == "w" and token.text.lower() in _words("ordinary"):
            return _ORDINARY_WORD
    return 1.0


def _destroys(line: str) -> bool:
    first, _, rest = line.partition(" ")
    program = rest.partition(" ")[0] if first == "sudo" else first
    return (
        program in _words("destroying")
        or line.endswith(" -delete")
        or " -exec rm " in line
        or "xargs -d '\\n' rm" in line
    )


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(load("phrasing/vocabulary")["words"][kind].split())
