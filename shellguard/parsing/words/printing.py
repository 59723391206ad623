"""What echo and printf print."""

from __future__ import annotations

import re

from shellguard.parsing.words.quoting import unescape

# Of these echo and printf's %b read the first two otherwise than $'…', and echo the third, too.
_OTHERWISE = re.compile(r"""\\(?:0([0-7]{0,3})|(['"?])|([1-7])|.)""", re.DOTALL)
_NUMBERS = frozenset("dixXou")
_FORMAT = re.compile(r"%(?:%|(-?\d*)(?:\.(\d+))?([sdibcxXouq]))")
_ENDING = re.compile(r"((?:[^\\]|\\[^c])*?)\\c", re.DOTALL)  # behind it nothing more is printed
_LETTER = re.compile(r"\\(c)|\\.", re.DOTALL)
_END = "\U0010fffe"  # which no text holds
_NUMBER = re.compile(r"[+-]?(?:0[xX][0-9A-Fa-f]+|(0[0-7]+)|0|[1-9]\d*)\Z")
_ECHOING = re.compile(r"-[neE]+")  # the options of echo
_TO_QUOTE = re.compile(r"[ !\"$&'()*,;<>?\[\\\]^`{|}]|\A[~#]")
_UNPRINTABLE = re.compile(r"[^ -~]")


def echo(arguments: list[str]) -> str:
    """What bash's echo prints."""
    newline, escapes = "\n", False
    while arguments and _ECHOING.fullmatch(arguments[0]):
        newline = "" if "n" in arguments[0] else newline
        escapes = arguments[0].rfind("e") > arguments[0].rfind("E") or (escapes and "E" not in arguments[0])
        arguments = arguments[1:]
    text = " ".join(arguments)
    if not escapes:
        return text + newline
    shown = _escaped(text, octal=False)
    return shown.removesuffix(_END) if shown.endswith(_END) else shown + newline


def _escaped(text: str, *, octal: bool) -> str:
    r"""What `echo -e` and `%b` make of a text; it ends with the end mark where `\c` stops all printing.

    With *octal* `\162` is a character, not only `\0162`.
    """

    def plain(match: re.Match[str]) -> str:
        if match[1] is not None:
            return f"\\{match[1]:0>3}"
        return f"\\\\{match[2] or match[3]}" if match[2] or (match[3] and not octal) else match[0]

    ending = _ENDING.match(text) if "\\c" in text else None
    shown = unescape(_OTHERWISE.sub(plain, text if ending is None else ending[1]), ends_at_nul=False)
    return shown if ending is None else shown + _END


def printf(arguments: list[str]) -> str | None:
    """What printf prints. Raises ValueError, IndexError or OverflowError for what it does not take."""
    if arguments and arguments[0] == "-v":
        return ""
    if arguments and arguments[0] == "--":
        arguments = arguments[1:]
    form, rest = _LETTER.sub(lambda match: r"\\c" if match[1] else match[0], arguments[0]), arguments[1:]
    form = unescape(form, ends_at_nul=False)
    if "%" in _FORMAT.sub("", form):
        raise ValueError("a conversion that is not computed here")
    out: list[str] = []
    while True:
        consumed = len(rest)
        out.append(_FORMAT.sub(lambda match: _converted(match, rest), form))
        if not rest or len(rest) == consumed or len(out) > 1000 or _END in out[-1]:
            return "".join(out).partition(_END)[0]


def _converted(match: re.Match[str], rest: list[str]) -> str:
    """One conversion of a format; takes its argument from `rest`."""
    width, precision, kind = match.groups()
    if not kind:
        return "%"
    value = rest.pop(0) if rest else ""
    if (width or precision) and not value.isascii():
        raise ValueError("bash may count bytes")
    if kind in _NUMBERS:
        value = _numeral(value, kind, int(precision or 0))
    elif kind == "b":
        value = _escaped(value, octal=True)
    elif kind == "q":
        value = _requoted(value)
    elif kind == "c":
        value = value[:1]
    if precision is not None and kind not in _NUMBERS:
        value = value[: int(precision)]
    if width[:1] == "0" and kind in _NUMBERS and precision is None:
        value = value.zfill(min(int(width), 1000))
    size = min(abs(int(width or 0)), 1000)
    return value.ljust(size) if (width or "").startswith("-") else value.rjust(size)


def _numeral(value: str, kind: str, digits: int) -> str:
    """A number as `%d` and its kin show it, in as many digits at least."""
    if value[:1] in ("'", '"') and len(value) > 1:
        number = ord(value[1])
    else:
        match = _NUMBER.match(value or "0")
        if match is None:
            raise ValueError("no number")
        number = int(value or "0", 8 if match[1] else 0)
    if not -(1 << 63) <= number < (1 << 63):
        raise ValueError("more than bash counts")
    if number < 0 and kind not in "di":
        number += 1 << 64
    shown = format(abs(number), {"x": "x", "X": "X", "o": "o"}.get(kind, "d")).zfill(min(digits, 1000))
    return f"-{shown}" if number < 0 else shown


def _requoted(text: str) -> str:
    """`%q`."""
    if _UNPRINTABLE.search(text):
        raise ValueError("bash would write $'…'")
    return _TO_QUOTE.sub(r"\\\g<0>", text) if text else "''"
