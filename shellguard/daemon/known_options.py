"""The options that the knowledge packs name of a program: all right, though there may be others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from shellguard.effects.packs.pack_model import Rule
from shellguard.effects.packs.packs import nodes_below, packaged


@lru_cache(maxsize=256)
def options_in_packs(program: str) -> frozenset[str]:
    """Every option that a pack names of a program or one of its subcommands."""
    node = packaged().of(program)
    if node is None:
        return frozenset()
    found: set[str] = set()
    for one in (node, *nodes_below(node)):
        found |= one.value | one.harmless | one.executes
        for rule in one.rules:
            found.update(_named_by(rule))
    return frozenset(option for option in found if option.startswith("-"))


def _named_by(rule: Rule) -> Iterator[str]:
    for switch in (rule.recursive, rule.force, rule.append):
        if not isinstance(switch, bool):
            yield from switch
    when = rule.when
    yield from when.every
    for patterns in (when.option, when.without):
        if patterns is not None:
            yield from patterns.exact
    yield from (option for option, _ in when.value)
