"""Puts the stages together: from a line to a verdict. Only the daemon and the command line sit above this.

`judge` does all of it at once. The daemon takes the parts, `understand` and `conclude`, because between them
it asks the shell for names and looks at files in another thread.
"""

from __future__ import annotations

from shellguard.judgement.blind_spots import destroyers
from shellguard.judgement.conclusion import conclude, decided_by, reconsidered
from shellguard.judgement.judging import (
    LAST_ON_THE_WAY,
    ROUNDS,
    judge,
    looked_again,
    missing_names,
    not_in_time,
    recalling,
    wanted,
    warm_up,
    worse,
    worth_a_longer_look,
)

__all__ = [
    "LAST_ON_THE_WAY",
    "ROUNDS",
    "conclude",
    "decided_by",
    "destroyers",
    "judge",
    "looked_again",
    "missing_names",
    "not_in_time",
    "recalling",
    "reconsidered",
    "wanted",
    "warm_up",
    "worse",
    "worth_a_longer_look",
]
