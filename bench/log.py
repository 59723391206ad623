"""What the record costs: writing a line, and listing, filtering and verifying a million records.

    python bench/log.py [--records 1000000]

Prints one figure a line with its aim; everything is made in a temporary folder, which is removed again.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from shellguard.audit.appender import Appender
from shellguard.audit.filters import Filters
from shellguard.audit.query import entries
from shellguard.audit.record import LineContext
from shellguard.audit.recorder import Recorder
from shellguard.audit.verify import verify
from shellguard.cli.log.review_state import Review
from shellguard.cli.log.review_view import screen
from shellguard.cli.log.shelf import PAGE, Shelf
from shellguard.parsing.reading import read
from shellguard.policy.decision import Action, Decision
from shellguard.risk.finding import Risk
from shellguard.verdict import Verdict

START = 1_780_000_000.0
LINES = (
    "ls -la",
    "git status --short",
    "cd src && make -j4 test",
    "grep -rn 'def main' shellguard | head -20",
    "docker compose logs --tail 100 web",
    "python3 -m pytest -q tests/unit -k parser",
    "vim README.md",
    "kubectl get pods -n staging -o wide",
)
CONTEXT = LineContext(  # noqa: S604 - the name of a shell
    session="4f1c", shell="bash 5.2.15", tty="pts/3", cwd="/home/me/project", pid=4242, accepted="enter"
)


class Ticking:
    """A clock that advances by forty seconds a record, so that a million spans more than a year."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        self.now += 40
        return self.now


def recording(folder: Path) -> None:
    """What an allowed line costs, redaction included; each line was read before, as the daemon has it."""
    lines = [(line, read(line)) for line in LINES]
    taken = []
    with Recorder(folder / "audit", key=b"k" * 32) as pen:
        for number in range(20_000):
            line, script = lines[number % len(lines)]
            verdict = Verdict(
                f"{number:x}", line, Decision(Action.ALLOW), Risk(5), script=script, elapsed_ms=0.4
            )
            start = time.perf_counter_ns()
            pen.decided(verdict, CONTEXT)
            taken.append((time.perf_counter_ns() - start) / 1e6)
    told("recording an allowed line, median", median(taken), "ms", 0.1)
    told("recording an allowed line, 99th percentile", quantiles(taken, n=100)[98], "ms")


def filled(folder: Path, records: int) -> Path:
    """A chain of so many records, half of them ends of lines."""
    pen = Appender(folder / "million", Ticking())
    start = time.perf_counter()
    for number in range(records // 2):
        action = "deny" if number % 5000 == 0 else "confirm" if number % 200 == 0 else "allow"
        name = f"{number:x}"
        fields: dict[str, object] = {
            "id": name, "line": f"{LINES[number % len(LINES)]} # {number}", "decision": action,
            "score": 75 if action != "allow" else 5, "level": "high" if action != "allow" else "safe",
            "cwd": f"/home/me/project{number % 40}", "session": f"s{number // 300}", "shell": "bash 5.2.15",
            "tty": "pts/3", "pid": 4242, "accepted": "enter", "source": "static", "took_ms": 0.4,
            "salt": os.urandom(8).hex(),
        }  # fmt: skip
        if action != "allow":
            finding = {"id": "git.push-force", "message": "rewrites what others have", "score": 75}
            fields["findings"] = [finding]
        pen.append("decided", fields, sync=False)
        pen.append(
            "finished",
            {"id": name, "status": 130 if number % 5000 == 7 else 0, "duration_ms": 12.5},
            sync=False,
        )
    pen.close()
    size = sum(file.stat().st_size for file in (folder / "million").glob("*.jsonl"))
    print(f"{records} records, {size / 1e6:.0f} MB, written in {time.perf_counter() - start:.1f} s")
    return folder / "million"


def reading(folder: Path) -> None:
    """The first screen, filters over all, and the chain; the reader's memory."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-m", "shellguard", "log", "--folder", str(folder), "--last", "50"]
    taken = []
    for _ in range(7):
        start = time.perf_counter()
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        taken.append((time.perf_counter() - start) * 1000)
    told("first screen of `log`, whole process, median", median(taken), "ms", 150)
    for name, filters in (
        ("--decision deny", Filters(decisions=("deny",))),
        ("--rule git.*", Filters(rules=("git.*",))),
        ("--cwd", Filters(cwd="/home/me/project7")),
        ("--text 123456", Filters(text="123456")),
        ("--session", Filters(sessions=("s77",))),
        ("--status 7", Filters(statuses=("7",))),
        ("--status 130", Filters(statuses=("130",))),
        ("--answer no", Filters(answers=("no",))),
        ("--level high --since", Filters(levels=("high",), since="2027-01-01")),
    ):
        start = time.perf_counter()
        found = sum(1 for _ in entries(folder, filters))
        told(f"filter {name} ({found} found)", time.perf_counter() - start, "s", 2)
    reviewing(folder)
    start = time.perf_counter()
    verify(folder)
    told("verify", time.perf_counter() - start, "s", 5)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told("memory of the reader, peak", peak, "MB", 150)


def reviewing(folder: Path) -> None:
    """What somebody waits for in `log review`: the first screen, a search without a match, a page."""
    shelf = Shelf(folder, lambda: None)
    review = Review(shelf, Filters())

    def waited(wanted: int) -> float:
        start = time.perf_counter()
        while not shelf.complete and len(shelf.entries) < wanted:
            time.sleep(0.001)
        screen(review, 80, 24)
        return time.perf_counter() - start

    review.look()
    told("review: first screen", waited(24) * 1000, "ms", 150)
    review.text = "nothing has this"
    review.look()
    told("review: search without a match", waited(1), "s", 2)
    review.text = ""
    review.look()
    shelf.want(PAGE)
    told(f"review: a page of {PAGE}", waited(PAGE), "s", 2)
    shelf.close()


def told(what: str, figure: float, unit: str, aim: float | None = None) -> None:
    """Prints a figure beside its aim."""
    verdict = "" if aim is None else f"  (aim: under {aim} {unit}: {'kept' if figure < aim else 'MISSED'})"
    print(f"{what:<48} {figure:9.3f} {unit}{verdict}", flush=True)


def main() -> None:
    """Measures all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--read", metavar="FOLDER", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.read:
        reading(Path(arguments.read))
        return
    with tempfile.TemporaryDirectory() as name:
        recording(Path(name))
        folder = filled(Path(name), arguments.records)
        # in a process of its own, so that the memory that is measured is the reader's
        subprocess.run([sys.executable, __file__, "--read", str(folder)], check=True)


if __name__ == "__main__":
    main()
