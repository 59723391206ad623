"""How long may be looked before a verdict."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """Milliseconds of work; see `Deadline` for how long that may take on a busy machine.

    Attributes:
        supply: for what reading asks for, patterns' matches and scripts' texts.
        look: for the targets.
    """

    supply: float
    look: float


NO_LOOK = Budget(supply=0.0, look=0.0)
USUAL = Budget(supply=10.0, look=20.0)
BEFORE_A_QUESTION = Budget(supply=80.0, look=240.0)
"""What could not be seen in the usual time asks. Who would be asked needlessly, in a large repository
or on a busy machine, is better served by a moment more."""
