"""Programs by name, each made from its packs when it is first asked for: a day's lines name few of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from shellguard.effects.packs.pack_model import Node

Source = tuple[str, str]
"""A pack and the program in it."""


class ProgramTable(Mapping[str, Node]):
    """A program may stand in several packs; what they say is joined. Names that stand in the same ones share
    a node.

    Args:
        packs: the tables of each pack by its name, in the order in which they count.
        names: all names of a program, given its pack, its name there and its table.
        read: the node of a program, from the same; raises ShellguardError for a mistake in it.
        join: what two packs say of the same program.
    """

    def __init__(
        self,
        packs: Mapping[str, Mapping[str, Any]],
        names: Callable[[str, str, Any], tuple[str, ...]],
        read: Callable[[str, str, Any], Node],
        join: Callable[[Node, Node], Node],
    ) -> None:
        self._packs = packs
        self._read, self._join = read, join
        self._made: dict[tuple[Source, ...], Node] = {}
        self._sources: dict[str, tuple[Source, ...]] = {}
        for pack, tables in packs.items():
            for program, table in tables.items():
                for name in dict.fromkeys(names(pack, program, table)):
                    self._sources[name] = (*self._sources.get(name, ()), (pack, program))

    def __getitem__(self, name: str) -> Node:
        return self._node(self._sources[name])

    def get(self, name: str, default: Any = None) -> Any:  # what most lines name stands in no pack
        sources = self._sources.get(name)
        return default if sources is None else self._node(sources)

    def __contains__(self, name: object) -> bool:
        return name in self._sources

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)

    def _node(self, sources: tuple[Source, ...]) -> Node:
        made = self._made.get(sources)
        if made is None:
            *others, (pack, program) = sources
            made = self._read(pack, program, self._packs[pack][program])
            if others:
                made = self._join(self._node(tuple(others)), made)
            self._made[sources] = made
        return made
