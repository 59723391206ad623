"""Who is connected to this machine now, by the kernel's own tables."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass

from shellguard.facts.deadline import Deadline
from shellguard.facts.machine.ports import text_of_kernel
from shellguard.facts.machine.process_table import called
from shellguard.facts.machine.seat import is_kept_open, ssh_port
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.shell_state import ShellState

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_TABLES = ("/proc/net/tcp", "/proc/net/tcp6")
_LONGEST = 1 << 20
_ESTABLISHED = "01"
_LOOK_MS = 5.0


@dataclass(frozen=True, slots=True)
class Connection:
    """One that stands: the port of this machine, and who is at the other end."""

    port: int
    other: Address


def came_in_by(shell: ShellState) -> set[int]:
    """The ports of this machine by which the person may have come in over ssh; none where that is not known.

    Who looks at a screen that is kept open may have come in otherwise than the one who opened it.
    """
    port = ssh_port(shell)
    others = connections() if port and is_kept_open(shell) else []
    return {int(port), *(one.port for one in others)} if port and others is not None else set()


def connections(tables: tuple[str, ...] = _TABLES) -> list[Connection] | None:
    """All that stand; None where the tables can't be read, are too long, or do not show everybody's.

    So does a way in that these tables do not show: mosh speaks by single packets, a tunnel ends here.
    """
    texts = [text_of_kernel(one) for one in tables]
    if not any(texts) or any(len(one) >= _LONGEST for one in texts):
        return None
    try:
        ways = knowledge("places_surroundings", "seat").pattern("unseen")
        unseen = next(called(ways, Deadline(_LOOK_MS)), None)
    except (TimeoutError, OSError):
        return None
    return [one for text in texts for one in _standing(text)] if unseen is None else None


def _standing(text: str) -> Iterator[Connection]:
    for line in text.splitlines()[1:]:
        fields = line.split()
        if len(fields) > 3 and fields[3] == _ESTABLISHED and re.fullmatch(r"[\dA-F]+:[\dA-F]{4}", fields[2]):
            yield Connection(int(fields[1].rpartition(":")[2], 16), _address(fields[2].partition(":")[0]))


def _address(written: str) -> Address:
    """An address from the numbers of the table, four bytes of which each stand the wrong way round."""
    parts = [bytes.fromhex(written[at : at + 8])[::-1] for at in range(0, len(written), 8)]
    address = ipaddress.ip_address(b"".join(parts))
    return getattr(address, "ipv4_mapped", None) or address
