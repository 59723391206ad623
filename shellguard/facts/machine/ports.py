"""Which process holds a port of this machine, by the kernel's own tables."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator

from shellguard.facts.deadline import Deadline
from shellguard.facts.machine.process_table import Process, called
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge

_ONE_LOOK = 0.1
"""Seconds for which an answer holds: a line asks for the same port from several sides."""
_answers: dict[int, tuple[float, bool]] = {}


def passed_on(port: int, within_ms: float) -> bool | None:
    """Whether what is sent to a port of this machine goes on to another one, as through a tunnel.

    None where that can't be told, or not in time: that of the look at processes, behind the kernel's tables.
    """
    at, known = _answers.get(port, (0.0, False))
    if at and time.monotonic() - at < _ONE_LOOK:
        return known
    tunnels = knowledge("running").pattern("passing_on")
    sockets = dict(sockets_of(port))
    if not sockets:
        return False if os.access("/proc/net/tcp", os.R_OK) else None
    try:
        several = list(called(tunnels, Deadline(within_ms)))
        found = any(holds(one, sockets) and _passes_on(one) for one in several)
    except (TimeoutError, OSError):
        return None
    _answers.clear()
    _answers[port] = (time.monotonic(), found)
    return found


def _passes_on(process: Process) -> bool:
    """Whether a process does so, for those that do it only as their words say."""
    said = load("running")["passing_on_as_told"].get(process.name)
    return said is None or re.search(said, words_of(process.number)) is not None


def held_by(port: int, name: str, words: str, within_ms: float) -> bool:
    """Whether a program of that name, started with words that fit, listens at a port of this machine."""
    sockets = dict(sockets_of(port))
    try:
        several = list(called(re.compile(name), Deadline(within_ms))) if sockets else []
    except (TimeoutError, OSError):
        return False
    return any(holds(one, sockets) and re.search(words, words_of(one.number)) for one in several)


def words_of(number: int) -> str:
    """The words that a process was started with, with blanks between; "" where they are not to be seen."""
    try:
        with open(f"/proc/{number}/cmdline", "rb") as file:
            return file.read(4096).decode("utf-8", "replace").replace("\0", " ")
    except OSError:
        return ""


def sockets_of(port: int) -> Iterator[tuple[str, int]]:
    """The sockets of a port, each with the number of its user."""
    written = f":{port:04X} "
    for name in ("tcp", "tcp6", "udp", "udp6"):
        for line in text_of_kernel(f"/proc/net/{name}").splitlines()[1:]:
            fields = line.split() if written in line else []
            if len(fields) > 9 and int(fields[1].rpartition(":")[2], 16) == port:
                yield fields[9], int(fields[7])


def text_of_kernel(file: str) -> str:
    """The text of a table of the kernel, which has no size; "" where there is none."""
    try:
        with open(file, encoding="ascii", errors="replace") as table:
            return table.read(1 << 20)
    except OSError:
        return ""


def holds(process: Process, sockets: dict[str, int]) -> bool:
    """Whether the process has one of these sockets open; see `sockets`."""
    folder = f"/proc/{process.number}/fd"
    try:
        names = os.listdir(folder)[:1024]
    except FileNotFoundError:
        return False  # it has ended meanwhile
    except OSError:
        return process.user in sockets.values()  # another's: what it holds is not to be seen
    return any(_leads_to(f"{folder}/{name}", sockets) for name in names)


def _leads_to(link: str, sockets: dict[str, int]) -> bool:
    """Whether what a process has open is one of these sockets; what it has closed meanwhile is none."""
    try:
        to = os.readlink(link)
    except OSError:
        return False
    return to.startswith("socket:[") and to[8:-1] in sockets
