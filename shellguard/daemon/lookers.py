"""Threads that look at files for the shells; whose file system hangs holds up itself and nobody else."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

log = logging.getLogger("shellguard.daemon")

T = TypeVar("T")

LOOK_SECONDS = 0.25
"""A look that has not come back by then is given up: a dead network mount can hold a thread for minutes."""
TURN_SECONDS = 1.0
"""So long a look waits for its turn on a busy machine."""
AT_ONCE = 4
MOST_HELD = 28
"""So many threads may hang; each of those that look beside them has one, too."""


class Lookers:
    """Takes looks, a few at once.

    A look that is given up leaves its place to others, but its thread hangs on. Who has as many of those as
    may hang is not given another thread before one has come back.

    Args:
        degraded: told, in a sentence, when a line has to be judged without what a look would have told.
    """

    def __init__(self, degraded: Callable[[str], None]) -> None:
        self._degraded = degraded
        self._threads = ThreadPoolExecutor(AT_ONCE + MOST_HELD, thread_name_prefix="look")
        self._places = asyncio.Semaphore(AT_ONCE)
        self._held: Counter[Hashable] = Counter()

    async def take(self, who: Hashable, work: Callable[[], T], *, most: int) -> T | None:
        """What `work` gives, which may block for ever; None when it was not begun or did not end in time.

        `who` may have `most` looks hanging. Raises what `work` raises.
        """
        if self._held[who] >= most:
            self._degraded("files are not looked at: earlier looks of the same shell have not come back")
            return None
        if not await self._has_place():
            self._degraded("files are not looked at: all threads that do are held up")
            return None
        future = asyncio.get_running_loop().run_in_executor(self._threads, work)
        try:
            return await asyncio.wait_for(asyncio.shield(future), LOOK_SECONDS)
        except TimeoutError:
            self._degraded("a line was judged without facts: looking took too long")
            return None
        finally:
            if future.done():
                self._places.release()
            else:
                self._hold(who, future)

    async def _has_place(self) -> bool:
        if not self._places.locked():
            return await self._places.acquire()
        try:
            return await asyncio.wait_for(self._places.acquire(), TURN_SECONDS)
        except TimeoutError:
            return False

    def _hold(self, who: Hashable, future: asyncio.Future[T]) -> None:
        spare = self._held.total() < MOST_HELD
        if spare:
            self._places.release()
        self._held[who] += 1
        future.add_done_callback(partial(self._came_back, who, spare))

    def _came_back(self, who: Hashable, spare: bool, future: asyncio.Future[T]) -> None:
        self._held[who] -= 1
        if not self._held[who]:
            del self._held[who]
        if not spare:
            self._places.release()
        if not future.cancelled() and future.exception() is not None:
            log.error("looking failed", exc_info=future.exception())

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
