"""How a value of a request becomes a test of find(1): `{v:size}` in a rule names one of these forms."""

from __future__ import annotations

import re
from collections.abc import Callable

from shellguard.phrasebook.language.quoting import UnfitError, path_word, text_word
from shellguard.phrasebook.language.sizes import bytes_of

_MINUTES = {"minute": 1, "hour": 60}
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_LETTER_BELOW = {"G": "M", "M": "k", "k": "c"}
_FACTOR = {"G": 1024, "M": 1024, "k": 1024}
_SMALL = 10
_TIMES = {"access": "a", "read": "a", "use": "a", "create": "c"}
_MODE = re.compile(r"0?[0-7]{3,4}|[-/+]?[ugoa]*[+=-]?[rwxXst]+|[r-][w-][xs-][r-][w-][xs-][r-][w-][xt-]")


def age(count: str, unit: str) -> tuple[str, str]:
    """The letters of find's test and the number for an age: ("min", "90") or ("time", "30")."""
    number = int(count) if count.isdecimal() else 1
    if unit in _MINUTES:
        return "min", str(number * _MINUTES[unit])
    if unit == "second":
        return "min", str(max(1, number // 60))
    return "time", str(number * _DAYS[unit])


def clock(how: str) -> str:
    """The letter of the time that a verb speaks of: a(ccess), c(hange of status) or m(odify)."""
    return "c" if how.startswith("status") else _TIMES.get(how, "m")


def smaller_size(size: str) -> str:
    """A size for `-size -N`, in a smaller unit where find's rounding up would matter."""
    number, letter = int(size[:-1]), size[-1]
    if number <= _SMALL and letter in _LETTER_BELOW:
        return f"{number * _FACTOR[letter]}{_LETTER_BELOW[letter]}"
    return size


def size_from(size: str) -> str:
    """A size for `-size +N` that lets the size itself pass."""
    return f"{bytes_of(size) - 1}c"


def mode(value: str) -> str:
    """Permissions as find's -perm takes them."""
    if not _MODE.fullmatch(value):
        raise UnfitError(f"no permissions: {value}")
    if len(value) == 9 and value[0] in "r-":
        bits = "".join("01"[char != "-"] for char in value)
        return f"{int(bits, 2):03o}"
    if value[0] in "ugoa" and "+" in value:
        return "-" + value.replace("+", "=")
    return value


def whole_glob(value: str) -> str:
    """`.py` is `*.py`; all else is itself."""
    return "*" + value if re.fullmatch(r"\.[A-Za-z]\w{0,4}(?:\.\w+)?", value) else value


def extension_glob(value: str) -> str:
    """`py`, `.py` and `*.py` are `*.py`."""
    if value.lower() in _NO_EXTENSION:
        raise UnfitError("no extension")
    return "*." + value.lstrip("*").lstrip(".")


_NO_EXTENSION = {
    "no",
    "any",
    "every",
    "same",
    "other",
    "another",
    "an",
    "the",
    "without",
    "different",
    "most",
    "least",
    "more",
}

WORDS: dict[str, Callable[[str], str]] = {
    "size": lambda value: value,
    "less": smaller_size,
    "fewer": size_from,
    "mode": mode,
    "text": text_word,
    "path": path_word,
    "raw": lambda value: value,
    "endglob": lambda value: text_word("*" + value.strip("*")),
    "startglob": lambda value: text_word(value.strip("*") + "*"),
    "within": lambda value: text_word(f"*{value.strip('*')}*"),
    "glob": lambda value: text_word(whole_glob(value)),
}
