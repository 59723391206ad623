"""A pair of FIFOs to one shell. bash has no socket client; it opens these for each request.

asyncio's own pipe transports close a FIFO that is opened for both directions, so the descriptors are watched
directly. Both ends are opened O_RDWR: a reader never sees an end of file and a writer never a SIGPIPE when
the shell has nothing open.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from shellguard.daemon.runtime_folder import RuntimeFolder
from shellguard.wire.frames import MAX_FRAME_BYTES


class LineReader:
    """Watches one FIFO and hands over each whole line."""

    def __init__(self, path: Path, on_line: Callable[[bytes], None]) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        self._on_line = on_line
        self._rest = b""
        asyncio.get_running_loop().add_reader(self._descriptor, self._readable)

    def _readable(self) -> None:
        try:
            chunk = os.read(self._descriptor, 65536)
        except BlockingIOError:
            return
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        if len(self._rest) > MAX_FRAME_BYTES:
            self._rest = b""
        for line in lines:
            self._on_line(line)

    def pause(self, paused: bool) -> None:
        """Leaves what comes in the pipe, where it holds up who writes it, or reads on."""
        loop = asyncio.get_running_loop()
        if paused:
            loop.remove_reader(self._descriptor)
        else:
            loop.add_reader(self._descriptor, self._readable)

    def close(self) -> None:
        asyncio.get_running_loop().remove_reader(self._descriptor)
        os.close(self._descriptor)


class PipePair:
    """The request and reply FIFO of one shell, named after its session.

    The reply FIFO takes its name last: a shell that sees it may rely on both being read.
    """

    def __init__(self, runtime: RuntimeFolder, session: str, on_line: Callable[[bytes], None]) -> None:
        request = runtime.make_fifo(f"{session}.req")
        fresh = runtime.make_fifo(f"{session}.new")
        self._reader = LineReader(request, on_line)
        self.pause = self._reader.pause
        self._reply: int | None = os.open(fresh, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        self._paths = (request, fresh.rename(runtime.folder / f"{session}.rsp"))

    def send(self, data: bytes) -> bool:
        """Writes a frame whole; False when the shell does not read and the pipe is full, or is gone."""
        if self._reply is None:
            return False  # its number may be another file's by now
        with contextlib.suppress(BlockingIOError):
            return os.write(self._reply, data) == len(data)
        return False

    def close(self) -> None:
        self._reader.close()
        if self._reply is not None:
            os.close(self._reply)
            self._reply = None
        for path in self._paths:
            path.unlink(missing_ok=True)
