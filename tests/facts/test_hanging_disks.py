"""What a session's lines do is noted while all shells wait: a disk that hangs holds up none of them."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shellguard.facts import hanging_looks
from shellguard.facts.session.memory import SessionMemory
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import ShellState

GONE = "/net/gone"


@pytest.fixture
def dead_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Below `GONE` nothing answers to another thread, and to ask it on this one is a fault."""
    here, gate = threading.current_thread(), threading.Event()
    monkeypatch.setattr(hanging_looks, "_AT_ONCE_SECONDS", 0.01)
    for name in ("stat", "lstat", "access"):
        usual = getattr(os, name)

        def hangs(path: Any, *given: Any, usual: Any = usual, **named: Any) -> Any:
            if str(path).startswith(GONE):
                assert threading.current_thread() is not here, f"asks for {path} where all shells wait"
                gate.wait(60)
            return usual(path, *given, **named)

        monkeypatch.setattr(os, name, hangs)
    yield
    gate.set()


@pytest.mark.parametrize("folder", [GONE, "/tmp"])
@pytest.mark.parametrize(
    "line",
    [
        "ls -la",
        f"cp a.md {GONE}/notes",
        f"mv a.md {GONE}/notes",
        f"mv a.md b.md {GONE}/notes",
        f"diff a.md {GONE}/a.md",
        f"tar xf {GONE}/a.tar",
        f"rsync -a src/ {GONE}/src",
        f"{GONE}/tool --version",
        f"sh {GONE}/tool",
        f"curl -o {GONE}/x https://example.org/x",
    ],
)
def test_what_a_line_does_is_noted_without_waiting_for_a_dead_disk(
    line: str, folder: str, dead_disk: None
) -> None:
    memory, shell = SessionMemory(), ShellState(cwd=folder, home="/home/u")
    memory.remember(read("curl -fsSO https://example.org/tool", shell), (), shell)
    memory.remember(read(line, shell), (), shell)
    assert memory.has_downloads


def test_where_a_disk_answers_what_is_moved_into_a_folder_is_known(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text("a")
    memory, shell = SessionMemory(), ShellState(cwd=str(tmp_path), home="/home/u")
    memory.remember(read("mv a.md notes", shell), (), shell)
    assert "moved there" in memory.moved_into(str(tmp_path / "notes"))
