"""The daemon under load: many shells at once, one that hangs, memory over many lines, and nothing to do.

    python bench/load.py [--seconds N] [--lines N] [--only-lines] [--json]

Starts a daemon of its own with folders of its own. Shells are played: processes that sleep, with the hook's
part spoken here over the real pipes, each one line after another, taken in turn from a list of usual ones.
`--lines` sends that many lines through ten shells and prints the memory on the way: every tenth of them is
one that was never sent before, so that what is kept of lines would be seen to grow. `--only-lines` does
nothing but that (a million take half an hour of an idle machine). Nothing is run.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import selectors
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from shellguard.wire.frames import Frame, decode, encode  # noqa: E402

LINES = (
    "ls -la", "cd src", "git status", "vim notes.txt", "make -j4", "git add -p", "git commit -m 'say why'",
    "cat README.md",
    "grep -rn import src | head", "docker ps", "cd ..", "python3 -m pytest -q", "rm build/a.o",
    "mkdir -p out/x", "cp a b",
    "echo $PATH", "tar -czf x.tgz src", "kubectl get pods -n dev", "ssh host uptime",
    "find . -name '*.py' | xargs wc -l",
)  # fmt: skip
FRESH = (
    "ls -la dir{}", "cd src{}", "vim notes{}.txt", "make -j4 target{}", "git commit -m 'say why {}'",
    "grep -rn word{} src | head",
    "docker logs web{}", "python3 -m pytest -q -k test_{}", "rm build/a{}.o", "mkdir -p out/x{}",
    "cp a{} b", "tool{} --verbose",
    "N{0}={0} ./run", "tar -czf x{}.tgz src", "kubectl get pods -n dev{}", "ssh host{} uptime",
)  # fmt: skip
"""Never sent twice: a number stands in the place of the braces."""
ONE_FRESH_IN = 10
IDLE_SECONDS = 5.0
CHECKS = 20
PATIENCE_SECONDS = 60.0
MOST_BETWEEN = 50_000
"""So many lines at most between two looks at the memory."""


@dataclass
class Daemon:
    """A daemon of its own."""

    folder: Path
    environment: dict[str, str]
    pid: int

    @property
    def runtime(self) -> Path:
        return self.folder / "run"

    def memory_kb(self) -> int:
        return _status(self.pid, "VmRSS")

    def wakings(self) -> int:
        return _status(self.pid, "voluntary_ctxt_switches")


def _status(pid: int, name: str) -> int:
    text = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith(f"{name}:"))


@contextmanager
def a_daemon() -> Iterator[Daemon]:
    """Started in a scratch folder and stopped again."""
    with tempfile.TemporaryDirectory(prefix="sg-load-") as name:
        folder = Path(name)
        (folder / "home").mkdir()
        environment = {"PATH": os.environ["PATH"], "HOME": str(folder / "home")}
        for kind in ("runtime", "state", "config", "cache"):
            environment[f"SHELLGUARD_{kind.upper()}_DIR"] = str(
                folder / ("run" if kind == "runtime" else kind)
            )
        command = [sys.executable, "-P", "-m", "shellguard", "daemon"]
        subprocess.run([*command, "start"], env=environment, cwd=ROOT, check=True, capture_output=True)
        try:
            yield Daemon(folder, environment, int((folder / "run" / "daemon.pid").read_text()))
        finally:
            subprocess.run([*command, "stop"], env=environment, cwd=ROOT, check=False, capture_output=True)


@dataclass
class Shell:
    """One guarded shell, played."""

    daemon: Daemon
    numbers: count[int] = field(default_factory=lambda: count(1))
    rest: bytes = b""
    sent: float = 0.0
    waits_for: str = ""
    fresh: bool = False
    times: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.process = subprocess.Popen(["cat"], stdin=subprocess.PIPE)  # lives as long as this program
        self.name = name = f"{self.process.pid}-{time.time_ns() // 1000}-1"
        hello = (
            name,
            "bash 5.2",
            str(self.process.pid),
            "0.1.0",
            "",
            str(self.daemon.folder / "home"),
            "xterm:",
        )
        with (self.daemon.runtime / "control").open("wb", buffering=0) as control:
            control.write(encode(Frame("0", "hello", hello)))
        reply = self.daemon.runtime / f"{name}.rsp"
        end = time.monotonic() + 10
        while not reply.exists():
            if time.monotonic() > end:
                raise SystemExit("the daemon does not welcome a shell")
            time.sleep(0.002)
        self.request = os.open(self.daemon.runtime / f"{name}.req", os.O_RDWR | os.O_NONBLOCK)
        self.reply = os.open(reply, os.O_RDWR | os.O_NONBLOCK)

    def send(self) -> None:
        number = next(self.numbers)
        self.waits_for = str(number)
        line = LINES[(number + self.process.pid) % len(LINES)]
        if self.fresh and number % ONE_FRESH_IN == 0:
            line = FRESH[number // ONE_FRESH_IN % len(FRESH)].format(f"{self.process.pid}{number}")
        fields = ("key", "1", "", "", str(self.daemon.folder), "=" + line, "", "s")
        self.sent = time.perf_counter()
        os.write(self.request, encode(Frame(self.waits_for, "line", fields)))

    def take(self) -> bool:
        """Reads what has come; True once the line has its answer."""
        self.rest += os.read(self.reply, 65536)
        *frames, self.rest = self.rest.split(b"\n")
        for data in frames:
            frame = decode(data)
            if frame.type == "need":
                names = frame.field(0).split()
                os.write(self.request, encode(Frame(frame.id, "need-answer", tuple(names))))
            elif frame.type != "wait" and frame.id == self.waits_for:
                self.times.append((time.perf_counter() - self.sent) * 1000)
                return True
        return False

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()
        os.close(self.request)
        os.close(self.reply)


def drive(shells: list[Shell], *, seconds: float = 0.0, lines: int = 0) -> float:
    """Each shell sends a line as soon as it has the answer to the last; how long it took.

    Raises:
        SystemExit: no shell has had an answer for so long that none will come.
    """
    selector = selectors.DefaultSelector()
    for shell in shells:
        selector.register(shell.reply, selectors.EVENT_READ, shell)
    begin = time.monotonic()
    sent = done = 0
    for shell in shells:
        shell.send()
        sent += 1
    while done < sent:
        ready = selector.select(PATIENCE_SECONDS)
        if not ready:
            ended = sum(shell.process.poll() is not None for shell in shells)
            raise SystemExit(
                f"no answer for {PATIENCE_SECONDS:g} s, {done} of {sent} lines were answered; "
                f"{ended} of {len(shells)} shells have ended"
            )
        for key, _ in ready:
            if not key.data.take():
                continue
            done += 1
            if sent < lines or time.monotonic() - begin < seconds:
                key.data.send()
                sent += 1
    selector.close()
    return time.monotonic() - begin


def measured(daemon: Daemon, number: int, seconds: float) -> dict[str, Any]:
    """So many shells at once, after each has warmed up."""
    before = daemon.memory_kb()
    shells = [Shell(daemon) for _ in range(number)]
    drive(shells, lines=number * len(LINES))
    for shell in shells:
        shell.times.clear()
    took = drive(shells, seconds=seconds)
    times = sorted(one for shell in shells for one in shell.times)
    grown = daemon.memory_kb() - before
    for shell in shells:
        shell.close()
    return {
        "shells": number,
        "lines_a_second": round(len(times) / took),
        "median_ms": round(statistics.median(times), 2),
        "p99_ms": round(times[int(len(times) * 0.99)], 2),
        "memory_mb": round(daemon.memory_kb() / 1024, 1),
        "kb_a_shell": round(grown / number),
    }


def beside_a_slow_one(daemon: Daemon, seconds: float) -> dict[str, Any]:
    """A shell that never answers what it is asked and never reads, and one whose line takes long to read."""
    hung, heavy, usual = Shell(daemon), Shell(daemon), Shell(daemon)
    drive([usual], lines=len(LINES))
    usual.times.clear()
    drive([usual], seconds=seconds)
    alone = sorted(usual.times)
    usual.times.clear()
    for number in range(50):
        os.write(
            hung.request,
            encode(Frame(str(number), "line", ("key", "1", "", "", "/", f"=unheard-of-{number} $X"))),
        )
    os.write(heavy.request, encode(Frame("1", "line", ("key", "1", "", "", "/", "=" + "ssh sudo " * 1500))))
    drive([usual], seconds=seconds)
    beside = sorted(usual.times)
    for shell in (hung, heavy, usual):
        shell.close()
    return {
        "alone_p99_ms": round(alone[int(len(alone) * 0.99)], 2),
        "beside_p99_ms": round(beside[int(len(beside) * 0.99)], 2),
        "beside_worst_ms": round(beside[-1], 1),
    }


def beside_a_flood(daemon: Daemon, seconds: float) -> dict[str, Any]:
    """A usual shell, while another writes lines as fast as its pipe takes them, and reads no answer."""
    flooding, usual = Shell(daemon), Shell(daemon)
    drive([usual], lines=len(LINES))
    usual.times.clear()
    written, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(BlockingIOError):
            for _ in range(200):
                fields = ("key", "1", "", "", "/", f"=echo {written}")
                os.write(flooding.request, encode(Frame(str(written), "line", fields)))
                written += 1
        drive([usual], lines=5)
    times = sorted(usual.times)
    for shell in (flooding, usual):
        shell.close()
    return {
        "flood_lines": written,
        "beside_flood_median_ms": round(statistics.median(times), 2),
        "beside_flood_p99_ms": round(times[int(len(times) * 0.99)], 2),
    }


def idle(daemon: Daemon) -> dict[str, Any]:
    """How often the daemon wakes while ten shells stand at their prompts."""
    shells = [Shell(daemon) for _ in range(10)]
    drive(shells, lines=10)
    time.sleep(3)  # what is written later is written
    before = daemon.wakings()
    time.sleep(IDLE_SECONDS)
    woken = daemon.wakings() - before
    for shell in shells:
        shell.close()
    return {"wakings_in_5_s": woken}


def memory(daemon: Daemon, lines: int) -> list[dict[str, Any]]:
    """The daemon's memory on the way through many lines; told while it runs, too."""
    shells = [Shell(daemon, fresh=True) for _ in range(10)]
    found = []
    step = min(lines // 10, MOST_BETWEEN) or lines
    for done in range(step, lines + 1, step):
        took = drive(shells, lines=step)
        found.append({"lines": done, "memory_mb": round(daemon.memory_kb() / 1024, 1),
                      "lines_a_second": round(step / took)})  # fmt: skip
        print(*(f"{name} {value}" for name, value in found[-1].items()), file=sys.stderr, flush=True)
        for shell in shells:
            shell.times.clear()
    for shell in shells:
        shell.close()
    return found


def check_command(daemon: Daemon) -> dict[str, Any]:
    """`shellguard check` with a warm daemon, beside a Python that does nothing."""

    def took(command: list[str]) -> float:
        times = []
        for _ in range(CHECKS):
            begin = time.perf_counter()
            subprocess.run(command, env=daemon.environment, cwd=ROOT, check=False, capture_output=True)
            times.append((time.perf_counter() - begin) * 1000)
        return round(statistics.median(times), 1)

    return {
        "check_ms": took([sys.executable, "-P", "-m", "shellguard", "check", "ls -la"]),
        "python_ms": took([sys.executable, "-c", "pass"]),
    }


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--lines", type=int, default=0)
    parser.add_argument("--only-lines", action="store_true")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found: dict[str, Any] = {}
    with a_daemon() as daemon:
        if not arguments.only_lines:
            found["shells"] = [measured(daemon, number, arguments.seconds) for number in (1, 10, 100)]
            found["slow"] = beside_a_slow_one(daemon, arguments.seconds)
            found["flood"] = beside_a_flood(daemon, arguments.seconds)
            found["idle"] = idle(daemon)
            found["check"] = check_command(daemon)
        if arguments.lines:
            found["memory"] = memory(daemon, arguments.lines)
    if arguments.json:
        print(json.dumps(found, indent=1))
        return 0
    singles = [found[name] for name in ("slow", "flood", "idle", "check") if name in found]
    for one in found.get("shells", []) + singles + found.get("memory", []):
        print("  ".join(f"{name} {value}" for name, value in one.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
