"""The bytes of a message: fields between unit separators on one line, any bytes inside. See `frames`.

It imports nothing, because the small client starts with every `check`.
"""

from __future__ import annotations

VERSION = 1
UNIT, RECORD, GROUP = "\x1f", "\x1e", "\x1d"
_ESCAPED = str.maketrans({GROUP: "\x1dg", RECORD: "\x1dr", UNIT: "\x1du", "\n": RECORD})
_NEED_ESCAPING = frozenset("\n\x1d\x1e\x1f")


def encode_field(text: str) -> str:
    """A text that holds neither a newline nor a separator any more; `decode_field` gives it back."""
    return text.translate(_ESCAPED) if not _NEED_ESCAPING.isdisjoint(text) else text


def decode_field(text: str) -> str:
    """What `encode_field` was given."""
    if RECORD in text:
        text = text.replace(RECORD, "\n")
    if GROUP in text:
        text = text.replace("\x1du", UNIT).replace("\x1dr", RECORD).replace("\x1dg", GROUP)
    return text


def joined(*parts: str) -> bytes:
    """A message of version, id, type and encoded fields; a NUL can't travel, and is left out."""
    return UNIT.join(parts).replace("\0", "").encode("utf-8", "surrogateescape") + b"\n"


def parted(line: bytes) -> list[str]:
    """Version, id and type as they are, then the decoded fields, of a line with or without its newline."""
    text = line.rstrip(b"\n").decode("utf-8", "surrogateescape")
    parts = text.split(UNIT)
    if RECORD in text or GROUP in text:
        parts[3:] = [decode_field(part) for part in parts[3:]]
    return parts
