"""Enter to next prompt, in a guarded and in a bare bash, and how long a shell takes to start.

    python -m bench.enter [--lines N] [--starts N] [--bash PROGRAM] [--json]

Both shells are typed at in turns in one run, so that what else the machine does falls on both. Guarded twice:
a line that was judged before, and lines that are all new. The daemon is a real one in folders of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import pty
import select
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE_SECONDS = 10.0
WARM_UP = 20


class Shell:
    """An interactive bash on a pseudo terminal whose prompt counts its lines."""

    def __init__(self, bash: str, rc: Path, environment: dict[str, str]) -> None:
        self._prompts = 0
        begin = time.perf_counter()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
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

    def _drain(self) -> None:
        while select.select([self._terminal], [], [], 0.003)[0]:
            os.read(self._terminal, 65536)


def summary(times: list[float], bare: list[float]) -> dict[str, float]:
    """Median and 95th percentile in milliseconds, and the ratio of the medians."""
    return {
        "median_ms": round(statistics.median(times), 3),
        "p95_ms": round(statistics.quantiles(times, n=20, method="inclusive")[18], 3),
        "ratio": round(statistics.median(times) / statistics.median(bare), 2),
    }


def measure_lines(bare: Shell, guarded: Shell, lines: int) -> dict[str, dict[str, float]]:
    """Bare, guarded with a line judged before and guarded with a new one, in turns."""
    typed: dict[str, tuple[Shell, Callable[[int], str]]] = {
        "bare": (bare, lambda number: f"true {number}"),
        "judged before": (guarded, lambda _: "true again"),
        "new": (guarded, lambda number: f"true new{number}"),
    }
    times: dict[str, list[float]] = {name: [] for name in typed}
    for number in range(-WARM_UP, lines):
        for name, (shell, line) in typed.items():
            took = shell.enter(line(number))
            if number >= 0:
                times[name].append(took)
    return {name: summary(found, times["bare"]) for name, found in times.items()}


def measure_starts(start: Callable[[str], Shell], starts: int) -> dict[str, dict[str, float]]:
    """From the start of bash to its first prompt, in turns."""
    times: dict[str, list[float]] = {"bare": [], "guarded": []}
    for _ in range(starts):
        for name, found in times.items():
            shell = start(name)
            found.append(shell.start_ms)
            shell.close()
    return {name: summary(found, times["bare"]) for name, found in times.items()}


def run(bash: str, lines: int, starts: int) -> dict[str, object]:
    """Makes folders, a daemon and shells, measures, and takes all of it away again."""
    with tempfile.TemporaryDirectory(prefix="sg-bench-") as folder:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": folder,
            "TERM": "xterm",
            "LANG": "C.UTF-8",
            "INPUTRC": "/dev/null",
            "HISTFILE": "/dev/null",
            **{f"SHELLGUARD_{kind}_DIR": f"{folder}/{kind}" for kind in ("RUNTIME", "CONFIG", "STATE")},
        }
        command = [sys.executable, "-P", "-m", "shellguard"]

        def shellguard(*words: str) -> str:
            return subprocess.run(
                [*command, *words], env=environment, check=True, text=True, stdout=subprocess.PIPE
            ).stdout

        hook = Path(folder, "hook.bash")
        hook.write_text(shellguard("init", "bash"))
        rcs = {"bare": "PS1='<\\#>'\n", "guarded": f"PS1='<\\#>'\nsource {hook}\n"}
        for name, text in rcs.items():
            Path(folder, name).write_text(text)
        shellguard("daemon", "start")

        def start(name: str) -> Shell:
            return Shell(bash, Path(folder, name), environment)

        try:
            bare, guarded = start("bare"), start("guarded")
            enter = measure_lines(bare, guarded, lines)
            bare.close()
            guarded.close()
            started = measure_starts(start, starts)
        finally:
            shellguard("daemon", "stop")
    more = round(started["guarded"]["median_ms"] - started["bare"]["median_ms"], 2)
    return {
        "bash": bash,
        "python": platform.python_version(),
        "lines": lines,
        "enter": enter,
        "start": {**started, "more_ms": more},
    }


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lines", type=int, default=500)
    parser.add_argument("--starts", type=int, default=50)
    parser.add_argument("--bash", default=shutil.which("bash") or "/bin/bash")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = run(arguments.bash, arguments.lines, arguments.starts)
    print(json.dumps(found) if arguments.json else json.dumps(found, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
