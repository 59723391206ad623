"""How a segment ends, which is where a crash shows."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from shellguard.audit import chain
from shellguard.audit.segments import lines_backwards


class Ending:
    """How a segment ends: its last whole record, and what lies behind it."""

    def __init__(self) -> None:
        self.head = ""
        self.n = -1
        self.size = 0
        self.torn = 0
        self.torn_digest = ""


def ending_of(path: Path) -> Ending:
    """Looks at a segment's end: a line that a crash or a power failure tore is no record."""
    ending = Ending()
    total = path.stat().st_size
    for offset, line in lines_backwards(path):
        parts = chain.split(line)
        number = _number_of(parts[0]) if parts else None
        if parts is None or number is None:
            if b"\0" in line:  # a hole that a power failure left
                continue
            ending.size = max(ending.size, offset + len(line) + 1)
            continue  # edited by somebody: it stays where it is, for `verify` to name
        ending.head, ending.n = parts[1], number
        ending.size = max(ending.size, offset + len(line) + 1)
        break
    if ending.size < total:
        with path.open("rb") as file:
            file.seek(ending.size)
            ending.torn = total - ending.size
            digest = sha256()
            while block := file.read(1 << 20):
                digest.update(block)
            ending.torn_digest = digest.hexdigest()
    return ending


def _number_of(body: bytes) -> int | None:
    start = body.find(b'"n":', 0, 64)
    if start < 0:
        return None
    digits = body[start + 4 : body.find(b",", start)]
    return int(digits) if digits.isdigit() else None
