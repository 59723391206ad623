"""Threads that look at files for the shells; whose file system hangs holds up itself and nobody else."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Callable, Hashable
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import Any, Generic, TypeVar

log = logging.getLogger("shellguard.daemon")

T = TypeVar("T")
_Job = tuple[asyncio.AbstractEventLoop, asyncio.Future[T], Callable[[], T]]

LOOK_SECONDS = 0.25
"""A look that has not come back by then is given up: a dead network mount can hold a thread for minutes."""
TURN_SECONDS = 1.0
"""So long a look waits for its turn on a busy machine."""
AT_ONCE = 4
MOST_HELD = 28
"""So many threads may hang; each of those that look beside them has one, too."""


class _Threads(Generic[T]):
    """Threads that nobody waits for: one that hangs keeps the daemon from nothing, not even from its end."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[_Job[T] | None] = SimpleQueue()
        self._number = self._free = 0

    def begin(self, work: Callable[[], T]) -> asyncio.Future[T]:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        if self._free:
            self._free -= 1
        else:
            self._number += 1
            Thread(target=self._take_jobs, name=f"look-{self._number}", daemon=True).start()
        self._jobs.put((loop, future, work))
        return future

    def _take_jobs(self) -> None:
        while (job := self._jobs.get()) is not None:
            loop, future, work = job
            try:
                ended = partial(future.set_result, work())
            except Exception as error:  # noqa: BLE001 - it belongs to who asked
                ended = partial(future.set_exception, error)
            with contextlib.suppress(RuntimeError):  # the daemon has ended meanwhile
                loop.call_soon_threadsafe(self._ended, future, ended)

    def _ended(self, future: asyncio.Future[T], ended: Callable[[], None]) -> None:
        self._free += 1
        if not future.done():
            ended()

    def close(self) -> None:
        for _ in range(self._number):
            self._jobs.put(None)


class Lookers:
    """Takes looks, a few at once.

    A look that is given up leaves its place to others, but its thread hangs on. Who has as many of those as
    may hang is not given another thread before one has come back.

    Args:
        degraded: told, in a sentence, when a line has to be judged without what a look would have told.
    """

    def __init__(self, degraded: Callable[[str], None]) -> None:
        self._degraded = degraded
        self._threads: _Threads[Any] = _Threads()
        self._places = asyncio.Semaphore(AT_ONCE)
        self._held: Counter[Hashable] = Counter()

    async def take(
        self, who: Hashable, work: Callable[[], T], *, most: int, at_least: float = 0.0
    ) -> T | None:
        """What `work` gives, which may block for ever; None when it was not begun or did not end in time.

        `who` may have `most` looks hanging. It is not given up before `at_least` seconds. Raises what `work`
        raises.
        """
        if self._held[who] >= most:
            self._degraded("files are not looked at: earlier looks of the same shell have not come back")
            return None
        if not await self._has_place():
            self._degraded("files are not looked at: all threads that do are held up")
            return None
        future: asyncio.Future[T] = self._threads.begin(work)
        try:
            return await asyncio.wait_for(asyncio.shield(future), max(LOOK_SECONDS, at_least))
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
        self._threads.close()
