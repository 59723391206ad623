"""What of the record is also written elsewhere: the chain's head, and what was decided and answered.

A chain can't show that its end was cut off; a head that somebody else keeps can. Nothing here may hold up or
break the record itself: what can't be delivered is counted and told once.
"""

from __future__ import annotations

import errno
import logging
import os
import socket
import struct
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from shellguard.audit.record import RecordReceipt, timestamp
from shellguard.paths import PRIVATE_FILE
from shellguard.terminal_text import printable

log = logging.getLogger("shellguard.audit")

JOURNAL = Path("/run/systemd/journal/socket")
SYSLOG = Path("/dev/log")
_LONGEST_SYSLOG = 1_000  # characters; many receivers cut at 1024 bytes
_AUTHORISATION = 10 << 3  # syslog's facility for security messages
_PRIORITIES = {"allow": 6, "confirm": 5, "deny": 4}
_NOTICE = 5
_FIELDS = ("id", "decision", "score", "level", "line", "cwd", "session", "answer", "waited_ms", "by")


class Sink(Protocol):
    """A place elsewhere.

    Raises:
        OSError: it can't be reached.
    """

    def put(self, message: str, priority: int, fields: Mapping[str, str]) -> None:
        """Hands on one message; *priority* is syslog's: 4 a warning, 6 information."""


class Journal:
    """systemd's journal, by its native protocol. *fields* become `SHELLGUARD_…` fields."""

    def __init__(self, path: Path = JOURNAL) -> None:
        self._path = path

    def put(self, message: str, priority: int, fields: Mapping[str, str]) -> None:
        own = {"MESSAGE": message, "PRIORITY": str(priority), "SYSLOG_IDENTIFIER": "shellguard"}
        named = {f"SHELLGUARD_{name.upper()}": value for name, value in fields.items()}
        try:
            _send(self._path, b"".join(_field(name, value) for name, value in {**own, **named}.items()))
        except OSError as error:
            if error.errno != errno.EMSGSIZE:
                raise
            _send(self._path, b"".join(_field(name, value) for name, value in own.items()))


class Syslog:
    """The system's log, one printable line each."""

    def __init__(self, path: Path = SYSLOG) -> None:
        self._path = path

    def put(self, message: str, priority: int, fields: Mapping[str, str]) -> None:
        more = " ".join(f"{name}={value}" for name, value in fields.items() if name in ("id", "n", "head"))
        text = printable(f"{message} {more}".rstrip())[:_LONGEST_SYSLOG]
        line = f"<{_AUTHORISATION | priority}>shellguard[{os.getpid()}]: {text}"
        _send(self._path, line.encode("utf-8", "replace"))


class HeadFile:
    """A file of heads, one line each: time, number of the record, head. It only ever grows."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def put(self, message: str, priority: int, fields: Mapping[str, str]) -> None:  # noqa: ARG002
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        handle = os.open(self._path, flags, PRIVATE_FILE)
        try:
            os.write(handle, f"{fields['at']} {fields['n']} {fields['head']}\n".encode())
        finally:
            os.close(handle)


class Elsewhere:
    """Hears of every record that was written, and passes on what is wanted.

    Args:
        every: records after which the head goes to *heads*; 0 for never.
        forward: where *decided* and *answered* records go as well; None for nowhere.
    """

    def __init__(self, every: int = 0, heads: Sink | None = None, forward: Sink | None = None) -> None:
        self._every = every
        self._heads = heads
        self._forward = forward
        self._written = -1
        self._told: set[str] = set()
        self.lost = 0

    def heard(self, kind: str, receipt: RecordReceipt, fields: Mapping[str, Any]) -> None:
        """Takes note of a record; never raises."""
        if self._forward is not None and kind in ("decided", "answered"):
            forward = self._forward
            self._try(lambda: forward.put(*_in_words(kind, fields)))
        if self._every and self._heads is not None and receipt.n // self._every != self._written:
            self._written = receipt.n // self._every
            heads, at = self._heads, timestamp(time.time())
            known = {"at": at, "n": str(receipt.n), "head": receipt.head}
            self._try(lambda: heads.put(f"record {receipt.n} has the head {receipt.head}", _NOTICE, known))

    def _try(self, deliver: Callable[[], None]) -> None:
        try:
            deliver()
        except OSError as error:
            self.lost += 1
            said = f"what goes elsewhere can't be delivered: {error.strerror or error}"
            if said not in self._told:
                self._told.add(said)
                log.warning("%s", said)


def newest_head(text: str) -> str:
    """The head in the last whole line of a file of heads; "" when there is none."""
    for line in reversed(text.splitlines()):
        parts = line.split()
        if len(parts) == 3 and len(parts[2]) == 64:
            return parts[2]
    return ""


def _in_words(kind: str, fields: Mapping[str, Any]) -> tuple[str, int, dict[str, str]]:
    known = {name: str(fields[name]) for name in _FIELDS if name in fields}
    known["kind"] = kind
    findings = fields.get("findings")
    if findings:
        known["rules"] = " ".join(str(finding.get("id")) for finding in findings)
    if kind == "answered":
        return f"answered {fields.get('answer')}", _NOTICE, known
    decision = str(fields.get("decision"))
    message = f"{decision} {fields.get('score')}: {printable(str(fields.get('line')))}"
    return message, _PRIORITIES.get(decision, _NOTICE), known


def _field(name: str, value: str) -> bytes:
    """One field of the journal's protocol; what holds a newline is sent with its length."""
    content = value.encode("utf-8", "replace")
    if b"\n" in content:
        return name.encode() + b"\n" + struct.pack("<Q", len(content)) + content + b"\n"
    return name.encode() + b"=" + content + b"\n"


def _send(path: Path, datagram: bytes) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as out:
        out.setblocking(False)  # a receiver that has stopped reading must not hold up a shell
        out.connect(str(path))
        out.send(datagram)
