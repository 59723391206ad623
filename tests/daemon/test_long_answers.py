"""Answers longer than a pipe holds reach their shell whole, and those behind them, too."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from shellguard.daemon.pipes import PipePair
from shellguard.daemon.runtime_folder import RuntimeFolder

PIPE_HOLDS = 65_536
SESSION = "1-2-3"


def sent_and_read(tmp_path: Path, frames: list[bytes], most_read: int) -> tuple[list[bool], bytes]:
    """What `send` says of each frame, and what a shell that begins to read afterwards gets."""

    async def play() -> tuple[list[bool], bytes]:
        folder = RuntimeFolder(tmp_path / "run")
        pair = PipePair(folder, SESSION, print)
        shell = os.open(folder.folder / f"{SESSION}.rsp", os.O_RDWR | os.O_NONBLOCK)
        said, got = [pair.send(frame) for frame in frames], b""
        for _ in range(2_000):
            try:
                got += os.read(shell, most_read)
            except BlockingIOError:
                if len(got) >= sum(map(len, frames)):
                    break
            await asyncio.sleep(0)
        pair.close()
        os.close(shell)
        folder.close()
        return said, got

    return asyncio.run(play())


def test_a_frame_that_no_pipe_holds_comes_whole_with_the_next_behind_it(tmp_path: Path) -> None:
    frames = [b"1" * (3 * PIPE_HOLDS) + b"\n", b"2\n", b"3" * PIPE_HOLDS + b"\n", b"4\n"]
    said, got = sent_and_read(tmp_path, frames, 4_000)
    assert got == b"".join(frames)
    assert all(said)


def test_a_shell_that_does_not_read_is_kept_little_for(tmp_path: Path) -> None:
    frames = [b"x" * 100_000 + b"\n"] * 50
    said, got = sent_and_read(tmp_path, frames, PIPE_HOLDS)
    assert got == b"".join(frame for frame, taken in zip(frames, said, strict=True) if taken)
    assert 0 < sum(said) < 20


def test_a_pipe_that_is_full_takes_nothing_of_a_short_answer(tmp_path: Path) -> None:
    frames = [b"x" * 4_095 + b"\n"] * (PIPE_HOLDS // 4_096) + [b"late\n"]
    said, got = sent_and_read(tmp_path, frames, PIPE_HOLDS)
    assert said[-1] is False
    assert got == b"".join(frames[:-1])


def test_what_a_shell_left_in_files_goes_with_it(tmp_path: Path) -> None:
    async def play() -> set[str]:
        folder = RuntimeFolder(tmp_path / "run")
        pair = PipePair(folder, SESSION, print)
        for name in (f"{SESSION}.text", f"{SESSION}.need", "9-9-9.text"):
            (folder.folder / name).write_text("what was typed, and never sent")
        pair.close()
        left = {path.name for path in folder.folder.iterdir()}
        folder.close()
        return left

    assert asyncio.run(play()) == {"daemon.lock", "9-9-9.text"}
