"""Private folders with a daemon in them, reached as its users reach it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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
