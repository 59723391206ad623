"""What is no loss is let go, what is somebody's work is not, and each deed is told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from shellguard.effects.derive import effects_of
from shellguard.facts.fact import Facts, Recovery, TargetFacts
from shellguard.parsing.reading import read
from shellguard.risk.finding import Risk
from shellguard.risk.weigh import weigh
from shellguard.risk.weights_page import page

ROOT = Path(__file__).resolve().parents[2]


def weighed(line: str, fact: TargetFacts) -> Risk:
    script = read(line)
    effects = effects_of(script)
    targets = {
        (number, place): fact for number, one in enumerate(effects) for place in range(len(one.targets))
    }
    return weigh(script, effects, Facts(targets=targets, looked=True))


def lost(path: str, *, files: int = 1, size: int = 400, personal: int = 0, changed: int = 0) -> TargetFacts:
    return TargetFacts(
        path=path,
        exists=True,
        kind="file",
        files=files,
        total_bytes=size,
        recovery=Recovery.LOST,
        irreplaceable=files,
        personal=personal,
        changed=changed,
    )


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ("rm -rf old", lost("/home/me/old", files=2, size=0)),
        ("rm -rf old", lost("/home/me/old", files=40, size=0)),
        ("rm -rf old", lost("/home/me/old", files=2, size=90)),
        ("sort a > b", lost("/home/me/b", personal=1)),
        ("cp config config.bak", lost("/home/me/config.bak", personal=1)),
        ("jq . x > y.json", lost("/home/me/y.json", personal=1)),
    ],
)
def test_a_trifle_is_let_go(line: str, fact: TargetFacts) -> None:
    assert weighed(line, fact).score <= 50


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ("rm -rf old", lost("/home/me/old", files=4, size=90)),
        ("rm -rf old", lost("/home/me/old", files=2, size=9000)),
        ("rm -rf old", lost("/home/me/old", files=2, size=90, personal=1)),
        ("date > thesis.tex", lost("/home/me/thesis.tex", personal=1)),
        ("jq . x > package.json", lost("/home/me/package.json", personal=1, changed=1)),
        ("rm -rf ~", lost("/home/me", files=2, size=0)),
    ],
)
def test_work_is_asked_about(line: str, fact: TargetFacts) -> None:
    assert weighed(line, fact).score > 50


def test_a_deed_is_told_once_and_by_its_gravest_name() -> None:
    script = read("rm -rf ~")
    assert [finding.id for finding in weigh(script, effects_of(script)).findings] == ["files.remove-home"]


def test_different_deeds_are_all_told() -> None:
    script = read("rm -rf ~; rm -rf photos")
    assert len(weigh(script, effects_of(script)).findings) == 2


def test_page_of_weights_is_up_to_date() -> None:
    assert (ROOT / "docs" / "weighing.md").read_text(encoding="utf-8") == page(), (
        "run: python -m shellguard.risk.weights_page > docs/weighing.md"
    )
