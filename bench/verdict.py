"""Static verdicts over a file of lines: how long a new line takes, and one that was judged before.

    python -m bench.verdict LINES [--cwd DIR] [--json]

LINES holds a command line a line, or JSON objects with `cmd`. Without --cwd nothing is looked at, so this is
the time of reading, deriving, weighing and deciding. Nothing is run.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import statistics
import sys
import time
from pathlib import Path

from bench.command_lines import lines_of
from shellguard import judgement
from shellguard.parsing.shell_state import ShellState
from shellguard.settings.model import Settings

SLOWEST = 5


def milliseconds(line: str, shell: ShellState, settings: Settings) -> float:
    begin = time.perf_counter()
    judgement.judge(line, shell=shell, settings=settings, look=bool(shell.cwd), id="bench")
    return (time.perf_counter() - begin) * 1000


def summary(times: list[float]) -> dict[str, float]:
    """Median, 95th and 99th percentile and the longest, in milliseconds."""
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    return {
        "median_ms": round(statistics.median(times), 3),
        "p95_ms": round(cuts[94], 3),
        "p99_ms": round(cuts[98], 3),
        "max_ms": round(max(times), 3),
    }


def measure(lines: list[str], cwd: str) -> dict[str, object]:
    """Judges every line twice in a row: new, then remembered."""
    shell = ShellState(cwd=cwd, home=os.environ.get("HOME", "/root"))
    settings = Settings()
    begin = time.perf_counter()
    judgement.warm_up()
    warm_up_ms = (time.perf_counter() - begin) * 1000
    gc.collect()
    gc.freeze()
    cold, cached = [], []
    for line in lines:
        cold.append(milliseconds(line, shell, settings))
        cached.append(milliseconds(line, shell, settings))
    by_time = sorted(zip(cold, lines, strict=True), reverse=True)[:SLOWEST]
    return {
        "lines": len(lines),
        "looked_at": bool(cwd),
        "python": platform.python_version(),
        "warm_up_ms": round(warm_up_ms, 1),
        "cold": summary(cold),
        "cached": summary(cached),
        "slowest": [{"ms": round(taken, 2), "characters": len(line)} for taken, line in by_time],
    }


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lines", type=Path, metavar="LINES")
    parser.add_argument("--cwd", default="", help="look at targets as if in this folder")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    lines = list(dict.fromkeys(lines_of(arguments.lines)))
    if len(lines) < 2:
        print("there are fewer than two lines to measure", file=sys.stderr)
        return 1
    result = measure(lines, arguments.cwd)
    if arguments.json:
        print(json.dumps(result))
        return 0
    for name in ("cold", "cached"):
        print(f"{name:7}", "  ".join(f"{key} {value}" for key, value in result[name].items()))  # type: ignore[attr-defined]
    print(
        f"{result['lines']} lines, knowledge read in {result['warm_up_ms']} ms; slowest: {result['slowest']}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
