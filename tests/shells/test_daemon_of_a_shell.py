"""A daemon that a shell started in its start-up file is nothing of that shell's terminal."""

from __future__ import annotations

import os

import pytest

from tests.shells.conftest import World
from tests.shells.terminal import Terminal, runs
from tests.waiting import wait_until


@pytest.fixture
def shell(own_world: World) -> Terminal:
    """The first shell of all: no daemon runs before it."""
    first = own_world.shell(met=False)
    wait_until((own_world.runtime / "daemon.pid").exists, "the daemon")
    first.say("true")  # the daemon is met at the next line
    return first


def test_it_is_in_a_session_of_its_own(own_world: World, shell: Terminal) -> None:
    daemon = own_world.daemon_pid
    assert os.getsid(daemon) != os.getsid(shell.pid)
    assert os.getpgid(daemon) != os.getpgid(shell.pid)


def test_ctrl_c_at_the_prompt_leaves_it_alone(own_world: World, shell: Terminal) -> None:
    daemon = own_world.daemon_pid
    shell.say("", key="\x03")
    assert "not" in shell.say("touch FORBIDDEN")
    assert not (own_world.work / "FORBIDDEN").exists()
    assert runs(daemon)
    assert own_world.daemon_pid == daemon


def test_the_next_shell_keeps_it_when_the_first_terminal_closes(own_world: World, shell: Terminal) -> None:
    daemon = own_world.daemon_pid
    second = own_world.shell()
    shell.close()
    second.say("touch allowed")
    assert (own_world.work / "allowed").exists()
    second.say("touch FORBIDDEN")
    assert not (own_world.work / "FORBIDDEN").exists()
    assert own_world.daemon_pid == daemon
