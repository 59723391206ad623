"""What became of a request in plain language, as the shell, the record and `ask --json` need it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from shellguard.errors import ShellguardError
from shellguard.terminal_text import printable
from shellguard.verdict import Verdict
from shellguard.verdict_json import verdict_object


@dataclass(frozen=True, slots=True)
class Candidate:
    """A command that may be meant, judged like any line.

    Attributes:
        source: phrasebook, model or repair.
        confidence: 0-1, that it is what was asked for.
        questions: what is assumed, one sentence each.
        model: the model's name, for source model.
        absent: what it needs, as the request names it, and is not there, a clause each.
    """

    command: str
    explanation: str
    confidence: float
    source: str
    verdict: Verdict
    questions: tuple[str, ...] = ()
    model: str = ""
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a request; without a candidate, `problem` or `questions` say why and what to do.

    Attributes:
        candidates: up to three, the likeliest first.
        questions: what has to be known first: the request is ambiguous, and a wrong guess would do harm.
        note: who could not be asked, where somebody else answered.
        whole: the request together with those that it changes, as one.
    """

    id: str
    request: str
    candidates: tuple[Candidate, ...] = ()
    questions: tuple[str, ...] = ()
    problem: ShellguardError | None = None
    note: str = ""
    whole: str = ""

    @property
    def command(self) -> str:
        """The likeliest command; "" for none, and while something is asked back."""
        return self.candidates[0].command if self.candidates and not self.questions else ""

    def as_object(self) -> dict[str, Any]:
        """The answer of `ask --json`; not understood by anybody means risk 100 and no command."""
        first = self.candidates[0] if self.command else None
        said = first.explanation if first else " ".join(self.questions) or str(self.problem or "")
        return {
            "id": self.id,
            "command": first.command if first else None,
            "confidence": round(first.confidence, 3) if first else 0.0,
            "source": first.source if first else "fallback",
            "model": (first.model or None) if first else None,
            "explanation": printable(said, keep="\n"),
            "questions": [printable(text) for text in self.questions or (first.questions if first else ())],
            "absent": [printable(text) for text in first.absent] if first else [],
            "note": printable(self.note) or None,
            "alternatives": [_in_short(one) for one in self.candidates[1:]],
            "verdict": verdict_object(first.verdict) if first else unparsed(self.request, said),
        }


def unparsed(request: str, reason: str) -> dict[str, Any]:
    """The specification's object for a request that nobody understood."""
    return {
        "command": "UNPARSED",
        "args": [request],
        "flags": [],
        "risk_level": 100,
        "level": "critical",
        "decision": "deny",
        "reasoning": printable(reason, keep="\n") or "the request was not understood",
        "safe_alternative": {"command": None, "why": "rephrase or write the command itself", "risk_level": 0},
        "source": "fallback",
    }


def _in_short(one: Candidate) -> dict[str, Any]:
    return {
        "command": one.command,
        "explanation": printable(one.explanation),
        "confidence": round(one.confidence, 3),
        "source": one.source,
        "risk_level": one.verdict.risk.score,
        "decision": one.verdict.decision.action.value,
    }
