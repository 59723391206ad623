"""Folders that a builder is told to empty and to write a site into: what stands there is its own."""

from __future__ import annotations

import os
import re
from itertools import islice

from shellguard.facts.files.rebuilt import Evidence
from shellguard.knowledge.tables import knowledge

_MOST = 2_000


def site_evidence(path: str, rule: str) -> Evidence | None:
    """Why such a folder comes back: a site stands there already; None for other rules and folders."""
    data = knowledge("rebuilt", "site")
    if rule not in data.names("rules"):
        return None
    built = any(os.path.lexists(f"{path}/{name}") for name in data.texts("inside"))
    if not built or not _is_all_written(path, data.pattern("beside")):
        return None
    return Evidence("the build that is asked for", mixed=True)


def _is_all_written(path: str, kinds: re.Pattern[str]) -> bool:
    """Whether all files at the top are of kinds that builders write; pages by hand stand beside others."""
    try:
        with os.scandir(path) as entries:
            files = [one.name for one in islice(entries, _MOST) if one.is_file(follow_symlinks=False)]
    except OSError:
        return False
    return all(map(kinds.fullmatch, files))
