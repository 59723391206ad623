"""What is to be done with a line."""

from __future__ import annotations

from enum import StrEnum

from shellguard.parsing.records import record


class Action(StrEnum):
    """Whether a line runs, waits for an answer, or does not run."""

    ALLOW = "allow"
    CONFIRM = "confirm"
    DENY = "deny"


class Challenge(StrEnum):
    """How a person confirms: with one key, or by typing the name of what would be lost."""

    KEY = "key"
    PHRASE = "phrase"


@record
class Decision:
    """The outcome.

    Attributes:
        challenge: how to confirm; None unless the action is CONFIRM.
        phrase: what has to be typed for Challenge.PHRASE (`delete ~/photos`).
        by: what decided, for the record: "score", "always_deny: PATTERN", "mode: observe", "trust".
        overrides: what the score alone would have been, when a pattern of the person's own let the line run.
        observed: in observe mode, what would have been done; else equal to `action`.
    """

    action: Action
    challenge: Challenge | None = None
    phrase: str = ""
    by: str = "score"
    overrides: Action | None = None
    observed: Action | None = None
