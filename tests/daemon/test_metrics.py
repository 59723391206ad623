"""What the daemon counts, as Prometheus reads it, and the dashboard that draws it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from shellguard.daemon.metrics import BUCKETS, HELP, Metrics
from shellguard.policy.decision import Action
from tests.audit.audit_lines import verdict
from tests.daemon.installation import Installation

DASHBOARD = Path(__file__).parents[2] / "docs" / "grafana-shellguard.json"
_SAMPLE = re.compile(r'([a-z_]+)(?:\{([a-z]+="(?:[^"\\]|\\.)*"(?:,[a-z]+="(?:[^"\\]|\\.)*")*)\})? ([0-9.]+)')


def text_of(metrics: Metrics) -> str:
    return metrics.text(version="1", uptime_s=1.5, shells=2, lost=0)


def samples(text: str) -> dict[str, float]:
    """Samples by name with labels; fails for a line that Prometheus could not read."""
    found = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            matched = _SAMPLE.fullmatch(line)
            assert matched, line
            found[line.rpartition(" ")[0]] = float(matched[3])
    return found


def test_nothing_counted_is_zero_and_has_every_name() -> None:
    text = text_of(Metrics())
    assert {line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")} == set(HELP)
    found = samples(text)
    assert found["shellguard_records_total"] == 0
    assert found["shellguard_judge_duration_seconds_count"] == 0


def test_allowed_lines_count_no_rule() -> None:
    metrics = Metrics()
    metrics.decided(verdict("a", "ls", rule="some.rule"))
    assert "some.rule" not in text_of(metrics)


def test_labels_can_hold_anything_and_are_bounded() -> None:
    metrics = Metrics()
    for number in range(2_000):
        metrics.decided(verdict("a", "x", Action.DENY, 99, rule=f'r"\\\n{number}'))
        metrics.answered(f"answer {number}", 1)
    assert len(samples(text_of(metrics))) < 700


def test_lines_answers_and_times_are_counted() -> None:
    metrics = Metrics()
    for milliseconds in (0.1, 3.0, 5_000.0):
        metrics.decided(verdict("a", "git push -f", Action.CONFIRM, 75, rule="git.force").timed(milliseconds))
    metrics.answered("run", 1500)
    found = samples(text_of(metrics))
    assert found['shellguard_lines_total{decision="confirm",level="high"}'] == 3
    assert found['shellguard_findings_total{rule="git.force"}'] == 3
    assert found['shellguard_answers_total{answer="run"}'] == 1
    assert found["shellguard_question_wait_seconds_total"] == 1.5
    buckets = [found[f'shellguard_judge_duration_seconds_bucket{{le="{bound}"}}'] for bound in BUCKETS]
    assert buckets == sorted(buckets)
    assert (buckets[0], buckets[-1]) == (1, 2)
    assert found['shellguard_judge_duration_seconds_bucket{le="+Inf"}'] == 3


def test_no_daemon_no_metrics(installation: Installation) -> None:
    done = installation.run("daemon", "metrics")
    assert done.returncode == 1
    assert "does not run" in done.stderr


def test_a_daemon_tells_what_it_counted(client: Installation) -> None:
    client.run("check", "--record", "ls")
    found = samples(client.run("daemon", "metrics").stdout)
    assert found['shellguard_lines_total{decision="allow",level="safe"}'] == 1
    assert found["shellguard_records_total"] >= 2
    assert found["shellguard_record_failures_total"] == 0


def names_in(expression: str) -> set[str]:
    return {
        re.sub(r"_(bucket|sum|count)$", "", name) for name in re.findall(r"shellguard_[a-z_]+", expression)
    }


def test_the_dashboard_draws_only_what_there_is_and_leaves_nothing_out() -> None:
    board = json.loads(DASHBOARD.read_text(encoding="utf-8"))
    used = set()
    for panel in board["panels"]:
        for target in panel["targets"]:
            used |= names_in(target["expr"])
            assert target["expr"].count("(") == target["expr"].count(")")
    for variable in board["templating"]["list"]:
        used |= names_in(variable["query"])
    assert used == set(HELP)


@pytest.mark.parametrize("label", ["decision", "answer", "rule"])
def test_the_dashboard_groups_by_labels_that_exist(label: str) -> None:
    metrics = Metrics()
    metrics.decided(verdict("a", "x", Action.DENY, 99, rule="r"))
    metrics.answered("no", 1)
    assert f"{label}=" in text_of(metrics)
    assert f"by ({label})" in DASHBOARD.read_text(encoding="utf-8")


def test_the_panels_of_the_dashboard_do_not_overlap() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]:
        place = panel["gridPos"]
        cells = {
            (place["x"] + column, place["y"] + row)
            for column in range(place["w"])
            for row in range(place["h"])
        }
        assert not cells & taken
        assert place["x"] + place["w"] <= 24
        taken |= cells
