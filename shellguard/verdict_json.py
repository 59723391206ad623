"""A verdict as `--json` prints it: stable names, plain values."""

from __future__ import annotations

from typing import Any

from shellguard.effects.effect import Effect
from shellguard.facts.fact import Facts, Recovery, TargetFacts
from shellguard.parsing.script import Span
from shellguard.risk.finding import Finding
from shellguard.terminal_text import printable
from shellguard.verdict import VERSION, Verdict

MOST = 100
"""Effects, findings and targets above this number are left out: a line can have thousands."""


def verdict_object(verdict: Verdict) -> dict[str, Any]:
    """The verdict as an object of JSON values; what came from the line in `message`s is made printable."""
    decision, risk = verdict.decision, verdict.risk
    alternative = verdict.safe_alternative
    command, args, flags = _first_command(verdict)
    return {
        "v": VERSION,
        "id": verdict.id,
        "line": verdict.line,
        "kind": verdict.kind,
        "decision": decision.action.value,
        "challenge": decision.challenge.value if decision.challenge else None,
        "phrase": decision.phrase or None,
        "by": decision.by,
        "observed": decision.observed.value if decision.observed else None,
        "risk_level": risk.score,
        "level": risk.level.value,
        "confidence": round(risk.confidence, 3),
        "command": command,
        "args": args,
        "flags": flags,
        "reasoning": reasoning(verdict),
        "findings": [_finding(one) for one in risk.findings[:MOST]],
        "effects": [_effect(one) for one in verdict.effects[:MOST]],
        "facts": _facts(verdict.facts),
        "problems": [problem.kind.value for problem in verdict.script.problems[:MOST]],
        "safe_alternative": None
        if alternative is None
        else {"command": alternative.command, "why": alternative.why, "risk_level": alternative.risk_level},
        "source": verdict.source,
        "model": verdict.model,
        "elapsed_ms": round(verdict.elapsed_ms, 3),
    }


def reasoning(verdict: Verdict) -> str:
    """One sentence for a person; a pattern or mode that decided is named: the score alone misleads."""
    said = printable(verdict.risk.reasoning) or "nothing in this line is known to do harm"
    name, colon, pattern = verdict.decision.by.partition(": ")
    if colon and name != "score":
        return f"decided by {name} ({printable(pattern)}); by itself: {said}"
    return said


def _first_command(verdict: Verdict) -> tuple[str | None, list[str], list[str]]:
    """Program, operands and options of the first simple command that has words."""
    for command in verdict.script.commands:
        if command.words:
            rest = [word.text for word in command.words[1:]]
            end = rest.index("--") if "--" in rest else len(rest)
            flags = [word for word in rest[:end] if word.startswith("-") and word != "-"]
            args = [word for word in rest[:end] if not word.startswith("-") or word == "-"] + rest[end + 1 :]
            return command.words[0].text, args, flags
    return None, [], []


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "message": printable(finding.message),
        "score": finding.score,
        "span": _span(finding.span),
        "effect": finding.effect or None,
        "targets": [printable(target) for target in finding.targets[:MOST]],
    }


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "kind": effect.kind.value,
        "rule": effect.rule,
        "program": effect.program,
        "message": printable(effect.message),
        "targets": [target.text for target in effect.targets[:MOST]],
        "recursive": effect.recursive,
        "force": effect.force,
        "conditional": effect.conditional,
        "privileged": effect.privileged,
        "certain": effect.certain,
        "host": effect.host or None,
        "inside": effect.inside or None,
        "span": _span(effect.span),
    }


def _facts(facts: Facts) -> dict[str, Any]:
    found = distinct(facts)
    return {
        "looked": facts.looked,
        "files": _sum(one.files for one in found),
        "bytes": _sum(one.total_bytes for one in found),
        "recoverable": _recoverable(found),
        "targets": [_target(one) for one in found[:MOST]],
        "surroundings": dict(facts.surroundings),
        "remembered": sorted({*facts.remembered.values(), *facts.elsewhere.values()}),
    }


def distinct(facts: Facts) -> list[TargetFacts]:
    """Every target once, though several effects may concern it."""
    by_path = {found.path or f"{key}": found for key, found in facts.targets.items()}
    return list(by_path.values())


def _sum(counts: Any) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _recoverable(found: list[TargetFacts]) -> bool | None:
    """Whether all that would be lost comes back; None while that is not known of all."""
    if any(one.recovery is Recovery.LOST for one in found):
        return False
    if not found or any(one.recovery is Recovery.UNKNOWN for one in found):
        return None
    return True


def _target(facts: TargetFacts) -> dict[str, Any]:
    return {
        "path": facts.path or None,
        "exists": facts.exists,
        "kind": facts.kind or None,
        "files": facts.files,
        "counted_all": facts.counted_all,
        "bytes": facts.total_bytes,
        "recovery": facts.recovery.value,
        "reason": printable(facts.reason) or None,
        "protected": facts.protected or None,
        "mount": facts.mount or None,
        "resolves_to": facts.resolves_to or None,
    }
