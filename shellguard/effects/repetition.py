"""What stands in a long line again and again and did nothing the first time: it is looked at once."""

from __future__ import annotations

from collections.abc import Hashable

from shellguard.effects.context import Context
from shellguard.parsing.script import Nested, SimpleCommand

MANY = 24  # as many commands are looked at one by one
_LONGEST_PIPELINE = 4


class Quiet:
    """Pipelines and nested scripts that were found to have no effect in their surroundings."""

    __slots__ = ("_contexts", "_keys")

    def __init__(self) -> None:
        self._keys: set[Hashable] = set()
        self._contexts: dict[int, Context] = {}  # they are told apart by their place in memory, and so kept

    def __contains__(self, key: Hashable) -> bool:
        return key in self._keys

    def add(self, key: Hashable, context: Context) -> None:
        """Note that what has this key does nothing in the context."""
        self._keys.add(key)
        self._contexts[id(context)] = context

    def of_pipeline(
        self, pipeline: tuple[SimpleCommand, ...], context: Context, state: Hashable
    ) -> Hashable | None:
        """What tells a pipeline of known words from others; None for one that holds more than those.

        Args:
            state: what the line has done so far, as far as that matters to what comes later.
        """
        if len(pipeline) > _LONGEST_PIPELINE:
            return None
        words = []
        for command in pipeline:
            if command.nested or command.redirections or command.assignments or command.definition:
                return None
            for word in command.words:
                if not word.known:
                    return None
                words.append((word.source, word.text))
            words.append(("", ""))
        return (tuple(words), id(context), state)

    def of_nested(self, nested: Nested, context: Context, state: Hashable) -> Hashable | None:
        """What tells a nested script from others; None for foreign code."""
        if nested.code is not None:
            return None
        place = (nested.kind, nested.via, nested.privileged, nested.host, nested.known)
        return (id(nested.script), place, id(context), state)
