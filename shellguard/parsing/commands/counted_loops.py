"""What a variable is by turns that a loop counts up or down: `while [ $n -lt 5 ]; do …; n=$((n+1)); done`."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from functools import lru_cache

from shellguard.parsing.grammar.syntax import Compound
from shellguard.parsing.script import Hole, Piece
from shellguard.parsing.state.environment import Environment
from shellguard.parsing.state.value import Value
from shellguard.parsing.words.values import MAX_LOOP_WORDS

_LONGEST = 4_000
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,8})")
_OTHERWISE = re.compile(
    r"\b(?:read|eval|printf|mapfile|readarray|source|declare|local|unset|shift)\b|(?:^|[;&|\n])\s*\.\s"
)
_OWN = r"\$?\{?(?P=name)\}?"
# each with signs of which one stands there: most loops do not count
_STEPS = tuple(
    (signs, re.compile(pattern))
    for signs, pattern in (
        (("=$((",), rf"\b(?P<name>[A-Za-z_]\w*)=\$\(\(\s*{_OWN}\s*(?P<sign>[+-])\s*(?P<by>\d{{1,6}})\s*\)\)"),
        (
            ("expr",),
            rf"\b(?P<name>[A-Za-z_]\w*)=(?:\$\(|`)\s*expr\s+{_OWN}\s+(?P<sign>[+-])\s+(?P<by>\d{{1,6}})\s*[)`]",
        ),
        (
            ("+=", "-="),
            r"(?:\(\(|;|\blet)\s*[\"']?(?P<name>[A-Za-z_]\w*)\s*(?P<sign>[+-])=\s*(?P<by>\d{1,6})",
        ),
        (("++", "--"), r"(?:\(\(|;|\blet)\s*[\"']?(?P<name>[A-Za-z_]\w*)(?P<sign>[+-])(?P=sign)"),
        (("++", "--"), r"(?:\(\(|;|\blet)\s*[\"']?(?P<sign>[+-])(?P=sign)(?P<name>[A-Za-z_]\w*)"),
        (("let",), rf"\blet\s+[\"']?(?P<name>[A-Za-z_]\w*)={_OWN}(?P<sign>[+-])(?P<by>\d{{1,6}})"),
    )
)
_START = r"\(\(\s*{name}\s*=\s*(-?\d{{1,9}})\s*;"
_BOUNDS = (
    r"\A\w+\s+\[\[?\s+[\"']?\$\{{?{name}\}}?[\"']?\s+-(lt|le|gt|ge|ne)\s+[\"']?(-?\d{{1,9}})[\"']?\s+\]\]?\s*[;\n]",
    r"\A(?:while|until)\s*\(\(\s*\$?{name}\s*(<=|>=|!=|<|>)\s*(-?\d{{1,9}})\s*\)\)\s*[;\n]",
    r"\Afor\s*\(\([^;]*;\s*{name}\s*(<=|>=|!=|<|>)\s*(-?\d{{1,9}})\s*;",
)
_COMPARED: dict[str, Callable[[int, int], bool]] = {
    "lt": operator.lt, "<": operator.lt, "le": operator.le, "<=": operator.le, "gt": operator.gt,
    ">": operator.gt, "ge": operator.ge, ">=": operator.ge, "ne": operator.ne, "!=": operator.ne,
}  # fmt: skip


def count(raw: Compound, source: str, environment: Environment) -> None:
    """Let a variable that a loop counts be all that it is in its turns; some of it where no end is told."""
    if raw.kind not in ("while", "until") and (raw.kind != "for" or raw.name):
        return
    step = _step(source)
    if step is None:
        return
    name = step["name"]
    by = int(step.groupdict().get("by") or 1) * (1 if step["sign"] == "+" else -1)
    start = _start(name, source, environment)
    if start is None or not by:
        return
    values, ended = _values(name, source, start, by, until=raw.kind == "until")
    if ended and values:
        environment.assign(name, Value(values))
    elif values:
        environment.assign(
            name, Value(None, pieces=(Piece(f"${name}", Hole.VARIABLE, False, name, False, values),))
        )


def _step(source: str) -> re.Match[str] | None:
    text = source[:_LONGEST]
    for signs, pattern in _STEPS:
        if any(sign in text for sign in signs) and (found := pattern.search(text)) is not None:
            return found
    return None


def is_counted(name: str, value: Value, source: str) -> bool:
    """Whether a variable has all the values already that the turns of a loop give it by counting."""
    step = _step(source) if len(value.choices or ()) > 1 and not _OTHERWISE.search(source) else None
    return step is not None and step["name"] == name


def _start(name: str, source: str, environment: Environment) -> int | None:
    said = re.search(_START.format(name=name), source) if source.startswith("for") else None
    text = said[1] if said is not None else environment.lookup(name).text
    return int(text) if text is not None and _NUMBER.fullmatch(text) else None


@lru_cache(maxsize=64)
def _bounds(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one.format(name=name)) for one in _BOUNDS)


def _values(name: str, source: str, start: int, by: int, *, until: bool) -> tuple[tuple[str, ...], bool]:
    """The values in turn, with the one that ends the loop: it may be counted before it is used."""
    bound = next((found for one in _bounds(name) if (found := one.search(source))), None)
    if bound is None:
        return tuple(str(start + by * turn) for turn in range(MAX_LOOP_WORDS)), False
    goes_on, end = _COMPARED[bound[1]], int(bound[2])
    turns = []
    for turn in range(MAX_LOOP_WORDS):
        value = start + by * turn
        turns.append(str(value))
        if goes_on(value, end) is until:
            return tuple(turns), True
    return tuple(turns), False
