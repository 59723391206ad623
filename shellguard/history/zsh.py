"""Zsh's history, plain or extended (`: 1700000000:0;command`); zsh writes some bytes in a form of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shellguard.history.entry import Entry

_META = 0x83
_EXTENDED = re.compile(r": *(\d{1,12}):\d+;")


def entries(data: bytes) -> Iterator[Entry]:
    """The entries of a file, in order; blank ones are left out.

    A backslash at the end of a line stands for a newline inside the entry; zsh writes a blank after a
    backslash that ends an entry.
    """
    gathered: list[str] = []
    for raw in data.split(b"\n"):
        line = unmetafied(raw).decode("utf-8", "surrogateescape")
        if line.endswith("\\"):
            gathered.append(line[:-1])
            continue
        yield from _entry("\n".join([*gathered, line]))
        gathered = []
    yield from _entry("\n".join(gathered))


def is_extended(line: bytes) -> bool:
    """Whether a line has the form that only zsh writes."""
    return _EXTENDED.match(line.decode("latin-1")) is not None


def unmetafied(data: bytes) -> bytes:
    """Bytes as typed: for those that zsh uses itself it writes 0x83, then the byte with bit 5 turned."""
    if _META not in data:
        return data
    plain = bytearray()
    turn = False
    for byte in data:
        if turn:
            plain.append(byte ^ 0x20)
            turn = False
        elif byte == _META:
            turn = True
        else:
            plain.append(byte)
    if turn:
        plain.append(_META)
    return bytes(plain)


def _entry(text: str) -> Iterator[Entry]:
    extended = _EXTENDED.match(text)
    at = int(extended[1]) if extended else None
    typed = text[extended.end() :] if extended else text
    if typed.strip():
        yield Entry(typed, at)
