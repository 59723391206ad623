"""What a request says of the names of files, as patterns and tests of find(1)."""

from __future__ import annotations

import re

from shellguard.knowledge.loading import load
from shellguard.phrasebook.language.quoting import UnfitError
from shellguard.phrasebook.selection.selection import Selection
from shellguard.phrasebook.selection.selection_values import WORDS, extension_glob, whole_glob

_LONGEST_NAME = 60
_FORM = re.compile(r"\{(\w+):(\w+)\}")
_EDGES = ("starts", "ends", "contains")


def add_name(form: str, kind: str, value: str, other: str, chosen: Selection) -> None:
    """Adds what a rule says of names: *kind* names the form of *value*, *other* is a second value or ""."""
    if kind in _EDGES:
        _add_edge(kind, _sign_or_class(value), other, chosen)
    elif kind == "notextension":
        chosen.tests += ["!", "-name", WORDS["text"](extension_glob(value))]
    elif kind == "notname":
        chosen.tests += ["!", "-name", WORDS["glob"](value)]
    elif kind == "glob" and "/" in value and chosen.tests[-1:] == ["-name"]:
        chosen.tests[-1:] = ["-path", WORDS["text"](value)]
    elif (glob := _glob(kind, value)) is not None:
        chosen.globs.append(glob)
    else:
        chosen.tests.append(_FORM.sub(lambda _: WORDS[kind](value), form))


def _add_edge(kind: str, value: str, other: str, chosen: Selection) -> None:
    """The beginning or the end of a name, or what stands in it."""
    if kind != "contains" and chosen.tests[-1:] == ["-name"]:
        chosen.tests.pop()
    if kind == "ends" and value.startswith("."):
        chosen.said.add("ended")
    before, after = ("" if kind == "starts" else "*"), ("" if kind == "ends" else "*")
    chosen.globs.extend(before + text.strip("*") + after for text in (value, other) if text)


def _glob(kind: str, value: str) -> str | None:
    """The pattern of a whole name; None where the kind says something else."""
    match kind:
        case "named" | "ornamed":
            return whole_glob(value)
        case "bare":
            return value
        case "extension" | "orextension":
            return extension_glob(value)
        case "longer":
            return "?" * (_length(value) + 1) + "*"
        case "exactly":
            return "?" * _length(value)
    return None


def _length(value: str) -> int:
    if not value.isdecimal() or int(value) > _LONGEST_NAME:
        raise UnfitError("no length of a name")
    return int(value)


def _sign_or_class(value: str) -> str:
    """`spaces` is a blank, `a digit` a class of characters; all else is itself."""
    table = load("phrasing/vocabulary")
    found: str = table["classes"].get(value.lower(), table["signs"].get(value.lower(), value))
    return found
