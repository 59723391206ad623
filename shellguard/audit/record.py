"""What the records hold, and how a verdict becomes one.

Every record has `at` (UTC, milliseconds), `n` (its number in the chain), `kind` and, when it belongs to a
line, `id`. Fields that say nothing are left out. `SCHEMA` grows by addition only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from shellguard.effects.effect import Effect
from shellguard.facts.fact import Facts, Recovery, TargetFacts
from shellguard.policy.decision import Action
from shellguard.risk.finding import Finding
from shellguard.verdict import Verdict

SCHEMA = 1
LONGEST_LINE = 16_384
"""Characters of a line that are kept; what was cut is counted in `cut`."""
_LONGEST_TEXT = 2_048
_MOST_TARGETS = 8
_EACH_TIME = frozenset(("id", "took_ms", "salt"))

encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode
"""Canonical form: fields in the order in which they are written here, no blanks, ASCII only."""

Redact = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class LineContext:
    """Where a line was typed.

    Attributes:
        accepted: how it was accepted: enter, ctrl-o, gate, check, …
        request: what the person had asked for in plain language, or "".
        settings: hash of the settings in force, or "".
    """

    session: str = ""
    shell: str = ""
    tty: str = ""
    ssh: str = ""
    cwd: str = ""
    pid: int = 0
    accepted: str = ""
    request: str = ""
    settings: str = ""


@dataclass(frozen=True, slots=True)
class Again:
    """The record of an allowed line, for the next time that the same is decided about it.

    Attributes:
        fields: all of that record.
        encoded: those of them that are the same each time, between the `id` and `took_ms`.
    """

    fields: Mapping[str, Any]
    encoded: str

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> Again:
        """Encodes what stays."""
        same = {name: value for name, value in fields.items() if name not in _EACH_TIME}
        return cls(fields, encode(same)[1:-1])


@dataclass(frozen=True, slots=True)
class RecordReceipt:
    """Where a record stands: its number, its hash (the chain's head) and whether it has reached the disk."""

    n: int
    head: str
    synced: bool


def timestamp(seconds: float) -> str:
    """Seconds since the epoch as `2026-11-21T03:58:45.123Z`: 24 characters, sorted like the time."""
    milliseconds = max(0, int(seconds * 1000))
    second = datetime.fromtimestamp(milliseconds // 1000, UTC)
    return f"{second:%Y-%m-%dT%H:%M:%S}.{milliseconds % 1000:03d}Z"


def decided_fields(verdict: Verdict, context: LineContext, line: str, redact: Redact) -> dict[str, Any]:
    """The fields of a *decided* record; *line* is redacted already, all other texts pass through *redact*."""
    decision, risk = verdict.decision, verdict.risk
    fields: dict[str, Any] = {"id": verdict.id, "line": line}
    if len(line) > LONGEST_LINE:
        fields["line"] = line[:LONGEST_LINE]
        fields["cut"] = len(line) - LONGEST_LINE
    fields["decision"] = decision.action.value
    fields["score"] = risk.score
    fields["level"] = risk.level.value
    fields.update(_context_fields(context, redact))
    if decision.action is not Action.ALLOW or decision.by != "score" or decision.observed:
        fields.update(_decision_fields(verdict, redact))
    fields["source"] = verdict.source
    if verdict.kind != "command":
        fields["line_kind"] = verdict.kind
    if risk.confidence < 1.0:
        fields["confidence"] = round(risk.confidence, 3)
    if verdict.effects or risk.findings or verdict.safe_alternative or verdict.model or verdict.notes:
        fields.update(_judgement_fields(verdict, redact))
    fields["took_ms"] = round(verdict.elapsed_ms, 3)
    return fields


def _context_fields(context: LineContext, redact: Redact) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if context.cwd:
        fields["cwd"] = redact(context.cwd)
    for name in ("session", "shell", "tty", "ssh", "pid", "accepted", "settings"):
        value = getattr(context, name)
        if value:
            fields[name] = value
    if context.request:
        fields["request"] = redact(context.request)[:_LONGEST_TEXT]
    return fields


def _decision_fields(verdict: Verdict, redact: Redact) -> dict[str, Any]:
    decision = verdict.decision
    fields: dict[str, Any] = {"by": redact(decision.by)}
    if decision.overrides:
        fields["overrides"] = decision.overrides.value
    if decision.challenge:
        fields["challenge"] = decision.challenge.value
    if decision.phrase:
        fields["phrase"] = redact(decision.phrase)[:_LONGEST_TEXT]
    if decision.observed and decision.observed is not decision.action:
        fields["observed"] = decision.observed.value
    return fields


def _judgement_fields(verdict: Verdict, redact: Redact) -> dict[str, Any]:
    risk, alternative = verdict.risk, verdict.safe_alternative
    fields: dict[str, Any] = {}
    if risk.reasoning:
        fields["reasoning"] = redact(risk.reasoning)[:_LONGEST_TEXT]
    if risk.findings:
        fields["findings"] = [_finding_fields(finding, redact) for finding in risk.findings]
    if verdict.effects:
        fields["effects"] = _each_once([_effect_fields(effect, redact) for effect in verdict.effects])
        facts = _fact_fields(verdict.facts, redact)
        if facts:
            fields["facts"] = facts
    if alternative:
        fields["alternative"] = {
            "command": redact(alternative.command)[:_LONGEST_TEXT],
            "why": redact(alternative.why),
            "score": alternative.risk_level,
        }
    if verdict.model:
        fields["model"] = verdict.model
    if verdict.notes:
        fields["notes"] = redacted_tree(verdict.notes, redact)
    return fields


def _finding_fields(finding: Finding, redact: Redact) -> dict[str, Any]:
    return {
        "id": finding.id,
        "message": redact(finding.message)[:_LONGEST_TEXT],
        "score": finding.score,
        "effect": finding.effect,
        "targets": [redact(target)[:_LONGEST_TEXT] for target in finding.targets[:_MOST_TARGETS]],
    }


def _effect_fields(effect: Effect, redact: Redact) -> dict[str, Any]:
    return {
        "rule": effect.rule,
        "kind": effect.kind.value,
        "base": effect.base,
        "targets": [redact(target.text)[:_LONGEST_TEXT] for target in effect.targets[:_MOST_TARGETS]],
    }


def _each_once(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({repr(row): row for row in rows}.values())


def _fact_fields(facts: Facts, redact: Redact) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    several = dict.fromkeys(facts.targets.values())  # more than one effect may concern a target
    targets = [_target_fields(target, redact) for target in list(several)[:_MOST_TARGETS]]
    if targets:
        fields["targets"] = targets
    if facts.surroundings:
        fields["surroundings"] = {name: redact(value) for name, value in facts.surroundings.items()}
    if facts.remembered:
        fields["remembered"] = [redact(text) for text in facts.remembered.values()]
    if fields:
        fields["looked_ms"] = round(facts.elapsed_ms, 3)
    return fields


def _target_fields(target: TargetFacts, redact: Redact) -> dict[str, Any]:
    fields: dict[str, Any] = {"path": redact(target.path)[:_LONGEST_TEXT]}
    for name in (
        "exists", "kind", "files", "total_bytes", "newest", "reason", "protected", "mount", "irreplaceable",
    ):  # fmt: skip
        value = getattr(target, name)
        if value not in (None, ""):
            fields[name] = redact(value) if isinstance(value, str) else value
    if target.personal:
        fields["personal"] = target.personal
    if not target.counted_all:
        fields["counted_all"] = False
    if target.recovery is not Recovery.UNKNOWN:
        fields["recovery"] = target.recovery.value
    if target.resolves_to:
        fields["resolves_to"] = redact(target.resolves_to)
    return fields


def redacted_tree(value: Any, redact: Redact, depth: int = 6) -> Any:
    """A JSON-able copy of *value* with every text in it redacted; what JSON can't hold becomes its text."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else str(value)
    if isinstance(value, str):
        return redact(value)[:_LONGEST_TEXT]
    if depth and isinstance(value, dict):
        return {redact(str(key)): redacted_tree(item, redact, depth - 1) for key, item in value.items()}
    if depth and isinstance(value, list | tuple | set | frozenset):
        return [redacted_tree(item, redact, depth - 1) for item in value]
    return redact(str(value))[:_LONGEST_TEXT]
