"""`shellguard log`: the entries, the newest first."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path

from shellguard import exit_codes
from shellguard.audit.filters import Filters
from shellguard.audit.query import Entry, parsed
from shellguard.audit.segments import lines_forwards, segments_in
from shellguard.cli.log import output
from shellguard.cli.log.asking import chosen_entries, filters_of, record_folder
from shellguard.cli.log.event_words import event_words
from shellguard.cli.log.rows import plain_row, table_row

_POLL_SECONDS = 0.25


def run(arguments: argparse.Namespace) -> int:
    """Lists entries; with `--follow` shows new ones until Ctrl-C."""
    filters, folder = filters_of(arguments), record_folder(arguments)
    if getattr(arguments, "follow", False):
        return _follow(folder, filters, as_json=arguments.json)
    chosen = chosen_entries(arguments, filters)
    if arguments.json:
        output.write((json.dumps(entry.as_json()) for entry in chosen), page=False)
    else:
        output.write(_told(rows(chosen)) if segments_in(folder) else iter(_empty()))
    return exit_codes.DONE


def rows(chosen: Iterator[Entry]) -> Iterator[str]:
    """Entries as a table on a terminal, as plain lines elsewhere."""
    if not output.is_terminal():
        return map(plain_row, chosen)
    paint, width = output.Paint(output.coloured()), output.width()
    return (table_row(entry, paint, width) for entry in chosen)


def _told(shown: Iterator[str]) -> Iterator[str]:
    """The rows; on a terminal a word where there are none, for nothing at all looks like a fault."""
    first = next(shown, None)
    if first is not None:
        yield first
        yield from shown
    elif output.is_terminal():
        yield "nothing that was recorded fits this"


def _empty() -> list[str]:
    return ["nothing has been recorded yet"] if output.is_terminal() else []


def _follow(folder: Path, filters: Filters, *, as_json: bool) -> int:
    try:
        for record in _new_records(folder):
            entry = Entry(record)
            if not filters.within(str(record.get("at"))) or not filters.matches(record, None, None):
                continue
            if as_json:
                text = json.dumps(entry.as_json())
            elif entry.is_line:
                text = next(rows(iter((entry,))))
            else:
                text = f"  {record.get('id', '')} {event_words(record)}".rstrip()
            output.write((text,), page=False)
    except KeyboardInterrupt:
        return exit_codes.INTERRUPTED
    return exit_codes.DONE


def _new_records(folder: Path) -> Iterator[dict[str, object]]:
    """Records as they are written from now on, never half of one."""
    read = {segment.path: segment.path.stat().st_size for segment in segments_in(folder)}
    while True:
        for segment in segments_in(folder):
            for line in lines_forwards(segment.path, read.get(segment.path, 0)):
                if not line.endswith(b"\n"):
                    break
                read[segment.path] = read.get(segment.path, 0) + len(line)
                record = parsed(line)
                if record is not None:
                    yield record
        time.sleep(_POLL_SECONDS)
