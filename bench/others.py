"""Other guards beside this one, on the same harmless lines: how long a verdict takes, how many are stopped.

    python bench/others.py [--path DIR] [--lines N] [--json]

Asks each guard whose command is found in PATH (or in --path, which is looked at first) about each line by its
own command, in turns, so that a busy machine is busy for all of them; says which are not there. A Python that
does nothing stands beside them. No shell reads the lines and nothing is run. Each gets an empty home.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from bench.load import Daemon, a_daemon  # noqa: E402

SECONDS = 20
SHAPES = (
    "ls -la {0}", "cat {0}/README.md", "grep -rn main {0}", "git log --oneline {0}", "git diff {0}",
    "wc -l {0}/a.py", "python3 -m pytest -q {0}", "find {0} -name '*.py'", "mkdir -p {0}/x",
    "cp {0}/a.py {0}/b.py", "vim {0}/a.py", "du -sh {0}", "tail -n 20 {0}/x.log",
    "diff {0}/a {0}/b", "make -C {0} -j4", "cd {0} && ls", "git add {0}",
    "sort {0}/a.txt | uniq -c", "docker build -t app {0}", "tar -czf {0}.tgz {0}", "less {0}/notes",
    "ruff check {0}", "echo {0}", "stat {0}", "npm --prefix {0} test",
)  # fmt: skip
FOLDERS = ("src", "docs", "lib/core", "app", "web/pages", "tools", "tests", "data")


@dataclass(frozen=True)
class Guard:
    """`command` gives the words that ask about a line, `given` what they read; `stops` reads the answer."""

    name: str
    program: str
    command: Callable[[str, str], list[str]]
    stops: Callable[[int, str], bool] = lambda status, _: status != 0
    given: Callable[[str], str] = lambda _: ""


@dataclass
class Measured:
    """One guard's answers; times in milliseconds."""

    times: list[float] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    failed: int = 0


def _hook(line: str) -> str:
    """A line as agents hand it to a hook before a tool is used."""
    call = {"tool_name": "Bash", "tool_input": {"command": line}, "cwd": "/", "hook_event_name": "PreToolUse"}
    return json.dumps(call)


def _says_something(_: int, said: str) -> bool:
    return bool(said.strip())


_TIRITH = "--format json --non-interactive --no-daemon --offline"
GUARDS = (
    Guard("(bare python)", sys.executable, lambda own, _: [own, "-c", "pass"]),
    Guard("shellguard", sys.executable, lambda own, line: [own, "-P", "-m", "shellguard", "check", line]),
    Guard(
        "tirith",
        "tirith",
        lambda own, line: [own, "check", *_TIRITH.split(), "--", line],
    ),
    Guard(
        "shellfirm",
        "shellfirm",
        lambda own, line: [own, "check", "-c", line, "--format", "json"],
        lambda _, said: bool(json.loads(said or "{}").get("matched_rules")),
    ),
    Guard(
        "cc-safety-net",
        "cc-safety-net",
        lambda own, _: [own, "hook", "--claude-code"],
        _says_something,
        _hook,
    ),
    Guard("seatbelt", "seatbelt", lambda own, line: [own, "check", "--json", "--no-config", line]),
    Guard("blastradius", "blastradius", lambda own, _: [own, "hook"], _says_something, _hook),
    Guard("hal", "hal", lambda own, line: [own, "test", line]),
    Guard(
        "claude-safety-guard",
        "claude-safety-guard",
        lambda own, line: [own, "check", "--json", "--", line],
    ),
)  # fmt: skip


def harmless(number: int) -> list[str]:
    """So many lines that nobody wants to be asked about."""
    return [shape.format(folder) for folder, shape in product(FOLDERS, SHAPES)][:number]


def ask(guard: Guard, own: str, line: str, environment: dict[str, str], cwd: Path, into: Measured) -> None:
    """One line, judged by one guard."""
    begin = time.perf_counter()
    try:
        ended = subprocess.run(
            guard.command(own, line), input=guard.given(line), env=environment, cwd=cwd, capture_output=True,
            text=True, timeout=SECONDS, check=False,
        )  # fmt: skip
        into.times.append((time.perf_counter() - begin) * 1000)
        if guard.stops(ended.returncode, ended.stdout):
            into.stopped.append(line)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        into.failed += 1


def compared(found: dict[str, str], lines: list[str], daemon: Daemon) -> dict[str, Measured]:
    """All lines by all guards that are there, in turns."""
    measured = {name: Measured() for name in found}
    homes = {name: daemon.folder / f"home of {name}" for name in found}
    for home in homes.values():
        home.mkdir()
    own = daemon.environment | {"PYTHONPATH": str(ROOT)}
    for line in lines:
        for guard in GUARDS:
            if guard.name not in found:
                continue
            alien = {"PATH": os.environ["PATH"], "HOME": str(homes[guard.name]), "TERM": "dumb"}
            environment = own if guard.name == "shellguard" else alien
            ask(guard, found[guard.name], line, environment, homes[guard.name], measured[guard.name])
    return measured


def rows(measured: dict[str, Measured], lines: int) -> list[dict[str, object]]:
    """What is printed of each guard."""
    return [
        {
            "guard": name,
            "median_ms": round(statistics.median(one.times), 1) if one.times else None,
            "p95_ms": round(sorted(one.times)[int(len(one.times) * 0.95)], 1) if one.times else None,
            "stopped": len(one.stopped),
            "of": lines,
            "failed": one.failed,
        }
        for name, one in sorted(measured.items(), key=lambda item: statistics.median(item[1].times or [1e9]))
    ]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--path", action="append", default=[], help="a folder that holds guards")
    parser.add_argument("--lines", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    path = os.pathsep.join([*arguments.path, os.environ["PATH"]])
    places = {guard.name: shutil.which(guard.program, path=path) for guard in GUARDS}
    found = {name: place for name, place in places.items() if place is not None}
    missing = sorted(places.keys() - found.keys())
    lines = harmless(arguments.lines)
    with a_daemon() as daemon:
        told = rows(compared(found, lines, daemon), len(lines))
    if arguments.json:
        print(json.dumps({"guards": told, "not_here": missing}, indent=1))
        return 0
    for row in told:
        print("  ".join(f"{name} {value}" for name, value in row.items()))
    if missing:
        print(f"not here: {', '.join(missing)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
