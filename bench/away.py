"""When the daemon is killed: how long Enter takes then, and how soon lines are judged again.

    python -m bench.away [--rounds N] [--bash PROGRAM] [--json]

Each round kills the daemon of a guarded bash with SIGKILL. `notice` is the time from Enter on an
ordinary line until the next prompt: the line has run, the person has been told, a new daemon is being
started. Its ratio is to Enter with a daemon, measured in the same rounds; `longer_ms` is the difference
of the medians. `restart` is the time from the kill until a line is judged by the new daemon: one that
the settings deny is typed again and again (it is harmless: `true`) until the shell says that it did not
run.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import statistics
import sys
import time

from bench.timed_shells import PATIENCE_SECONDS, Shell, World, summary

SETTINGS = '[policy]\nalways_deny = ["true refused"]\n'
NOTICE = b"the daemon does not answer; it is being started"
REFUSED = b"did not run this"
ORDINARY_LINES = 20


def round_of(world: World) -> tuple[list[float], float, float]:
    """Enters with a daemon; Enter after its end; seconds until the new one judged a line."""
    world.shellguard("daemon", "start")
    shell = world.guarded()
    try:
        shell.enter("true warm")
        ordinary = [shell.enter(f"true {number}") for number in range(ORDINARY_LINES)]
        killed = time.perf_counter()
        os.kill(world.daemon_pid(), signal.SIGKILL)
        time.sleep(0.02)
        before = len(shell.screen)
        noticed = shell.enter("true away")
        if NOTICE not in shell.screen[before:]:
            raise SystemExit("the shell did not notice that the daemon was gone")
        until_refused(shell)
        return ordinary, noticed, time.perf_counter() - killed
    finally:
        shell.close()


def until_refused(shell: Shell) -> None:
    """Types the line that is denied until it is."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while REFUSED not in shell.screen:
        if time.monotonic() > deadline:
            raise SystemExit(f"no line was judged within {PATIENCE_SECONDS} s")
        shell.press("true refused")


def run(bash: str, rounds: int) -> dict[str, object]:
    """All rounds."""
    ordinary: list[float] = []
    noticed: list[float] = []
    restarted: list[float] = []
    with World(bash, SETTINGS) as world:
        for _ in range(rounds):
            enters, notice, restart = round_of(world)
            ordinary += enters
            noticed.append(notice)
            restarted.append(restart)
    return {
        "rounds": rounds,
        "enter": summary(ordinary, ordinary),
        "notice": {
            **summary(noticed, ordinary),
            "longer_ms": round(statistics.median(noticed) - statistics.median(ordinary), 3),
        },
        "restart": {
            "median_s": round(statistics.median(restarted), 3),
            "longest_s": round(max(restarted), 3),
        },
    }


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--bash", default=shutil.which("bash") or "/bin/bash")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = run(arguments.bash, arguments.rounds)
    print(json.dumps(found) if arguments.json else json.dumps(found, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
