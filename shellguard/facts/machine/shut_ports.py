"""Whether a port that a firewall shuts is the one by which the person came in."""

from __future__ import annotations

import re

from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.machine.connections import came_in_by
from shellguard.knowledge.tables import knowledge

RULES = frozenset(
    ("network.port-shut", "network.firewall-login", "network.firewall-rule", "network.way-in-shut")
)


def others_port(deed: Deed) -> TargetFacts | None:
    """That only ports are shut by which one did not come in; None where that can't be told."""
    words = [word.value for word in deed.command.words[1:]]
    own = came_in_by(deed.shell)
    if None in words or not own:
        return None
    shut = _shut(deed.command.program, " ".join(one or "" for one in words))
    if not shut or any(first <= port <= last for first, last in shut for port in own):
        return None
    ports = ", ".join(f"{first}" if first == last else f"{first}-{last}" for first, last in shut)
    reason = f"you came in by port {' and '.join(map(str, sorted(own)))}, not by {ports}"
    return TargetFacts(recovery=Recovery.NOTHING_LOST, reason=reason)


def _shut(program: str, said: str) -> list[tuple[int, int]]:
    """The first and the last of the ports that are shut; none where more may be."""
    data = knowledge("places_surroundings", "shut_ports")
    names = data.meanings("names")
    for entry in data.rows("ways"):
        found = entry.pattern("words").fullmatch(said) if program in entry.names("programs") else None
        if found is None:
            continue
        parts = [names.get(one.lower(), one) for one in re.split(r"[\s,{}]+", found["ports"]) if one]
        ranges = [re.fullmatch(r"(\d{1,5})(?:[-:](\d{1,5}))?(?:/(?:tcp|udp))?", one) for one in parts]
        told = [(int(one[1]), int(one[2] or one[1])) for one in ranges if one is not None]
        return told if len(told) == len(parts) else []
    return []
