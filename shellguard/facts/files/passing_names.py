"""Files that programs keep while they work, told by their names and by how they came to be."""

from __future__ import annotations

import os
import re

from shellguard.facts.files.rebuilt import is_authored, is_kept, is_precious
from shellguard.knowledge.loading import load


def is_passing(path: str, status: os.stat_result) -> bool:
    """Whether a file is by its name one that a program keeps while it works, still as it was written.

    What was moved to such a name, or is large, may be all that is left of something.
    """
    name = path.rpartition("/")[2].lower()
    data = load("rebuilt")["passing"]
    stem = next((name.removesuffix(one) for one in data["endings"] if name.endswith(one)), "")
    if not stem or status.st_size > data["most_bytes"] or status.st_ctime - status.st_mtime > data["apart"]:
        return False
    if "." in stem.lstrip(".") and not os.path.exists(path.rpartition(".")[0]):
        return False
    return not (re.search(data["own"], stem) or is_authored(stem) or is_precious(stem) or is_kept(stem))
