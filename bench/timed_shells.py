"""A scratch world for timing shells: folders, a hook, daemons, and shells whose prompt counts its lines."""

from __future__ import annotations

import os
import pty
import select
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

PATIENCE_SECONDS = 10.0
PROMPT = "<\\#> \\w\\$ "


class Shell:
    """An interactive bash on a pseudo terminal."""

    def __init__(self, bash: str, rc: Path, environment: dict[str, str], folder: Path) -> None:
        self._prompts = 0
        self.screen = b""
        begin = time.perf_counter()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execve(bash, [bash, "--noprofile", "--rcfile", str(rc), "-i"], environment)  # noqa: S606
        self._until_prompt()
        self.start_ms = (time.perf_counter() - begin) * 1000

    def enter(self, line: str) -> float:
        """Types a line; milliseconds from Enter to the next prompt."""
        os.write(self._terminal, line.encode())
        self._drain()
        begin = time.perf_counter()
        os.write(self._terminal, b"\r")
        self._until_prompt()
        return (time.perf_counter() - begin) * 1000

    def press(self, line: str) -> None:
        """Types a line and Enter, and reads what comes within a moment."""
        os.write(self._terminal, line.encode() + b"\r")
        self._drain(0.01)

    def close(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._terminal)

    def _until_prompt(self) -> None:
        self._prompts += 1
        wanted, seen = f"<{self._prompts}>".encode(), b""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while wanted not in seen:
            if not select.select([self._terminal], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise TimeoutError(f"no prompt {self._prompts} after {PATIENCE_SECONDS} s: {seen[-400:]!r}")
            seen += os.read(self._terminal, 65536)
        self.screen += seen

    def _drain(self, seconds: float = 0.003) -> None:
        while select.select([self._terminal], [], [], seconds)[0]:
            self.screen += os.read(self._terminal, 65536)


class World:
    """Folders of one run, taken away again with its daemon in the end."""

    def __init__(self, bash: str, settings: str = "") -> None:
        self._bash = bash
        self._temporary = tempfile.TemporaryDirectory(prefix="sg-bench-")
        self.folder = Path(self._temporary.name)
        self.work = self.folder / "work"
        self.work.mkdir()
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "TERM": "xterm",
            "LANG": "C.UTF-8",
            "INPUTRC": "/dev/null",
            "HISTFILE": str(self.folder / "history"),
            **{f"SHELLGUARD_{kind}_DIR": f"{self.folder}/{kind}" for kind in ("RUNTIME", "CONFIG", "STATE")},
        }
        (self.folder / "CONFIG").mkdir(mode=0o700)
        (self.folder / "CONFIG" / "config.toml").write_text(settings)
        self.hook = self.folder / "hook.bash"
        self.hook.write_text(self.shellguard("init", "bash"))

    def __enter__(self) -> Self:
        self.shellguard("daemon", "start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shellguard("daemon", "stop")
        self._temporary.cleanup()

    def shellguard(self, *words: str) -> str:
        command = [sys.executable, "-P", "-m", "shellguard", *words]
        return subprocess.run(
            command, env=self.environment, check=True, text=True, stdout=subprocess.PIPE
        ).stdout

    def shell(self, name: str, loaded: str = "", **environment: str) -> Shell:
        """A bash whose start-up file holds *loaded*."""
        rc = self.folder / f"rc-{name}"
        rc.write_text(f"PS1='{PROMPT}'\n{loaded}\n")
        return Shell(self._bash, rc, {**self.environment, **environment}, self.work)

    def guarded(self, name: str = "guarded", **environment: str) -> Shell:
        return self.shell(name, f"source {self.hook}", **environment)

    def daemon_pid(self) -> int:
        """The daemon's pid; 0 while there is none."""
        try:
            return int((self.folder / "RUNTIME" / "daemon.pid").read_text())
        except (OSError, ValueError):
            return 0


def summary(times: list[float], reference: list[float]) -> dict[str, float]:
    """Median, first decile and 95th percentile in milliseconds, and the ratio of the medians."""
    return {
        "median_ms": round(statistics.median(times), 3),
        "p10_ms": round(statistics.quantiles(times, n=10, method="inclusive")[0], 3),
        "p95_ms": round(statistics.quantiles(times, n=20, method="inclusive")[18], 3),
        "ratio": round(statistics.median(times) / statistics.median(reference), 2),
    }
