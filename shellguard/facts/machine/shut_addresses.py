"""Whether an address that is shut out is one by which the person came in."""

from __future__ import annotations

import ipaddress
import re

from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.machine.connections import connections
from shellguard.facts.machine.seat import is_kept_open

RULE = "network.address-shut"
_WIDER = re.compile(r"!=?|(?i:not|netmask)|&|\|")
"""What means all but an address, or more than the one that stands there."""
_PARTS = re.compile(r"[^\s=\"'{},]+")
_MORE = re.compile(r"[\d.:a-fA-F]+-[\d.:a-fA-F]+$|^[\w-]+(?:\.[\w-]+)+$")
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def others_address(deed: Deed) -> TargetFacts | None:
    """That nobody is shut out but others; None where one is, or where that can't be told."""
    words = [word.value for word in deed.command.words[1:]]
    ends = (deed.shell.variables.get("SSH_CONNECTION") or "").split()
    if None in words or len(ends) != 4:
        return None
    if any(_WIDER.fullmatch(part) for word in words for part in (word or "").split()):
        return None
    parts = [part for word in words for part in _PARTS.findall(word or "")]
    shut = [network for part in parts if (network := _network(part)) is not None]
    own = [_address(one) for one in (ends[0], ends[2])]
    others = connections() if is_kept_open(deed.shell) else []
    if others is None:
        return None
    own += [one.other for one in others if not one.other.is_loopback or str(one.port) == ends[3]]
    if not shut or any(one is None or one.is_loopback or any(one in net for net in shut) for one in own):
        return None
    if any(_MORE.search(part) and _network(part) is None for part in parts):
        return None  # all from one to another, a host by its name
    return TargetFacts(recovery=Recovery.NOTHING_LOST, reason="you did not come in by this address")


def _network(text: str) -> _Network | None:
    if not re.search(r"[.:]", text):
        return None
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        return None


def _address(text: str) -> _Address | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
