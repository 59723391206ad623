"""A request that takes a task: given up when the shell asks anew, and never without an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from shellguard.daemon.line_judge import may_take_long
from shellguard.daemon.requests_underway import FAILED, RequestsUnderway
from shellguard.daemon.session import Session, ShellInfo
from shellguard.wire.frames import Frame


def sent(*works: Coroutine[Any, Any, None]) -> list[Frame]:
    """What the shell receives when these are begun one after another."""
    frames: list[Frame] = []

    def send(frame: Frame) -> bool:
        frames.append(frame)
        return True

    async def run() -> None:
        session, underway = Session(ShellInfo("s"), send), RequestsUnderway()
        for number, work in enumerate(works):
            underway.begin(session, Frame(str(number), "line"), work)
            await asyncio.sleep(0.01)

    asyncio.run(run())
    return frames


async def fine() -> None:
    await asyncio.sleep(0)


async def endless() -> None:
    await asyncio.sleep(60)


async def broken() -> None:
    raise ValueError("a mistake of ours")


def test_work_that_ends_and_work_that_was_given_up_are_not_told_as_failures() -> None:
    assert sent(fine(), endless(), fine()) == []


def test_a_shell_whose_request_broke_is_told_and_does_not_wait_for_ever() -> None:
    assert [(frame.id, frame.type) for frame in sent(fine(), broken())] == [("1", FAILED)]


@pytest.mark.parametrize(
    ("line", "long"),
    [
        ("ls -la", False),
        ("echo $(git rev-parse HEAD) $((1 + 2)) ${x}", False),
        ("x" * 300, False),
        ("x" * 301, True),
        ("$(" * 13, True),
        ("{a,b}" * 13, True),
    ],
)
def test_what_may_take_long_to_read_is_not_read_between_the_messages_of_others(line: str, long: bool) -> None:
    assert may_take_long(line) is long
