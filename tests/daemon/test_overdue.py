"""A shell that waits too long for its answer is told so, also while the daemon is at work and looks at nothing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from shellguard.daemon.overdue import Overdue
from shellguard.daemon.session import Session, ShellInfo
from shellguard.wire.frames import Frame

_PATIENCE_SECONDS = 30.0


class Shell:
    """A session, and what was sent to it."""

    def __init__(self, overdue: Overdue, name: str) -> None:
        self.heard: list[tuple[str, str]] = []
        self.told = asyncio.Event()
        self._overdue = overdue
        self.session = Session(ShellInfo(name), self._send)

    def _send(self, frame: Frame) -> bool:
        self._overdue.sends(self.session, frame)
        self.heard.append((frame.id, frame.type))
        self.told.set()
        return True

    def asks(self, identity: str) -> None:
        self._overdue.asked(self.session, Frame(identity, "line"))


def at_work_until(condition: Callable[[], object]) -> None:
    """Gives the event loop no turn."""
    end = time.monotonic() + _PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < end


def test_a_shell_is_told_while_the_daemon_is_at_work() -> None:
    async def served() -> None:
        overdue = Overdue()
        with overdue.watched():
            one, other = Shell(overdue, "one"), Shell(overdue, "other")
            one.asks("1")
            other.asks("7")
            at_work_until(lambda: one.heard and other.heard)
        assert (one.heard, other.heard) == ([("1", "wait")], [("7", "wait")])

    asyncio.run(served())


def test_one_that_has_its_answer_or_is_gone_is_told_nothing() -> None:
    async def served() -> None:
        overdue = Overdue()
        with overdue.watched():
            answered, gone, late = (Shell(overdue, name) for name in ("answered", "gone", "late"))
            answered.asks("1")
            gone.asks("2")
            late.asks("3")
            answered.session.send(Frame("1", "allow"))
            overdue.left(gone.session)
            at_work_until(lambda: late.heard)
        assert (answered.heard, gone.heard) == ([("1", "allow")], [])

    asyncio.run(served())


def test_a_question_about_names_and_the_answer_to_an_earlier_line_are_no_answer() -> None:
    async def served() -> None:
        overdue = Overdue()
        with overdue.watched():
            shell = Shell(overdue, "one")
            shell.asks("1")
            shell.asks("2")
            shell.session.send(Frame("2", "need", ("v:x",)))
            shell.session.send(Frame("1", "allow"))
            at_work_until(lambda: len(shell.heard) == 3)
        assert shell.heard == [("2", "need"), ("1", "allow"), ("2", "wait")]

    asyncio.run(served())


def test_where_no_alarm_may_be_set_the_event_loop_tells() -> None:
    """In another thread than the main one."""
    heard: list[tuple[str, str]] = []

    async def served() -> None:
        overdue = Overdue()
        with overdue.watched():
            shell = Shell(overdue, "one")
            shell.asks("1")
            await asyncio.wait_for(shell.told.wait(), _PATIENCE_SECONDS)
        heard.extend(shell.heard)

    asyncio.run(asyncio.to_thread(asyncio.run, served()))
    assert heard == [("1", "wait")]
