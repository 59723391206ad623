"""The daemon's event loop: readers that are called at once, beside all that any other event loop does."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine

from shellguard.daemon.prompt_loop import PromptLoop


def in_loop(served: Callable[[int, int], Coroutine[None, None, None]]) -> list[str]:
    """Runs it with the two ends of a pipe; gives back what broke meanwhile."""
    broke: list[str] = []
    reading, writing = os.pipe2(os.O_NONBLOCK)
    with asyncio.Runner(loop_factory=PromptLoop) as runner:
        runner.get_loop().set_exception_handler(lambda _, told: broke.append(str(told["exception"])))
        runner.run(served(reading, writing))
    os.close(reading)
    os.close(writing)
    return broke


def loop() -> PromptLoop:
    running = asyncio.get_running_loop()
    assert isinstance(running, PromptLoop)
    return running


def test_a_reader_that_breaks_is_told_and_called_again() -> None:
    async def served(reading: int, writing: int) -> None:
        heard = asyncio.Queue[bytes]()

        def read() -> None:
            text = os.read(reading, 1)
            heard.put_nowait(text)
            if text == b"x":
                raise ValueError("it broke")

        loop().read_at_once(reading, read)
        for text in (b"x", b"y"):
            os.write(writing, text)
            assert await asyncio.wait_for(heard.get(), 30) == text
        assert loop().remove_reader(reading)

    assert in_loop(served) == ["it broke"]


def test_what_a_reader_begins_goes_on_and_a_removed_one_is_not_called() -> None:
    async def served(reading: int, writing: int) -> None:
        begun = asyncio.Event()

        async def work() -> None:
            await asyncio.sleep(0)
            begun.set()

        tasks: list[asyncio.Task[None]] = []

        def read() -> None:
            os.read(reading, 100)
            tasks.append(loop().create_task(work()))

        loop().read_at_once(reading, read)
        os.write(writing, b"one")
        await asyncio.wait_for(begun.wait(), 30)
        loop().remove_reader(reading)
        os.write(writing, b"two")
        await asyncio.sleep(0.01)
        assert len(tasks) == 1
        assert os.read(reading, 100) == b"two"

    assert in_loop(served) == []


def test_readers_of_the_usual_kind_are_called_as_ever() -> None:
    async def served(reading: int, writing: int) -> None:
        heard = asyncio.Event()
        loop().add_reader(reading, heard.set)
        os.write(writing, b"one")
        await asyncio.wait_for(heard.wait(), 30)
        loop().remove_reader(reading)

    assert in_loop(served) == []


def test_a_descriptor_that_takes_the_number_of_a_closed_one_is_watched() -> None:
    async def served(reading: int, writing: int) -> None:
        old, old_writing = os.pipe2(os.O_NONBLOCK)
        heard = asyncio.Event()

        def change() -> None:
            os.read(reading, 100)
            loop().remove_reader(old)
            os.close(old)
            os.close(old_writing)
            again, again_writing = os.pipe2(os.O_NONBLOCK)
            assert again == old
            loop().add_reader(again, heard.set)
            os.write(again_writing, b"new")

        loop().read_at_once(reading, change)
        loop().read_at_once(old, lambda: None)
        os.write(writing, b"one")
        os.write(old_writing, b"old")
        await asyncio.wait_for(heard.wait(), 30)
        loop().remove_reader(reading)
        loop().remove_reader(old)

    assert in_loop(served) == []
