"""`shellguard log stats`: how much was asked, what was answered, and which questions only cost time."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from statistics import median

from shellguard import exit_codes
from shellguard.audit.statistics import Statistics, count
from shellguard.cli.log import output
from shellguard.cli.log.asking import chosen_entries
from shellguard.cli.log.times import local, span
from shellguard.terminal_text import fitted, printable

_ENOUGH_FOR_A_RATE = 200  # lines; of fewer a rate in a thousand says nothing
_BAR = 30
_MOST_RULES = 15


def run(arguments: argparse.Namespace) -> int:
    """Counts the entries that match."""
    chosen = chosen_entries(arguments)
    found = count(chosen)
    if arguments.json:
        output.write((json.dumps(found.as_json()),), page=False)
    else:
        output.write(_said(found, output.Paint(output.coloured())))
    return exit_codes.DONE


def bar(part: int, whole: int, width: int = _BAR) -> str:
    """A bar for *part* of *whole*; never empty for something."""
    length = round(width * part / whole) if whole else 0
    return ("█" if output.drawn() else "#") * max(length, 1 if part else 0)


def _said(found: Statistics, paint: output.Paint) -> Iterator[str]:
    if not found.lines:
        yield "no lines"
        return
    first, last = local(found.since), local(found.until)
    lines = paint(output.count(found.lines, "line"), "bold")
    yield f"{lines} from {first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M}"
    failed = output.count(found.failed, "line")
    questions = output.count(found.decisions["confirm"], "question")
    if found.lines >= _ENOUGH_FOR_A_RATE:
        questions += f", {found.questions_in_1000:.1f} in 1000 lines"
    yield f"{questions}; {failed} ended with an error"
    if found.waited_ms:
        share = found.approved / max(1, found.answers.total())
        total, middle = span(sum(found.waited_ms)), span(median(found.waited_ms))
        yield f"questions took {total} in all, {middle} at the median; {share:.0%} were answered with yes"
    if found.overridden:
        yield f"{output.count(found.overridden, 'line')} ran because of your own rules, without a question"
    if found.took_ms:
        yield f"judging took {median(found.took_ms):.2f}ms at the median"
    for title, counted in (
        ("decisions", found.decisions),
        ("levels", found.levels),
        ("answers", found.answers),
        ("judged by", found.sources),
        ("events", found.events),
    ):
        yield from _counted(title, counted, paint)
    yield from _rules(found, paint)


def _counted(title: str, counted: Counter[str], paint: output.Paint) -> Iterator[str]:
    if not counted:
        return
    yield ""
    yield paint(title, "bold")
    whole = counted.total()
    for name, number in counted.most_common():
        yield f"  {fitted(printable(name), 14)} {number:>8}  {paint(bar(number, whole), 'blue')}"


def _rules(found: Statistics, paint: output.Paint) -> Iterator[str]:
    if not found.rules:
        return
    yield ""
    yield paint("what was asked about", "bold")
    for name, use in sorted(found.rules.items(), key=lambda item: -item[1].asked)[:_MOST_RULES]:
        note = paint("  always approved", "yellow") if use.always_approved else ""
        yield f"  {fitted(printable(name), 34)} asked {use.asked:>5}, approved {use.approved:>5}{note}"
