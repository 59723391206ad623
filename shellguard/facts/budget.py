"""How long may be looked before a verdict."""

from __future__ import annotations

from dataclasses import dataclass, replace


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
_MADE_AGAIN_MS = 60.0


def for_what_is_made_again(budget: Budget) -> Budget:
    """The budget of a look again where all that was seen comes back: `rm -rf node_modules` shall not wait.

    What people put into a folder of a tool's lies near its top, and is seen first.
    """
    return replace(budget, look=min(budget.look, _MADE_AGAIN_MS))
