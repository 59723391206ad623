"""One entry as one row: a table on a terminal, tab-separated fields in a pipe."""

from __future__ import annotations

from typing import Any

from shellguard.audit.query import Entry
from shellguard.cli.log.output import Paint
from shellguard.cli.log.times import local, span
from shellguard.terminal_text import columns, fitted, printable

_LEVEL_COLOURS = {"safe": "dim", "low": "", "medium": "yellow", "high": "red", "critical": "red"}
_OUTCOME_COLOURS = {"ran": "dim", "asked": "yellow", "denied": "red"}
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
    """The row of the table on a terminal *width* columns wide."""
    record = entry.record
    when = f"{local(str(record.get('at'))):%b %d %H:%M:%S}"
    if not entry.is_line:
        return paint(fitted(f"{when}  -- {event_text(record)}", width, pad=False), "blue")
    said = outcome(entry)
    status = entry.status
    took = span(entry.finish.get("duration_ms")) if entry.finish else ""
    level = str(record.get("level"))
    left = [
        paint(when, "dim"),
        paint(fitted(said, 12), _OUTCOME_COLOURS.get(said.split(":")[0], "")),
        paint(f"{record.get('score', '')!s:>3}", _LEVEL_COLOURS.get(level, "")),
        paint(fitted("" if not status else f"!{status}", 4), "red"),
        fitted(took, 6),
    ]
    taken = columns(when) + 12 + 3 + 4 + 6 + 2 * len(left)
    line = fitted(printable(str(record.get("line", ""))), max(10, width - taken), pad=False)
    return "  ".join(left) + "  " + line


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
