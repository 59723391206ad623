"""What functions of other languages do, in a few words that all languages share.

The words: delete, overwrite, write, read, move, chmod, execute, connect, listen, send, kill, evaluate, drop,
alter, exit. The tables are `knowledge/wrappers_code.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from shellguard.knowledge.loading import load

NOT_ACTIONS = frozenset(("opaque", "calling"))


@dataclass(frozen=True, slots=True)
class Interpreter:
    """How a program is given code; see the head of the table."""

    language: str
    text: frozenset[str]
    encoded: frozenset[str]
    values: frozenset[str]
    file: frozenset[str]
    first: frozenset[str]
    module: frozenset[str]
    subcommand: frozenset[str]
    operand: bool
    joined: bool
    data: bool
    skip: int
    endings: tuple[str, ...]


def _interpreter(entry: dict[str, Any]) -> Interpreter:
    def several(key: str) -> frozenset[str]:
        return frozenset(entry.get(key, ()))

    return Interpreter(
        entry["language"],
        several("text"),
        several("encoded"),
        several("values"),
        several("file"),
        several("first"),
        several("module"),
        several("subcommand"),
        entry.get("operand", False),
        entry.get("joined", False),
        entry.get("data", False),
        entry.get("skip", 0),
        tuple(entry.get("endings", ("\0",))),
    )


@cache
def interpreters() -> dict[str, Interpreter]:
    """Interpreters by the name of their program."""
    tables = load("wrappers_code")
    found = {name: _interpreter(entry) for name, entry in tables["program"].items()}
    for name, others in tables["same"].items():
        found.update(dict.fromkeys(others, found[name]))
    return found


@cache
def functions(language: str) -> dict[str, tuple[str, bool]]:
    """What each function of a language does: (action, recursive) by its name, in lower case for SQL's kin."""
    table = load("wrappers_code")["language"].get(language, {})
    found: dict[str, tuple[str, bool]] = {}
    for action, names in table.items():
        if action not in NOT_ACTIONS:
            for name in names:
                found[name] = ("delete", True) if action == "recursive" else (action, False)
    return found


@cache
def opaque(language: str) -> frozenset[str]:
    """Words with which a piece of code may do what can't be seen."""
    return frozenset(load("wrappers_code")["language"].get(language, {}).get("opaque", ()))


@cache
def calling(language: str) -> frozenset[str]:
    """Functions that call what their first argument names."""
    return frozenset(load("wrappers_code")["language"].get(language, {}).get("calling", ()))
