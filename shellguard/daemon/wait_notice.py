"""Says `wait` to a shell once a verdict takes long enough to be noticed."""

from __future__ import annotations

import asyncio
from types import TracebackType

from shellguard.daemon.session import Session
from shellguard.wire.frames import Frame

WAIT_AFTER_SECONDS = 0.1


class WaitNotice:
    """Used around judging: a shell that has heard `wait` never runs the line without an answer."""

    def __init__(self, session: Session, frame_id: str, text: str = "") -> None:
        self._session = session
        self._frame = Frame(frame_id, "wait", (text,))
        self._timer: asyncio.TimerHandle | None = None

    def __enter__(self) -> WaitNotice:
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(WAIT_AFTER_SECONDS, self._session.send, self._frame)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer is not None:
            self._timer.cancel()
