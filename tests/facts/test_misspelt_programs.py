"""A program that the shell does not know runs nothing of what stands behind it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from shellguard.judgement import judge
from shellguard.parsing.shell_state import ShellState
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings

SHELL = ShellState(cwd="/", home="/", types={"shdo": "", "sduo": "", "systemclt": ""}, options=frozenset())


def asked(line: str, shell: ShellState, folder: Path) -> bool:
    there = replace(shell, cwd=str(folder), home=str(folder))
    return judge(line, shell=there, settings=Settings()).decision.action is not Action.ALLOW


@pytest.mark.parametrize("line", ["shdo shutdown -h 0", "sduo rm -rf build", "shdo systemctl stop sshd"])
def test_a_misspelt_program_is_not_asked_about(line: str, tmp_path: Path) -> None:
    assert not asked(line, SHELL, tmp_path)


@pytest.mark.parametrize(
    "line",
    [
        "shdo shutdown -h 0; shutdown -h 0",
        "shdo shutdown -h 0 || sudo shutdown -h 0",
        'shdo() { sudo "$@"; }; shdo shutdown -h 0',
        "alias shdo=sudo\nshdo shutdown -h 0",
        "PATH=.:$PATH shdo shutdown -h 0",
        "shdo $(sudo shutdown -h 0)",
        "cp /usr/bin/sudo shdo && shdo shutdown -h 0",
        "shdo shutdown -h 0 > /dev/sda",
    ],
)
def test_what_runs_beside_it_or_makes_it_is(line: str, tmp_path: Path) -> None:
    assert asked(line, SHELL, tmp_path)


@pytest.mark.parametrize("kind", ["file", "function", "alias"])
def test_a_program_that_the_shell_knows_is(kind: str, tmp_path: Path) -> None:
    assert asked("shdo shutdown -h 0", replace(SHELL, types={"shdo": kind}), tmp_path)


def test_one_that_nobody_asked_for_is(tmp_path: Path) -> None:
    assert asked("shdo shutdown -h 0", replace(SHELL, types={}), tmp_path)
