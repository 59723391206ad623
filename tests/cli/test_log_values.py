"""The times, durations and files that the record's pages show."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from shellguard.cli.log.show import _targets
from shellguard.cli.log.times import moment, span
from shellguard.errors import ShellguardError

NOON = 1_795_262_400.0  # 2026-11-21T12:00:00Z


@pytest.fixture(autouse=True)
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2h", "2026-11-21T10:00:00.000Z"),
        ("1.5d", "2026-11-20T00:00:00.000Z"),
        ("today", "2026-11-20T23:00:00.000Z"),
        ("yesterday", "2026-11-19T23:00:00.000Z"),
        ("10:30", "2026-11-21T09:30:00.000Z"),
        ("2026-11-20", "2026-11-19T23:00:00.000Z"),
        ("2026-11-20T10:00Z", "2026-11-20T10:00:00.000Z"),
        ("2026-07-01", "2026-06-30T22:00:00.000Z"),
    ],
)
def test_times_are_those_of_the_place(text: str, at: str) -> None:
    assert moment(text, NOON) == at


@pytest.mark.parametrize("text", ["", "soon", "25:00", "2026-13-01", "2x", "-1h"])
def test_what_is_no_time_is_told(text: str) -> None:
    with pytest.raises(ShellguardError):
        moment(text, NOON)


@pytest.mark.parametrize(
    ("milliseconds", "said"),
    [(3, "3ms"), (2300, "2.3s"), (250_000, "4m10s"), (7_500_000, "2h05m"), (None, "")],
)
def test_durations_are_short(milliseconds: object, said: str) -> None:
    assert span(milliseconds) == said


def test_what_was_found_is_told_in_words_and_each_path_once() -> None:
    found: list[dict[str, Any]] = [
        {"path": "/w/a", "exists": True, "kind": "folder"},
        {
            "path": "/w/a",
            "exists": True,
            "kind": "folder",
            "files": 25,
            "counted_all": True,
            "total_bytes": 24_528,
            "newest": NOON,
            "recovery": "lost",
            "reason": "not known to git",
            "irreplaceable": 25,
        },
        {"path": "/w/b", "exists": False, "newest": 1e300},
    ]
    assert list(_targets(found)) == [
        "  /w/a: folder, 25 files, 24.5 kB, changed last 2026-11-21 13:00, not known to git",
        "  /w/b: not there",
    ]
