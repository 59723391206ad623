"""`shellguard log report --html FILE`: the record as one page."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from shellguard import exit_codes
from shellguard.audit.query import Entry
from shellguard.audit.report import page
from shellguard.audit.statistics import count
from shellguard.cli.log import output
from shellguard.cli.log.asking import chosen_entries
from shellguard.cli.log.times import local
from shellguard.errors import ShellguardError
from shellguard.paths import PRIVATE_FILE

_MOST_ROWS = 500


def run(arguments: argparse.Namespace) -> int:
    """Writes the page; the file is private, as the record is."""
    days: dict[str, dict[str, int]] = {}
    noteworthy: list[Entry] = []
    chosen = chosen_entries(arguments)
    found = count(_seen(chosen, days, noteworthy))
    text = "\n".join(page(found, days, noteworthy, "shellguard: what was run and asked")) + "\n"
    _write(Path(arguments.html), text)
    output.write((f"{arguments.html}: {found.lines} lines",), page=False)
    return exit_codes.DONE


def _seen(
    chosen: Iterator[Entry], days: dict[str, dict[str, int]], noteworthy: list[Entry]
) -> Iterator[Entry]:
    """Passes entries on, and keeps of them what the page shows beside the counts."""
    for entry in chosen:
        if entry.is_line:
            decision = str(entry.record.get("decision"))
            day = days.setdefault(f"{local(str(entry.record.get('at'))):%Y-%m-%d}", {})
            day[decision] = day.get(decision, 0) + 1
            if decision != "allow" and len(noteworthy) < _MOST_ROWS:
                noteworthy.append(entry)
        yield entry


def _write(file: Path, text: str) -> None:
    new = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, PRIVATE_FILE)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        new.replace(file)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise ShellguardError(f"the page can't be written: {error.strerror}", where=str(file)) from error
