"""What the daemon counts of its own work, as Prometheus reads it (text format 0.0.4); from its start on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from shellguard.policy.decision import Action
from shellguard.verdict import Verdict

BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0)
"""Upper bounds of the histogram of judging, in seconds."""
_MOST_RULES = 500
_MOST_ANSWERS = 50

HELP = {
    "shellguard_build_info": ("gauge", "Version of the daemon, as a label."),
    "shellguard_uptime_seconds": ("gauge", "Seconds since the daemon started."),
    "shellguard_shells": ("gauge", "Guarded shells that are open."),
    "shellguard_lines_total": ("counter", "Lines that were judged and recorded."),
    "shellguard_findings_total": ("counter", "Rules that stood behind a question or a refusal."),
    "shellguard_answers_total": ("counter", "What persons chose when they were asked."),
    "shellguard_question_wait_seconds_total": ("counter", "Seconds that questions waited for their answers."),
    "shellguard_judge_duration_seconds": ("histogram", "Seconds that judging a line took."),
    "shellguard_records_total": ("counter", "Records written."),
    "shellguard_record_failures_total": ("counter", "Records that could not be written."),
    "shellguard_elsewhere_lost_total": (
        "counter",
        "Records and heads that could not be delivered elsewhere.",
    ),
}
"""Every metric with its type and meaning; names are stable."""


@dataclass(slots=True)
class Metrics:
    """The counts."""

    lines: Counter[tuple[str, str]] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    waited_seconds: float = 0.0
    judged: list[int] = field(default_factory=lambda: [0] * len(BUCKETS))
    judged_seconds: float = 0.0
    records: int = 0
    failures: int = 0

    def decided(self, verdict: Verdict, elapsed_ms: float | None = None) -> None:
        """Counts a verdict, with the time that it took this time where that is another."""
        self.lines[verdict.decision.action.value, verdict.risk.level.value] += 1
        seconds = (verdict.elapsed_ms if elapsed_ms is None else elapsed_ms) / 1000
        self.judged_seconds += seconds
        for index, bound in enumerate(BUCKETS):
            if seconds <= bound:
                self.judged[index] += 1
                break
        if verdict.decision.action is not Action.ALLOW:
            for rule in {finding.id for finding in verdict.risk.findings}:
                if rule in self.findings or len(self.findings) < _MOST_RULES:
                    self.findings[rule] += 1

    def answered(self, answer: str, waited_ms: float) -> None:
        """Counts an answer."""
        if answer in self.answers or len(self.answers) < _MOST_ANSWERS:
            self.answers[answer] += 1
        self.waited_seconds += waited_ms / 1000

    def text(self, *, version: str, uptime_s: float, shells: int, lost: int) -> str:
        """Everything, for Prometheus."""
        samples: dict[str, list[tuple[str, float]]] = {
            "shellguard_build_info": [(_labels(version=version), 1.0)],
            "shellguard_uptime_seconds": [("", uptime_s)],
            "shellguard_shells": [("", shells)],
            "shellguard_lines_total": [
                (_labels(decision=decision, level=level), number)
                for (decision, level), number in sorted(self.lines.items())
            ],
            "shellguard_findings_total": [
                (_labels(rule=rule), n) for rule, n in sorted(self.findings.items())
            ],
            "shellguard_answers_total": [(_labels(answer=one), n) for one, n in sorted(self.answers.items())],
            "shellguard_question_wait_seconds_total": [("", self.waited_seconds)],
            "shellguard_records_total": [("", self.records)],
            "shellguard_record_failures_total": [("", self.failures)],
            "shellguard_elsewhere_lost_total": [("", lost)],
        }
        lines: list[str] = []
        for name, (kind, meaning) in HELP.items():
            lines += [f"# HELP {name} {meaning}", f"# TYPE {name} {kind}"]
            if kind == "histogram":
                lines += self._histogram(name)
            else:
                lines += [f"{name}{labels} {_number(value)}" for labels, value in samples[name]]
        return "\n".join(lines) + "\n"

    def _histogram(self, name: str) -> Iterator[str]:
        below = 0
        for bound, number in zip(BUCKETS, self.judged, strict=True):
            below += number
            yield f"{name}_bucket{_labels(le=str(bound))} {below}"
        total = self.lines.total()
        yield f"{name}_bucket{_labels(le='+Inf')} {total}"
        yield f"{name}_sum {_number(self.judged_seconds)}"
        yield f"{name}_count {total}"


def _labels(**labels: str) -> str:
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items()) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.6f}"
