"""What a trial of a person's histories found."""

from __future__ import annotations

from dataclasses import dataclass

from shellguard.history.file import History
from shellguard.policy.decision import Action


@dataclass(frozen=True, slots=True)
class Asked:
    """A line that would not have simply run.

    Attributes:
        line: without its secrets.
        times: how often it stands in the histories.
        rule: the rule behind the heaviest finding, or the setting that decided.
        patterns: what in `always_allow` would let it through; empty for nothing.
    """

    line: str
    times: int
    rule: str
    action: Action
    score: int
    why: str
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What came out: `lines` counts every line, also those that were typed often."""

    histories: tuple[History, ...]
    lines: int
    asked: tuple[Asked, ...]
    seconds: float
