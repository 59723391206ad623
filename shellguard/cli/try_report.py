"""What `shellguard try` says, in words and as JSON."""

from __future__ import annotations

import json
import os
import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from shellguard.cli.terminal import by_level, emphasised, prose
from shellguard.cli.trial import Asked, Trial
from shellguard.policy.decision import Action
from shellguard.risk.finding import level_of
from shellguard.terminal_text import fitted, printable

SHOWN_OF_A_RULE = 3
_WIDTH = 100
_NO_FOLDERS = (
    "A history does not say in which folder a line ran nor what lay there, so every line was judged by its "
    "words alone, with unknown targets taken as unknown, not as harmless. A guarded shell looks as well: it "
    "asks less about what git has or a tool rebuilds, and more about what would be lost."
)
_NOTHING_KEPT = "Nothing was run, nothing was stored, nothing has left this machine."


def report(trial: Trial, *, every: bool = False, color: bool = False, width: int | None = None) -> list[str]:
    """The report for a person.

    Args:
        every: show every line of a rule, not only the first few.
        width: of the terminal; None where a program reads.
    """
    lines = [f"{_short(history.path)} ({history.writer.value})" for history in trial.histories]
    lines += [
        f"  only the newest part of {_short(one.path)} was read: it is very long"
        for one in trial.histories
        if one.cut
    ]
    lines += [emphasised(_headline(trial), "1", color), ""]
    for rule, members in _groups(trial.asked):
        lines += [*_group(rule, members, every=every, color=color, width=width), ""]
    if any(one.patterns for one in trial.asked):
        lines += _wrapped(
            "To let one of these run unasked, put its line into always_allow under [policy] "
            "(shellguard config edit). Each names exactly that command, and no other.",
            width,
        )
        lines.append("")
    return [*lines, *_wrapped(_NO_FOLDERS, width), _NOTHING_KEPT]


def as_object(trial: Trial) -> dict[str, Any]:
    """The same as an object of JSON values."""
    return {
        "v": 1,
        "histories": [
            {
                "path": str(one.path),
                "shell": one.writer.value,
                "lines": len(one.entries),
                "cut": one.cut,
            }
            for one in trial.histories
        ],
        "lines": trial.lines,
        "asked": _count(trial.asked),
        "denied": _count([one for one in trial.asked if one.action is Action.DENY]),
        "folders": "unknown",
        "groups": [
            {"rule": rule, "lines": [_asked_object(one) for one in members]}
            for rule, members in _groups(trial.asked)
        ],
        "elapsed_ms": round(trial.seconds * 1000, 1),
    }


def _asked_object(one: Asked) -> dict[str, Any]:
    return {
        "line": one.line,
        "times": one.times,
        "decision": one.action.value,
        "risk_level": one.score,
        "reasoning": printable(one.why),
        "always_allow": list(one.patterns) or None,
    }


def _headline(trial: Trial) -> str:
    asked = _count(trial.asked)
    denied = _count([one for one in trial.asked if one.action is Action.DENY])
    if not trial.lines:
        return "there are no lines in it"
    said = f"of {_number(trial.lines)} lines, {_number(asked) if asked else 'none'} would have been"
    if asked and denied == asked:
        return f"{said} denied"
    return f"{said} asked about" + (f", {_number(denied)} of them denied" if denied else "")


def _groups(asked: Sequence[Asked]) -> Iterator[tuple[str, list[Asked]]]:
    """By rule, the heaviest first; within one by weight too."""
    heaviest: dict[str, int] = {}
    for one in asked:
        heaviest[one.rule] = max(one.score, heaviest.get(one.rule, 0))
    ordered = sorted(asked, key=lambda one: (-heaviest[one.rule], one.rule, -one.score))
    for rule, members in groupby(ordered, key=lambda one: one.rule):
        yield rule, list(members)


def _group(rule: str, members: list[Asked], *, every: bool, color: bool, width: int | None) -> Iterator[str]:
    count = _count(members)
    head = f"{printable(rule)}: {_number(count)} {'line' if count == 1 else 'lines'}"
    yield by_level(head, level_of(members[0].score).value, color)
    shown = members if every else members[:SHOWN_OF_A_RULE]
    for one in shown:
        yield from _one(one, every=every, width=width)
    if len(members) > len(shown):
        yield f"  … and {len(members) - len(shown)} more (--all shows them)"


def _one(one: Asked, *, every: bool, width: int | None) -> Iterator[str]:
    often = f"   × {_number(one.times)}" if one.times > 1 else ""
    line = printable(one.line)
    most = min(_WIDTH, (width or _WIDTH) - len(often) - 2)
    yield f"  {line if every else fitted(line, most, pad=False)}{often}"
    denied = "denied: " if one.action is Action.DENY else ""
    yield from prose(f"      {denied}{printable(one.why)}   (risk {one.score} of 100)", width)
    if one.patterns:
        listed = ", ".join(json.dumps(text, ensure_ascii=False) for text in one.patterns)
        yield f"      fine?  always_allow = [{listed}]"


def _count(asked: Sequence[Asked]) -> int:
    return sum(one.times for one in asked)


def _number(value: int) -> str:
    return f"{value:,}".replace(",", " ")


def _short(path: Path) -> str:
    home = os.environ.get("HOME", "").rstrip("/")
    text = str(path)
    return printable(f"~{text[len(home) :]}" if home and text.startswith(home + "/") else text)


def _wrapped(text: str, width: int | None) -> list[str]:
    return textwrap.wrap(text, min(_WIDTH, width or _WIDTH))
