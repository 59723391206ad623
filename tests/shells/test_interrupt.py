"""Ctrl-C during a check or a question runs nothing and leaves a working prompt."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from shellguard.wire.frames import Frame
from tests.shells.conftest import World
from tests.shells.fake_daemon import FakeDaemon, allow, wait
from tests.shells.terminal import PROMPT, Terminal
from tests.waiting import wait_until


def interrupted(shell: Terminal, world: World) -> None:
    """Nothing ran, the status is 130, the prompt takes a line."""
    assert not (world.work / "file").exists()
    assert shell.seen.endswith(PROMPT), shell.seen
    shell.say("echo $? > status")
    wait_until((world.work / "status").exists, f"a line that runs; seen:\n{shell.seen}")
    assert (world.work / "status").read_text() == "130\n"
    assert not (world.work / "file").exists()


def test_ctrl_c_during_a_check_runs_nothing(own_world: World) -> None:
    daemon = FakeDaemon(own_world.runtime, wait)
    shell = own_world.shell()
    shell.type("touch file\r")
    wait_until(lambda: daemon.lines, "the request")
    daemon.answer = allow
    shell.answer("\x03")
    interrupted(shell, own_world)
    daemon.close()


def test_ctrl_c_while_the_daemon_is_being_started_runs_nothing(own_world: World) -> None:
    long_to_start = "for i in {1..10000}; do declare PYTHON$i=; done"  # none of them is handed to the daemon
    shell = own_world.shell(before=long_to_start, after="__sg_started= __sg_command=(true)", met=False)
    children = Path(f"/proc/{shell.pid}/task/{shell.pid}/children")
    shell.type("touch file\r")
    wait_until(lambda: children.read_text() != "", "the start of a daemon")
    stat = Path(f"/proc/{shell.pid}/stat").read_text()
    group, _, _, in_the_foreground = stat.rpartition(")")[2].split()[2:6]
    assert in_the_foreground == group  # or the shell would hear nothing of Ctrl-C
    shell.type("\x03")
    shell.read_until(lambda: shell.seen.count(PROMPT) == 2, "the next prompt")
    interrupted(shell, own_world)


def test_an_answer_that_comes_after_ctrl_c_is_not_taken_for_the_next_line(own_world: World) -> None:
    daemon = FakeDaemon(own_world.runtime, wait)
    shell = own_world.shell()
    shell.type("touch file\r")
    wait_until(lambda: daemon.lines, "the request")
    shell.answer("\x03")
    asked = next(frame for frame in daemon.frames if frame.type == "line")
    daemon.answer = lambda frame: [Frame(asked.id, "allow", ("", "")), Frame(frame.id, "deny", ("", "no"))]
    shell.say("touch file")
    assert not (own_world.work / "file").exists()
    daemon.close()


def test_ctrl_c_at_a_question_runs_nothing(world: World) -> None:
    shell = world.shell()
    shell.say("touch DOUBTFUL file")
    assert shell.asking
    shell.answer("\x03")
    interrupted(shell, world)


def test_ctrl_c_at_a_question_of_the_gate_runs_nothing(world: World) -> None:
    shell = world.shell(before="bind '\"\\C-t\": accept-line'")
    shell.say("touch DOUBTFUL file", key="\x14")
    assert "Run it?" in shell.seen
    shell.answer("\x03")
    assert not (world.work / "file").exists()
    shell.answer("n")
    shell.say("touch fine")
    assert (world.work / "fine").exists()
    assert not (world.work / "file").exists()


def test_ctrl_c_at_any_moment_of_the_gate_s_check_runs_nothing_and_shows_no_error(world: World) -> None:
    shell = world.shell(before="bind '\"\\C-t\": accept-line'")
    for number in range(30):
        shell.type("touch FORBIDDEN\x14")
        time.sleep(number * 0.0001)
        shell.answer("\x03")
    shell.say("touch fine")
    assert (world.work / "fine").exists()
    assert not (world.work / "FORBIDDEN").exists()
    assert "syntax error" not in shell.seen


def test_ctrl_c_on_a_continuation_line_runs_nothing(world: World) -> None:
    shell = world.shell()
    shell.say("for i in 1; do")
    shell.say("touch file")
    shell.answer("\x03")
    interrupted(shell, world)


def test_keys_typed_during_a_check_arrive_afterwards_in_order(own_world: World) -> None:
    daemon = FakeDaemon(own_world.runtime, wait)
    shell = own_world.shell()
    shell.type("echo one >> file\r")
    wait_until(lambda: daemon.lines, "the request")
    daemon.answer = allow
    shell.type("echo two >> file\recho three >> file\r")
    shell.settle(0.3)
    asked = next(frame for frame in daemon.frames if frame.type == "line")
    daemon.send(Frame(asked.id, "allow", ("", "")))
    wait_until(
        lambda: (own_world.work / "file").exists() and "three" in (own_world.work / "file").read_text(), "all"
    )
    assert (own_world.work / "file").read_text() == "one\ntwo\nthree\n"
    daemon.close()


def test_type_ahead_does_not_answer_a_question(world: World) -> None:
    shell = world.shell()
    shell.type("sleep 0.3\rtouch DOUBTFUL file\ryyyy\r")
    shell.wait_for("Run it?")
    shell.settle(0.2)
    assert not (world.work / "DOUBTFUL").exists()
    shell.answer("\x03")
    shell.say("touch fine")
    assert (world.work / "fine").exists()
    assert not (world.work / "DOUBTFUL").exists()


def test_ctrl_c_at_a_question_brings_one_prompt(world: World) -> None:
    shell = world.shell()
    shell.say("touch DOUBTFUL")
    assert shell.asking
    assert shell.answer("\x03").count(PROMPT) == 1
    assert "st=130" in shell.say("echo st=$?")


@pytest.mark.parametrize("option", ["a", "e", "E", "k", "T", "x"])
def test_ctrl_c_at_a_question_leaves_the_options_that_the_hook_runs_without(
    world: World, option: str
) -> None:
    shell = world.shell()
    shell.say(f"set -{option}")
    shell.say("touch DOUBTFUL")
    assert shell.asking
    shell.type("\x03")
    shell.settle()
    for _ in range(2):
        assert option in shell.say('echo "<${-//[!aeEkTx]/}>"').rpartition("<")[2].partition(">")[0]


def test_a_line_that_was_left_at_its_question_stands_in_the_history_once(world: World) -> None:
    shell = world.shell(before="unset HISTFILE")
    shell.say("touch DOUBTFUL-left")
    assert shell.asking
    shell.answer("\x03")
    assert "number=1" in shell.say("echo number=$(history | grep -c '[D]OUBTFUL-left')")
    shell.say("touch fine")
    assert "number=1" in shell.say("echo number=$(history | grep -c '[t]ouch fine')")


def test_the_arrow_key_brings_back_a_line_whose_check_was_left(own_world: World) -> None:
    daemon = FakeDaemon(own_world.runtime, wait)
    shell = own_world.shell(before="unset HISTFILE")
    shell.type("touch file\r")
    wait_until(lambda: daemon.lines, "the request")
    daemon.answer = allow
    shell.answer("\x03")
    shell.say("\x1b[A")
    wait_until((own_world.work / "file").exists, f"the line's effect; seen:\n{shell.seen}")
    daemon.close()
