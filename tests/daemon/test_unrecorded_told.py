"""A line that ran before its record could not be written: the next line tells, though the disk has room again."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.daemon.hand_made_shell import HandMadeShell
from tests.daemon.installation import Installation

TOLD = "a line before this one is not recorded"


@contextmanager
def no_room(installation: Installation) -> Iterator[None]:
    """The daemon's files may not grow."""
    before = resource.prlimit(installation.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(installation.pid, resource.RLIMIT_FSIZE, (1, before[1]))
    yield
    resource.prlimit(installation.pid, resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("times_before", [1, 3], ids=["a new line", "a line that was judged before"])
def test_a_line_that_ran_unrecorded_is_told_of_once_there_is_room(
    client: Installation, shell: HandMadeShell, times_before: int
) -> None:
    shell.line("pwd", short=True)
    for _ in range(times_before):
        assert shell.line("ls -l" if times_before > 1 else "ls", short=True).field(2) == ""
    with no_room(client):
        lost = shell.line("ls -l", short=True)
        client.run("daemon", "status")  # it has taken up what comes behind the line's answer
    behind = shell.line("ls -a", short=True).field(2)
    at_once = "this is not recorded" in lost.field(2)  # where the line waited for its record
    assert at_once or TOLD in behind
    assert not (at_once and behind)
    assert shell.line("ls -a", short=True).field(2) == ""
    assert client.run("log", "verify").returncode == 0


def test_what_is_told_while_there_is_no_room_is_not_told_again(
    client: Installation, shell: HandMadeShell
) -> None:
    for line in ("pwd", "ls"):
        shell.line(line, short=True)
    with no_room(client):
        shell.line("ls -l", short=True)
        assert "this is not recorded" in shell.line("ls -a", short=True).field(2)
    assert shell.line("ls -l", short=True).field(2) == ""
