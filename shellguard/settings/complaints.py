"""Turns what the typed model complains of into a person's words, with file, line and key."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from shellguard.errors import ShellguardError
from shellguard.settings.layers import SECTIONS, Layer
from shellguard.settings.model import key_names
from shellguard.terminal_text import printable

MAX_SHOWN = 60


def complaints(
    error: ValidationError, layer: Layer, values: Mapping[str, Any]
) -> list[tuple[frozenset[str], ShellguardError]]:
    """Each fault with the keys of this source that have to go for it; never none of them."""
    found: list[tuple[frozenset[str], ShellguardError]] = []
    for fault in error.errors(include_url=False, include_context=False):
        path = ".".join(str(part) for part in fault["loc"] if not isinstance(part, int))
        keys = _concerned(path, str(fault["msg"]), values)
        found.append((keys, _complaint(fault, path, next(iter(sorted(keys)), path), layer)))
    if not any(keys for keys, _ in found):
        return [(frozenset(values), complaint) for _, complaint in found]
    return found


def unknown_key(key: str, where: str) -> ShellguardError:
    """The error for a key that is no setting, with the nearest name that is one."""
    if key in SECTIONS:
        return ShellguardError(f"{key} is a table of settings", where=where, hint=_has(key))
    last = key.rpartition(".")[2]
    by_last = {name.rpartition(".")[2]: name for name in key_names()}
    names = key_names() if "." in key else (*key_names(), *SECTIONS)
    near = get_close_matches(key, names, 1) or [by_last[name] for name in get_close_matches(last, by_last, 1)]
    section = key.partition(".")[0]
    hint = f"did you mean {near[0]}?" if near else "shellguard config schema lists all keys"
    if not near and section in SECTIONS:
        hint = _has(section)
    return ShellguardError(f"there is no setting {printable(key)}", where=where, hint=hint)


def _has(section: str) -> str:
    beside = (name.partition(".")[2] for name in key_names() if name.startswith(f"{section}."))
    return f"{section} has {', '.join(beside)}"


def _concerned(path: str, message: str, values: Mapping[str, Any]) -> frozenset[str]:
    """The source's keys at, above or below the place of a fault; of many, those that it names."""
    near = frozenset(
        key
        for key in values
        if key == path or key.startswith(path + ".") or path.startswith(key + ".") or not path
    )
    named = frozenset(key for key in near if key.rpartition(".")[2] in message)
    return named or near


# What the checker calls by Python's names.
_IN_WORDS = {
    "a valid integer": "a whole number",
    "a valid number": "a number",
    "a valid tuple": 'a list, as in ["rm *"]',
    "a valid boolean": "true or false",
    "a valid string": "a text",
}


def _complaint(fault: Any, path: str, key: str, layer: Layer) -> ShellguardError:
    where = layer.place_of(key)
    if fault["type"] == "extra_forbidden":
        return unknown_key(path, where)
    message = str(fault["msg"]).removeprefix("Value error, ")
    message = message.replace("Input should be", "it should be")
    for type_, words in _IN_WORDS.items():
        message = message.replace(type_, words)
    shown = "" if isinstance(fault["input"], dict) else f", not {printable(repr(fault['input']))[:MAX_SHOWN]}"
    if fault["type"] == "value_error":
        shown = ""
    return ShellguardError(f"{path or key}: {printable(message)}{shown}", where=where)
