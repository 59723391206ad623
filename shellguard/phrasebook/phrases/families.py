"""What the phrasebook is made of: phrases with words and slots, and the families that they belong to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from shellguard.knowledge.loading import load
from shellguard.phrasebook.language.index import index

WEAK_WEIGHT = 0.15
SLOT_WEIGHT = 0.8
MOST_SLOTS = 8
"""So many slots a phrase has at most."""


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """A place in a phrase for a value.

    Attributes:
        type: what fits (see slots.py).
        name: what the command calls it.
        marker: the plain word before it in the phrase, "" for none.
        required: whether the phrase means nothing without it.
    """

    type: str
    name: str
    marker: str
    required: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say what a family does: words (choice, weight, whether it is needed), and slots.

    Attributes:
        marked: the slots that have a word of their own, in the order in which they are filled.
        alike: the names of slots that only their order tells apart: they stand behind the same word.
    """

    family: str
    parts: tuple[tuple[frozenset[str], float, bool], ...]
    slots: tuple[Slot, ...]
    marked: tuple[Slot, ...]
    alike: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Family:
    """What is done about a kind of request."""

    id: str

    @property
    def data(self) -> dict[str, Any]:
        """Its table without what is said and the examples, as the index has it."""
        return _table(self.id)

    @property
    def written(self) -> dict[str, Any]:
        """Its whole table; the file is read when the first of its families is asked for."""
        file, _, key = self.id.partition(".")
        found: dict[str, Any] = load(f"phrases/{file}")[key]
        return found


@cache
def _table(family: str) -> dict[str, Any]:
    """The table of a family, which the index has as text: only what is asked for is taken apart."""
    found: dict[str, Any] = json.loads(index()["families"][family])
    return found
