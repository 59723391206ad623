"""Packaged knowledge, read once from the TOML files beside this module."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The tables of the packaged file `name`.toml; the same object each time, so do not change it.

    `name` may stand in a subfolder (`programs/git`). Raises FileNotFoundError for an unknown name.
    """
    tables: dict[str, Any] = _shared(read(name))
    return tables


def read(name: str) -> dict[str, Any]:
    """The same, for who keeps what it makes of the tables and not them."""
    file = resources.files("shellguard.knowledge").joinpath(f"{name}.toml")
    found = _kept(name, file) if isinstance(file, Path) else None  # else it is within an archive
    return found or tomllib.loads(file.read_text(encoding="utf-8"))


def _kept(name: str, file: Path) -> dict[str, Any] | None:
    """What Python keeps of a file, which is kept first if need be; None where that is cut off."""
    known = ModuleType(name)
    try:
        _Tables(name, str(file)).exec_module(known)
        found: dict[str, Any] = json.loads(known.tables)
    except (EOFError, ValueError, TypeError, AttributeError):
        return None
    return found


class _Tables(SourceFileLoader):
    """Keeps what a file says where Python keeps its compiled modules, and by the same rules.

    To read TOML takes ten times as long as that: a third of what each command needs to start.
    """

    def source_to_code(self, data: Any, path: Any, *_: object, **__: object) -> CodeType:  # type: ignore[override]
        text = json.dumps(tomllib.loads(bytes(data).decode()), separators=(",", ":"))
        return compile(f"tables = {text!r}", path, "exec", dont_inherit=True)


def _shared(value: Any) -> Any:
    """The same with one string for all that are equal: keys and options stand in a thousand tables.

    Sentences and lines stand there once: to intern them makes the interpreter's own table larger for ever.
    """
    if isinstance(value, str):
        return value if " " in value else sys.intern(value)
    if isinstance(value, list):
        return [_shared(one) for one in value]
    if isinstance(value, dict):
        return {sys.intern(name): _shared(one) for name, one in value.items()}
    return value


class Programs(Mapping[str, dict[str, Any]]):
    """The tables of a pack by program, each made anew whenever it is asked for.

    Few of a thousand programs are ever asked for: as text they take a sixth of the memory.

    Attributes:
        names: the programs with their other names.
    """

    def __init__(self, tables: dict[str, Any]) -> None:
        self._texts = {
            name: json.dumps(table, separators=(",", ":")).encode() for name, table in tables.items()
        }
        self.names = tuple(
            other for name, table in tables.items() for other in (name, *table.get("aliases", ()))
        )

    def __getitem__(self, name: str) -> dict[str, Any]:
        table: dict[str, Any] = json.loads(self._texts[name])
        return table

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


@cache
def packs() -> dict[str, Programs]:
    """The tables of all packs of programs by name, without the lines that prove them.

    Those lines are half of a pack, and only its tests want them: nobody need keep them in memory.
    """
    return {name: Programs(_without_examples(read(name))) for name in names("programs")}


def _without_examples(table: dict[str, Any]) -> dict[str, Any]:
    def kept(value: Any) -> Any:
        if isinstance(value, dict):
            return _without_examples(value)
        return [kept(one) for one in value] if isinstance(value, list) else value

    return {name: kept(value) for name, value in table.items() if not name.startswith("examples_")}


@cache
def names(folder: str) -> tuple[str, ...]:
    """The names, as `load` takes them, of all files in a subfolder of the packaged knowledge, sorted."""
    place = resources.files("shellguard.knowledge").joinpath(folder)
    files = sorted(entry.name for entry in place.iterdir() if entry.name.endswith(".toml"))
    return tuple(f"{folder}/{file.removesuffix('.toml')}" for file in files)
