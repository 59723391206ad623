"""What a shell's lines made by name is known in its session: once the line has ended well, and in no other."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.daemon.hand_made_shell import HandMadeShell
from tests.daemon.installation import Installation

MAKES, TAKES = "createdb trial", "dropdb trial"


@pytest.fixture
def new_shell(tmp_path: Path) -> Iterator[Callable[[], HandMadeShell]]:
    made = Installation(tmp_path)
    made.start_daemon()
    with ExitStack() as stack:

        def shell() -> HandMadeShell:
            one = HandMadeShell(made)
            stack.callback(one.close)
            return one

        yield shell
    made.run("daemon", "stop")


def ended(status: int) -> str:
    now = int(time.time() * 1_000_000)
    return f"line:{status}:{now}-{now}"


def test_a_line_that_failed_has_made_nothing(new_shell: Callable[[], HandMadeShell]) -> None:
    shell = new_shell()
    assert shell.line(MAKES).type == "allow"
    assert shell.line(TAKES, finished=ended(1)).type == "ask"


def test_what_another_session_made_is_asked_about(new_shell: Callable[[], HandMadeShell]) -> None:
    maker, other = new_shell(), new_shell()
    assert maker.line(MAKES).type == "allow"
    assert maker.line("true", finished=ended(0)).type == "allow"
    assert other.line(TAKES).type == "ask"


def test_a_variable_that_leads_elsewhere_since_counts(new_shell: Callable[[], HandMadeShell]) -> None:
    shell = new_shell()
    assert shell.line(MAKES).type == "allow"
    assert "v:PGHOST" in shell.asked
    shell.values["v:PGHOST"] = "db.example.com"
    assert shell.line(TAKES, finished=ended(0)).type == "ask"


def test_what_the_session_made_goes_unasked_though_it_was_asked_about_before(
    new_shell: Callable[[], HandMadeShell],
) -> None:
    shell = new_shell()
    assert shell.line(TAKES).type == "ask"
    shell.send("answer", "n")
    shell.receive()
    assert shell.line(MAKES).type == "allow"
    assert shell.line(TAKES, finished=ended(0)).type == "allow"
    assert shell.line(TAKES, finished=ended(0)).type == "ask"
