"""What is known of a variable's value."""

from __future__ import annotations

from collections.abc import Mapping

from shellguard.parsing.records import record
from shellguard.parsing.script import Piece, Word


@record
class Value:
    """A variable's value: `choices` is empty for unset, None for not known, else what it may be.

    Attributes:
        elements: an array's elements.
        keys: the names of the elements, in the same order, if the array is associative.
        pieces: of a value that is not known, what is known: `/var/` and a hole.
        words: an array's elements where not all of them are known.
    """

    choices: tuple[str, ...] | None
    elements: tuple[str, ...] | None = None
    keys: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    words: tuple[Word, ...] = ()

    @property
    def text(self) -> str | None:
        """The one value that it has, if that is known; "" when unset."""
        choices = self.choices
        if choices is None or len(choices) > 1:
            return None
        return choices[0] if choices else ""


UNKNOWN = Value(None)
UNSET = Value(())
_BETWEEN = "\x1e"


def told(name: str, variables: Mapping[str, str | None]) -> Value:
    """What a shell said of one of its variables, and of an array as `name[@]`: each key and each element."""
    array, text = variables.get(f"{name}[@]"), variables[name]
    if array:
        parts = array.split(_BETWEEN)[:-1]
        keys, elements = tuple(parts[::2]), tuple(parts[1::2])
        in_order = keys == tuple(map(str, range(len(keys))))
        first = elements[: in_order or keys[:1] == ("0",)]
        return Value(first, elements, () if in_order else keys)
    return UNSET if text is None else Value((text,))
