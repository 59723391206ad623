from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Folders of its own for each test, and none of the environment's settings."""
    for name in list(os.environ):
        if name.startswith(("SHELLGUARD_", "OPENAI_", "VLLM_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("SHELLGUARD_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("SHELLGUARD_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("SHELLGUARD_SYSTEM_CONFIG", str(tmp_path / "system.toml"))
    (tmp_path / "config").mkdir()
    return tmp_path
