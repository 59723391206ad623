"""Making text from others safe to print: no byte of it may steer the terminal or hide from the eye."""

from __future__ import annotations

import unicodedata

_JOINERS = "\u200c\u200d"
_SECOND_COLUMN = "\ufdd0"
"""Stands for the other half of a wide character while rows are filled; no text has this code point."""


def printable(text: str, *, keep: str = "") -> str:
    """`text` with everything that steers a terminal or can't be seen written out (`\\x1b`, `\\u202e`).

    That is: control characters, bidi controls, zero-width and other invisible characters, odd blanks and
    bytes that were no UTF-8 (lone surrogates of `surrogateescape` show as the byte they were: `\\xff`).

    *keep* names characters that stay as they are, such as `"\\n\\t"` for text of several lines.
    """
    if text.isprintable():
        return text
    out = []
    before = ""
    for character in text:
        if character.isprintable() or character in keep or (character in _JOINERS and not before.isascii()):
            out.append(character)
        else:
            out.append(_written_out(character))
        before = character
    return "".join(out)


def _written_out(character: str) -> str:
    code = ord(character)
    if character in "\n\t\r":
        return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}[character]
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def columns(text: str) -> int:
    """How many columns of a terminal printable *text* takes; wide East Asian characters take two."""
    if text.isascii():
        return len(text)
    return sum(_columns_of(character) for character in text)


def _columns_of(character: str) -> int:
    if character in _JOINERS or unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, width: int, *, hanging: int = 2, break_words: bool = True) -> list[str]:
    """Printable *text* in rows of at most *width* columns, indented by two, from the second on by *hanging*.

    Args:
        break_words: whether a word that is too long for a row is cut; else it sticks out.
    """
    import textwrap  # the small client prints without it

    wide = not text.isascii()
    if wide:
        text = "".join(_SECOND_COLUMN * (_columns_of(one) - 1) + one for one in text)
    rows = textwrap.wrap(
        text,
        width,
        initial_indent="  ",
        subsequent_indent=" " * hanging,
        break_on_hyphens=False,
        break_long_words=break_words,
    )
    return [row.replace(_SECOND_COLUMN, "") for row in rows] if wide else rows


def folded(text: str, columns_wide: int, *, hanging: int = 4) -> list[str]:
    """A long printable line in several, broken at blanks where that can be, the further ones set in.

    Unlike `wrapped` it keeps the blanks inside of the line.
    """
    parts = []
    while columns(text) > columns_wide:
        cut = fitted(text, columns_wide + 1, pad=False)[:-1]
        place = cut.rfind(" ")
        cut = cut[:place] if place > columns_wide // 2 else cut
        if not cut:
            break
        parts.append(cut)
        text = " " * hanging + text[len(cut) :].lstrip(" ")
    return [*parts, text]


def fitted(text: str, width: int, *, pad: bool = True) -> str:
    """Printable *text* in exactly (with *pad*) or at most *width* columns; what is cut ends in `…`."""
    taken = columns(text)
    if taken > width:
        text = _cut(text, width)
        taken = columns(text)
    return text + " " * (width - taken) if pad else text


def _cut(text: str, width: int) -> str:
    if width <= 0:
        return ""
    if text.isascii():
        return text[: width - 1] + "…"
    taken = 0
    for index, character in enumerate(text):
        taken += _columns_of(character)
        if taken > width - 1:
            return text[:index] + "…"
    return text
