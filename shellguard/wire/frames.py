"""Frames: one message on one line, fields between unit separators, any bytes inside.

A frame is `VERSION US ID US TYPE US FIELD US FIELD … LF`. Inside a field a newline travels as RS; RS, US
and GS themselves travel as GS and a letter. Bytes that are no UTF-8 pass as they are (surrogateescape). bash
does the same with four substitutions and no fork (`__sg_encode` in the hook), which is why it is not JSON.
"""

from __future__ import annotations

from typing import NamedTuple

VERSION = 1
MAX_FRAME_BYTES = 8_000_000
REPLY_HEAD = 64
"""Characters that a reply to a shell has at least, with its newline; the hook reads so many at once."""
LET_THROUGH = "+"
"""The type of the short reply to an ordinary line that may run: no fields, and nothing to be told."""
SHORT_REPLY = 16
"""Characters of the short reply, with its newline."""

_GROUP, _RECORD, _UNIT = "\x1d", "\x1e", "\x1f"
_ESCAPED = str.maketrans({_GROUP: "\x1dg", _RECORD: "\x1dr", _UNIT: "\x1du", "\n": _RECORD})
_NEED_ESCAPING = frozenset("\n\x1d\x1e\x1f")


class FrameError(ValueError):
    """These bytes are no frame of ours; the message says why."""


class Frame(NamedTuple):
    """One message. No dataclass: importing those takes the small client longer than all it does.

    Attributes:
        id: chosen by who asks and repeated in the reply; a reply with another id is dropped.
        type: what kind of message it is.
        fields: decoded texts, in the order that the type prescribes.
    """

    id: str
    type: str
    fields: tuple[str, ...] = ()
    version: int = VERSION

    def field(self, index: int) -> str:
        """A field, or "" where an older sender left it out."""
        return self.fields[index] if index < len(self.fields) else ""


def encode_field(text: str) -> str:
    return text.translate(_ESCAPED) if not _NEED_ESCAPING.isdisjoint(text) else text


def decode_field(text: str) -> str:
    if _RECORD in text:
        text = text.replace(_RECORD, "\n")
    if _GROUP in text:
        text = text.replace("\x1du", _UNIT).replace("\x1dr", _RECORD).replace("\x1dg", _GROUP)
    return text


def encode(frame: Frame) -> bytes:
    """The bytes of a frame, its newline included. A NUL can't travel and is left out."""
    parts = [str(frame.version), frame.id, frame.type, *(encode_field(field) for field in frame.fields)]
    text = _UNIT.join(parts).replace("\0", "")
    return text.encode("utf-8", "surrogateescape") + b"\n"


def encode_reply(frame: Frame) -> bytes:
    """A frame for a shell, with one more field that fills it to `REPLY_HEAD` characters.

    bash reads a line from a pipe byte by byte, but a given number of characters with one system call.
    """
    if frame.type == LET_THROUGH:
        return f"{frame.version}{_UNIT}{frame.id}{_UNIT}{LET_THROUGH}".encode().ljust(SHORT_REPLY - 1) + b"\n"
    line = encode(frame)[:-1]
    missing = REPLY_HEAD - 2 - len(line.decode("utf-8", "surrogateescape"))
    return line + _UNIT.encode() + b" " * missing + b"\n"


def decode(line: bytes) -> Frame:
    """Reads one line (with or without its newline).

    Raises:
        FrameError: too long, too few fields, a version that is no number, or a NUL in it.
    """
    if len(line) > MAX_FRAME_BYTES:
        raise FrameError(f"the message is longer than {MAX_FRAME_BYTES} bytes")
    if b"\0" in line:
        raise FrameError("the message holds a NUL byte")
    text = line.rstrip(b"\n").decode("utf-8", "surrogateescape")
    parts = text.split(_UNIT)
    if len(parts) < 3:
        raise FrameError("the message has no version, id and type")
    version, identity, kind, *fields = parts
    if not version.isascii() or not version.isdigit() or len(version) > 4:
        raise FrameError("the message's version is no number")
    if _RECORD in text or _GROUP in text:
        fields = [decode_field(field) for field in fields]
    return Frame(identity, kind, tuple(fields), int(version))
