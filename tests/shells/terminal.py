"""A real interactive bash on a pseudo terminal, typed at as a person would."""

from __future__ import annotations

import fcntl
import os
import re
import struct
import time
from collections.abc import Callable
from pathlib import Path

import pexpect

from tests.shells.attention import Attention
from tests.waiting import PATIENCE

_OWN_ROW = re.compile(r"\x1b\[7m%\x1b\[27m \x1b\[\d+C  \r\x1b\[K")  # leads to a row of its own, or to nowhere
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|[\x00\x07\x0f]")
PROMPT = "P> "
_MOMENT = 0.015  # what was written arrives well within it
_QUIET = 0.15  # without output is taken for the end, where nobody can tell what the shell waits for
_LONG = 1000  # characters that a terminal hands on in one piece
_MARK = "\x1b[2;4;8;16n"  # nobody else's report
_TIOCGPTN = 0x80045430


class Terminal:
    """`say` types a line and waits until the shell wants the next; `seen` is all text so far, unescaped."""

    def __init__(self, command: list[str], environment: dict[str, str], folder: Path) -> None:
        self._child = pexpect.spawn(
            command[0], command[1:], env=environment, cwd=str(folder), encoding="utf-8", dimensions=(40, 100),
            codec_errors="replace",
        )  # fmt: skip
        self._child.delaybeforesend = None
        self._child.ptyproc.delayafterclose = 0.03
        self.raw = ""
        self._path = Path("/dev/pts", str(_number(self._child.fileno())))
        self._attention = Attention(self.pid)
        self._by_the_clock = False
        self.settle()

    @property
    def seen(self) -> str:
        return _ESCAPES.sub("", _OWN_ROW.sub("", self.raw)).replace("\r", "")

    @property
    def asking(self) -> bool:
        """Whether a question waits for its key."""
        return "[y]es" in self.seen.rsplit("\n", 1)[-1]

    @property
    def pid(self) -> int:
        return int(self._child.pid)

    def type(self, keys: str) -> None:
        self._attention.will_be_typed_at()
        self._by_the_clock = len(keys) > _LONG
        self._child.send(keys)

    def say(self, line: str, key: str = "\r") -> str:
        """Types a line with its accepting key; what appeared on the screen because of it."""
        before = len(self.seen)
        self.type(line + key)
        self.settle()
        return self.seen[before:]

    def answer(self, keys: str) -> str:
        before = len(self.seen)
        self.type(keys)
        self.settle()
        return self.seen[before:]

    def settle(self, quiet: float | None = None, patience: float = 15.0) -> None:
        """Reads until what is in the foreground waits for a key, or has written nothing for a while.

        With *quiet* that many seconds without output are waited for in any case.
        """
        self._rest(quiet, patience)
        self._take_what_was_written()

    def _rest(self, quiet: float | None, patience: float) -> None:
        now = time.monotonic()
        end, last = now + patience, now
        rested = None
        while now < end:
            came = self._read(_MOMENT)
            if came is None:
                return
            now = time.monotonic()
            if came:
                last, rested = now, None
                continue
            before, rested = rested, self._attention.waits()
            if quiet is None and not self._by_the_clock and rested and rested == before:
                return
            if now - last >= (quiet or _QUIET) and (quiet is not None or not self._attention.is_busy()):
                return

    def _take_what_was_written(self) -> None:
        """The kernel hands on what a shell writes when it has time to: what is written now comes behind it."""
        try:
            terminal = os.open(self._path, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
        except OSError:
            return
        try:
            os.write(terminal, _MARK.encode())
        except OSError:  # nobody reads, or the shell is gone
            return
        finally:
            os.close(terminal)
        end = time.monotonic() + PATIENCE
        while _MARK not in self.raw and time.monotonic() < end and self._read(_MOMENT) is not None:
            pass
        self.raw = self.raw.replace(_MARK, "")

    def _read(self, patience: float) -> str | None:
        """What has come, nothing, or None when there is no more to come."""
        try:
            came = str(self._child.read_nonblocking(65536, patience))
        except pexpect.TIMEOUT:
            return ""
        except pexpect.EOF:
            return None
        self.raw += came
        return came

    def wait_for(self, text: str) -> None:
        """Reads until *text* has appeared.

        Raises:
            AssertionError: it has not.
        """
        self.read_until(lambda: text in self.seen, repr(text))

    def read_until(self, condition: Callable[[], bool], what: str) -> None:
        """Reads until the condition holds.

        Raises:
            AssertionError: it never did.
        """
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, f"{what} never appeared in:\n{self.seen}"
            self.settle(0.05, 0.2)

    @property
    def alive(self) -> bool:
        return bool(self._child.isalive())

    def close(self) -> None:
        self._child.close(force=True)


def _number(terminal: int) -> int:
    """Which of the kernel's pseudo terminals this is the controlling end of."""
    return int(struct.unpack("I", fcntl.ioctl(terminal, _TIOCGPTN, bytes(4)))[0])


def runs(pid: int) -> bool:
    """Whether a process is there and not only its remains."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(") ")[2][0] not in "ZX"


def base_environment(home: Path, **more: str) -> dict[str, str]:
    """What a shell of these tests inherits: nothing of the person who runs them but the PATH."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TERM": "xterm",
        "LANG": "C.UTF-8",
        "INPUTRC": "/dev/null",
        "HISTFILE": str(home / ".bash_history"),
        **more,
    }
