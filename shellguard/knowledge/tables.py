"""The packaged tables, read by the kind of their values: typed, checked and made once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

from shellguard.errors import ShellguardError
from shellguard.knowledge.loading import load

T = TypeVar("T")
# What a pattern begins with, where that is one certain character.
_FIRST = re.compile(r"(\\\W|[^\\\[\](){}.*+?^$|])(?![*+?{])")


class Table:
    """A table of a packaged file. What is made of a value is made once, is shared and cannot be changed.

    Every reader raises ShellguardError, with the value's place, where it is missing or of another kind.
    """

    __slots__ = ("_made", "_values", "_where")

    def __init__(self, values: Mapping[str, Any], where: str) -> None:
        self._values, self._where = values, where
        self._made: dict[tuple[object, str], Any] = {}

    def text(self, key: str) -> str:
        return self._read("text", key, _text)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list in its order."""
        return self._read("texts", key, _texts)

    def names(self, key: str) -> frozenset[str]:
        """A list of which only matters what stands in it."""
        return self._read("names", key, lambda value: frozenset(_texts(value)))

    def by_name(self, key: str) -> Mapping[str, tuple[str, ...]]:
        """A list for each name."""
        return self._read("by_name", key, _lists)

    def meanings(self, key: str) -> Mapping[str, str]:
        """A text for each name."""
        return self._read("meanings", key, _meanings)

    def pattern(self, key: str, flags: int = 0) -> re.Pattern[str]:
        return self._read(("pattern", flags), key, lambda value: re.compile(_text(value), flags))

    def any_of(self, key: str, flags: int = 0) -> re.Pattern[str]:
        """A list of patterns, as one that fits where any of them does."""
        return self._read(("any_of", flags), key, lambda value: re.compile(_either(_texts(value)), flags))

    def table(self, key: str) -> Table:
        return self._read("table", key, lambda value: Table(_table(value), f"{self._where}.{key}"))

    def rows(self, key: str) -> tuple[Table, ...]:
        """A list of tables."""
        return self._read("rows", key, lambda value: _rows(value, f"{self._where}.{key}"))

    def _read(self, how: object, key: str, make: Callable[[Any], T]) -> T:
        kept = (how, key)
        if kept not in self._made:
            try:
                self._made[kept] = make(self._values[key])
            except (KeyError, TypeError, re.error) as error:
                raise ShellguardError(
                    f"the packaged knowledge is not what it should be: {error}", where=f"{self._where}.{key}"
                ) from error
        made: T = self._made[kept]
        return made


@cache
def knowledge(name: str, *inner: str) -> Table:
    """The packaged file `name`.toml, or a table within it."""
    found = Table(load(name), name)
    for key in inner:
        found = found.table(key)
    return found


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is wanted")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("a list of texts is wanted")
    return tuple(map(_text, value))


def _either(patterns: tuple[str, ...]) -> str:
    """One pattern for all; what begins alike is tried once at each place of a text, not one after another."""
    behind: dict[str, list[str]] = {}
    others = []
    for one in patterns:
        first = None if "|" in one else _FIRST.match(one)
        if first is None:
            others.append(one)
        else:
            behind.setdefault(first[1], []).append(one[first.end() :])
    return "|".join([f"{first}(?:{'|'.join(rest)})" for first, rest in behind.items()] + others)


def _table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("a table is wanted")
    return value


def _rows(value: Any, where: str) -> tuple[Table, ...]:
    if not isinstance(value, list):
        raise TypeError("a list of tables is wanted")
    return tuple(Table(_table(one), where) for one in value)


def _lists(value: Any) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({name: _texts(one) for name, one in _table(value).items()})


def _meanings(value: Any) -> Mapping[str, str]:
    return MappingProxyType({name: _text(one) for name, one in _table(value).items()})
