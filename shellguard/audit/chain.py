"""The chain: each record's hash covers the hash of the one before it and the digest of its own body.

A line of a segment is the body with its hash put in at the end:

    {"at":"2026-11-21T03:58:45.123Z","n":7,"kind":"answered",…,"hash":"<64 hex>"}

    hash = sha256(hash of the record before, as hex + sha256(body), as hex)
    body = the line without `,"hash":"…"`

The body enters by its digest so that a record can be forgotten: its line becomes a tombstone that keeps the
digest, and the chain still closes. A plain chain shows edits, reordering, repetition and gaps. It can't show
that its end was cut off or that all of it was written anew: that takes a head which was kept elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

GENESIS = "0" * 64
"""What stands in for the hash before the first record."""

_TAIL = b',"hash":"'
TAIL_LENGTH = len(_TAIL) + 64 + len(b'"}')
_TAIL_FORM = re.compile(rb',"hash":"([0-9a-f]{64})"\}$')
_TOMBSTONE = re.compile(
    rb'\{"at":"([^"]{24})","n":(\d+),"kind":"forgotten","of":"([a-z0-9.-]+)","body":"([0-9a-f]{64})"\}$'
)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of a record that was forgotten."""

    at: str
    n: int
    of: str
    body_digest: str


def link(before: str, body: bytes) -> tuple[bytes, str]:
    """The line (without newline) of a record with this *body* after the hash *before*, and its hash."""
    digest = link_digest(before, sha256(body).hexdigest())
    return joined(body, digest), digest


def joined(body: bytes, digest: str) -> bytes:
    """A body with a hash put in."""
    return body[:-1] + _TAIL + digest.encode() + b'"}'


def link_digest(before: str, body_digest: str) -> str:
    """The hash of a record whose body has this digest."""
    return sha256((before + body_digest).encode()).hexdigest()


def split(line: bytes) -> tuple[bytes, str] | None:
    """A line's body and the hash that it claims; None when it has no such form."""
    found = _TAIL_FORM.search(line, max(0, len(line) - TAIL_LENGTH))
    if found is None or not line.startswith(b"{"):
        return None
    return line[: found.start()] + b"}", found.group(1).decode()


def tombstone_of(body: bytes) -> Tombstone | None:
    """The tombstone that a body is, if it is one."""
    found = _TOMBSTONE.match(body)
    if found is None:
        return None
    at, n, of, digest = found.groups()
    return Tombstone(at.decode("ascii", "replace"), int(n), of.decode(), digest.decode())


def tombstone_body(at: str, n: int, of: str, body_digest: str) -> bytes:
    """The body that takes a forgotten record's place."""
    return f'{{"at":"{at}","n":{n},"kind":"forgotten","of":"{of}","body":"{body_digest}"}}'.encode()
