"""The daemon's event loop: what a shell sends is read as soon as the kernel tells of it.

asyncio would put the reader into a queue, in a context of its own, and go through its timers first; a line
that was judged before costs little more than that.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable
from typing import Any


class _AtOnce(selectors.DefaultSelector):
    """Calls the readers of some descriptors itself; the event loop hears of the others."""

    def __init__(self) -> None:
        super().__init__()
        self.readers: dict[int, Callable[[], None]] = {}
        self.broke: Callable[[Exception], None] | None = None

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        events = super().select(timeout)
        others = [one for one in events if one[0].fd not in self.readers]
        if len(others) == len(events):
            return events
        for key, _ in events:
            self._call(key.fd)
        # What was called may have closed a descriptor, and opened another of the same number.
        registered = self.get_map()
        return [one for one in others if registered.get(one[0].fd) is one[0]]

    def _call(self, descriptor: int) -> None:
        read = self.readers.get(descriptor)
        if read is None:
            return
        try:
            read()
        except Exception as error:
            if self.broke is None:
                raise
            self.broke(error)


class PromptLoop(asyncio.SelectorEventLoop):
    """Like any other, but for the readers that are called at once."""

    def __init__(self) -> None:
        self._at_once = _AtOnce()
        super().__init__(self._at_once)
        self._at_once.broke = self._tell

    def read_at_once(self, descriptor: int, read: Callable[[], None]) -> None:
        """As `add_reader`; *read* is not to be called again before it returns, and runs in no task."""
        self.add_reader(descriptor, read)
        self._at_once.readers[descriptor] = read

    def remove_reader(self, fd: Any) -> bool:
        self._at_once.readers.pop(fd if isinstance(fd, int) else fd.fileno(), None)
        return super().remove_reader(fd)

    def _tell(self, error: Exception) -> None:
        self.call_exception_handler({"message": "a reader broke", "exception": error})
