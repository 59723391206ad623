"""Tests of a `find`: of a file's age, size, type and rights, and of its path."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from datetime import datetime

from shellguard.facts.contents import text_of
from shellguard.facts.name_pattern import fits

Test = Callable[[os.stat_result], bool]
PathTest = Callable[[str], bool]
"""Of a path as `find` writes it: behind the folder as it was named."""
_DAY, _MINUTE = 86_400, 60
_NUMBER = re.compile(r"([+-]?)(\d+)")
_SIZE = re.compile(r"([+-]?)(\d+)([cwbkMG]?)")
_BYTES = {"c": 1, "w": 2, "b": 512, "": 512, "k": 1 << 10, "M": 1 << 20, "G": 1 << 30}
_TYPES: dict[str, Callable[[int], bool]] = {
    "f": stat.S_ISREG,
    "d": stat.S_ISDIR,
    "l": stat.S_ISLNK,
    "s": stat.S_ISSOCK,
    "p": stat.S_ISFIFO,
}
_AGES = {
    "-mtime": ("st_mtime", _DAY),
    "-ctime": ("st_ctime", _DAY),
    "-atime": ("st_atime", _DAY),
    "-mmin": ("st_mtime", _MINUTE),
    "-cmin": ("st_ctime", _MINUTE),
    "-amin": ("st_atime", _MINUTE),
}
_NEWER = {
    "-newer": "st_mtime",
    "-anewer": "st_atime",
    "-cnewer": "st_ctime",
    "-newermt": "st_mtime",
}
_EMPTY = "-empty"
_NUMBERED = {"-links": "st_nlink", "-uid": "st_uid", "-gid": "st_gid", "-inum": "st_ino"}
_OWNERS = {"-user": ("st_uid", "/etc/passwd"), "-group": ("st_gid", "/etc/group")}
_MODE = re.compile(r"([-/]?)([0-7]{1,4})")
_SYMBOLIC = re.compile(r"([-/]?)([ugoa]+)[+=]([rwx]+)")
_BITS = {"r": 4, "w": 2, "x": 1}
_SHIFTS = {"u": (6,), "g": (3,), "o": (0,), "a": (6, 3, 0)}
_SAME_EVERYWHERE = re.compile(r"(?:[\w/ ,:=@%~-]|\\\.|\.|\*|\[[\w.-]+\])+")
"""Expressions that mean the same in Python as in Emacs, whose `find` takes them."""
AGES, NEWER = frozenset(_AGES), frozenset(_NEWER)
STATUS = AGES | NEWER | frozenset(_NUMBERED) | frozenset(_OWNERS) | {"-size", "-type", "-xtype", "-perm"}
"""Options that take a value and test what is known of a file without its name."""


def status_test(option: str, value: str, now: float, folder: str) -> tuple[Test | None, float]:
    """The test that an option and its value make, and how many days old a file has to be for it."""
    return (_newer(option, value, folder), 0.0) if option in NEWER else _test(option, value, now)


def _test(option: str, value: str, now: float) -> tuple[Test | None, float]:
    """The test that an option and its value make, and how many days old a file has to be for it."""
    if option in _AGES:
        return _age(option, value, now)
    if option == "-size":
        return _size(value), 0.0
    if option in _NUMBERED:
        return _number(option, value), 0.0
    if option in _OWNERS:
        return _owner(option, value), 0.0
    if option == "-perm":
        return _rights(value), 0.0
    if option == _EMPTY:
        return (lambda status: status.st_size == 0), 0.0
    if option == "-xtype" and value != "l":
        return None, 0.0  # what a link leads to would have to be looked at
    of_type = _TYPES.get(value)
    return (lambda status: of_type(status.st_mode)) if of_type is not None else None, 0.0


def _newer(option: str, value: str, folder: str) -> Test | None:
    """`-newer FILE` and `-newermt 2024-05-01`: changed after that."""
    try:
        if option == "-newermt":
            mark = datetime.fromisoformat(value).timestamp()
        elif folder or value.startswith("/"):
            mark = os.stat(os.path.join(folder, value)).st_mtime
        else:
            return None
    except (OSError, ValueError, OverflowError):
        return None
    name = _NEWER[option]
    return lambda status: float(getattr(status, name)) > mark


def _age(option: str, value: str, now: float) -> tuple[Test | None, float]:
    field, unit = _AGES[option]
    found = _NUMBER.fullmatch(value)
    if found is None:
        return None, 0.0
    sign, number = found[1], int(found[2])

    def test(status: os.stat_result) -> bool:
        units = (now - float(getattr(status, field))) // unit
        return units > number if sign == "+" else units < number if sign == "-" else units == number

    return test, number * unit / _DAY if sign == "+" else 0.0


def _size(value: str) -> Test | None:
    found = _SIZE.fullmatch(value)
    if found is None:
        return None
    sign, number, unit = found[1], int(found[2]), _BYTES[found[3]]

    def test(status: os.stat_result) -> bool:
        units = -(-status.st_size // unit)
        return units > number if sign == "+" else units < number if sign == "-" else units == number

    return test


def _number(option: str, value: str) -> Test | None:
    """`-links +1`, `-uid 1000`."""
    found, field = _NUMBER.fullmatch(value), _NUMBERED[option]
    if found is None:
        return None
    sign, number = found[1], int(found[2])

    def test(status: os.stat_result) -> bool:
        has = int(getattr(status, field))
        return has > number if sign == "+" else has < number if sign == "-" else has == number

    return test


def _owner(option: str, value: str) -> Test | None:
    """`-user anna`; None for a name that the machine's own file does not have: a server may know it."""
    field, file = _OWNERS[option]
    lines = (line.split(":") for line in text_of(file).splitlines())
    number = next((parts[2] for parts in lines if len(parts) > 2 and parts[0] == value), value)
    if not number.isdecimal():
        return None
    return lambda status: int(getattr(status, field)) == int(number)


