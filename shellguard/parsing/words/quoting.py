"""Taking quotes away: ANSI-C escapes, backslashes, and putting quotes back."""

from __future__ import annotations

import re

_ESCAPE = re.compile(
    r"\\(?:([abeEfnrtv\\'\"?])|x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|([0-7]{1,3})|c(.))",
    re.DOTALL,
)
_SIMPLE = {
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "E": "\x1b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
}
_PLAIN = re.compile(r"[A-Za-z0-9_./:@%+,=^-]+\Z")


def _one(match: re.Match[str]) -> str:
    simple, byte, short, long, octal, control = match.groups()
    if simple:
        return _SIMPLE.get(simple, simple)
    if byte:
        return chr(int(byte, 16))
    if short or long:
        return _character(int(short or long, 16))
    if octal:
        return chr(int(octal, 8) & 0xFF)
    return chr(ord(control[0]) & 0x1F)


def _character(number: int) -> str:
    """What bash makes of a number; half of a pair becomes bytes that are no character."""
    if number >= 0x110000:
        return "\ufffd"
    return chr(number).encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape")


def _from_bytes(text: str) -> str:
    """Characters that came from single bytes, read as UTF-8 where they make sense."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def unescape(text: str, *, ends_at_nul: bool = True) -> str:
    r"""The value of `$'text'` (and of `echo -e`): `\x72m` becomes `rm`.

    It ends at a NUL, as bash lets it; what a program prints holds it, until bash takes that for a value.
    """
    if "\\" not in text:
        return text
    found = _from_bytes(_ESCAPE.sub(_one, text))
    return found.split("\0", 1)[0] if ends_at_nul else found


def quote(text: str) -> str:
    """A word that bash reads as `text`."""
    if _PLAIN.match(text):
        return text
    return "'" + text.replace("'", "'\\''") + "'"
