"""Whether a person sits before the machine, or has come to it over the network."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from typing import Any

from shellguard.effects.effect import Effect
from shellguard.facts.deadline import Deadline
from shellguard.facts.machine.process_table import ancestors, called, process_of
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
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
    if not is_kept_open(shell):
        return True
    try:
        let_in = list(called(re.compile(data["through"]), Deadline(_LOOK_MS)))
    except (TimeoutError, OSError):
        return False
    return not any(shell.uid in (None, 0, one.user) for one in let_in)


def by_another_way(effects: Sequence[Effect], shell: ShellState) -> bool:
    """Whether a person came in by other addresses than those of the private network that alone is ended."""
    networks = _known()["private"]
    if any(re.fullmatch("network.*", one.rule) and one.program not in networks for one in effects):
        return False
    others = [name for name in _known()["remote"] if not name.startswith("SSH_")]
    others += _known()["outliving"]  # they keep what was so when they were begun
    if any(shell.variables.get(name) for name in others):
        return False
    try:
        told = (shell.variables.get("SSH_CONNECTION") or "").split()
        addresses = [ipaddress.ip_address(one) for one in (told[0], told[2])]
        own = [ipaddress.ip_network(one) for effect in effects for one in networks.get(effect.program, ())]
    except (ValueError, IndexError):
        return False
    if any(address.is_loopback for address in addresses):
        return False  # handed on by something of this machine, perhaps that very network
    return bool(own) and not any(address in network for address in addresses for network in own)


def ssh_port(shell: ShellState) -> str:
    """The port of this machine that the person came in by over ssh; "" where it may be another way."""
    data = _known()
    if any(shell.variables.get(name) for name in data["remote"] if not name.startswith("SSH_")):
        return ""
    told = re.fullmatch(data["came_in"], shell.variables.get("SSH_CONNECTION") or "")
    return told[1] if told else ""


def is_kept_open(shell: ShellState) -> bool:
    """Whether a shell runs in a screen that outlives the connection in which it was begun."""
    return any(shell.variables.get(name) for name in _known()["outliving"])


def seat_variables() -> frozenset[str]:
    """The variables of a shell that tell of it."""
    data = _known()
    return frozenset((*data["remote"], *data["own"], *data["outliving"]))


def hangs_on_the_seat(effects: tuple[Effect, ...]) -> bool:
    """Whether it matters for some of the effects where the person sits."""
    generic = knowledge("generic")
    return any(
        one.rule in generic.names("ways_in") or one.rule in generic.names("at_own_seat") for one in effects
    )


def _known() -> dict[str, Any]:
    found: dict[str, Any] = load("places_surroundings")["seat"]
    return found
