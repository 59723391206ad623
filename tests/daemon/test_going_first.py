"""Which lines may run before they are recorded: those that do nothing, and cannot keep it from being done."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from shellguard.audit.keeping import Retention
from shellguard.daemon.desk import Desk
from shellguard.daemon.need_answer import NamedValues
from shellguard.daemon.notebook import Notebook
from shellguard.daemon.runtime_folder import RuntimeFolder
from shellguard.daemon.session import Session, ShellInfo
from shellguard.daemon.settings_watch import SettingsWatch
from shellguard.wire.frames import Frame

ORDINARY = ""
UNRECORDED_NEVER = '[audit]\non_failure = "deny"\n'


def times_in(record: Path, line: str) -> int:
    return "".join(file.read_text() for file in record.glob("*.jsonl")).count(f'"line":"{line}"')


class Shell:
    """A shell that looks into the record each time that it is answered: how often its line stands there."""

    def __init__(self, record: Path) -> None:
        self._record = record
        self._line = ""
        self.seen: list[int] = []
        self.brought: list[bool] = []
        self.session = Session(ShellInfo("1-1-1", pid=os.getpid(), home="/home/me"), self._hear)

    def _hear(self, frame: Frame) -> bool:
        if frame.type != "need":
            self.seen.append(times_in(self._record, self._line))
            self.brought.append(self.session.memory.has_downloads)
        return True

    def types(self, desk: Desk, line: str) -> None:
        self._line = line
        words = dict.fromkeys(line.split())
        self.session.known.take(NamedValues({}, words, words, dict.fromkeys(words, "file")))
        fields = ("key", "1", "", "", "/tmp", f"={line}", "", "s")
        desk.take(self.session, Frame(str(len(self.seen) + 1), "line", fields))


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RuntimeFolder]:
    for kind in ("CONFIG", "STATE", "RUNTIME"):
        monkeypatch.setenv(f"SHELLGUARD_{kind}_DIR", str(tmp_path / kind))
    folder = RuntimeFolder(tmp_path / "RUNTIME")
    yield folder
    folder.close()


def seen_in_record(runtime: RuntimeFolder, record: Path, *lines: str) -> list[int]:
    """How often a shell saw each line in the record when it was answered; in the end all are there."""

    async def typed() -> list[int]:
        desk = Desk(runtime, SettingsWatch(), Notebook(record, Retention()))
        shell = Shell(record)
        for line in lines:
            shell.types(desk, line)
        desk.stopped()
        return shell.seen

    seen = asyncio.run(typed())
    assert {line: times_in(record, line) for line in lines} == Counter(lines)
    return seen


@pytest.mark.parametrize(
    ("settings", "line", "recorded_before"),
    [
        pytest.param(UNRECORDED_NEVER, "ls -l", True, id="where no line is to run unrecorded"),
        pytest.param(ORDINARY, "unheard-of now", True, id="a program of which nothing is known"),
        pytest.param(ORDINARY, "ls | unheard-of now", True, id="nor of the second"),
        pytest.param(ORDINARY, "ls -l", False, id="what does nothing"),
    ],
)
def test_a_line_is_recorded_before_it_runs_unless_it_does_nothing(
    runtime: RuntimeFolder, tmp_path: Path, settings: str, line: str, recorded_before: bool
) -> None:
    (tmp_path / "CONFIG").mkdir(mode=0o700)
    (tmp_path / "CONFIG" / "config.toml").write_text(settings)
    # the first line of all takes up the settings
    seen = seen_in_record(runtime, tmp_path / "audit", "pwd", line, line, line)
    assert seen[1:] == ([1, 2, 3] if recorded_before else [0, 1, 2])


@pytest.mark.parametrize("line", ["git status", "git clone https://example.org/me/tool tool"])
def test_whether_a_folder_is_new_is_looked_at_before_a_line_may_make_it(
    runtime: RuntimeFolder, tmp_path: Path, line: str
) -> None:
    async def typed() -> list[bool]:
        desk = Desk(runtime, SettingsWatch(), Notebook(tmp_path / "audit", Retention()))
        shell = Shell(tmp_path / "audit")
        for one in ("pwd", line):
            shell.types(desk, one)
        desk.stopped()
        return shell.brought

    assert asyncio.run(typed())[-1] is ("clone" in line)
