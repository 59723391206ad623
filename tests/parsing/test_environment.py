"""A copy of a shell's environment holds all that the shell holds, and what is changed in it stays there."""

from __future__ import annotations

from shellguard.parsing.context import Context
from shellguard.parsing.shell_state import ShellState, Supplied
from shellguard.parsing.state.environment import Environment
from shellguard.parsing.state.value import Value

ITS_OWN = {"owned", "stopped"}  # whose tables may be changed in place, and where a shell stopped


def test_a_copy_has_everything_that_a_shell_has() -> None:
    shell = Environment(Context(ShellState(), Supplied()))
    shell.assign("a", Value(("1",)))
    shell.stopped = "x"
    twin = shell.copy()
    held = {name: getattr(twin, name) for name in Environment.__slots__}
    assert {name for name, value in held.items() if value is not getattr(shell, name)} <= ITS_OWN
    assert twin.stopped == ""


def test_what_changes_in_a_copy_or_behind_it_is_not_seen_on_the_other_side() -> None:
    shell = Environment(Context(ShellState(), Supplied()))
    shell.assign("a", Value(("1",)))
    twin = shell.copy()
    twin.assign("a", Value(("2",)))
    shell.define("f", "{ :; }")
    assert shell.lookup("a").text == "1"
    assert twin.lookup("a").text == "2"
    assert "f" not in twin.functions
