"""One entry as one row: a table on a terminal, tab-separated fields in a pipe."""

from __future__ import annotations

from shellguard.audit.query import Entry
from shellguard.cli.log.event_words import event_words
from shellguard.cli.log.output import Paint
from shellguard.cli.log.times import local, span
from shellguard.terminal_text import fitted, printable

_LEVEL_COLOURS = {"safe": "dim", "low": "", "medium": "yellow", "high": "red", "critical": "red"}
_OUTCOME_COLOURS = {"ran": "dim", "asked": "yellow", "would": "yellow", "denied": "red"}
_ANSWERS = {"interrupted": "left"}  # with Ctrl-C, or by closing the terminal
_OBSERVED = {"confirm": "would ask", "deny": "would deny"}
_ID, _OUTCOME = 7, 12
_NARROW, _WIDE = 60, 100


def outcome(entry: Entry) -> str:
    """What became of a line in one word or two: `ran`, `asked: run`, `denied`; `would ask` when observing."""
    decision = str(entry.record.get("decision"))
    if decision == "allow":
        return _OBSERVED.get(str(entry.record.get("observed")), "ran")
    if decision == "confirm":
        answer = _ANSWERS.get(entry.answered or "", entry.answered)
        return f"asked: {printable(answer)}" if answer else "asked"
    return "denied" if decision == "deny" else printable(decision)


def table_row(entry: Entry, paint: Paint, width: int) -> str:
    """The row of the table on a terminal *width* columns wide: time, id, outcome, score, end, line."""
    return "".join(paint(text, colour) for text, colour in table_cells(entry, width))


def table_cells(entry: Entry, width: int) -> list[tuple[str, str]]:
    """The same as pieces of text with their colours."""
    record = entry.record
    when = f"{local(str(record.get('at'))):{'%b %d %H:%M:%S' if width >= _WIDE else '%b %d %H:%M'}}"
    if not entry.is_line:
        return [(fitted(f"{when}  -- {event_words(record)}", width, pad=False), "blue")]
    said = outcome(entry)
    end = f"!{entry.status}" if entry.status else span((entry.finish or {}).get("duration_ms"))
    cells = [
        (when, len(when), "dim"),
        # the beginning of an id is enough for `log show`
        (printable(str(record.get("id", "")))[:_ID], _ID, "dim"),
        (said, _OUTCOME, _OUTCOME_COLOURS.get(said.split()[0].rstrip(":"), "")),
        (f"{record.get('score', '')!s:>3}", 3, _LEVEL_COLOURS.get(str(record.get("level")), "")),
        (end, 6, "red" if entry.status else "dim"),
    ]
    if width < _NARROW:  # what is left of the row is the line's
        cells = cells[1:3]
    pieces = [(fitted(text, size) + "  ", colour) for text, size, colour in cells]
    taken = sum(size + 2 for _, size, _ in cells)
    line = fitted(printable(str(record.get("line", ""))), max(10, width - taken), pad=False)
    return [*pieces, (line, "")]


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
            event_words(record),
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
