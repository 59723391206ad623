"""What the daemon writes down of its settings: that they changed and which, never what they hold."""

from __future__ import annotations

import asyncio
import errno
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shellguard.audit.filters import Filters
from shellguard.audit.keeping import Retention
from shellguard.audit.query import entries
from shellguard.daemon import notebook as notebook_module
from shellguard.daemon.notebook import Notebook, changed_keys, duration_ms
from shellguard.effects.packs.packs import packaged
from shellguard.settings.model import Settings


def written(folder: Path, kind: str, write: Callable[[Notebook], None]) -> list[dict[str, Any]]:
    """The records of a kind after something was written, the oldest first."""

    async def run() -> None:
        notebook = Notebook(folder, Retention())
        write(notebook)
        notebook.close()

    asyncio.run(run())
    return [entry.record for entry in entries(folder, Filters(kinds=(kind,)))][::-1]


def changes(folder: Path, *seen: Settings) -> list[list[str]]:
    def write(notebook: Notebook) -> None:
        for settings in seen:
            notebook.noticed(settings, packaged())

    return [record["keys"] for record in written(folder, "settings-changed", write)]


def with_mode(mode: str) -> Settings:
    return Settings.model_validate({"mode": mode})


def test_the_first_settings_and_equal_ones_are_no_change(tmp_path: Path) -> None:
    assert changes(tmp_path / "a", with_mode("guard")) == []
    assert changes(tmp_path / "b", with_mode("guard"), with_mode("guard")) == []


def test_every_change_is_recorded_once_by_name(tmp_path: Path) -> None:
    secret = Settings.model_validate({"mode": "observe", "model": {"base_url": "https://x.org/pass"}})
    seen = changes(tmp_path / "a", with_mode("guard"), secret, secret, with_mode("guard"))
    assert seen == [["mode", "model.base_url"], ["mode", "model.base_url"]]
    text = b"".join(file.read_bytes() for file in (tmp_path / "a").glob("*.jsonl"))
    assert b"x.org" not in text


def test_other_packs_are_recorded_by_name_and_only_when_they_change(tmp_path: Path) -> None:
    own = packaged().and_own({"frob.toml": {}}, "abc")

    def write(notebook: Notebook) -> None:
        for packs in (packaged(), own, own, packaged()):
            notebook.noticed(Settings(), packs)

    assert [record["packs"] for record in written(tmp_path, "packs-changed", write)] == [["frob.toml"], []]


def test_what_is_missing_is_recorded_once_and_not_for_every_line(tmp_path: Path) -> None:
    def write(notebook: Notebook) -> None:
        for what in ("looking took too long", "looking took too long", "the settings are broken"):
            notebook.degraded(what)

    assert [record["what"] for record in written(tmp_path, "degraded", write)] == [
        "looking took too long",
        "the settings are broken",
    ]


def test_names_reach_into_sections_of_sections() -> None:
    other = Settings.model_validate({"dialogue": {"keys": {"run": "j"}}})
    assert changed_keys(Settings(), other) == ["dialogue.keys.run"]


@pytest.mark.parametrize(
    ("times", "milliseconds"),
    [
        ("1700000000.000250-1700000001.500250", 1500.0),
        ("1700000000,000250-1700000001,500250", 1500.0),
        ("1700000000000250-1700000001500250", 1500.0),
        ("1700000001.500250-1700000000.000250", 0.0),
        ("12", 12.0),
        ("", None),
        ("-5", None),
        ("x-y", None),
        ("9" * 21 + "-" + "9" * 22, None),
    ],
)
def test_how_long_a_line_took_is_read_from_its_begin_and_end(times: str, milliseconds: float | None) -> None:
    assert duration_ms(times) == milliseconds


async def until(done: Callable[[], bool]) -> None:
    while not done():  # noqa: ASYNC110 - no event tells of it
        await asyncio.sleep(0)


def test_records_are_written_while_a_slow_disk_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, let_go, put = threading.Event(), threading.Event(), os.fdatasync
    synced: list[int] = []

    def slow(file: int) -> None:
        begun.set()
        let_go.wait()
        synced.append(os.fstat(file).st_size)
        put(file)

    def written_bytes() -> int:
        return sum(file.stat().st_size for file in tmp_path.glob("*.jsonl"))

    async def run() -> None:
        notebook = Notebook(tmp_path, Retention())
        notebook.event("hook-off")
        await until(begun.is_set)
        notebook.event("hook-on")
        size = written_bytes()
        assert notebook.opened().dirty
        let_go.set()
        await until(lambda: not notebook.opened().dirty)
        assert synced == [size, size]  # what came meanwhile was put on the disk by a call of its own
        notebook.close()

    monkeypatch.setattr(notebook_module, "SYNC_SECONDS", 0.0)
    monkeypatch.setattr(os, "fdatasync", slow)
    asyncio.run(run())
    kinds = [entry.record["kind"] for entry in entries(tmp_path, Filters(kinds=("hook-off", "hook-on")))]
    assert kinds == ["hook-on", "hook-off"]


def test_a_disk_that_fails_later_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(file: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    async def run() -> None:
        notebook = Notebook(tmp_path, Retention())
        monkeypatch.setattr(os, "fdatasync", failing)
        notebook.event("hook-off")
        await until(lambda: bool(notebook.problem))
        assert "Input/output error" in notebook.news()
        monkeypatch.undo()
        notebook.event("hook-on")
        assert not notebook.problem
        notebook.close()

    monkeypatch.setattr(notebook_module, "SYNC_SECONDS", 0.0)
    asyncio.run(run())
