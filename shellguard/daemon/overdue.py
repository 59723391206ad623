"""Says `wait` to a shell once its answer takes long enough to be noticed, whatever the daemon does then.

A hook that hears nothing for 300 ms lets an ordinary line run. The event loop is no help where it is itself
at work, on a busy machine with something that takes no time elsewhere: an alarm of the system interrupts it.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
import time
from collections.abc import Iterator
from types import FrameType

from shellguard.daemon.session import Session
from shellguard.wire.frames import Frame

WAIT_AFTER_SECONDS = 0.1
_NO_ANSWER = frozenset(("need", "wait"))


class Overdue:
    """The requests of shells that are being answered; each that is late is told so once."""

    def __init__(self) -> None:
        self._asked: dict[Session, tuple[str, float]] = {}
        self._by_alarm = False

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """Watches for as long as the daemon serves; only a main thread may be interrupted."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.signal(signal.SIGALRM, self._ring)
        self._by_alarm = True
        try:
            yield
        finally:
            self._by_alarm = False
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    def asked(self, session: Session, frame: Frame) -> None:
        """A shell waits for the answer to this frame from now on, and to none before."""
        self._asked[session] = frame.id, time.monotonic() + WAIT_AFTER_SECONDS
        if len(self._asked) == 1:
            self._wake_in(WAIT_AFTER_SECONDS)

    def sends(self, session: Session, frame: Frame) -> None:
        """This frame is about to be sent, which may be the answer; `sent` follows."""
        known = self._asked.get(session)
        if known is not None and known[0] == frame.id and frame.type not in _NO_ANSWER:
            del self._asked[session]

    def sent(self) -> None:
        """What `sends` was told of is on its way: the alarm is called off after that, not before it."""
        if not self._asked:
            self._wake_in(0)

    def left(self, session: Session) -> None:
        """A shell has been told, has given up, or is gone."""
        if self._asked.pop(session, None) is not None and not self._asked:
            self._wake_in(0)

    def _wake_in(self, seconds: float) -> None:
        if self._by_alarm:
            signal.setitimer(signal.ITIMER_REAL, seconds)
        elif seconds:
            asyncio.get_running_loop().call_later(seconds, self._look)

    def _ring(self, _number: int, _frame: FrameType | None) -> None:
        self._look()

    def _look(self) -> None:
        now = time.monotonic()
        for session, (identity, due) in list(self._asked.items()):
            if due <= now:
                self._asked.pop(session, None)
                session.send(Frame(identity, "wait", ("",)))
        if self._asked:
            rest = min(due for _, due in self._asked.values()) - now
            self._wake_in(max(rest, 0.001))
