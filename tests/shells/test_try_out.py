"""What `shellguard setup` tells a person to try comes out as it says."""

from __future__ import annotations

import re

from shellguard.cli.setup import TRY_OUT
from tests.shells.conftest import World

HARMLESS, REMOVING, LOG = re.findall(r"type:  (.+)", TRY_OUT)


def test_the_harmless_line_runs_and_the_removal_asks(world: World) -> None:
    shell = world.shell()
    shell.say(HARMLESS)
    assert not shell.asking
    shell.say("stat -c 'it is %F' photos/one.jpg")
    assert "it is regular file" in shell.seen
    shell.say(REMOVING)
    assert shell.asking
    shell.answer("\r")
    shell.say("stat -c 'still %F' photos/one.jpg")
    assert "still regular file" in shell.seen


def test_the_last_line_is_a_command_of_ours(world: World) -> None:
    assert LOG.split()[0] == "shellguard"
    assert world.shellguard(*LOG.split()[1:]).returncode == 0
