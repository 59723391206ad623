"""A daemon that misbehaves on purpose: speaks the FIFO protocol, answers lines as the test says."""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from shellguard.wire.frames import Frame, FrameError, decode, encode_reply

Answer = Callable[[Frame], Iterable[Frame | bytes]]


class FakeDaemon:
    """Has the daemon's folder, pid file and pipes; the test process is its pid.

    `answer` gets every `line` frame and says what is written back: frames, or bytes as they are. `lines` are the
    texts that were asked about, in order.
    """

    def __init__(self, folder: Path, answer: Answer, pid: int | None = None) -> None:
        self.answer = answer
        self.lines: list[str] = []
        self.frames: list[Frame] = []
        self._folder = folder
        self._replies: dict[str, int] = {}
        self._requests: dict[int, str] = {}
        self._stop, self._wake = os.pipe()
        folder.mkdir(mode=0o700, exist_ok=True)
        self._control = self._fifo("control")
        os.mkfifo(folder / "pause", 0o600)
        (folder / "daemon.pid").write_text(f"{pid or os.getpid()}\n")
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def send(self, *messages: Frame | bytes) -> None:
        """Writes to every shell, asked or not."""
        for descriptor in self._replies.values():
            for message in messages:
                os.write(descriptor, encode_reply(message) if isinstance(message, Frame) else message)

    def close(self) -> None:
        os.write(self._wake, b"x")
        self._thread.join(5)
        for descriptor in (self._control, self._stop, self._wake, *self._requests, *self._replies.values()):
            os.close(descriptor)

    def _fifo(self, name: str) -> int:
        os.mkfifo(self._folder / name, 0o600)
        return os.open(self._folder / name, os.O_RDWR | os.O_NONBLOCK)

    def _serve(self) -> None:
        while True:
            ready, _, _ = select.select([self._control, self._stop, *self._requests], [], [])
            if self._stop in ready:
                return
            for descriptor in ready:
                for line in os.read(descriptor, 65536).splitlines():
                    self._take(descriptor, line)

    def _take(self, descriptor: int, line: bytes) -> None:
        try:
            frame = decode(line)
        except FrameError:
            return
        self.frames.append(frame)
        if frame.type == "hello":
            session = frame.field(0)
            self._requests[self._fifo(f"{session}.req")] = session
            self._replies[session] = self._fifo(f"{session}.rsp")
        elif frame.type == "line":
            self.lines.append(frame.field(5)[1:])
            for message in self.answer(frame):
                data = encode_reply(message) if isinstance(message, Frame) else message
                os.write(self._replies[self._requests[descriptor]], data)


def allow(frame: Frame) -> list[Frame | bytes]:
    return [Frame(frame.id, "allow", ("", ""))]


def deny(frame: Frame) -> list[Frame | bytes]:
    return [Frame(frame.id, "deny", ("", "denied by the test"))]


def nothing(frame: Frame) -> list[Frame | bytes]:
    return []


def wait(frame: Frame) -> list[Frame | bytes]:
    return [Frame(frame.id, "wait", ("",))]
