"""Every kind of safer command that is data: its own examples, and what they must look like."""

from __future__ import annotations

import pytest

from shellguard.alternatives.propose import propose
from shellguard.facts.fact import NO_FACTS
from shellguard.knowledge.loading import load
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState
from shellguard.risk.finding import Risk

SHELL = ShellState(cwd="/srv/demo", home="/home/ann", options=frozenset())
KINDS = load("alternatives")["kind"]
EXAMPLES = [(kind["id"], line, safer) for kind in KINDS for line, safer in kind["examples"]]
NEVER = [(kind["id"], line) for kind in KINDS for line in kind["never"]]


def proposed(line: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for proposal in propose(read(line, SHELL), (), NO_FACTS, Risk(80), SHELL, most=100):
        found.setdefault(proposal.kind, set()).add(proposal.command)
    return found


@pytest.mark.parametrize(("kind", "line"), NEVER, ids=[f"{kind}: {line}" for kind, line in NEVER])
def test_a_line_that_needs_it_not_is_left_alone(kind: str, line: str) -> None:
    assert kind not in proposed(line)


@pytest.mark.parametrize(("kind", "line", "safer"), EXAMPLES, ids=[f"{k}: {line}" for k, line, _ in EXAMPLES])
def test_a_line_is_offered_a_safer_one(kind: str, line: str, safer: str) -> None:
    assert safer in {command for commands in proposed(line).values() for command in commands}


@pytest.mark.parametrize(("kind", "line", "safer"), EXAMPLES, ids=[f"{k}: {line}" for k, line, _ in EXAMPLES])
def test_a_proposal_can_be_read_in_full(kind: str, line: str, safer: str) -> None:
    assert not read(safer, SHELL).problems


def test_there_are_at_least_eighty_kinds() -> None:
    assert len({kind["id"] for kind in KINDS}) >= 80
    assert len({kind["id"] for kind in KINDS}) == len(KINDS)
