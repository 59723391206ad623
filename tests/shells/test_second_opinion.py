"""The model's opinion at the prompt of a real shell: at the question, and while a doubtful line waits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shellguard.model.calibration import Calibrations
from tests.model.model_server import ModelServer, model_server
from tests.model.test_second_opinion import DANGEROUS, DECIDES
from tests.shells.conftest import World
from tests.shells.terminal import Terminal
from tests.waiting import wait_until

ASKED = "Run it?"


@pytest.fixture
def server(own_world: World) -> Iterator[ModelServer]:
    with model_server() as running:
        own_world.shellguard("config", "set", "model.base_url", running.base_url)
        own_world.shellguard("config", "set", "model.timeout", "20")
        own_world.shellguard("config", "set", "model.patience", "15")
        own_world.start_daemon()
        running.set(
            likelihoods=lambda _: DANGEROUS, words=("It makes ", "a file. ", "It is safe. ", "Enough.")
        )
        yield running


def test_w_tells_what_the_model_thinks_and_asks_again(own_world: World, server: ModelServer) -> None:
    shell = own_world.shell()
    shell.type("touch DOUBTFUL\r")
    shell.wait_for(ASKED)
    shell.settle()
    shell.type("w")
    shell.wait_for("Enough.")
    shell.settle()
    said = " ".join(shell.seen.split())
    assert "Second opinion: small thinks that this can't be undone" in said
    assert "> It makes a file." in said
    assert "It is safe" not in said
    assert said.count(ASKED) == 2
    shell.answer("y")
    wait_until((own_world.work / "DOUBTFUL").exists, "the line's effect")
    assert len(server.requests) == 2


def doubtful(world: World) -> Terminal:
    """A shell with a program that nobody knows, asked for what sounds destructive: it makes a file."""
    program = world.folder / "home" / "frobctl"
    program.write_text("#!/bin/sh\ntouch gone-on\n")
    program.chmod(0o755)
    shell = world.shell(before=f"PATH={program.parent}:$PATH")
    shell.type("frobctl uninstall it\r")
    return shell


def test_a_doubtful_line_waits_until_a_key_goes_on(own_world: World, server: ModelServer) -> None:
    Calibrations(own_world.folder / "state" / "model").keep(DECIDES)
    server.set(likelihoods=lambda _: DANGEROUS, delay=6.0)
    shell = doubtful(own_world)
    shell.wait_for("any key goes on without")
    assert not (own_world.work / "gone-on").exists()
    shell.type("x")
    wait_until((own_world.work / "gone-on").exists, "the line's effect")


def test_a_doubtful_line_is_asked_about(own_world: World, server: ModelServer) -> None:
    Calibrations(own_world.folder / "state" / "model").keep(DECIDES)
    shell = doubtful(own_world)
    shell.wait_for(ASKED)
    shell.settle()
    shell.answer("n")
    assert not (own_world.work / "gone-on").exists()
    assert len(server.requests) == 1
