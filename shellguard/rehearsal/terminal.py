"""A program on a pseudo terminal, typed at as a person would."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

from shellguard.rehearsal.screen import Screen

_READ_BYTES = 65536
_LEAVE_SECONDS = 2.0


class Terminal:
    """Starts *command* in its own session; `screen` is what a person would see, `raw` the bytes behind it.

    Raises:
        OSError: the program can't be started, or there is no pseudo terminal to be had.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        *,
        rows: int = 24,
        columns: int = 80,
    ) -> None:
        self.screen = Screen(columns)
        self.raw = bytearray()
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0))
        try:
            self._process = subprocess.Popen(
                list(command),
                stdin=theirs,
                stdout=theirs,
                stderr=theirs,
                env=dict(environment),
                cwd=folder,
                start_new_session=True,
                preexec_fn=_take_terminal,
            )
        except OSError:
            os.close(self._ours)
            raise
        finally:
            os.close(theirs)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def type(self, keys: str) -> None:
        """Types keys; a program that is gone takes none."""
        with contextlib.suppress(OSError):
            os.write(self._ours, keys.encode("utf-8", "surrogateescape"))

    def wait_until(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Reads until *condition* holds; False when it did not in time, or the program has ended before."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end or not self._read(0.02):
                return condition()
        return True

    def settle(self, quiet: float = 0.15, seconds: float = 5.0) -> None:
        """Reads until nothing has come for *quiet* seconds."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            before = len(self.raw)
            if not self._read(quiet) or len(self.raw) == before:
                return

    def close(self) -> None:
        """Hangs up, as closing a terminal's window does, and waits for the program; then insists."""
        if self._ours < 0:
            return
        os.close(self._ours)
        self._ours = -1
        for number in (signal.SIGHUP, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_LEAVE_SECONDS)
                return

    def _read(self, seconds: float) -> bool:
        """Takes what comes within that time; False once the other end is closed."""
        ready, _, _ = select.select([self._ours], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self._ours, _READ_BYTES)
        except OSError:
            return False
        self.raw += data
        self.screen.feed(data)
        return bool(data)


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
