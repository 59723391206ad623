"""awk programs that would make a reader grow, dig or break: it gives up on their values, and on nothing else."""

from __future__ import annotations

import pytest

from shellguard.parsing.languages.awk_code import MAX_TEXT, Given, run_awk


@pytest.mark.parametrize(
    "code",
    [
        '{ a = "x"; ' + "a = a a; " * 100 + "print a }",
        '{ a = "x"; ' + 'a = sprintf("%s%s", a, a); ' * 100 + "print a }",
        '{ a = "' + "x" * 1000 + '"; ' + "print a; " * 100 + "}",
        "{ print " + "(" * 3000 + "1" + ")" * 3000 + " }",
        '{ printf "%c", "²" " " $1 (' + "sprintf(" * 400 + "}",
    ],
    ids=["doubled", "doubled-by-sprintf", "printed-often", "deep", "deep-calls"],
)
def test_what_grows_beyond_the_limits_is_not_known(code: str) -> None:
    assert run_awk(code, Given({}, ("line",))).printed is None


def test_a_character_that_is_a_digit_and_no_number_is_printed_as_it_is() -> None:
    assert run_awk('{ printf "%c", "²" }', Given({}, ("line",))).printed == "²"


def test_within_the_limits_it_is_known() -> None:
    code = '{ a = "xy"; ' + "a = a a; " * 5 + "print a }"
    assert run_awk(code, Given({}, ("line",))).printed == "xy" * 32 + "\n"
    assert len("xy" * 32) < MAX_TEXT


def test_a_command_behind_what_grows_is_still_found() -> None:
    code = 'BEGIN { a = "x"; ' + "a = a a; " * 100 + 'system("touch here") }'
    assert [word.text for _, word in run_awk(code, Given()).commands] == ["touch here"]
