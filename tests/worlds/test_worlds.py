"""The same line, harmless in one world and fatal in another: allowed there, asked about here."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shellguard.judgement import judge
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings
from shellguard.verdict import Verdict
from tests.worlds.tables import asked, pairs, run
from tests.worlds.world import World

PAIRS, ASK, RUN = pairs(), asked(), run()
NAMES = [f"{line}: {name}" for name, line, _, _ in PAIRS]
Making = Callable[[], World]


def verdict(line: str, steps: str, new_world: Making) -> Verdict:
    world = new_world()
    world.make(steps)
    return judge(line, shell=world.shell, settings=Settings(), memory=world.memory)


def said(verdict: Verdict) -> str:
    facts = "; ".join(
        f"{fact.path}: {fact.recovery} {fact.reason} {fact.protected}"
        for fact in verdict.facts.targets.values()
    )
    return f"{verdict.risk.score} {verdict.risk.reasoning} [{facts}] {dict(verdict.facts.surroundings)}"


@pytest.mark.parametrize(("name", "line", "harmless", "fatal"), PAIRS, ids=NAMES)
def test_a_line_runs_where_it_is_harmless(
    name: str, line: str, harmless: str, fatal: str, new_world: Making
) -> None:
    answer = verdict(line, harmless, new_world)
    assert answer.decision.action is Action.ALLOW, said(answer)


@pytest.mark.parametrize(("name", "line", "harmless", "fatal"), PAIRS, ids=NAMES)
def test_the_same_line_is_asked_about_where_it_is_fatal(
    name: str, line: str, harmless: str, fatal: str, new_world: Making
) -> None:
    answer = verdict(line, fatal, new_world)
    assert answer.decision.action is not Action.ALLOW, said(answer)


@pytest.mark.parametrize(("name", "line", "steps"), RUN, ids=[one[0] for one in RUN])
def test_what_is_ordinary_runs(name: str, line: str, steps: str, new_world: Making) -> None:
    answer = verdict(line, steps, new_world)
    assert answer.decision.action is Action.ALLOW, said(answer)


@pytest.mark.parametrize(("name", "line", "steps"), ASK, ids=[one[0] for one in ASK])
def test_what_only_looks_ordinary_is_asked_about(name: str, line: str, steps: str, new_world: Making) -> None:
    answer = verdict(line, steps, new_world)
    assert answer.decision.action is not Action.ALLOW, said(answer)


def test_there_are_at_least_a_hundred_pairs() -> None:
    assert len({(line, harmless, fatal) for _, line, harmless, fatal in PAIRS}) >= 100
