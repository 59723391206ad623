"""What settings of Mercurial run that a line gives: `hg --config alias.x='!…' x`."""

from __future__ import annotations

import pytest

from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState

RUNS_NOTHING = [
    "hg status",
    "hg --config alias.x='!ls' status",  # the alias is not called
    "hg --config ui.username=me commit",
    "hg --config hooks.pre-status=python:a.b status",  # code is no command of a shell's
    "hg --config hooks.pre-status= status",
]
RUNS = [
    ("hg --config alias.x='!ls -l' x", "ls"),
    ("hg --config=alias.x='!ls -l' x", "ls"),
    ("hg --config alias.x='purge --all' x -n", "hg"),
    ("hg --config hooks.pre-status=date status", "date"),
    ("hg --config ui.ssh='ssh -p 22' pull", "ssh"),
    ("hg --config pager.pager='less -F' log", "less"),
    ("hg --config encode.x='pipe: gzip' status", "gzip"),
]


def commands_inside(line: str) -> list[str]:
    script = read(line, ShellState())
    return [command.program for command, around in script.walk() if around]


@pytest.mark.parametrize("line", RUNS_NOTHING)
def test_settings_that_name_no_command_run_nothing(line: str) -> None:
    assert commands_inside(line) == []


@pytest.mark.parametrize(("line", "program"), RUNS)
def test_settings_run_what_they_name(line: str, program: str) -> None:
    assert commands_inside(line) == [program]
