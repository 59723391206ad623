"""What happened beside the lines reads like a sentence, and holds nothing that steers a terminal."""

from __future__ import annotations

from typing import Any

import pytest

from shellguard.cli.log.event_words import event_words


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({"kind": "torn", "segment": "1.jsonl", "bytes": 3}, "torn: segment 1.jsonl, bytes 3"),
        ({"kind": "never-heard-of"}, "never heard of"),
        (
            {"kind": "shell-unguarded", "shell": "bash 5.2", "why": "PS0 is\x1b fixed"},
            "a shell is NOT guarded: PS0 is\\x1b fixed",
        ),
        (
            {
                "kind": "translated",
                "request": "list files",
                "command": "ls",
                "session": "s-1",
                "how": "sentence",
            },
            "asked for: list files -> ls",
        ),
        (
            {"kind": "translated", "request": "make tea", "command": "", "session": "s-1"},
            "asked for: make tea (no command was found)",
        ),
        (
            {"kind": "translated", "request": "gti log", "command": "git log", "how": "misspelt"},
            "misspelt: gti log -> git log",
        ),
        (
            {"kind": "hook-off", "session": "s-1"},
            "guarding was switched off in a shell; nothing is recorded there",
        ),
        ({"kind": "settings-changed", "keys": ["mode", "audit.days"]}, "settings changed: mode, audit.days"),
        ({"kind": "packs-changed", "packs": []}, "own packs in force: none"),
    ],
)
def test_an_event_is_told_without_its_inner_names(record: dict[str, Any], words: str) -> None:
    assert event_words(record) == words


def test_a_gap_tells_how_many_and_when() -> None:
    gap = {
        "kind": "gap",
        "lines": 2,
        "since": "2026-11-20T10:00:00.000000Z",
        "until": "2026-11-20T10:05:00.000000Z",
    }
    told = event_words(gap)
    assert told.startswith("2 lines not recorded, ")
    assert ":00:00 to " in told


def test_an_event_steers_no_terminal() -> None:
    told = event_words({"kind": "translated", "request": "a\x1b[2Jb\nc", "command": "\x07"})
    assert told.isprintable()
