"""Looks at a file system that hangs: who asked goes without, all others are served as before."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial

import pytest

from shellguard.daemon import lookers
from shellguard.daemon.lookers import AT_ONCE, MOST_HELD, Lookers


class HangingFiles:
    """A probe of a file system that answers when it is let go."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.probed = 0

    def look(self) -> str:
        self.probed += 1
        self.gate.wait(60)
        return "late"


@pytest.fixture
def hanging() -> Iterator[HangingFiles]:
    files = HangingFiles()
    yield files
    files.gate.set()


async def begun(hanging: HangingFiles, number: int) -> None:
    while hanging.probed <= number:  # noqa: ASYNC110 - no event tells of it
        await asyncio.sleep(0)


async def seen_in_the_end(looking: Lookers, who: str) -> None:
    while await looking.take(who, lambda: "seen", most=1) is None:  # noqa: ASYNC110 - no event tells of it
        await asyncio.sleep(0.01)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookers, "LOOK_SECONDS", 0.2)


def test_a_shell_whose_files_hang_holds_up_two_threads_and_no_other_shell(hanging: HangingFiles) -> None:
    said: list[str] = []

    async def run() -> None:
        looking = Lookers(said.append)
        for _ in range(3 * AT_ONCE):
            assert await looking.take("slow", hanging.look, most=2) is None
        assert hanging.probed == 2
        assert await looking.take("other", lambda: "seen", most=2) == "seen"
        looking.close()

    asyncio.run(run())
    assert [text.partition(":")[0] for text in said[:3]] == [
        "a line was judged without facts",
        "a line was judged without facts",
        "files are not looked at",
    ]


def test_the_shell_is_served_again_once_its_files_answer(hanging: HangingFiles) -> None:
    async def run() -> None:
        looking = Lookers(lambda _: None)
        assert await looking.take("slow", hanging.look, most=1) is None
        hanging.gate.set()
        await seen_in_the_end(looking, "slow")
        looking.close()

    asyncio.run(run())


def test_more_looks_than_are_taken_at_once_wait_for_their_turn() -> None:
    said: list[str] = []

    async def run() -> list[int | None]:
        looking = Lookers(said.append)
        found = await asyncio.gather(
            *(looking.take(number, partial(int, number), most=1) for number in range(10 * AT_ONCE))
        )
        looking.close()
        return found

    assert asyncio.run(run()) == list(range(10 * AT_ONCE))
    assert said == []


def test_a_look_whose_line_was_given_up_keeps_no_place(hanging: HangingFiles) -> None:
    async def run() -> None:
        looking = Lookers(lambda _: None)
        for number in range(2 * AT_ONCE):
            task = asyncio.ensure_future(looking.take(number, hanging.look, most=1))
            await begun(hanging, number)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        assert await looking.take("other", lambda: "seen", most=1) == "seen"
        looking.close()

    asyncio.run(run())


def test_with_every_thread_held_up_a_shell_is_told_and_served_once_one_is_back(
    hanging: HangingFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    async def run() -> None:
        looking = Lookers(said.append)
        monkeypatch.setattr(lookers, "TURN_SECONDS", 30.0)
        every = range(AT_ONCE + MOST_HELD)
        found = await asyncio.gather(*(looking.take(number, hanging.look, most=1) for number in every))
        assert found == [None for _ in every]
        monkeypatch.setattr(lookers, "TURN_SECONDS", 0.05)
        assert await looking.take("other", lambda: "seen", most=1) is None
        assert said[-1] == "files are not looked at: all threads that do are held up"
        hanging.gate.set()
        await seen_in_the_end(looking, "other")
        looking.close()

    asyncio.run(run())


def test_what_a_look_raises_in_time_reaches_who_asked() -> None:
    def broken() -> str:
        raise ValueError("a mistake of ours")

    async def run() -> None:
        looking = Lookers(lambda _: None)
        with pytest.raises(ValueError, match="a mistake"):
            await looking.take("one", broken, most=1)
        assert await looking.take("one", lambda: "seen", most=1) == "seen"
        looking.close()

    asyncio.run(run())


def test_a_look_that_hangs_for_ever_does_not_keep_the_process_from_ending() -> None:
    program = """
import asyncio, threading
from shellguard.daemon.lookers import Lookers
async def run():
    looking = Lookers(print)
    await looking.take("slow", threading.Event().wait, most=1)
    looking.close()
asyncio.run(run())
"""
    done = subprocess.run(
        [sys.executable, "-P", "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert "looking took too long" in done.stdout
