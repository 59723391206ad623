"""Files beside others for a while: what programs keep while they work, and copies of what is changed."""

from __future__ import annotations

import os
import re

from shellguard.facts.files.rebuilt import is_authored, is_kept, is_precious
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge


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


def is_left_copy(path: str) -> bool:
    """Whether a file is by its name a copy of what people write (`plan.md~`); asked where that is gone."""
    name = path.rpartition("/")[2].lower()
    endings = knowledge("generic").texts("rewritten_copies")
    stem = next((name.removesuffix(one) for one in endings if name.endswith(one)), "")
    return bool(stem) and (is_authored(stem) or is_precious(stem))
