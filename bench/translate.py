"""How often the phrasebook answers a request with the right command, on labelled pairs.

    python -m bench.translate [CORPORA_DIR] [--part held|seen|all] [--run] [--misses SOURCE]
                              [--model URL [--model-name NAME] [--seconds S] [--sample N]]

Three figures by source, each with a 95% Wilson interval: the very same command, the same up to the order of
options and the way of quoting, and (with `--run`, where both lines are harmless and stay inside a folder) the
same output and changes in a folder made for it. The pairs are parted by a digest of their id: `held` ones
were not looked at while phrases were written. One pair in six has a wrong or another right command, so
no figure reaches 100. Beside them: how many command lines it would answer if they were taken for requests.

With `--model` the same requests are put to a server with the OpenAI interface as well: the model alone, and
as shellguard does it (the phrasebook where it is sure, else the model). The key comes from the environment.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import shlex
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.asked_model import SECONDS, Asker
from bench.corpus import DEFAULT_FOLDER, wilson
from bench.scratch_run import can_run, may_run, outcome
from shellguard.daemon.main import COLLECT_AFTER
from shellguard.phrasebook.translate import translate
from shellguard.phrasebook.translation import Surroundings, Translation
from shellguard.phrasebook.warming import warm_slowly

AROUND = Surroundings(folder="/home/user/project", home="/home/user")
SURE = 0.75
"""From here on shellguard takes the phrasebook's answer without asking a model."""
Answerer = Callable[[str], Translation | None]
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


def pairs_of(folder: Path, part: str, sample: int) -> list[tuple[str, str, str]]:
    """Request, command and source of the pairs; at most *sample* of them, spread evenly (0 for all)."""
    pairs = []
    with (folder / "requests.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            seen = hashlib.sha256(entry["id"].encode()).digest()[0] % 2 == 0
            if part == "all" or (part == "seen") == seen:
                pairs.append((entry["nl"], entry["cmd"], entry["source"]))
    step = max(1, len(pairs) // sample) if sample else 1
    return pairs[::step][: sample or None]


def rows_of(pairs: list[tuple[str, str, str]], answered: Answerer, *, run: bool) -> list[Row]:
    """The answers to all pairs, with patterns ready and lasting objects put aside as in the daemon."""
    for step in warm_slowly():
        step()
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)
    return [_row(request, wanted, source, answered, run=run) for request, wanted, source in pairs]


def by_phrasebook(request: str) -> Translation | None:
    answers = translate(request, AROUND)
    return answers[0] if answers and answers[0].command else None


def _row(request: str, wanted: str, source: str, answered: Answerer, *, run: bool) -> Row:
    start = time.process_time()
    answer = answered(request)
    spent = (time.process_time() - start) * 1000
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
    median, high = times[len(times) // 2], times[-len(times) // 100]
    print(f"milliseconds of processor time: median {median:.2f}, 99th percentile {high:.2f}")


def _share(name: str, rows: list[Row], holds: Callable[[Row], bool]) -> None:
    hits = sum(map(holds, rows))
    low, high = wilson(hits, len(rows))
    share = hits / len(rows) if rows else 0.0
    print(f"{name:44s} {hits:5d} of {len(rows):5d}  {share * 100:5.1f}%  [{low * 100:.1f}, {high * 100:.1f}]")


def _answered_commands(folder: Path) -> None:
    """Real command lines that the phrasebook would answer if they were taken for requests."""
    with (folder / "ordinary.jsonl").open(encoding="utf-8") as lines:
        commands = [json.loads(line)["cmd"] for line in lines]
    taken = sum(by_phrasebook(command) is not None for command in commands)
    low, high = wilson(taken, len(commands))
    print(f"command lines that it would answer: {taken} of {len(commands)} [{low:.3f}, {high:.3f}]")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT_FOLDER)
    parser.add_argument("--part", choices=("held", "seen", "all"), default="held")
    parser.add_argument("--run", action="store_true", help="try harmless lines out in a folder of their own")
    parser.add_argument("--model", metavar="URL", help="ask a server with the OpenAI interface too")
    parser.add_argument("--model-name", default="", help="its model; its first one by default")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long one of its answers may take")
    parser.add_argument("--sample", type=int, default=0, help="so many pairs only, spread evenly")
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
    pairs = pairs_of(options.folder, options.part, options.sample)
    rows = rows_of(pairs, by_phrasebook, run=options.run)
    if options.misses:
        for row in rows:
            if not row.right and options.misses in ("all", row.source):
                said = f"{row.answer.confidence} {row.answer.command}" if row.answer else "-"
                print(f"{row.request}\n    wanted {row.wanted}\n    got    {said}")
        return 0
    _report(rows)
    _answered_commands(options.folder)
    if options.model:
        _report_model(pairs, options)
    return 0


def _report_model(pairs: list[tuple[str, str, str]], options: argparse.Namespace) -> None:
    with Asker(options.model, options.model_name, options.seconds) as asker:
        rows = rows_of(pairs, asker.answer, run=options.run)
        print(f"\nthe model alone ({asker.model}):")
        _report(rows)

        def together(request: str) -> Translation | None:
            known = by_phrasebook(request)
            return known if known and known.confidence >= SURE else asker.answer(request) or known

        print("\nthe phrasebook where it is sure, else the model:")
        _report(rows_of(pairs, together, run=options.run))
        waited = sorted(asker.waited)
        print(f"seconds waited for an answer of the model: median {waited[len(waited) // 2]:.1f}")
        print(f"requests that the model left without a usable answer: {len(asker.failed)}")
        for why, often in Counter(asker.failed).most_common():
            print(f"  {often} times: {why}")


if __name__ == "__main__":
    raise SystemExit(main())
