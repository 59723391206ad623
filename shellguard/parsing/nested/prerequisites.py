"""In which order a file's rules run: each behind those that it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

MAX_RULES = 64

_Rule = TypeVar("_Rule")


def in_order(
    rules: Mapping[str, _Rule], names: Sequence[str], needs: Callable[[_Rule], Iterable[str]]
) -> list[str]:
    """The names of these rules and of all that they need, as far as there are such, `MAX_RULES` at most."""
    order: dict[str, None] = {}
    waiting = [(name, False) for name in reversed(names)]
    entered: set[str] = set()
    while waiting and len(order) < MAX_RULES:
        name, ready = waiting.pop()
        if ready:
            order[name] = None
        elif name in rules and name not in entered:
            entered.add(name)
            waiting.append((name, True))
            waiting.extend((one, False) for one in reversed([*needs(rules[name])]))
    return list(order)
