"""`shellguard log export`: everything that matches, oldest last, for other programs."""

from __future__ import annotations

import argparse
import csv
import io
import json
from collections.abc import Iterator

from shellguard import exit_codes
from shellguard.audit.query import Entry
from shellguard.audit.record import SCHEMA
from shellguard.cli.log import output
from shellguard.cli.log.asking import chosen_entries

COLUMNS = (
    "at", "n", "kind", "id", "session", "cwd", "line", "decision", "score", "level", "rules", "answer",
    "waited_ms", "status", "duration_ms", "source", "took_ms", "hash",
)  # fmt: skip
"""Of `--format csv`; new ones are added at the end only."""


def run(arguments: argparse.Namespace) -> int:
    """Writes entries to standard output."""
    chosen = chosen_entries(arguments)
    lines = _csv(chosen) if arguments.format == "csv" else _jsonl(chosen)
    output.write(lines, page=False)
    return exit_codes.DONE


def _jsonl(chosen: Iterator[Entry]) -> Iterator[str]:
    return (json.dumps({"v": SCHEMA, **entry.as_json()}) for entry in chosen)


def _csv(chosen: Iterator[Entry]) -> Iterator[str]:
    yield ",".join(COLUMNS)
    for entry in chosen:
        fields = entry.as_json()
        fields["rules"] = " ".join(str(finding.get("id")) for finding in fields.get("findings", ()))
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerow([_cell(fields.get(name, "")) for name in COLUMNS])
        yield buffer.getvalue().removesuffix("\n")


def _cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value).encode("utf-8", "backslashreplace").decode()
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
