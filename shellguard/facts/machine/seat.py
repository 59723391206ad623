"""Whether a person sits before the machine, or has come to it over the network."""

from __future__ import annotations

import re
from typing import Any

from shellguard.facts.deadline import Deadline
from shellguard.facts.machine.process_table import ancestors, called, process_of
from shellguard.knowledge.loading import load
from shellguard.parsing.shell_state import ShellState

_LOOK_MS = 5.0


def from_afar(shell: ShellState) -> bool:
    """Whether the variables of a shell, or a program that it runs in, tell of a way over the network.

    Who has become another user has left the variables behind, but still runs in what let one in.
    """
    data = _known()
    if any(shell.variables.get(name) for name in data["remote"]):
        return True
    around = (process_of(number) for number in ancestors(shell.pid)) if shell.pid else ()
    return any(one is not None and re.fullmatch(data["through"], one.name) for one in around)


def at_own_seat(shell: ShellState) -> bool:
    """Whether the person surely sits before the machine.

    A terminal that outlives its window keeps the variables of where it was begun: it tells only while nobody
    of that user has come in over the network.
    """
    data = _known()
    if not any(re.fullmatch(shape, shell.variables.get(name) or "") for name, shape in data["own"].items()):
        return False
    if not any(shell.variables.get(name) for name in data["outliving"]):
        return True
    try:
        let_in = list(called(re.compile(data["through"]), Deadline(_LOOK_MS)))
    except (TimeoutError, OSError):
        return False
    return not any(shell.uid in (None, 0, one.user) for one in let_in)


def seat_variables() -> frozenset[str]:
    """The variables of a shell that tell of it."""
    data = _known()
    return frozenset((*data["remote"], *data["own"], *data["outliving"]))


def _known() -> dict[str, Any]:
    found: dict[str, Any] = load("places_surroundings")["seat"]
    return found
