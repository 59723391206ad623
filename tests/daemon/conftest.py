"""A daemon in private folders, reached as its users reach it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ready_command


class Installation:
    """Private folders, and the command with them."""

    def __init__(self, folder: Path) -> None:
        self.runtime = folder / "run"
        self.state = folder / "state"
        self.config = folder / "config"
        self.config.mkdir(parents=True)
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "SHELLGUARD_RUNTIME_DIR": str(self.runtime),
            "SHELLGUARD_STATE_DIR": str(self.state),
            "SHELLGUARD_CONFIG_DIR": str(self.config),
        }

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-P", "-m", "shellguard", *arguments]

    def run(self, *arguments: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        return ready_command.run(arguments, env={**self.environment, **more}, cwd=Path.cwd(), stdin=stdin)

    def start_daemon(self) -> None:
        ready_command.start_daemon(self.environment)

    @property
    def pid(self) -> int:
        return int((self.runtime / "daemon.pid").read_text())


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    made = Installation(tmp_path)
    yield made
    made.run("daemon", "stop")


@pytest.fixture
def client(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> Installation:
    """A running daemon that this very process can ask."""
    installation.start_daemon()
    for name, value in installation.environment.items():
        if name.startswith("SHELLGUARD_"):
            monkeypatch.setenv(name, value)
    return installation
