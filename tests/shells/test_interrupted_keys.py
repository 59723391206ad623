"""Ctrl-C in the midst of an accepting key: readline counts the key's macro as running for ever, and soon runs none."""

from __future__ import annotations

from tests.shells.conftest import World

CUT_OFTEN = "__sg_cuts=10"
# What Ctrl-C leaves behind that comes between the key's steps: a line let through that never began.
CUT = r"""cut() { __sg_tok=1; __sg_main=1; }; bind -x '"\C-x\C-g": cut'"""
CUT_KEY = "\x18\x07"


def test_ctrl_c_at_the_prompt_is_not_counted(world: World) -> None:
    shell = world.shell(after=f"{CUT_OFTEN}\n{CUT}")
    for _ in range(3):
        shell.answer("half a line\x03")
    shell.say("echo $__sg_cuts > counted")
    assert (world.work / "counted").read_text() == "10\n"
    assert "judged after Enter" not in shell.seen


def test_a_line_without_a_command_after_ctrl_c_is_not_taken_for_more_than_one(world: World) -> None:
    shell = world.shell(after=f"__sg_cuts=0\n{CUT}")
    shell.answer("half a line\x03")
    shell.say("# only a comment")
    shell.say("echo $__sg_cuts > counted")
    assert int((world.work / "counted").read_text()) <= 1


def test_before_readline_runs_no_macro_any_more_the_gate_judges_alone(world: World) -> None:
    shell = world.shell(after=f"{CUT_OFTEN}\n{CUT}")
    for _ in range(2):
        shell.answer(CUT_KEY)
        shell.answer("\x03")
    assert shell.seen.count("judged after Enter") == 1
    shell.say("touch FORBIDDEN")
    shell.say("echo ran >> allowed")
    shell.say("touch FORBIDDEN", key="\n")
    assert not (world.work / "FORBIDDEN").exists()
    assert (world.work / "allowed").read_text() == "ran\n"
    shell.say("shopt -u promptvars")
    shell.say("touch FORBIDDEN")
    assert not (world.work / "FORBIDDEN").exists()
