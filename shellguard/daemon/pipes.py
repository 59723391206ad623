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

from shellguard.daemon.prompt_loop import PromptLoop
from shellguard.daemon.runtime_folder import RuntimeFolder
from shellguard.wire.frames import MAX_FRAME_BYTES

_MOST_UNWRITTEN = 1 << 20
_FILES = ("text", "need")
"""What a shell leaves here for one request; one that ended meanwhile takes it along."""


class LineReader:
    """Watches one FIFO and hands over each whole line."""

    def __init__(self, path: Path, on_line: Callable[[bytes], None]) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        self._on_line = on_line
        self._rest = b""
        self._watch()

    def _watch(self) -> None:
        loop = asyncio.get_running_loop()
        if isinstance(loop, PromptLoop):
            loop.read_at_once(self._descriptor, self._readable)
        else:
            loop.add_reader(self._descriptor, self._readable)

    def _readable(self) -> None:
        try:
            chunk = os.read(self._descriptor, 65536)
        except BlockingIOError:
            return
        if not self._rest and chunk.find(b"\n") == len(chunk) - 1:  # one line, as is usual
            self._on_line(chunk[:-1])
            return
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        if len(self._rest) > MAX_FRAME_BYTES:
            self._rest = b""
        for line in lines:
            self._on_line(line)

    def pause(self, paused: bool) -> None:
        """Leaves what comes in the pipe, where it holds up who writes it, or reads on."""
        if paused:
            asyncio.get_running_loop().remove_reader(self._descriptor)
        else:
            self._watch()

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
        self._unwritten = bytearray()
        left = (runtime.folder / f"{session}.{kind}" for kind in _FILES)
        self._paths = (request, fresh.rename(runtime.folder / f"{session}.rsp"), *left)

    def send(self, data: bytes) -> bool:
        """Sends a frame whole; False when the shell does not read and the pipe is full, or is gone.

        What the pipe does not hold at once follows as the shell reads: half a frame, with the next behind it,
        would be no answer to either.
        """
        if self._reply is None:
            return False  # its number may be another file's by now
        if self._unwritten:
            if len(self._unwritten) > _MOST_UNWRITTEN:
                return False
            self._unwritten += data
            return True
        try:
            written = os.write(self._reply, data)
        except BlockingIOError:
            return False
        if written < len(data):
            self._unwritten += data[written:]
            asyncio.get_running_loop().add_writer(self._reply, self._write_on)
        return True

    def _write_on(self) -> None:
        if self._reply is None:
            return
        with contextlib.suppress(BlockingIOError):
            del self._unwritten[: os.write(self._reply, self._unwritten)]
        if not self._unwritten:
            asyncio.get_running_loop().remove_writer(self._reply)

    def close(self) -> None:
        self._reader.close()
        if self._reply is not None:
            asyncio.get_running_loop().remove_writer(self._reply)
            os.close(self._reply)
            self._reply = None
        for path in self._paths:
            path.unlink(missing_ok=True)
