"""Frames: one message on one line, fields between unit separators, any bytes inside.

A frame is `VERSION US ID US TYPE US FIELD US FIELD … LF`. Inside a field a newline travels as RS; RS, US
and GS themselves travel as GS and a letter. Bytes that are no UTF-8 pass as they are (surrogateescape). bash
does the same with four substitutions and no fork (`__sg_encode` in the hook), which is why it is not JSON.
"""

from __future__ import annotations

from typing import NamedTuple

from shellguard.wire.fields import UNIT, VERSION, decode_field, encode_field, joined, parted

MAX_FRAME_BYTES = 8_000_000
REPLY_HEAD = 64
"""Characters that a reply to a shell has at least, with its newline; the hook reads so many at once."""
LET_THROUGH = "+"
"""The type of the short reply to an ordinary line that may run: no fields, and nothing to be told."""
SHORT_REPLY = 16
"""Characters of the short reply, with its newline."""


class FrameError(ValueError):
    """These bytes are no frame of ours; the message says why."""


class Frame(NamedTuple):
    """One message.

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


def encode(frame: Frame) -> bytes:
    """The bytes of a frame, its newline included. A NUL can't travel and is left out."""
    return joined(str(frame.version), frame.id, frame.type, *map(encode_field, frame.fields))


def encode_reply(frame: Frame) -> bytes:
    """A frame for a shell, with one more field that fills it to `REPLY_HEAD` characters.

    bash reads a line from a pipe byte by byte, but a given number of characters with one system call.
    """
    if frame.type == LET_THROUGH:
        return f"{frame.version}{UNIT}{frame.id}{UNIT}{LET_THROUGH}".encode().ljust(SHORT_REPLY - 1) + b"\n"
    line = encode(frame)[:-1]
    missing = REPLY_HEAD - 2 - len(line.decode("utf-8", "surrogateescape"))
    return line + UNIT.encode() + b" " * missing + b"\n"


def decode(line: bytes) -> Frame:
    """Reads one line (with or without its newline).

    Raises:
        FrameError: too long, too few fields, a version that is no number, or a NUL in it.
    """
    if len(line) > MAX_FRAME_BYTES:
        raise FrameError(f"the message is longer than {MAX_FRAME_BYTES} bytes")
    if b"\0" in line:
        raise FrameError("the message holds a NUL byte")
    parts = parted(line)
    if len(parts) < 3:
        raise FrameError("the message has no version, id and type")
    version, identity, kind, *fields = parts
    if not version.isascii() or not version.isdecimal() or len(version) > 4:
        raise FrameError("the message's version is no number")
    return Frame(identity, kind, tuple(fields), int(version))


__all__ = [
    "VERSION", "Frame", "FrameError", "decode", "decode_field", "encode", "encode_field", "encode_reply",
]  # fmt: skip
