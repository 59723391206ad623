"""What echo and printf print."""

from __future__ import annotations

import re

from shellguard.parsing.words.quoting import unescape

_LONG_OCTAL = re.compile(r"\\0([0-7]{3})")  # echo's, and printf's in %b
_NUMBERS = frozenset("dixXou")
_FORMAT = re.compile(r"%(?:%|(-?\d*)(?:\.(\d+))?([sdibcxXouq]))")
_NEEDS_NO_QUOTES = re.compile(r"[\w./:=@%+,-]+\Z", re.ASCII)


def echo(arguments: list[str]) -> str:
    """What bash's echo prints."""
    newline, escapes = "\n", False
    while arguments and re.fullmatch(r"-[neE]+", arguments[0]):
        newline = "" if "n" in arguments[0] else newline
        escapes = escapes or "e" in arguments[0]
        arguments = arguments[1:]
    text = " ".join(arguments)
    return (unescape(_LONG_OCTAL.sub(r"\\\1", text)) if escapes else text) + newline


def printf(arguments: list[str]) -> str | None:
    """What printf prints. Raises ValueError, IndexError or OverflowError for what it does not take."""
    if arguments and arguments[0] == "-v":
        return ""
    if arguments and arguments[0] == "--":
        arguments = arguments[1:]
    form, rest = unescape(arguments[0]), arguments[1:]
    if "%" in _FORMAT.sub("", form):
        raise ValueError("a conversion that is not computed here")
    out: list[str] = []
    while True:
        consumed = len(rest)

        def one(match: re.Match[str]) -> str:
            width, precision, kind = match.groups()
            if not kind:
                return "%"
            value = rest.pop(0) if rest else ""
            value = _converted(kind, value)
            value = value if precision is None else value[: int(precision)]
            if width[:1] == "0" and kind in _NUMBERS:
                value = value.zfill(min(int(width), 1000))
            size = min(abs(int(width or 0)), 1000)
            return value.ljust(size) if (width or "").startswith("-") else value.rjust(size)

        out.append(_FORMAT.sub(one, form))
        if not rest or len(rest) == consumed or len(out) > 1000:
            return "".join(out)


def _converted(kind: str, value: str) -> str:
    """One argument as printf's conversion of that letter writes it."""
    if kind in _NUMBERS:
        number = ord(value[1]) if value[:1] in ("'", '"') and len(value) > 1 else int(value or "0", 0)
        return format(number, {"x": "x", "X": "X", "o": "o"}.get(kind, "d"))
    if kind == "b":
        return unescape(_LONG_OCTAL.sub(r"\\\1", value))
    if kind == "q" and not _NEEDS_NO_QUOTES.match(value):
        raise ValueError("quotes that are not written here")
    return value[:1] if kind == "c" else value
