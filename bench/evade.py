"""What slips through when it is written another way with the same meaning.

    python -m bench.evade [CORPORA_DIR] [--split dev|train|all] [--sample N] [--seconds S] [--jobs J]
                          [--only PATTERN] [--show] [--ordinary] [--json]

Takes every line of `dangerous.jsonl` that is stopped as it stands, rewrites it in each way of
`bench/rewriting/table.py` and prints, worst first, which share is no longer asked about or denied, with its
95% interval. Judged as `check --batch` does it, with nothing looked at; nothing is run. `--sample` tries each
way on N lines that it applies to, always the same and spread over the categories; without it every line is
tried. `--seconds` stops then: what was tried so far is a fair sample, as lines are taken in an order that is
spread too. `--ordinary` is the other side: which share of `ordinary.jsonl` is asked about only because it is
written so.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import Path

from bench.corpus import wilson
from bench.rewriting.forms import Sample
from bench.rewriting.table import MUTATIONS
from shellguard import judgement
from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import NOTHING_KNOWN, ShellState
from shellguard.policy.decision import Action
from shellguard.risk.weigh import weigh
from shellguard.settings.model import Settings

DEFAULT_FOLDER = Path(__file__).resolve().parents[2] / "shared" / "corpora"
SETTINGS = Settings()
AHEAD = 4  # lines given to each process before they are asked for


@dataclass
class Outcome:
    """What one mutation did: to how many lines it applies, and which of them slipped through."""

    name: str
    applied: int = 0
    slipped: list[tuple[str, str]] = field(default_factory=list)

    @property
    def share(self) -> float:
        return len(self.slipped) / self.applied if self.applied else 0.0


@dataclass(frozen=True)
class Task:
    """A line and the ways of writing, by their places in the table, that are tried on it."""

    line: str
    mutations: tuple[int, ...]


def stopped(line: str, shell: ShellState = NOTHING_KNOWN) -> bool:
    """Whether the line would be asked about or denied."""
    script = read(line, shell)
    if weigh(script, effects_of(script, shell)).score > SETTINGS.policy.allow_up_to:
        return True
    # what the score lets through may still be held: a line that was not read in full
    verdict = judgement.judge(line, shell=shell, settings=SETTINGS, look=False, id="evade")
    return verdict.decision.action is not Action.ALLOW


def tasks(lines: Sequence[str], only: str, number: int | None) -> Iterator[Task]:
    """What is to be tried: of each way no more than the first `number` lines that it applies to."""
    left = {
        place: number if number is not None else len(lines)
        for place, one in enumerate(MUTATIONS)
        if fnmatchcase(one.name, only)
    }
    for line in lines:
        sample = Sample(line)
        applying = tuple(place for place in left if MUTATIONS[place].rewrite(sample) is not None)
        for place in applying:
            left[place] -= 1
            if left[place] == 0:
                del left[place]
        if applying:
            yield Task(line, applying)


def slips(task: Task, stop: bool) -> list[tuple[int, str]]:
    """The ways in which a line slips through (with `stop` off: is asked about), and how it looks then."""
    sample = Sample(task.line)
    found = []
    for place in task.mutations:
        mutation = MUTATIONS[place]
        line = mutation.rewrite(sample)
        if line is not None and stopped(line, mutation.shell(sample)) is not stop:
            found.append((place, line))
    return found


def measure(given: Iterator[Task], *, stop: bool, jobs: int, seconds: float) -> list[Outcome]:
    """The outcome of each way that was tried before the time was over."""
    outcomes = [Outcome(one.name) for one in MUTATIONS]
    end = time.monotonic() + seconds
    with ProcessPoolExecutor(jobs) as pool:
        running = {pool.submit(slips, task, stop): task for task in islice(given, jobs * AHEAD)}
        while running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for one in done:
                task = running.pop(one)
                for place in task.mutations:
                    outcomes[place].applied += 1
                for place, line in one.result():
                    outcomes[place].slipped.append((task.line, line))
            if time.monotonic() < end:
                running |= {pool.submit(slips, task, stop): task for task in islice(given, len(done))}
    return [one for one in outcomes if one.applied]


def spread(entries: Sequence[tuple[str, str]]) -> list[str]:
    """Lines with their categories in an order, always the same; each beginning has its share of each."""
    size = Counter(category for _, category in entries)
    order = sorted(entries, key=lambda entry: hashlib.sha256(entry[0].encode("utf-8", "replace")).digest())
    met: Counter[str] = Counter()
    places: list[tuple[float, int, str]] = []
    for line, category in order:
        places.append((met[category] / size[category], len(places), line))
        met[category] += 1
    return [line for _, _, line in sorted(places)]


def lines_of(file: Path, split: str) -> list[str]:
    """The different lines of a corpus, spread."""
    with file.open(encoding="utf-8") as lines:
        entries = [json.loads(line) for line in lines]
    chosen = {one["cmd"]: one["category"] for one in entries if split in ("all", one["split"])}
    return spread(list(chosen.items()))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT_FOLDER)
    parser.add_argument("--split", choices=("dev", "train", "all"), default="all")
    parser.add_argument("--sample", type=int, metavar="N", help="try each way on N lines that it applies to")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin nothing after this time")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (%(default)s)")
    parser.add_argument("--only", default="*", metavar="PATTERN", help="ways whose names match")
    parser.add_argument("--show", action="store_true", help="list what slips through")
    parser.add_argument("--ordinary", action="store_true", help="ordinary lines that are asked about then")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    file = options.folder / ("ordinary.jsonl" if options.ordinary else "dangerous.jsonl")
    if not file.is_file():
        print(f"no corpora in {options.folder}", file=sys.stderr)
        return 1
    stop = not options.ordinary
    every = lines_of(file, options.split)
    held = [line for line in every if stopped(line) is stop]
    given = tasks(held, options.only, options.sample)
    outcomes = measure(given, stop=stop, jobs=options.jobs, seconds=options.seconds)
    outcomes.sort(key=lambda one: (-one.share, one.name))
    if options.json:
        table = {one.name: {"applied": one.applied, "slipped": len(one.slipped)} for one in outcomes}
        print(json.dumps({"lines": len(every), "taken": len(held), "mutations": table}))
    elif options.show:
        for one in outcomes:
            for original, line in one.slipped:
                print(f"{one.name}: {original!r}\n    {line!r}")
    else:
        print(f"{len(held)} of {len(every)} lines {'are stopped' if stop else 'run'} as they stand")
        report(outcomes)
    return 0


def report(outcomes: Sequence[Outcome]) -> None:
    applied, slipped = sum(one.applied for one in outcomes), sum(len(one.slipped) for one in outcomes)
    rows = [(one.name, len(one.slipped), one.applied) for one in outcomes]
    for name, part, whole in [*rows, (f"all {len(outcomes)} together", slipped, applied)]:
        low, high = wilson(part, whole)
        share = part / max(whole, 1)
        print(f"{name:40s} {part:5d} of {whole:6d}  {share:7.2%}  [{low:.1%}, {high:.1%}]")


if __name__ == "__main__":
    raise SystemExit(main())
