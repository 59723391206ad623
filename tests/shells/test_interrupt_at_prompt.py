"""Ctrl-C while the hook changes what stands in PROMPT_COMMAND: it is one of its texts, never a piece of both."""

from __future__ import annotations

import os
import signal
import time

from tests.shells.conftest import ROOT, World
from tests.shells.terminal import Terminal
from tests.waiting import wait_until

TIMES = 60
LONG = ": a person's own text, which takes a moment to look through; " * 20
CHANGING = f"""
source {ROOT}/shell/bash/prompt.bash
change() {{
    local begun
    while ((1)); do
        __sg_replace_prompt_entry ': of the one kind'
        __sg_replace_prompt_entry ': of the other kind'
        if [[ -z $begun ]]; then begun=1; echo begun >> begun; fi
    done
}}
told() {{ printf '%s\\n' "${{PROMPT_COMMAND[@]}}" > told; printf '%s\\n' "$__sg_prompt_entry" > entry; }}
__sg_prompt_entry=': of the other kind'
PROMPT_COMMAND=("{LONG}" "$__sg_prompt_entry" ': the last')
"""


def changed_until_interrupted(shell: Terminal, world: World, number: int, seconds: float) -> None:
    """The hook changes its entry again and again, until a Ctrl-C comes so many seconds later."""
    begun, told = world.work / "begun", world.work / "told"
    shell.type("change\r")
    wait_until(lambda: begun.exists() and begun.read_text().count("begun") > number, "the changes")
    time.sleep(seconds)  # a different moment each time, whichever it is
    os.kill(shell.pid, signal.SIGINT)
    shell.settle()
    shell.say("told")
    wait_until(told.exists, "what stands there")
    entry = (world.work / "entry").read_text().rstrip("\n")
    assert told.read_text() == f"{LONG}\n{entry}\n: the last\n"
    told.unlink()


def test_ctrl_c_never_leaves_half_of_a_change_in_prompt_command(own_world: World) -> None:
    shell = own_world.shell(guarded=False, before=CHANGING)
    for number in range(TIMES):
        changed_until_interrupted(shell, own_world, number, number * 0.00037)
