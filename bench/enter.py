"""From Enter to the next prompt, in a guarded and in a bare bash, and how long a shell takes to start.

    python -m bench.enter [--lines N] [--starts N] [--bash PROGRAM] [--json]

All shells are typed at in turns in one run, so that what else the machine does falls on all of them, and
their prompts are the same. Two kinds of lines, each guarded twice (a line that was judged before, and
lines that are all new): `program` is what persons mostly type, a program that is started (`ls -l FILE`);
`builtin` is the least that a line can be (`true NUMBER`), so that its ratio is the worst there is. What
the guarded time is made of:

    bound only   a bash whose Enter is a macro of a `bind -x` command that does nothing, and accept-line
    thoughtless  the hook with a daemon that thinks nothing and records nothing (bench.thoughtless_daemon)

The real daemon runs in folders of its own. Milliseconds, and ratios of medians to the bare bash.
"""

from __future__ import annotations

import argparse
import json
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.timed_shells import Shell, World, summary

WARM_UP = 20
BOUND_ONLY = r"""
bind -x '"\C-x\C-_g1": :'
bind '"\C-x\C-_g4": accept-line'
bind '"\C-m": "\C-x\C-_g1\C-x\C-_g4"'
"""

Lines = Callable[[int], str]
KINDS: dict[str, tuple[str, Lines]] = {
    "program": ("ls -l again", lambda number: f"ls -l file{number}"),
    "builtin": ("true again", lambda number: f"true new{number}"),
}


@contextmanager
def thoughtless_daemon(world: World) -> Iterator[str]:
    """Runs the daemon that thinks nothing, in a folder of its own, whose path it gives."""
    folder = world.folder / "THOUGHTLESS"
    daemon = subprocess.Popen([sys.executable, "-m", "bench.thoughtless_daemon", str(folder)])
    try:
        while not (folder / "daemon.pid").exists():
            if daemon.poll() is not None:
                raise SystemExit("the daemon that thinks nothing did not start")
            time.sleep(0.02)
        yield str(folder)
    finally:
        daemon.kill()
        daemon.wait()


def measure_kind(kind: str, shells: dict[str, Shell], lines: int) -> dict[str, dict[str, float]]:
    """Enters of all shells in turns."""
    again, new = KINDS[kind]
    typed: dict[str, tuple[Shell, Lines]] = {
        "bare": (shells["bare"], new),
        "bound only": (shells["bound only"], new),
        "thoughtless": (shells["thoughtless"], lambda _: again),
        "judged before": (shells["guarded"], lambda _: again),
        "new": (shells["guarded"], new),
    }
    times: dict[str, list[float]] = {name: [] for name in typed}
    for number in range(-WARM_UP, lines):
        for name, (shell, line) in typed.items():
            took = shell.enter(line(number))
            if number >= 0:
                times[name].append(took)
    return {name: summary(found, times["bare"]) for name, found in times.items()}


def measure_starts(world: World, starts: int) -> dict[str, object]:
    """From the start of bash to its first prompt, in turns."""
    times: dict[str, list[float]] = {"bare": [], "guarded": []}
    for _ in range(starts):
        for name, found in times.items():
            shell = world.guarded() if name == "guarded" else world.shell(name)
            found.append(shell.start_ms)
            shell.close()
    started = {name: summary(found, times["bare"]) for name, found in times.items()}
    more = round(started["guarded"]["median_ms"] - started["bare"]["median_ms"], 2)
    return {**started, "more_ms": more}


def run(bash: str, lines: int, starts: int) -> dict[str, object]:
    """Makes the world, measures, and takes all of it away again."""
    with World(bash) as world, thoughtless_daemon(world) as folder:
        for name in ("again", *(f"file{number}" for number in range(-WARM_UP, lines))):
            Path(world.work, name).touch()
        shells = {
            "bare": world.shell("bare"),
            "bound only": world.shell("bound", BOUND_ONLY),
            "thoughtless": world.guarded("thoughtless", SHELLGUARD_RUNTIME_DIR=folder),
            "guarded": world.guarded(),
        }
        enter = {kind: measure_kind(kind, shells, lines) for kind in KINDS}
        for shell in shells.values():
            shell.close()
        started = measure_starts(world, starts)
    return {
        "bash": bash,
        "python": platform.python_version(),
        "lines": lines,
        "enter": enter,
        "start": started,
    }


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lines", type=int, default=300)
    parser.add_argument("--starts", type=int, default=50)
    parser.add_argument("--bash", default=shutil.which("bash") or "/bin/bash")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = run(arguments.bash, arguments.lines, arguments.starts)
    print(json.dumps(found) if arguments.json else json.dumps(found, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
