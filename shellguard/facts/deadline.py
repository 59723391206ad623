"""How long looking may take."""

from __future__ import annotations

import time
from collections.abc import Callable

_TIMES_THE_BUDGET = 3


class Deadline:
    """When a loop that looks at the world gives up: after so much work, or a few times as long.

    On a busy machine a time alone would pass while nothing was looked at.
    """

    __slots__ = ("_begun", "_budget", "_clock", "_worked", "_working")

    def __init__(
        self,
        budget_ms: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        working: Callable[[], float] = time.thread_time,
    ) -> None:
        self._clock, self._working = clock, working
        self._budget = budget_ms / 1000
        self._begun = clock()
        self._worked = working()

    @property
    def expired(self) -> bool:
        return self._left() <= 0

    @property
    def remaining_ms(self) -> float:
        return max(0.0, self._left() * 1000)

    def remaining_beside(self, other: float) -> float:
        """Milliseconds that another process may still be waited for that has worked `other` seconds."""
        return max(0.0, min(self._of_work(other), self._of_waiting()) * 1000)

    @property
    def elapsed_ms(self) -> float:
        return (self._clock() - self._begun) * 1000

    def _left(self) -> float:
        passed = self._clock() - self._begun
        if passed < self._budget:
            return self._budget - passed
        return min(self._of_work(0.0), self._of_waiting())

    def _of_work(self, other: float) -> float:
        return self._budget - (self._working() - self._worked) - other

    def _of_waiting(self) -> float:
        return self._budget * _TIMES_THE_BUDGET - (self._clock() - self._begun)
