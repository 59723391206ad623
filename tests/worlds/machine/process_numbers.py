"""Pairs about files that hold the number of a process: (name, line, harmless, fatal)."""

from __future__ import annotations

PROCESS_NUMBERS: list[tuple[str, str, str, str]] = [
    (
        "the number of what has ended, or runs",
        "rm app.pid",
        "process server app.pid\nended",
        "process server app.pid",
    ),
    (
        "written before what has that number now, or by it",
        "rm -f run/app.pid",
        "folder run\nprocess server run/app.pid\nold run/app.pid",
        "folder run\nprocess server run/app.pid",
    ),
    (
        "a lock of what has ended, or runs",
        "rm -f .worker.lock",
        "process worker .worker.lock\nended",
        "process worker .worker.lock",
    ),
]
ENDED_FIRST_RUN: list[tuple[str, str, str]] = [
    ("it is ended first", "kill $(cat app.pid); rm -f app.pid", "process server app.pid"),
    ("no number stands in it", "rm app.pid", "text app.pid none"),
]
