"""What is said beside a proposed command."""

from __future__ import annotations

from shellguard.dialogue import proposals
from shellguard.dialogue.style import Style

PLAIN = Style(color=False, width=80)


def test_a_misspelt_program_is_said_not_to_be_there() -> None:
    said = proposals.did_you_mean("gti", "git status", PLAIN)
    assert said.startswith("shellguard: there is no gti; did you mean git status?")


def test_a_misspelt_subcommand_is_said_to_be_none_of_its_program() -> None:
    said = proposals.did_you_mean("stauts", "git status", PLAIN, program="git")
    assert said.startswith("shellguard: git has no stauts; did you mean git status?")
