"""What a line costs grows as the line does, counted in calls: how fast the machine is does not matter."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState

COMMANDS = (
    "export", "declare", "declare -A", "declare -n", "readonly", "typeset -i", "local", "unset", "alias", "read",
    "mapfile", "printf -v x %s", "echo", "rm", "cp -t x", "mv", "eval echo", "sudo rm", "env", "xargs", "set --",
    "find", "git", "test", "exec", "trap", "source", "bash -c 'echo $1'", "hash -p",
)  # fmt: skip
FIELDS = ("w{}", "w{}/", "-w{}", "/etc/w{}", "w{}=x")
FEW = 20


def calls_for(line: str, shell: ShellState) -> int:
    """How many calls it takes to read a line and tell its effects."""
    count = 0

    def on_call(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(on_call)
    try:
        effects_of(read(line, shell), shell)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("command", COMMANDS)
def test_many_fields_of_a_value_cost_each_what_one_does(command: str, field: str) -> None:
    fields = " ".join(field.format(number) for number in range(FEW))
    shell = ShellState(cwd="/w", home="/home/u", variables={"V": fields})
    calls_for(f"{command} $V", shell)  # tables are loaded
    once = calls_for(f"{command}{' $V' * FEW}", shell)
    assert calls_for(f"{command}{' $V' * (2 * FEW)}", shell) < 3 * once
