"""A text whose commands lie below the home is known, wherever the home is."""

from __future__ import annotations

import pytest

from shellguard.parsing.reading import read


def _known(line: str) -> bool:
    return all(one.known for command in read(line).commands for one in command.nested)


@pytest.mark.parametrize(
    "line", ["sh -c '~/check.sh'", 'bash -c "make; $HOME/bin/check"', "sh -c ./check.sh"]
)
def test_a_program_below_the_home_is_named(line: str) -> None:
    assert _known(line)


@pytest.mark.parametrize(
    "line",
    [
        "sh -c '$X/check.sh'",
        "sh -c '$HOME'",
        "sh -c '$HOME/$X'",
        "sh -c '$HOME/../x'",
        "sh -c '$HOME$X'",
        "sh -c '~/a; $X'",
    ],
)
def test_what_may_be_any_program_is_not(line: str) -> None:
    assert not _known(line)
