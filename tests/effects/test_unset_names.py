"""With `set -u`, bash drops the whole line at a variable that is not set; whatever may be otherwise is judged as ever."""

from __future__ import annotations

import pytest

from shellguard.effects.names.unset_names import is_dropped
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState

STRICT = ShellState(variables={"X": None, "E": "", "Y": "/tmp/y"}, options=frozenset(("nounset",)))


def dropped(line: str, shell: ShellState = STRICT) -> bool:
    return is_dropped(read(line, shell), shell)


@pytest.mark.parametrize(
    "line",
    [
        "tidy $E/lib", "tidy ${X:-}/lib", "tidy ${X-}/lib", "tidy ${X:+a}/lib", "tidy ${X[@]}", "tidy $Y/lib", "tidy $UNKNOWN/lib",
        "set +u; tidy $X/lib", "shopt -q x; tidy $X/lib", "eval tidy $X/lib", "source f; tidy $X/lib", ". f; tidy $X/lib",
        "tidy '$X/lib'", "tidy \\$X/lib", "tidy $X/lib | cat", "cat a | tidy $X/lib", "tidy $X/lib &", "(tidy $X/lib)",
        "ls; tidy $X/lib", "X=1; tidy $X/lib", "for X in a; do tidy $X/lib; done", "tidy $(ls $X)", "if true; then tidy $X; fi",
        "tidy $@", "tidy $1", "tidy $X ${X:-/}", "f() { tidy $X; }", "tidy lib # $X",
    ],
)  # fmt: skip
def test_what_may_run_is_not_dropped(line: str) -> None:
    assert not dropped(line)


@pytest.mark.parametrize(
    "line",
    ["tidy $X/lib", 'tidy "$X/"*', "tidy ${X}/lib", "sudo tidy -r $Y $X/lib", "tidy $X/lib && ls", "tidy $X/lib || ls", "tidy $X/lib; ls"],
)  # fmt: skip
def test_a_line_whose_first_command_names_what_is_not_set_is(line: str) -> None:
    assert dropped(line)
    assert not dropped(line, ShellState(variables=STRICT.variables, options=frozenset()))
    assert not dropped(line, ShellState(variables=STRICT.variables))
    assert not dropped(line, ShellState(variables={"X": "/srv"}, options=STRICT.options))
