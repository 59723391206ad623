"""Beside ble.sh, which replaces bash's line editing: what Enter accepts is guarded, questions are asked."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shells.conftest import World
from tests.shells.test_unchanged_screen import Screen
from tests.waiting import wait_until

BLE = Path(os.environ.get("BLESH") or "/usr/share/blesh/ble.sh")
pytestmark = [
    pytest.mark.skipif(not BLE.is_file(), reason="ble.sh is not there (BLESH names its file)"),
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]


@pytest.fixture(params=["before", "after"])
def screen(world: World, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Screen]:
    """A guarded bash in tmux with ble.sh, loaded before the hook or after it."""
    lines = [f"source {BLE}", f"source {world.rc}"]
    rc = tmp_path / "rc"
    rc.write_text(
        "\n".join(
            ["unset HISTFILE TMUX", "USER=me; PS1='P> '", *lines[:: 1 if request.param == "before" else -1]]
        )
    )
    opened = Screen(world, tmp_path, rc, patience=0.25)  # it looks around all the time
    time.sleep(2)  # it draws its first prompt when it is idle
    yield opened
    opened.close()


def typed(screen: Screen, line: str) -> None:
    screen.play([line, "Enter", "wait", "wait"])


def test_lines_are_judged_and_questions_answered(world: World, screen: Screen) -> None:
    typed(screen, "touch one")
    wait_until((world.work / "one").exists, "a line that runs")
    typed(screen, "touch FORBIDDEN")
    typed(screen, "touch DOUBTFUL-1")
    wait_until(lambda: "Run it?" in screen.text(), "the question")
    screen.play(["n", "wait", "wait"])
    typed(screen, "touch DOUBTFUL-2")
    wait_until(lambda: screen.text().count("Run it?") == 2, "the second question")
    screen.play(["y", "wait", "wait"])
    typed(screen, "touch two")
    wait_until((world.work / "two").exists, f"a line after the questions; seen:\n{screen.text()}")
    assert {path.name for path in world.work.iterdir()} == {"one", "DOUBTFUL-2", "two"}


def test_a_line_that_is_edited_or_not_finished_is_not_run(world: World, screen: Screen) -> None:
    typed(screen, "touch DOUBTFUL")
    wait_until(lambda: "Run it?" in screen.text(), "the question")
    screen.play(["e", "wait", "wait"])
    typed(screen, "for i in FORBIDDEN; do")
    typed(screen, "touch $i; done")
    typed(screen, "echo FORBIDDEN-2")
    typed(screen, "touch !$")
    typed(screen, "touch fine")
    wait_until((world.work / "fine").exists, f"a line that runs; seen:\n{screen.text()}")
    assert {path.name for path in world.work.iterdir()} == {"fine"}


def test_what_the_arrow_key_brings_back_is_judged_anew(world: World, screen: Screen) -> None:
    typed(screen, "touch DOUBTFUL")
    wait_until(lambda: "Run it?" in screen.text(), "the question")
    screen.play(["e", "wait", "wait", "Up", "wait", "Enter", "wait", "wait"])
    wait_until(lambda: screen.text().count("Run it?") == 2, f"the question again; seen:\n{screen.text()}")
