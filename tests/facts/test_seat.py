"""Whether a shell is told to run behind a way over the network, by its variables or by what it runs in."""

from __future__ import annotations

import subprocess
import sys

import pytest

from shellguard.facts.machine.seat import at_own_seat, from_afar
from shellguard.parsing.shell_state import ShellState

BEHIND = (
    "import ctypes, subprocess, sys\n"
    "ctypes.CDLL(None).prctl(15, {name!r})\n"
    "child = subprocess.Popen(['sleep', '60'])\n"
    "print(child.pid, flush=True); child.wait()"
)


@pytest.mark.parametrize(
    ("name", "afar"), [("bash", False), ("tmux: server", False), ("sshd", True), ("sshd-session", True)]
)
def test_what_a_shell_runs_in_tells(name: str, afar: bool) -> None:
    code = BEHIND.format(name=name.encode())
    around = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert around.stdout is not None
    pid = int(around.stdout.readline())
    try:
        assert from_afar(ShellState(cwd="/", home="/home/me", variables={}, pid=pid)) is afar
    finally:
        subprocess.run(["kill", str(pid)], check=True)
        around.communicate()


def test_variables_alone_tell_where_no_terminal_outlives_them() -> None:
    assert at_own_seat(ShellState(cwd="/", home="/home/me", variables={"XDG_SEAT": "seat0"}, uid=1000))
    assert not at_own_seat(ShellState(cwd="/", home="/home/me", variables={}, uid=1000))
