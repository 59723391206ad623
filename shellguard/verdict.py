"""The answer about one line, as `--json` prints it; the names are stable."""

from __future__ import annotations

from dataclasses import field, replace
from typing import Any

from shellguard.effects.effect import Effect
from shellguard.facts.fact import NO_FACTS, Facts
from shellguard.parsing.records import record
from shellguard.parsing.script import EMPTY, Script
from shellguard.policy.decision import Decision
from shellguard.risk.finding import Risk

VERSION = 1


@record
class SafeAlternative:
    """A command that was judged again and scored lower."""

    command: str
    why: str
    risk_level: int


@record
class Verdict:
    """One judged line with everything that led to the decision.

    Attributes:
        kind: command, sentence or misspelt.
        source: static, classifier, model, cache, phrasebook or fallback.
        elapsed_ms: how long judging took.
    """

    id: str
    line: str
    decision: Decision
    risk: Risk
    script: Script = EMPTY
    effects: tuple[Effect, ...] = ()
    facts: Facts = NO_FACTS
    safe_alternative: SafeAlternative | None = None
    kind: str = "command"
    source: str = "static"
    model: str | None = None
    elapsed_ms: float = 0.0
    notes: dict[str, Any] = field(default_factory=dict, hash=False)

    def timed(self, elapsed_ms: float) -> Verdict:
        """The same verdict with how long it took, in milliseconds."""
        return replace(self, elapsed_ms=elapsed_ms)
