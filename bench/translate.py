"""How often the phrasebook answers a request with the right command, on labelled pairs.

    python bench/translate.py [CORPORA_DIR] [--part held|seen|all] [--run] [--misses SOURCE]

Three figures by source, each with a 95% Wilson interval: the very same command, the same up to the order of
options and the way of quoting, and (with `--run`, where both lines are harmless and stay inside a folder) the
same output and changes in a folder made for it. The pairs are parted by a digest of their id: `held` ones
were not looked at while phrases were written. One pair in six has a wrong or another right command, so
no figure reaches 100. Beside them: how often requests are taken for commands and commands for requests.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shlex
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import DEFAULT_FOLDER, wilson
from bench.scratch_run import can_run, may_run, outcome
from shellguard.phrasebook.translate import translate
from shellguard.phrasebook.translation import Surroundings, Translation

AROUND = Surroundings(folder="/home/user/project", home="/home/user")
_ORDERED = ("sort", "order", "reverse", "first", "last", "newest", "oldest", "largest")


@dataclass(frozen=True, slots=True)
class Row:
    """One pair and what was answered; `ran` is None when one of the two lines may not be run."""

    request: str
    wanted: str
    source: str
    answer: Translation | None
    milliseconds: float
    ran: bool | None = None

    @property
    def same(self) -> bool:
        return self.answer is not None and self.answer.command == self.wanted

    @property
    def alike(self) -> bool:
        return self.answer is not None and normal(self.answer.command) == normal(self.wanted)

    @property
    def right(self) -> bool:
        return self.alike or bool(self.ran)


def normal(line: str) -> tuple[str, ...]:
    """A line's words without quotes, options sorted among themselves within each simple command."""
    try:
        words = shlex.split(line.replace("\\;", "';'"), posix=True)
    except ValueError:
        return (line,)
    found: list[str] = []
    options: list[str] = []
    for word in words:
        if word in ("|", "&&", "||", ";"):
            found += [*sorted(options), word]
            options = []
        elif word.startswith("-") and words[0] != "find":
            options.append(word)
        else:
            found.append(word)
    return (*found, *sorted(options))


def rows_of(folder: Path, part: str, *, run: bool) -> list[Row]:
    rows = []
    with (folder / "requests.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            seen = hashlib.sha256(entry["id"].encode()).digest()[0] % 2 == 0
            if part == "all" or (part == "seen") == seen:
                rows.append(_row(entry["nl"], entry["cmd"], entry["source"], run=run))
    return rows


def _row(request: str, wanted: str, source: str, *, run: bool) -> Row:
    start = time.perf_counter()
    answers = translate(request, AROUND)
    spent = (time.perf_counter() - start) * 1000
    answer = answers[0] if answers else None
    ran = None
    if run and answer is not None and may_run(wanted) and may_run(answer.command):
        ordered = any(word in request.lower() for word in _ORDERED)
        expected = outcome(wanted, ordered=ordered)
        if expected is not None:
            ran = outcome(answer.command, ordered=ordered) == expected
    return Row(request, wanted, source, answer, spent, ran)


def _report(rows: list[Row]) -> None:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.source].append(row)
    for name, members in [("all", rows), *sorted(groups.items())]:
        print(f"{name} ({len(members)} pairs)")
        _share("  answered", members, lambda row: row.answer is not None)
        _share("  same command", members, lambda row: row.same)
        _share("  same up to order of options", members, lambda row: row.alike)
        _share("  the same, or did the same", members, lambda row: row.right)
        tried = [row for row in members if row.ran is not None]
        if tried:
            _share("  of those that were run, did the same", tried, lambda row: bool(row.ran))
        sure = [row for row in members if row.answer is not None and row.answer.confidence >= 0.9]
        _share("  of those answered with 0.9 or more, right", sure, lambda row: row.right)
    times = sorted(row.milliseconds for row in rows[1:])
    print(
        f"milliseconds: median {times[len(times) // 2]:.2f}, 99th percentile {times[-len(times) // 100]:.2f}"
    )


def _share(name: str, rows: list[Row], holds: Callable[[Row], bool]) -> None:
    hits = sum(map(holds, rows))
    low, high = wilson(hits, len(rows))
    share = hits / len(rows) if rows else 0.0
    print(f"{name:44s} {hits:5d} of {len(rows):5d}  {share * 100:5.1f}%  [{low * 100:.1f}, {high * 100:.1f}]")


def _answered_commands(folder: Path) -> None:
    """Real command lines that the phrasebook would answer if they were taken for requests."""
    with (folder / "ordinary.jsonl").open(encoding="utf-8") as lines:
        commands = [json.loads(line)["cmd"] for line in lines]
    taken = sum(bool(translate(command, AROUND)) for command in commands)
    low, high = wilson(taken, len(commands))
    print(f"command lines that it would answer: {taken} of {len(commands)} [{low:.3f}, {high:.3f}]")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT_FOLDER)
    parser.add_argument("--part", choices=("held", "seen", "all"), default="held")
    parser.add_argument("--run", action="store_true", help="try harmless lines out in a folder of their own")
    parser.add_argument("--misses", metavar="SOURCE", help="list what was answered otherwise ('all')")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    if not (options.folder / "requests.jsonl").is_file():
        print(f"no corpora in {options.folder}", file=sys.stderr)
        return 1
    if options.run and not can_run():
        print("lines can't be run here: that needs root, unshare and namespaces", file=sys.stderr)
        return 1
    rows = rows_of(options.folder, options.part, run=options.run)
    if options.misses:
        for row in rows:
            if not row.right and options.misses in ("all", row.source):
                said = f"{row.answer.confidence} {row.answer.command}" if row.answer else "-"
                print(f"{row.request}\n    wanted {row.wanted}\n    got    {said}")
        return 0
    _report(rows)
    _answered_commands(options.folder)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
