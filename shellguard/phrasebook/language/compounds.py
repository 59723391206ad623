"""Words with a hyphen of which every part is known: a name (`fix-login`), or a description (`read-only`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from shellguard.knowledge.loading import load
from shellguard.phrasebook.language.vocabulary import Vocabulary

_COMPOUND = re.compile(r"[a-z]+(?:-[a-z]+)+", re.IGNORECASE)
_ARTICLES = {"the", "a", "an", "my", "our"}
_NAMING = {"call", "name", "branch", "service", "container", "image", "user", "group", "volume"}


def names_something(piece: str, before: Sequence[str], after: str, vocabulary: Vocabulary) -> bool:
    """Whether a compound stands where a name is looked for and no part of it describes.

    Args:
        before: the plain words before it, the last one last.
        after: the word behind it as it was typed, "" at the end.
    """
    if not _COMPOUND.fullmatch(piece):
        return False
    if not _words("describing").isdisjoint(piece.lower().split("-")):
        return False
    last = next((word for word in reversed(before) if word not in _ARTICLES), "")
    if last in _NAMING:
        return True
    ends = not after or vocabulary.plain(after.lower().strip("?!.,:;"))[0] in _words("after_name")
    return ends and last in _words("before_name")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(load("phrasing/vocabulary")["words"][kind].split())
