"""The requests of shells that take a task of their own: one for each shell, none left without an answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from functools import partial
from typing import Any

from shellguard.daemon.session import Session
from shellguard.wire.frames import Frame

log = logging.getLogger("shellguard.daemon")

FAILED = "failed"
"""The kind of reply that no hook knows: it asks its person, whatever the line."""


class RequestsUnderway:
    """Holds on to tasks until they are done, and tells a shell whose request broke."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, session: Session, frame: Frame, work: Coroutine[Any, Any, None]) -> None:
        """Starts the work for a shell's message; what the shell asked before is given up."""
        self.leave(session)
        session.task = self.keep(work)
        session.task.add_done_callback(partial(_tell, session, frame.id))

    def keep(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Starts work that nobody waits for."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def leave(self, session: Session) -> None:
        """The shell has given up what it asked before: Ctrl-C."""
        if session.task is not None and not session.task.done():
            session.task.cancel()

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("a request failed", exc_info=task.exception())


def _tell(session: Session, identity: str, task: asyncio.Task[None]) -> None:
    if not task.cancelled() and task.exception() is not None:
        session.send(Frame(identity, FAILED))
