"""Microseconds a line by reader, and milliseconds for lines of great size.

    python -m bench.parse LINES [--json]

LINES holds a command line a line, or JSON objects with `cmd`. Nothing is run.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from shellguard.parsing.compound import Grammar
from shellguard.parsing.reading import read, warm
from shellguard.parsing.second import heads_by_bashlex, heads_by_tree_sitter
from shellguard.parsing.syntax import BrokenError, Listing

LONG = {
    "10 kB of words": "echo " + "word " * 2000,
    "10 kB of quoted words": "echo " + '"a b $x" ' * 1100,
    "10 kB of commands": "rm -rf /tmp/x;" * 700,
    "10 kB of the shortest commands": "ls;" * 3333,
    "10 kB of substitutions": "echo " + "$(ls) " * 1600,
    "60 kB of words": "echo " + "word " * 12_000,
    "10 000 levels of $(": "$(" * 10_000,
    "10 000 levels of (": "( " * 10_000,
    "10 000 levels of ${a:-": "${a:-" * 10_000,
    "10 000 times sudo": "sudo " * 10_000 + "ls",
    "10 000 times eval": "eval " * 10_000 + "ls",
    "1 MB of commands": "ls; " * 250_000,
}


def lines_of(file: Path) -> list[str]:
    """The command lines of a file, as text or as JSON objects with `cmd`."""
    found = []
    for text in file.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
        if text.startswith("{"):
            found.append(str(json.loads(text)["cmd"]))
        elif text.strip():
            found.append(text)
    return found


def grammar_only(line: str) -> None:
    try:
        Grammar(line).whole(Listing())
    except BrokenError:
        return


READERS: dict[str, Callable[[str], object]] = {
    "read (all of it)": read,
    "grammar alone": grammar_only,
    "tree-sitter-bash, programs": heads_by_tree_sitter,
    "bashlex, programs": heads_by_bashlex,
}


def microseconds(reader: Callable[[str], object], lines: list[str]) -> dict[str, float]:
    """Median, 95th and 99th percentile and the longest over all lines."""
    times = []
    for line in lines:
        begin = time.perf_counter()
        reader(line)
        times.append((time.perf_counter() - begin) * 1e6)
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    return {
        "median_us": round(statistics.median(times), 1),
        "p95_us": round(cuts[94], 1),
        "p99_us": round(cuts[98], 1),
        "max_us": round(max(times), 1),
    }


def measure(lines: list[str]) -> dict[str, object]:
    warm()
    heads_by_bashlex("true")
    sizes = {}
    for name, line in LONG.items():
        begin = time.perf_counter()
        read(line)
        sizes[name] = round((time.perf_counter() - begin) * 1000, 1)
    return {
        "lines": len(lines),
        "readers": {name: microseconds(reader, lines) for name, reader in READERS.items()},
        "problems": sum(1 for line in lines if read(line).problems),
        "sizes_ms": sizes,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("lines", type=Path)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = measure(lines_of(arguments.lines))
    indent = None if arguments.json else 2
    sys.stdout.write(json.dumps(found, indent=indent, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
