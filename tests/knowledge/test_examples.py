"""Every pack proves itself: its examples are judged with nothing known of the world."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shellguard.effects.derive import effects_of
from shellguard.effects.packs import nodes_below, programs, proved_programs
from shellguard.effects.places import all_places
from shellguard.parsing.reading import read
from shellguard.risk.finding import Risk
from shellguard.risk.weigh import weigh

THRESHOLD = 50
DENY_FROM = 95


def _judged(line: str) -> Risk:
    script = read(line)
    return weigh(script, effects_of(script))


def _examples(kind: str) -> Iterator[tuple[str, str]]:
    seen: set[int] = set()
    for node in proved_programs().values():
        if id(node) not in seen:
            seen.add(id(node))
            for level in nodes_below(node):
                for line in getattr(level.examples, kind):
                    yield f"{level.pack}", line
    for place in all_places().values():
        for line in getattr(place.examples, kind):
            yield f"paths/{place.name}", line


@pytest.mark.parametrize(("pack", "line"), list(_examples("run")))
def test_example_runs_without_a_question(pack: str, line: str) -> None:
    risk = _judged(line)
    assert risk.score <= THRESHOLD, f"{pack}: {line!r} asks ({risk.score}) because it {risk.reasoning}"


@pytest.mark.parametrize(("pack", "line"), list(_examples("ask")))
def test_example_is_asked_about(pack: str, line: str) -> None:
    risk = _judged(line)
    assert risk.score > THRESHOLD, f"{pack}: {line!r} runs ({risk.score})"


@pytest.mark.parametrize(("pack", "line"), list(_examples("run")))
def test_example_that_runs_is_never_denied(pack: str, line: str) -> None:
    assert _judged(line).score < DENY_FROM


def test_the_lines_that_prove_the_packs_are_read() -> None:
    assert len(list(_examples("ask"))) >= 3_500
    assert len(list(_examples("run"))) >= 4_000


def test_at_least_six_hundred_programs_are_known() -> None:
    nodes = {id(node): node for node in programs().values()}
    assert len(nodes) >= 600
    assert sum(len(node.rules) for one in nodes.values() for node in nodes_below(one)) >= 1_300
