"""What the schema says is what the records hold, and the page says what the schema says."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from shellguard.audit.record import LineContext
from shellguard.audit.recorder import Recorder
from shellguard.audit.schema import EVERY, KINDS, faults, page
from shellguard.audit.segments import segments_in
from shellguard.effects.derive import effects_of
from shellguard.facts.fact import Facts, Recovery, TargetFacts
from shellguard.parsing.reading import read
from shellguard.policy.decision import Action, Challenge, Decision
from shellguard.risk.finding import Finding, Risk
from shellguard.verdict import SafeAlternative, Verdict
from tests.audit.audit_lines import KEY, SetClock, verdict

ROOT = Path(__file__).parents[2]


def full_verdict() -> Verdict:
    """A verdict in which every field that is kept says something."""
    target = TargetFacts(
        path="/home/me/x", exists=True, kind="folder", files=3, counted_all=False, total_bytes=9, newest=1.5,
        recovery=Recovery.LOST, reason="not in git", protected="your home folder", mount="/mnt",
        resolves_to="/y", irreplaceable=2, personal=1,
    )  # fmt: skip
    return Verdict(
        id="full",
        line="rm -rf x " + "y" * 20_000,
        decision=Decision(
            Action.CONFIRM, Challenge.PHRASE, "delete x", "always_confirm: rm *", Action.CONFIRM, Action.DENY
        ),
        risk=Risk(85, (Finding("files.delete", "deletes x", 85, "delete", 0, ("x",)),), 0.5, "deletes x"),
        effects=effects_of(read("rm -rf x")) * 2,
        facts=Facts(
            targets={(0, 0): target, (1, 0): target},
            surroundings={"branch": "main"},
            remembered={0: "downloaded"},
        ),
        safe_alternative=SafeAlternative("rm -ri x", "asks", 40),
        kind="misspelt",
        source="model",
        model="a-model",
        elapsed_ms=1.5,
        notes={"failed": "risk"},
    )


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder, clock = tmp_path_factory.mktemp("schema"), SetClock()
    context = LineContext("s", "bash 5.2", "pts/3", "ssh", "/home/me", 7, "key", "delete x", "abc")
    with Recorder(folder, clock=clock, key=KEY) as pen:
        pen.decided(full_verdict(), context)
        pen.decided(verdict("plain", "ls"), LineContext())
        pen.answered("full", "run", 5)
        pen.finished("full", 0, 5)
        pen.event("marked", id="full", mark="needless")
        pen.forget("plain")
        clock.now -= 60
        pen.event("daemon-started", pid=1)
    segment = segments_in(folder)[-1].path
    segment.write_bytes(segment.read_bytes() + b'{"at":"torn')
    with Recorder(folder, clock=clock, key=KEY):
        pass
    lines = [line for one in segments_in(folder) for line in one.path.read_text().splitlines()]
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"kind": "nonsense"}, "unknown kind nonsense"),
        ({"more": 1}, "more is not described"),
        ({"score": "high"}, "score is no count"),
        ({"findings": [{"id": "x", "more": 1}]}, "findings[].more is not described"),
        ({"took_ms": None}, "took_ms is no number"),
    ],
)
def test_a_record_that_departs_from_the_schema_is_found_out(
    records: list[dict[str, Any]], change: dict[str, Any], fault: str
) -> None:
    (plain,) = (record for record in records if record.get("id") == "full" and record["kind"] == "decided")
    assert faults({**plain, **change}) == [fault]


def test_every_record_is_as_the_schema_says(records: list[dict[str, Any]]) -> None:
    assert {record["kind"]: faults(record) for record in records if faults(record)} == {}
    kinds = {record["kind"] for record in records}
    assert {"decided", "answered", "finished", "segment", "clock", "torn", "forgot", "forgotten"} <= kinds


def test_every_field_of_a_line_that_is_described_is_written(records: list[dict[str, Any]]) -> None:
    (full,) = (record for record in records if record.get("id") == "full" and record["kind"] == "decided")
    described = {field.name for field in (*EVERY, *KINDS["decided"].fields)}
    assert {name for name in described if not _holds(full, name)} == set()


def test_what_several_effects_concern_is_recorded_once(records: list[dict[str, Any]]) -> None:
    (full,) = (record for record in records if record.get("id") == "full" and record["kind"] == "decided")
    assert [effect["rule"] for effect in full["effects"]] == ["files.remove-recursive"]
    assert [target["path"] for target in full["facts"]["targets"]] == ["/home/me/x"]


def _holds(record: Any, path: str) -> bool:
    for part in path.split("."):
        name, many, _ = part.partition("[]")
        if not isinstance(record, dict) or name not in record:
            return False
        record = record[name][0] if many else record[name]
    return True


def test_every_kind_of_event_that_the_code_writes_is_described() -> None:
    written = set()
    for file in (ROOT / "shellguard").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "event"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                written.add(node.args[0].value)
    assert written
    assert written - KINDS.keys() == set()


def test_the_page_is_up_to_date() -> None:
    assert (ROOT / "docs" / "log-schema.md").read_text(encoding="utf-8") == page(), (
        "run: python -m shellguard.audit.schema_page > docs/log-schema.md"
    )
