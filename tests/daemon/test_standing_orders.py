"""Settings that the daemon acts on by itself take effect without a restart."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from shellguard.audit.keeping import Retention
from shellguard.daemon.notebook import Notebook
from shellguard.daemon.runtime_folder import RuntimeFolder
from shellguard.daemon.standing_orders import AWAY_RULES, StandingOrders
from shellguard.settings.model import Settings


@pytest.fixture
def runtime(tmp_path: Path) -> Iterator[RuntimeFolder]:
    folder = RuntimeFolder(tmp_path / "run")
    yield folder
    folder.close()


@pytest.fixture
def root_log() -> Iterator[logging.Logger]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield root
    for handler in root.handlers[:]:
        if handler not in handlers:
            handler.close()
    root.handlers[:], root.level = handlers, level


def settings(**sections: dict[str, object]) -> Settings:
    return Settings.model_validate(sections)


def test_the_rules_for_the_time_without_it_are_left_private_and_stay(
    runtime: RuntimeFolder, tmp_path: Path
) -> None:
    orders = StandingOrders(runtime, Notebook(tmp_path / "audit", Retention()), on_demand=False)
    orders.follow(settings(policy={"always_deny": ["touch x"]}))
    file = runtime.folder / AWAY_RULES
    assert file.stat().st_mode & 0o777 == 0o600
    assert "touch x" in file.read_text()
    orders.follow(settings(policy={"preset": "strict"}))
    assert "touch x" not in file.read_text()
    assert "sudo" in file.read_text()
    runtime.close()
    assert file.exists()
    runtime.__init__(runtime.folder)  # type: ignore[misc] # the next daemon
    assert file.exists()


def test_the_log_goes_where_new_settings_say(
    runtime: RuntimeFolder, tmp_path: Path, root_log: logging.Logger
) -> None:
    orders = StandingOrders(runtime, Notebook(tmp_path / "audit", Retention()), on_demand=False)
    orders.follow(settings())
    file = tmp_path / "own.log"
    orders.follow(settings(daemon={"log_file": str(file), "log_format": "json", "log_level": "info"}))
    root_log.info("told")
    assert json.loads(file.read_text())["message"] == "told"


def test_heads_go_where_new_settings_say(runtime: RuntimeFolder, tmp_path: Path) -> None:
    heads = tmp_path / "heads"

    async def run() -> None:
        notebook = Notebook(tmp_path / "audit", Retention())
        orders = StandingOrders(runtime, notebook, on_demand=False)
        orders.follow(settings())
        notebook.event("one")
        orders.follow(settings(audit={"head_every": 1, "head_file": str(heads)}))
        notebook.event("two")
        notebook.event("three")
        notebook.close()

    asyncio.run(run())
    assert len(heads.read_text().splitlines()) == 2
