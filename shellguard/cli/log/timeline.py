"""`shellguard log timeline`: how much happened when, by the hour or by the day."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from shellguard import exit_codes
from shellguard.audit.query import Entry
from shellguard.cli.log import output
from shellguard.cli.log.asking import chosen_entries
from shellguard.cli.log.times import local

_HOURS_SHOWN = timedelta(days=3)
_ORDER = (("allow", "green"), ("confirm", "yellow"), ("deny", "red"))
_SIGNS = {"allow": "#", "confirm": "?", "deny": "!"}


def run(arguments: argparse.Namespace) -> int:
    """Draws a bar for each hour that saw something; for each day when the time is longer than three days."""
    chosen = chosen_entries(arguments)
    hours = _by_hour(chosen)
    buckets = _by_day(hours) if _is_long(hours) else hours
    if arguments.json:
        rows = ({"from": start, **counted} for start, counted in sorted(buckets.items()))
        output.write((json.dumps(row) for row in rows), page=False)
    else:
        output.write(_drawn(buckets, output.Paint(output.coloured())) if buckets else ["no lines"])
    return exit_codes.DONE


def _by_hour(chosen: Iterator[Entry]) -> dict[str, Counter[str]]:
    """Counts of decisions by hour; the hour carries its offset, so that the one that comes twice is two."""
    hours: dict[str, Counter[str]] = {}
    names: dict[str, str] = {}
    for entry in chosen:
        if not entry.is_line:
            continue
        at = str(entry.record.get("at"))
        name = names.get(at[:16])  # zones differ from UTC by whole minutes
        if name is None:
            moment = local(at).replace(minute=0, second=0, microsecond=0)
            name = names[at[:16]] = moment.isoformat(timespec="minutes")
        hours.setdefault(name, Counter())[str(entry.record.get("decision"))] += 1
    return hours


def _is_long(hours: dict[str, Counter[str]]) -> bool:
    return bool(hours) and local(max(hours)) - local(min(hours)) > _HOURS_SHOWN


def _by_day(hours: dict[str, Counter[str]]) -> dict[str, Counter[str]]:
    days: dict[str, Counter[str]] = {}
    for hour, counted in hours.items():
        days.setdefault(hour[:10], Counter()).update(counted)
    return days


def _drawn(buckets: dict[str, Counter[str]], paint: output.Paint) -> Iterator[str]:
    most = max(counted.total() for counted in buckets.values())
    width = max(10, output.width() - 50)
    solid = output.drawn()
    for start, counted in sorted(buckets.items()):
        parts = []
        for name, colour in _ORDER:
            length = round(width * counted[name] / most)
            sign = "█" if solid and name == "allow" else _SIGNS[name]
            parts.append(paint(sign * max(length, 1 if counted[name] else 0), colour))
        said = ", ".join(
            f"{counted[n]} {word}" for n, word in (("confirm", "asked"), ("deny", "denied")) if counted[n]
        )
        yield f"{start[:16].replace('T', ' '):<16}  {counted.total():>6}  {''.join(parts)}  {said}".rstrip()