def _rights(value: str) -> Test | None:
    """`-perm 644`, `-perm -u+x`, `-perm /022`: these rights, all of them, any of them."""
    octal, symbolic = _MODE.fullmatch(value), _SYMBOLIC.fullmatch(value)
    if octal is not None:
        how, wanted = octal[1], int(octal[2], 8)
    elif symbolic is not None:
        bits, shifts = (
            sum(_BITS[one] for one in {*symbolic[3]}),
            {n for who in symbolic[2] for n in _SHIFTS[who]},
        )
        how, wanted = symbolic[1], sum(bits << shift for shift in shifts)
    else:
        return None

    def test(status: os.stat_result) -> bool:
        mode = stat.S_IMODE(status.st_mode)
        if how == "/":
            return bool(mode & wanted) or not wanted
        return mode & wanted == wanted if how == "-" else mode == wanted

    return test


def not_at(pattern: str, *, folds: bool) -> PathTest:
    """`! -path PATTERN`."""
    wanted = pattern.casefold() if folds else pattern
    return lambda path: not fits(path.casefold() if folds else path, wanted)


def not_within(pattern: str, *, by_name: bool) -> PathTest:
    """`-path PATTERN -prune -o`: neither what fits nor what lies in it."""

    def test(path: str) -> bool:
        parts = path.split("/")
        above = parts if by_name else ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
        return not any(fits(one, pattern) for one in above)

    return test


def like(expression: str, *, folds: bool) -> PathTest | None:
    """`-regex EXPRESSION`; None for one that says more than is understood here."""
    if _SAME_EVERYWHERE.fullmatch(expression) is None or "**" in expression:
        return None
    try:
        pattern = re.compile(expression, re.IGNORECASE if folds else 0)
    except re.error:
        return None
    return lambda path: pattern.fullmatch(path) is not None
