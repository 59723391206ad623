"""Whose message is taken next: who asks little goes first, and who floods waits.

A shell's hook sends one line and waits for its answer, so what a person does never stands in a row here. What
is throttled is a program that writes to the pipes or the socket by itself.
"""

from __future__ import annotations

import asyncio
import heapq
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any, Generic, TypeVar

Message = TypeVar("Message")


@dataclass(frozen=True, slots=True)
class Pace:
    """How much one sender may ask: so many messages in a row, and then so many a second."""

    burst: int = 4000
    per_second: float = 200.0


PACE = Pace()
MOST_WAITING, FEW_WAITING = 256, 64
"""A lane with so many messages is not read from any more, until it has few again."""


class Lane(Generic[Message]):
    """One sender: its messages that wait, and how much it has asked of late.

    Args:
        take: handles one message.
        slowed: told once in a flood, with the message that has to wait for it.
        full: told True when nothing more should be read from the sender, and False once it may be again.
        behind: how many messages others may be ahead of it and still go first.
    """

    def __init__(
        self,
        take: Callable[[Message], None],
        *,
        slowed: Callable[[Message], None] | None = None,
        full: Callable[[bool], None] | None = None,
        pace: Pace = PACE,
        behind: float = 0.0,
    ) -> None:
        self.take = take
        self.behind = behind
        self.waiting: deque[Message] = deque()
        self.standing = False
        self._gone = False
        self._slowed = slowed
        self._full = full
        self._is_full = False
        self._pace = pace
        self._level = 0.0
        self._at = 0.0
        self._told = False

    def level(self, now: float) -> float:
        """How many messages it is ahead of its pace; 0 for one that asks little."""
        self._level = max(0.0, self._level - (now - self._at) * self._pace.per_second)
        self._at = now
        if self._level < self._pace.burst / 2:
            self._told = False
        return self._level

    def early_by(self, now: float) -> float:
        """Seconds until its next message may be taken; 0 for at once."""
        ahead = self.level(now) + 1 - self._pace.burst
        if ahead <= 0:
            return 0.0
        if not self._told and self._slowed is not None and self.waiting:
            self._told = True
            self._slowed(self.waiting[0])
        return ahead / self._pace.per_second

    def append(self, message: Message) -> None:
        """Puts a message at the end; whoever sends is told once too many wait."""
        if self._gone:
            return
        self.waiting.append(message)
        if len(self.waiting) > MOST_WAITING and not self._is_full:
            self._tell_full(True)

    def take_next(self, now: float) -> None:
        """Hands on the message that has waited longest; *now* is in seconds, of the clock of `level`."""
        if now != self._at:
            self.level(now)
        self._level += 1
        message = self.waiting.popleft()
        if self._is_full and len(self.waiting) < FEW_WAITING:
            self._tell_full(False)
        self.take(message)

    def _tell_full(self, full: bool) -> None:
        self._is_full = full
        if self._full is not None:
            self._full(full)

    def leave(self) -> None:
        """Its sender is gone: what waits is dropped."""
        self._gone = True
        self.waiting.clear()
        self._full = self._slowed = None


class Turns:
    """Takes one message for each round of the event loop, that of the lane that has asked least."""

    def __init__(self) -> None:
        self._standing: list[tuple[float, int, Lane[Any]]] = []
        self._numbers = count()
        self._busy = False

    def put(self, lane: Lane[Message], message: Message) -> None:
        """Takes a message at once when nobody else has one, as is usual."""
        lane.append(message)
        now = time.monotonic()
        if not self._busy and lane.waiting and not lane.standing and not lane.early_by(now):
            self._busy = True
            try:
                lane.take_next(now)
            finally:
                self._rest()
        self._stand(lane, now)

    def _stand(self, lane: Lane[Any], now: float) -> None:
        if lane.standing or not lane.waiting:
            return
        lane.standing = True
        early = lane.early_by(now)
        if early:
            asyncio.get_running_loop().call_later(early, self._line_up, lane)
        else:
            self._line_up(lane)

    def _line_up(self, lane: Lane[Any]) -> None:
        rank = lane.level(time.monotonic()) + lane.behind
        heapq.heappush(self._standing, (rank, next(self._numbers), lane))
        if not self._busy:
            self._rest()

    def _rest(self) -> None:
        """Lets the event loop look at the other senders before the next message is taken."""
        self._busy = True
        asyncio.get_running_loop().call_soon(self._next)

    def _next(self) -> None:
        if not self._standing:
            self._busy = False
            return
        _, _, lane = heapq.heappop(self._standing)
        lane.standing = False
        self._rest()
        if lane.waiting:
            now = time.monotonic()
            try:
                lane.take_next(now)
            finally:  # what stands behind a message that breaks is taken all the same
                self._stand(lane, now)
