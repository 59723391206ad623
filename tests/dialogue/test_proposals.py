"""What is said beside a proposed command."""

from __future__ import annotations

import pytest

from shellguard.dialogue import proposals
from shellguard.dialogue.style import Style
from shellguard.policy.decision import Action, Decision
from shellguard.risk.finding import Finding, Risk
from shellguard.verdict import Verdict

PLAIN = Style(color=False, width=80)


def test_a_misspelt_program_is_said_not_to_be_there() -> None:
    said = proposals.did_you_mean("gti", "git status", PLAIN)
    assert said.startswith("shellguard: there is no gti; did you mean git status?")


def test_a_misspelt_subcommand_is_said_to_be_none_of_its_program() -> None:
    said = proposals.did_you_mean("stauts", "git status", PLAIN, program="git")
    assert said.startswith("shellguard: git has no stauts; did you mean git status?")


@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize("of", [1, 3])
def test_no_key_and_no_risk_is_cut_in_two_at_the_window_s_end(width: int, of: int) -> None:
    shown = Verdict(id="1", line="ls", decision=Decision(Action.ALLOW), risk=Risk(0))
    said = proposals.proposal("lists the files", shown, Style(width=width), of=of)
    assert all(len(line) < width for line in said.split("\n"))
    assert "risk 0 of 100, safe" in said
    assert "[Esc] your line back" in said
    assert ("[Alt-Enter] another" in said) is (of > 1)


def test_what_the_reasons_say_stands_there_once() -> None:
    reason = Finding("files.remove", "removes docs", 62, "delete", 0, ("docs",))
    risk = Risk(62, (reason,), 1.0, "It removes docs.")
    shown = Verdict(id="1", line="rm -r docs", decision=Decision(Action.CONFIRM), risk=risk)
    assert proposals.proposal(risk.reasoning, shown, PLAIN).count("removes docs") == 1
    said = proposals.proposal("tidies the project", shown, PLAIN)
    assert "tidies the project" in said
    assert said.count("removes docs") == 1
