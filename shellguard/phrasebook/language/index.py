"""The packaged phrases as they were read beforehand: what is needed to find a family without reading all."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from threading import Lock
from typing import Any

READING = Lock()
"""Held while a request is read: tables of what is packaged grow as they are first asked for."""


@cache
def index() -> dict[str, Any]:
    """`words` of all phrases, `weight` of each, and `phrases`: family, words, slots.

    Made by `python -m shellguard.phrasebook.indexing > shellguard/phrasebook/index.json`.
    """
    file = resources.files("shellguard.phrasebook").joinpath("index.json")
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found
