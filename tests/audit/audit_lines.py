"""Verdicts and records for the tests of the record."""

from __future__ import annotations

from pathlib import Path

from shellguard.audit.record import LineContext
from shellguard.audit.recorder import Recorder
from shellguard.parsing.script import EMPTY, Script
from shellguard.policy.decision import Action, Challenge, Decision
from shellguard.risk.finding import Finding, Risk
from shellguard.verdict import Verdict

KEY = b"k" * 32
HERE = LineContext(session="s1", shell="bash 5.2", tty="pts/3", cwd="/home/me/src", pid=7, accepted="enter")
NOON = 1_795_262_400.0  # 2026-11-21T12:00:00Z


class SetClock:
    """A clock that stands where it was put."""

    def __init__(self, now: float = NOON) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def verdict(
    name: str,
    line: str,
    action: Action = Action.ALLOW,
    score: int = 10,
    script: Script = EMPTY,
    rule: str = "",
) -> Verdict:
    findings = (Finding(rule, f"does something: {line}", score, "delete", 0, (line,)),) if rule else ()
    challenge = Challenge.KEY if action is Action.CONFIRM else None
    return Verdict(
        name, line, Decision(action, challenge), Risk(score, findings), script=script, elapsed_ms=0.4
    )


def recorder(folder: Path, clock: SetClock | None = None) -> Recorder:
    return Recorder(folder / "audit", clock=clock or SetClock(), key=KEY)
