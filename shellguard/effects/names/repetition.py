"""What stands in a long line again and again and did nothing the first time: it is looked at once."""

from __future__ import annotations

from collections.abc import Hashable

from shellguard.effects.context import Context
from shellguard.parsing.script import Nested, SimpleCommand

MANY = 24  # as many commands are looked at one by one
_LONGEST_PIPELINE = 4


class Quiet:
    """Pipelines and nested scripts that were found to have no effect in their surroundings."""

    __slots__ = ("_contexts", "_keys", "_mild", "_numbers")

    def __init__(self) -> None:
        self._keys: set[Hashable] = set()
        self._mild: set[Hashable] = set()  # of pipelines that did nothing grave in the first of two readings
        self._numbers: dict[Hashable, int] = {}  # of commands that are written alike
        self._contexts: dict[int, Context] = {}  # they are told apart by their place in memory, and so kept

    def __contains__(self, key: Hashable) -> bool:
        return key in self._keys

    def add(self, key: Hashable, context: Context) -> None:
        """Note that what has this key does nothing in the context."""
        self._keys.add(key)
        self._contexts[id(context)] = context

    def add_mild(
        self, pipeline: tuple[SimpleCommand, ...], key: tuple[Hashable, ...], context: Context
    ) -> None:
        """Note that what has this key does nothing grave, for another reading of the same text."""
        self._mild.add(_in_any_reading(pipeline, key, context))

    def is_mild(
        self, pipeline: tuple[SimpleCommand, ...], key: tuple[Hashable, ...], context: Context
    ) -> bool:
        """Whether that was noted of it."""
        return _in_any_reading(pipeline, key, context) in self._mild

    def of_pipeline(
        self, pipeline: tuple[SimpleCommand, ...], context: Context, state: Hashable
    ) -> tuple[Hashable, ...] | None:
        """What tells a pipeline of known words from others; None for one that holds more than those.

        Args:
            state: what the line has done so far, as far as that matters to what comes later.
        """
        if len(pipeline) > _LONGEST_PIPELINE:
            return None
        keys = self.of_each(pipeline)
        return None if -1 in keys else (keys, id(context), state)

    def of_each(self, pipeline: tuple[SimpleCommand, ...]) -> tuple[int, ...]:
        """A number for each command by its known words alone, -1 for one that holds more than those."""
        numbers = self._numbers
        keys = map(_of_command, pipeline)
        return tuple([-1 if key is None else numbers.setdefault(key, len(numbers)) for key in keys])

    def of_window(
        self,
        keys: tuple[int, ...],
        place: int,
        near: int,
        context: Context,
        state: Hashable,
    ) -> Hashable | None:
        """What tells a command of a long pipeline from others, with what stands before and behind it.

        Args:
            keys: numbers of the commands. near: how many on either side matter, beside the first.
        """
        window = keys[max(0, place - near) : place + 1 + near]
        if -1 in window or keys[0] < 0:
            return None
        return (keys[0], min(place, near + 1), window, id(context), state)

    def of_nested(self, nested: Nested, context: Context, state: Hashable) -> Hashable | None:
        """What tells a nested script from others; None for foreign code."""
        if nested.code is not None:
            return None
        place = (nested.kind, nested.via, nested.privileged, nested.host, nested.known)
        return (id(nested.script), place, id(context), state)


def _of_command(command: SimpleCommand) -> Hashable | None:
    if command.nested or command.redirections or command.assignments or command.definition:
        return None
    words = command.words
    if len(words) == 1 and words[0].known:
        return (command.connection, words[0].source, words[0].text)
    if not all(word.known for word in words):
        return None
    return (command.connection, *((word.source, word.text) for word in words))


def _in_any_reading(
    pipeline: tuple[SimpleCommand, ...], key: tuple[Hashable, ...], context: Context
) -> Hashable:
    """The key of a pipeline of the text itself, by what its context says in place of where that is kept."""
    commands, _, state = key
    first = pipeline[0]
    return commands, state, first.pipeline == 0, first.frames, context.cwd, context.entered, context.start
