"""A bash that is opened is told of only where its start files are known not to load the guard."""

from __future__ import annotations

import pytest

from shellguard.effects.execution.started_shells import LOADED_BY, asked_of_the_shell, unguarded_shells
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState

BY_BASHRC = "/h/hook.bash:/home/a/.bashrc:"
BY_PROFILE = "/h/hook.bash:/home/a/.bash_profile:"
BY_HAND = "/run/shellguard/shell.bashrc:"


def rules(line: str, loaded_by: str | None, **more: str | None) -> list[str]:
    shell = ShellState(cwd="/", home="/home/a", variables={LOADED_BY: loaded_by, **more})
    return [effect.rule for effect in unguarded_shells(read(line), shell)]


@pytest.mark.parametrize("line", ["bash script.sh", "bash -c 'true'", "echo x | bash", "bash < file", "script -qc ls log", "tmux ls", "ls", "ssh box bash", "f() { bash; }; f <<< ls", "f() { bash -i; }; echo ls | f"])  # fmt: skip
def test_what_opens_no_shell_here_is_not_told_of(line: str) -> None:
    assert rules(line, BY_HAND) == []
    assert not asked_of_the_shell(read(line))


@pytest.mark.parametrize(
    "line", ["bash", "exec bash", "exec -l bash", "bash -l", "script", "tmux", "screen -q"]
)
@pytest.mark.parametrize("loaded_by", [BY_BASHRC, None, ""])
def test_nothing_is_said_where_a_start_file_loads_it_or_nobody_knows(
    line: str, loaded_by: str | None
) -> None:
    assert rules(line, loaded_by) == []


@pytest.mark.parametrize(
    "line",
    [
        "bash",
        "exec bash",
        "exec -l bash",
        "bash --login",
        "command bash -i",
        "script -q",
        "script -a log",
        "tmux",
        "f() { bash; }; f > out",
    ],
)
def test_a_shell_is_unguarded_where_no_start_file_has_loaded_the_hook(line: str) -> None:
    assert LOADED_BY in asked_of_the_shell(read(line))
    assert rules(line, BY_HAND) == ["guard.other-shell"]


def test_a_login_file_loads_it_for_login_shells_alone() -> None:
    assert rules("bash", BY_PROFILE) == ["guard.other-shell"]
    assert rules("bash -l", BY_PROFILE) == []
    assert rules("exec -l bash", BY_PROFILE) == []


@pytest.mark.parametrize(
    ("line", "chosen"), [("script", "/bin/bash"), ("screen", None), ("bash", "/bin/zsh")]
)
def test_the_chosen_shell_is_guarded_or_not_concerned(line: str, chosen: str | None) -> None:
    assert rules(line, BY_BASHRC, SHELL=chosen) == []


@pytest.mark.parametrize(("line", "chosen"), [("script", None), ("script", ""), ("tmux", "/usr/bin/zsh")])
def test_what_opens_the_chosen_shell_may_open_one_that_is_no_bash(line: str, chosen: str | None) -> None:
    assert "SHELL" in asked_of_the_shell(read(line))
    assert rules(line, BY_BASHRC, SHELL=chosen) == ["guard.other-shell"]
