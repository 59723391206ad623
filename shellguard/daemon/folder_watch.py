"""Hears of names that go from the runtime folder by a signal of the kernel (dnotify), without a clock."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def told_of_removals(folder: Path, removed: Callable[[], None]) -> Iterator[None]:
    """Calls *removed* in the event loop each time that a name in the folder has gone.

    A file system that tells nothing of its names never calls it.
    """
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGIO, removed)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_NOTIFY, fcntl.DN_DELETE | fcntl.DN_RENAME | fcntl.DN_MULTISHOT)
        yield
    finally:
        os.close(descriptor)  # first: a signal that nobody handles would end the process
        loop.remove_signal_handler(signal.SIGIO)
