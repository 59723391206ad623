"""Whether an address is of this machine's own networks, by the kernel's table of routes; nothing is sent."""

from __future__ import annotations

import ipaddress
import re
from pathlib import Path

from shellguard.knowledge.loading import load

_TABLE = Path("/proc/net/route")
_OWN_ADDRESSES = Path("/proc/net/fib_trie")


def leaves_machine(host: str, table: Path = _TABLE, addresses: Path = _OWN_ADDRESSES) -> bool:
    """Whether what is sent to a host goes to another machine.

    Only an address in a network that this machine makes for its own containers and virtual machines stays; a
    private one may, where there is no table that could tell.
    """
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host.rpartition(".")[2] != "localhost"
    if address.is_loopback or address.is_unspecified:
        return False
    if address.version != 4 or not address.is_private:
        return True
    routes = _routes(table)
    if not routes or _is_own(host, addresses):
        return False
    own = load("places_surroundings")["kubernetes"]["own_networks"]
    fitting = [(network.prefixlen, name) for network, name in routes if address in network]
    return not fitting or re.fullmatch(own, max(fitting)[1]) is None


def _is_own(address: str, addresses: Path) -> bool:
    """Whether an address is one of this machine's own."""
    try:
        text = addresses.read_text(encoding="ascii", errors="replace")[: 1 << 20]
    except OSError:
        return False
    return re.search(rf"\|-- {re.escape(address)}\n\s+/32 host LOCAL", text) is not None


def _routes(table: Path) -> list[tuple[ipaddress.IPv4Network, str]]:
    """The networks of the table, each with its interface; none where there is no such table."""
    try:
        lines = table.read_text(encoding="ascii", errors="replace").splitlines()[1:]
        rows = [line.split() for line in lines[:1000] if len(line.split()) > 7]
        return [(_network(row[1], row[7]), row[0]) for row in rows]
    except (OSError, ValueError):
        return []


def _network(destination: str, mask: str) -> ipaddress.IPv4Network:
    """A network from the numbers of the table, whose bytes stand the wrong way round."""
    first, last = (int.from_bytes(bytes.fromhex(text)[::-1]) for text in (destination, mask))
    return ipaddress.IPv4Network((first, last.bit_count()), strict=False)
