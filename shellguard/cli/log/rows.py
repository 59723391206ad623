"""One entry as one row: a table on a terminal, tab-separated fields in a pipe."""

from __future__ import annotations

from typing import Any

from shellguard.audit.query import Entry
from shellguard.cli.log.output import Paint
from shellguard.cli.log.times import local, span
from shellguard.terminal_text import fitted, printable

_LEVEL_COLOURS = {"safe": "dim", "low": "", "medium": "yellow", "high": "red", "critical": "red"}
_OUTCOME_COLOURS = {"ran": "dim", "asked": "yellow", "denied": "red"}
_WIDE = 100
_HIDDEN = frozenset({"at", "n", "kind", "hash", "salt", "id"})


def outcome(entry: Entry) -> str:
    """What became of a line in one word or two: `ran`, `asked: run`, `denied`."""
    decision = str(entry.record.get("decision"))
    if decision == "allow":
        return "ran"
    if decision == "confirm":
        return f"asked: {printable(entry.answered)}" if entry.answered else "asked"
    return "denied" if decision == "deny" else printable(decision)


def table_row(entry: Entry, paint: Paint, width: int) -> str:
    """The row of the table on a terminal *width* columns wide: time, id, outcome, score, end, line."""
    record = entry.record
    when = f"{local(str(record.get('at'))):{'%b %d %H:%M:%S' if width >= _WIDE else '%b %d %H:%M'}}"
    if not entry.is_line:
        return paint(fitted(f"{when}  -- {event_text(record)}", width, pad=False), "blue")
    said = outcome(entry)
    end = f"!{entry.status}" if entry.status else span((entry.finish or {}).get("duration_ms"))
    cells = [
        (when, len(when), "dim"),
        (printable(str(record.get("id", ""))), 8, "dim"),
        (said, 10, _OUTCOME_COLOURS.get(said.split(":")[0], "")),
        (f"{record.get('score', '')!s:>3}", 3, _LEVEL_COLOURS.get(str(record.get("level")), "")),
        (end, 6, "red" if entry.status else "dim"),
    ]
    left = "  ".join(paint(fitted(text, size), colour) for text, size, colour in cells) + "  "
    taken = sum(size + 2 for _, size, _ in cells)
    return left + fitted(printable(str(record.get("line", ""))), max(10, width - taken), pad=False)


def plain_row(entry: Entry) -> str:
    """Tab-separated: time, id, decision, answer, score, exit status, milliseconds, folder, line."""
    record = entry.record
    when = local(str(record.get("at"))).isoformat(timespec="milliseconds")
    if not entry.is_line:
        fields = [
            when,
            str(record.get("id", "")),
            str(record.get("kind")),
            "",
            "",
            "",
            "",
            "",
            event_text(record),
        ]
    else:
        finish = entry.finish or {}
        fields = [
            when,
            str(record.get("id", "")),
            str(record.get("decision")),
            entry.answered or "",
            str(record.get("score", "")),
            "" if entry.status is None else str(entry.status),
            str(finish.get("duration_ms", "")),
            str(record.get("cwd", "")),
            str(record.get("line", "")),
        ]
    return "\t".join(printable(field) for field in fields)


def event_text(record: dict[str, Any]) -> str:
    """An event in one line of words."""
    details = [
        f"{name.replace('_', ' ')} {value}"
        for name, value in record.items()
        if name not in _HIDDEN and value != ""
    ]
    kind = str(record.get("kind")).replace("-", " ")
    return printable(f"{kind}: {', '.join(details)}" if details else kind)
