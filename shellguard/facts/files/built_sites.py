"""Folders that a builder is told to empty and to write a site into: what stands there is its own."""

from __future__ import annotations

import os

from shellguard.facts.files.rebuilt import Evidence
from shellguard.knowledge.tables import knowledge


def site_evidence(path: str, rule: str) -> Evidence | None:
    """Why such a folder comes back: a site stands there already; None for other rules and folders."""
    data = knowledge("rebuilt", "site")
    if rule not in data.names("rules"):
        return None
    built = any(os.path.lexists(f"{path}/{name}") for name in data.texts("inside"))
    return Evidence("the build that is asked for", mixed=True) if built else None
