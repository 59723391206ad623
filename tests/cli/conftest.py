from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import ready_command

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment with folders of its own, no daemon, and no settings of the person who tests."""
    foreign = ("SHELLGUARD_", "OPENAI_", "VLLM_", "NO_COLOR", "FORCE_COLOR", "PYTEST")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    return kept | {
        "HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "SHELLGUARD_RUNTIME_DIR": str(tmp_path / "run"),
        "SHELLGUARD_STATE_DIR": str(tmp_path / "state"),
        "SHELLGUARD_CONFIG_DIR": str(tmp_path / "config"),
        "SHELLGUARD_SYSTEM_CONFIG": str(tmp_path / "system.toml"),
    }


@pytest.fixture
def shellguard(environment: dict[str, str], tmp_path: Path) -> Run:
    """Runs the command as a person would; `more` adds to the environment."""

    def run(*arguments: str, stdin: str = "", more: dict[str, str] | None = None, cwd: Path | None = None):  # type: ignore[no-untyped-def]
        return ready_command.run(arguments, env=environment | (more or {}), cwd=cwd or tmp_path, stdin=stdin)

    return run
