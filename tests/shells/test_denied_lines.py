"""A denied line does not run: not a part of it, not in a subshell, whichever key accepted it."""

from __future__ import annotations

import time

import pytest

from tests.shells.conftest import World
from tests.shells.key_cases import ALL, FROM_THE_START, YES, Step
from tests.shells.terminal import Terminal
from tests.waiting import wait_until


def play(shell: Terminal, steps: list[Step], folder: str) -> None:
    for step in steps:
        if isinstance(step, float | int):
            time.sleep(step)
        elif step != YES:
            shell.type(step.replace("{}", folder))
        elif shell.asking:
            shell.type("y")
        shell.settle()


def nothing_forbidden_ran(shell: Terminal, world: World) -> None:
    """And the shell still runs a line."""
    assert made(world) == [], shell.seen
    shell.answer("\x03")
    shell.say(f"touch {world.work}/alive")
    wait_until((world.work / "alive").exists, f"a line that runs afterwards; seen:\n{shell.seen}")
    assert made(world) == [], shell.seen  # what runs in the background takes its time


def made(world: World) -> list[str]:
    return [file.name for file in world.work.iterdir() if "FORBIDDEN" in file.name]


@pytest.mark.parametrize("name", ALL)
def test_a_denied_line_does_not_run(world: World, name: str) -> None:
    shell = world.shell()
    play(shell, ALL[name], str(world.work))
    nothing_forbidden_ran(shell, world)


@pytest.mark.parametrize("name", FROM_THE_START)
def test_a_denied_line_does_not_run_whatever_the_start_up_file_says(world: World, name: str) -> None:
    before, steps = FROM_THE_START[name]
    shell = world.shell(before=before)
    play(shell, steps, str(world.work))
    nothing_forbidden_ran(shell, world)


@pytest.mark.parametrize("line", ["touch FORBIDDEN", "!nosuch", "!!:p"])
def test_vi_begins_the_next_line_in_insert_mode(world: World, line: str) -> None:
    shell = world.shell(before="set -o vi")
    shell.say("true")
    shell.type(line + "\x1b")
    time.sleep(0.6)
    shell.say("")
    shell.say("touch inserted")
    wait_until((world.work / "inserted").exists, f"the line; seen:\n{shell.seen}")


def test_the_suite_could_fail(world: World) -> None:
    """Without the hook the same keys do make the file."""
    shell = world.shell(guarded=False)
    play(shell, ALL["a simple command"], str(world.work))
    wait_until((world.work / "FORBIDDEN").exists, "the file, in a shell without the guard")


def test_a_persons_debug_trap_is_not_taken_from_them(world: World) -> None:
    """With an INT trap beside it the second layer can't block, which is said."""
    shell = world.shell(before="trap ': mine' DEBUG\ntrap ': int' INT")
    shell.say("true")
    assert "INT and DEBUG traps together" in shell.seen
    assert "mine" in shell.say("trap -p DEBUG")
