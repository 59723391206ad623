"""Folders that a request names in words: `my home`, `the root partition`."""

from __future__ import annotations

from shellguard.phrasebook.language.remainder import Remainder
from shellguard.phrasebook.language.tokens import Token
from shellguard.phrasebook.selection.selection_rules import pattern, selection_rules

MINE = {"image", "music", "video", "documents"}
"""Names of folders only behind `my`; else of kinds of files."""


def with_places(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with the folder that is named (`my home`, `the root partition`) as a path; () for none."""
    rest = Remainder(tokens)
    found = pattern("<inside> <the>(?P<n><place>)(?: partition| filesystem| disk| dir)*(?= |$)").search(
        rest.text
    )
    if found is None or (found["n"] in MINE and " my " not in f" {found[0]} "):
        return ()
    at, *others = rest.indices(*found.span("n"))
    gone = {*others, *rest.indices(found.end("n"), found.end())}
    path = Token("P", "", selection_rules().places[found["n"]])
    return tuple(path if index == at else token for index, token in enumerate(tokens) if index not in gone)
