"""What a person must know about a line, and how bad it is altogether."""

from __future__ import annotations

from enum import StrEnum

from shellguard.parsing.records import record
from shellguard.parsing.script import Span


class Level(StrEnum):
    """Bands of the score: safe 0-30, low 31-50, medium 51-70, high 71-90, critical 91-100."""

    SAFE = "safe"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


_UPPER_BOUNDS = ((30, Level.SAFE), (50, Level.LOW), (70, Level.MEDIUM), (90, Level.HIGH))


def level_of(score: int) -> Level:
    """The band that a score of 0-100 lies in."""
    for upper, level in _UPPER_BOUNDS:
        if score <= upper:
            return level
    return Level.CRITICAL


@record
class Finding:
    """One reason. `id` is stable and names a rule of `shellguard rules`.

    Attributes:
        message: one sentence for a person: what would happen, to what, how much.
        score: what this finding alone amounts to, 0-100.
        effect: the kind of effect behind it ("" for findings about the text itself).
        effect_index: which effect of the line, or -1.
        targets: the targets as text, control characters removed.
    """

    id: str
    message: str
    score: int
    effect: str = ""
    effect_index: int = -1
    targets: tuple[str, ...] = ()
    span: Span | None = None


@record
class Risk:
    """The weight of a line.

    Attributes:
        score: 0-100.
        findings: what a person must know first comes first.
        confidence: probability that knowing what is unknown would not change the decision.
        reasoning: one sentence.
    """

    score: int
    findings: tuple[Finding, ...] = ()
    confidence: float = 1.0
    reasoning: str = ""

    @property
    def level(self) -> Level:
        return level_of(self.score)
