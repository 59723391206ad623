"""How long looking may take."""

from __future__ import annotations

import time


class Deadline:
    """A moment on the monotonic clock after which a loop that looks at the world gives up."""

    __slots__ = ("_begun", "_end")

    def __init__(self, budget_ms: float) -> None:
        self._begun = time.monotonic()
        self._end = self._begun + budget_ms / 1000

    @property
    def expired(self) -> bool:
        return time.monotonic() >= self._end

    @property
    def remaining_ms(self) -> float:
        return max(0.0, (self._end - time.monotonic()) * 1000)

    @property
    def elapsed_ms(self) -> float:
        return (time.monotonic() - self._begun) * 1000
