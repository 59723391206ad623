"""Counting over the record: how much was asked, what was answered, which rules only cost time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from shellguard.audit.query import Entry

APPROVING = frozenset({"run", "yes", "phrase", "always"})
"""Answers after which the line ran as it was typed."""
_ENOUGH = 3


@dataclass(slots=True)
class RuleUse:
    """How often a finding stood in a question, and how often the person ran the line all the same."""

    asked: int = 0
    approved: int = 0

    @property
    def always_approved(self) -> bool:
        return self.asked >= _ENOUGH and self.approved == self.asked


@dataclass(slots=True)
class Statistics:
    """What was counted. `since` and `until` are times of the oldest and newest line, UTC."""

    lines: int = 0
    decisions: Counter[str] = field(default_factory=Counter)
    levels: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    rules: dict[str, RuleUse] = field(default_factory=dict)
    events: Counter[str] = field(default_factory=Counter)
    failed: int = 0
    overridden: int = 0
    waited_ms: list[float] = field(default_factory=list)
    took_ms: list[float] = field(default_factory=list)
    since: str = ""
    until: str = ""

    @property
    def questions_in_1000(self) -> float:
        return 1000 * self.decisions["confirm"] / self.lines if self.lines else 0.0

    @property
    def approved(self) -> int:
        return sum(count for answer, count in self.answers.items() if answer in APPROVING)

    def as_json(self) -> dict[str, Any]:
        """The documented form of `log stats --json`."""
        return {
            "lines": self.lines,
            "since": self.since,
            "until": self.until,
            "decisions": dict(self.decisions),
            "levels": dict(self.levels),
            "answers": dict(self.answers),
            "sources": dict(self.sources),
            "events": dict(self.events),
            "failed": self.failed,
            "overridden": self.overridden,
            "questions_in_1000": round(self.questions_in_1000, 2),
            "approved": self.approved,
            "waited_ms": {"sum": round(sum(self.waited_ms), 1), "median": round(_middle(self.waited_ms), 1)},
            "took_ms": {"median": round(_middle(self.took_ms), 3)},
            "rules": {
                name: {"asked": use.asked, "approved": use.approved, "always_approved": use.always_approved}
                for name, use in sorted(self.rules.items(), key=lambda item: -item[1].asked)
            },
        }


def count(entries: Iterable[Entry]) -> Statistics:
    """Counts entries, given the newest first."""
    found = Statistics()
    for entry in entries:
        if entry.is_line:
            _count_line(found, entry)
        else:
            found.events[str(entry.record.get("kind"))] += 1
    return found


def _count_line(found: Statistics, entry: Entry) -> None:
    record = entry.record
    at = str(record.get("at"))
    found.since = min(found.since or at, at)
    found.until = max(found.until, at)
    found.lines += 1
    decision = str(record.get("decision"))
    found.decisions[decision] += 1
    found.levels[str(record.get("level"))] += 1
    found.sources[str(record.get("source"))] += 1
    if isinstance(record.get("took_ms"), int | float):
        found.took_ms.append(record["took_ms"])
    if entry.status:
        found.failed += 1
    if record.get("overrides"):
        found.overridden += 1
    if entry.answer is not None:
        found.answers[str(entry.answered)] += 1
        waited = entry.answer.get("waited_ms")
        if isinstance(waited, int | float):
            found.waited_ms.append(waited)
    if decision == "confirm":
        for rule in {str(finding.get("id")) for finding in record.get("findings", ())}:
            use = found.rules.setdefault(rule, RuleUse())
            use.asked += 1
            use.approved += entry.answered in APPROVING


def _middle(values: list[float]) -> float:
    return median(values) if values else 0.0
