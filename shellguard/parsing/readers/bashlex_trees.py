"""The trees of bashlex, which is slow and does not always come to an end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from types import FrameType
from typing import Any

MAX_LENGTH = 512  # a millisecond at this size, and it grows faster than the text
MAX_STEPS = 150_000  # of its own code; some texts without grammar have it go round for ever
_ONE_AT_A_TIME = Lock()  # its tables are shared, and hold the state of the text that is read
# what it lacks and what is nested too deep for it are both kinds of RuntimeError
FAULTS = (
    *(ValueError, TypeError, LookupError, AttributeError, AssertionError),
    *(RuntimeError, SyntaxError, StopIteration),
)


class OutOfStepsError(Exception):
    """The reader took more steps than any text of this length needs."""


def trees(text: str) -> list[Any] | None:
    """bashlex's trees of the text; None where it refuses it or does not come to an end."""
    import bashlex  # building its tables takes 160 ms: only when it is asked
    from bashlex.errors import ParsingError

    try:
        with _ONE_AT_A_TIME, _bounded():
            return list(bashlex.parse(text))
    except (ParsingError, OutOfStepsError, *FAULTS):
        return None


@contextmanager
def _bounded() -> Iterator[None]:
    """Ends what runs inside after `MAX_STEPS` lines of Python."""
    left = MAX_STEPS

    def trace(_frame: FrameType, _event: str, _argument: Any) -> Any:
        nonlocal left
        left -= 1
        if left < 0:
            raise OutOfStepsError
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)
