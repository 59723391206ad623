"""What the daemon writes down of its settings: that they changed and which, never what they hold."""

from __future__ import annotations

import asyncio
from pathlib import Path

from shellguard.audit.filters import Filters
from shellguard.audit.keeping import Retention
from shellguard.audit.query import entries
from shellguard.daemon.notebook import Notebook, changed_keys
from shellguard.settings.model import Settings


def changes(folder: Path, *seen: Settings) -> list[list[str]]:
    async def write() -> None:
        notebook = Notebook(folder, Retention())
        for settings in seen:
            notebook.noticed(settings)
        notebook.close()

    asyncio.run(write())
    found = entries(folder, Filters(kinds=("settings-changed",)))
    return [entry.record["keys"] for entry in found][::-1]


def with_mode(mode: str) -> Settings:
    return Settings.model_validate({"mode": mode})


def test_the_first_settings_and_equal_ones_are_no_change(tmp_path: Path) -> None:
    assert changes(tmp_path / "a", with_mode("guard")) == []
    assert changes(tmp_path / "b", with_mode("guard"), with_mode("guard")) == []


def test_every_change_is_recorded_once_by_name(tmp_path: Path) -> None:
    secret = Settings.model_validate({"mode": "observe", "model": {"base_url": "https://me:pass@x.org"}})
    seen = changes(tmp_path / "a", with_mode("guard"), secret, secret, with_mode("guard"))
    assert seen == [["mode", "model.base_url"], ["mode", "model.base_url"]]
    text = b"".join(file.read_bytes() for file in (tmp_path / "a").glob("*.jsonl"))
    assert b"x.org" not in text


def test_names_reach_into_sections_of_sections() -> None:
    other = Settings.model_validate({"dialogue": {"keys": {"run": "j"}}})
    assert changed_keys(Settings(), other) == ["dialogue.keys.run"]
