"""`shellguard log replay`: judges recorded lines anew and shows what would change."""

from __future__ import annotations

import argparse
import json
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from shellguard import exit_codes
from shellguard.audit.query import Entry, entries
from shellguard.cli.log import output
from shellguard.cli.log.asking import filters_of, limit_of, record_folder
from shellguard.cli.log.rejudging import (
    TODAY,
    Grounds,
    in_force,
    is_whole,
    judged_anew,
    meant,
    proposed,
    was_meant,
)
from shellguard.cli.log.times import local
from shellguard.terminal_text import fitted, printable
from shellguard.verdict_json import reasoning

_LINES = 1_000
_KNOWN_LINES = 20_000
_WORDS = {"allow": "runs", "confirm": "asks", "deny": "denies"}
_COLOURS = {"allow": "green", "confirm": "yellow", "deny": "red"}


@dataclass(frozen=True, slots=True)
class Change:
    """A line that would be judged otherwise; `cause`: the new settings or packs, or "today" for the rest."""

    entry: Entry
    was: str
    now: str
    score: int
    why: str
    cause: str

    def as_json(self) -> dict[str, Any]:
        record = self.entry.record
        told = {name: record.get(name) for name in ("id", "at", "cwd", "line")}
        scores = {"score": record.get("score"), "new_score": self.score}
        return {**told, "was": self.was, "now": self.now, **scores, "why": self.why, "cause": self.cause}


@dataclass(slots=True)
class Replay:
    """What came out so far; `left_out` counts lines that the record does not hold as they were typed."""

    lines: int = 0
    left_out: int = 0
    changed: Counter[tuple[str, str]] = field(default_factory=Counter)

    def as_json(self, changes: list[Change]) -> dict[str, Any]:
        return {
            "lines": self.lines,
            "left_out": self.left_out,
            "changes": [change.as_json() for change in changes],
            "note": TODAY,
        }


def run(arguments: argparse.Namespace) -> int:
    """Judges the newest lines that match, a thousand unless `--last` says otherwise; runs nothing."""
    present = in_force()
    new, cause = None, "today"
    if arguments.settings or arguments.packs:
        new = proposed(present, arguments.settings, arguments.packs)
        given = {"settings": arguments.settings, "packs": arguments.packs}
        cause = " and ".join(name for name, value in given.items() if value)
    chosen = (entry for entry in entries(record_folder(arguments), filters_of(arguments)) if entry.is_line)
    replay = Replay()
    newest = islice(chosen, limit_of(arguments) or _LINES)
    changes = replayed(newest, replay, present, new, cause)
    if arguments.json:
        output.write((json.dumps(replay.as_json(list(changes))),), page=False)
    else:
        output.write(_said(changes, replay, cause, output.Paint(output.coloured())))
    return exit_codes.DONE


def replayed(
    chosen: Iterable[Entry], replay: Replay, present: Grounds, new: Grounds | None, cause: str
) -> Iterator[Change]:
    """The lines that would be judged otherwise, as they are found; counts in *replay* go along."""
    known: OrderedDict[tuple[str, str], tuple[str, str, int, str]] = OrderedDict()
    for entry in chosen:
        if not is_whole(entry):
            replay.left_out += 1
            continue
        replay.lines += 1
        key = (str(entry.record["line"]), str(entry.record.get("cwd", "")))
        if key not in known:
            known[key] = _outcomes(entry, present, new)
            if len(known) > _KNOWN_LINES:
                known.popitem(last=False)
        today, after, score, why = known[key]
        was = was_meant(entry.record)
        # with new settings or packs only what they change is of interest; the world changes anyway
        before = today if new is not None else was
        if before != after:
            replay.changed[before, after] += 1
            yield Change(entry, before, after, score, why, cause)


def _outcomes(entry: Entry, present: Grounds, new: Grounds | None) -> tuple[str, str, int, str]:
    verdict = judged_anew(entry, present)
    today = meant(verdict).value
    if new is not None:
        verdict = judged_anew(entry, new)
    return today, meant(verdict).value, verdict.risk.score, _why(verdict.decision.by, reasoning(verdict))


def _why(by: str, said: str) -> str:
    return said if by in ("score", "fallback") or by.startswith("mode:") else by


def _said(changes: Iterator[Change], replay: Replay, cause: str, paint: output.Paint) -> Iterator[str]:
    width = output.width()
    for change in changes:
        yield from _rows(change, width, paint)
    total = replay.changed.total()
    by = "would be judged" if cause == "today" else f"the {cause} would judge"
    yield f"{output.count(replay.lines, 'line')} judged anew; {total} {by} otherwise"
    for (was, now), number in replay.changed.most_common():
        yield f"  {number:>6}  {_words(was)} → {_words(now)}"
    if replay.left_out:
        left = output.count(replay.left_out, "line")
        yield from output.prose(f"{left} left out: secrets were taken out, or the end was cut off")
    yield from (paint(line, "dim") for line in output.prose(TODAY))


def _rows(change: Change, width: int, paint: output.Paint) -> Iterator[str]:
    record = change.entry.record
    when = f"{local(str(record.get('at'))):%b %d %H:%M}"
    step = f"{_words(change.was)} → {_words(change.now)}"
    score = f"{record.get('score')!s:>3} → {change.score:<3}"
    left = f"{when}  {printable(str(record.get('id', '')))[:12]:<12}  "
    line = fitted(printable(str(record.get("line", ""))), max(10, width - len(left) - 27), pad=False)
    yield f"{paint(left, 'dim')}{paint(fitted(step, 15), _COLOURS.get(change.now, ''))} {score}  {line}"
    if change.why:
        yield paint(fitted(f"    {printable(change.why)}", width, pad=False), "dim")


def _words(decision: str) -> str:
    return _WORDS.get(decision, printable(decision))
