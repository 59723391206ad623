"""Every pack proves itself: its examples are judged with nothing known of the world."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shellguard.effects.derive import effects_of
from shellguard.effects.packs.packs import nodes_below, programs, proved_programs
from shellguard.effects.packs.places import all_places
from shellguard.parsing.reading import read
from shellguard.risk.finding import Risk
from shellguard.risk.weigh import weigh

THRESHOLD = 50


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


def _by_pack(kind: str) -> list[tuple[str, list[str]]]:
    """The examples of each pack together: a test for each row would cost more than the judging."""
    rows: dict[str, list[str]] = {}
    for pack, line in _examples(kind):
        rows.setdefault(pack, []).append(line)
    return sorted(rows.items())


RUN, ASK = _by_pack("run"), _by_pack("ask")


@pytest.mark.parametrize(("pack", "lines"), RUN, ids=[pack for pack, _ in RUN])
def test_examples_run_without_a_question(pack: str, lines: list[str]) -> None:
    judged = [(line, _judged(line)) for line in lines]
    wrong = [
        f"{line!r} asks ({r.score}) because it {r.reasoning}" for line, r in judged if r.score > THRESHOLD
    ]
    assert not wrong, f"{len(wrong)} of {pack}:\n" + "\n".join(wrong)


@pytest.mark.parametrize(("pack", "lines"), ASK, ids=[pack for pack, _ in ASK])
def test_examples_are_asked_about(pack: str, lines: list[str]) -> None:
    judged = [(line, _judged(line)) for line in lines]
    wrong = [f"{line!r} runs ({risk.score})" for line, risk in judged if risk.score <= THRESHOLD]
    assert not wrong, f"{len(wrong)} of {pack}:\n" + "\n".join(wrong)


def test_the_lines_that_prove_the_packs_are_read() -> None:
    assert sum(len(lines) for _, lines in ASK) == len(list(_examples("ask"))) >= 4_100
    assert sum(len(lines) for _, lines in RUN) == len(list(_examples("run"))) >= 4_900


def test_at_least_six_hundred_programs_are_known() -> None:
    nodes = {id(node): node for node in programs().values()}
    assert len(nodes) >= 600
    assert sum(len(node.rules) for one in nodes.values() for node in nodes_below(one)) >= 1_300
