"""All tables of worlds, found in the folders beside this module by the shape of their rows.

A table is a public name in capitals. Rows of four are pairs (name, line, harmless steps, fatal steps); rows of
three (name, line, steps) are worlds that have no other side: asked about, unless the table's name ends in `_RUN`.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import cast

import tests.worlds

Pair = tuple[str, str, str, str]
World = tuple[str, str, str]


def _tables() -> dict[str, list[tuple[str, ...]]]:
    """By the module and name of each; one that another module imports counts once."""
    found: dict[str, list[tuple[str, ...]]] = {}
    seen: set[int] = set()
    for module in pkgutil.walk_packages(tests.worlds.__path__, "tests.worlds."):
        if module.ispkg or module.name.count(".") != 3:
            continue
        for name, value in vars(import_module(module.name)).items():
            if (
                name.isupper()
                and not name.startswith("_")
                and isinstance(value, list)
                and id(value) not in seen
            ):
                seen.add(id(value))
                found[f"{module.name}.{name}"] = value
    return found


def _of_width(width: int, *, run: bool | None = None) -> list[tuple[str, ...]]:
    return [
        row
        for name, table in _tables().items()
        if run is None or name.endswith("_RUN") is run
        for row in table
        if isinstance(row, tuple) and len(row) == width
    ]


def pairs() -> list[Pair]:
    """Worlds with both sides."""
    return cast(list[Pair], _of_width(4))


def asked() -> list[World]:
    """Worlds in which the line is asked about."""
    return cast(list[World], _of_width(3, run=False))


def run() -> list[World]:
    """Worlds in which the line runs unasked."""
    return cast(list[World], _of_width(3, run=True))
