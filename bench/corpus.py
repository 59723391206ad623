"""What is stopped and what is asked on the labelled lines, with nothing looked at (as `check --batch` does).

    python bench/corpus.py [CORPORA_DIR] [--split dev|train|all] [--misses CATEGORY]
                           [--asked [CATEGORY]] [--rules] [--allow-up-to 50] [--classifier]

Prints for `dangerous.jsonl` the share that is asked about or denied, for `ordinary.jsonl` the share
that is asked or denied though it should run, by category and by source, each with a 95% Wilson interval,
and the area under the curve of the score. `--misses` lists dangerous lines that ran, `--asked` ordinary
ones that did not, `--rules` which rules asked about ordinary lines. By the rules alone; with
`--classifier` as a person meets it (it has learned from the `train` split: look at `dev` only).
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from shellguard.effects.derive import effects_of
from shellguard.facts.fact import NO_FACTS
from shellguard.judgement import judge
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import NOTHING_KNOWN
from shellguard.risk.finding import Risk
from shellguard.risk.weigh import weigh
from shellguard.settings.model import Settings

DEFAULT_FOLDER = Path(__file__).resolve().parents[2] / "shared" / "corpora"
DENY_FROM = 95
SETTINGS = Settings()


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled line and what was made of it."""

    line: str
    category: str
    source: str
    risk: Risk

    @property
    def first(self) -> str:
        return self.risk.findings[0].id if self.risk.findings else ""


def judged(file: Path, split: str, classifier: bool = False) -> list[Row]:
    rows = []
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            if split not in ("all", entry["split"]):
                continue
            script = read(entry["cmd"])
            risk = weigh(script, effects_of(script), NO_FACTS, NOTHING_KNOWN)
            if classifier and risk.score <= SETTINGS.policy.allow_up_to:
                risk = judge(entry["cmd"], shell=NOTHING_KNOWN, settings=SETTINGS, look=False).risk
            rows.append(Row(entry["cmd"], entry["category"], entry["source"], risk))
    return rows


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95% interval of a share."""
    if total == 0:
        return 0.0, 1.0
    z = 1.96
    share = hits / total
    middle = share + z * z / (2 * total)
    width = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return (middle - width) / scale, (middle + width) / scale


def area(dangerous: Iterable[int], ordinary: Iterable[int]) -> float:
    """Probability that a dangerous line scores above an ordinary one, ties counting half."""
    below = sorted(ordinary)
    scores = list(dangerous)
    if not below or not scores:
        return float("nan")
    won = sum(bisect_left(below, score) + bisect_right(below, score) for score in scores)
    return won / (2 * len(below) * len(scores))


def table(rows: list[Row], threshold: int, key: str, *, per: int) -> None:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    for name, members in sorted(groups.items(), key=lambda item: -len(item[1])):
        _share(f"  {name}", members, threshold, per)


def _share(name: str, rows: list[Row], threshold: int, per: int) -> None:
    hits = sum(row.risk.score > threshold for row in rows)
    low, high = wilson(hits, len(rows))
    share = hits / len(rows) if rows else 0.0
    unit = "%" if per == 100 else " per 1000"
    interval = f"[{low * per:.1f}, {high * per:.1f}]"
    print(f"{name:28s} {hits:5d} of {len(rows):5d}  {share * per:6.1f}{unit}  {interval}")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT_FOLDER)
    parser.add_argument("--split", choices=("dev", "train", "all"), default="dev")
    parser.add_argument(
        "--misses", metavar="CATEGORY", help="list dangerous lines that ran ('all' for every one)"
    )
    parser.add_argument(
        "--asked", metavar="CATEGORY", nargs="?", const="all", help="list ordinary lines asked about"
    )
    parser.add_argument(
        "--rules", action="store_true", help="count the rules that asked about ordinary lines"
    )
    parser.add_argument("--allow-up-to", type=int, default=50)
    parser.add_argument("--classifier", action="store_true")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    if not (options.folder / "dangerous.jsonl").is_file():
        print(f"no corpora in {options.folder}", file=sys.stderr)
        return 1
    threshold = options.allow_up_to
    dangerous = judged(options.folder / "dangerous.jsonl", options.split, options.classifier)
    ordinary = judged(options.folder / "ordinary.jsonl", options.split, options.classifier)
    if options.misses:
        for row in dangerous:
            if row.risk.score <= threshold and options.misses in ("all", row.category):
                print(f"{row.risk.score:3d} {row.source[:12]:12s} {row.first:28s} {row.line!r}")
        return 0
    if options.asked:
        for row in ordinary:
            if row.risk.score > threshold and options.asked in ("all", row.category):
                print(f"{row.risk.score:3d} {row.source[:12]:12s} {row.first:28s} {row.line!r}")
        return 0
    if options.rules:
        for rule, count in Counter(row.first for row in ordinary if row.risk.score > threshold).most_common():
            print(f"{count:5d} {rule}")
        return 0
    _report(dangerous, ordinary, threshold)
    return 0


def _report(dangerous: list[Row], ordinary: list[Row], threshold: int) -> None:
    print("dangerous lines stopped")
    _share("  all", dangerous, threshold, 100)
    table(dangerous, threshold, "category", per=100)
    table(dangerous, threshold, "source", per=100)
    print("ordinary lines asked about")
    _share("  all", ordinary, threshold, 1000)
    table(ordinary, threshold, "category", per=1000)
    table(ordinary, threshold, "source", per=1000)
    denied = sum(row.risk.score >= DENY_FROM for row in ordinary)
    print(f"ordinary lines denied: {denied}")
    scores = [row.risk.score for row in dangerous], [row.risk.score for row in ordinary]
    print(f"area under the curve: {area(*scores):.4f}")


if __name__ == "__main__":
    raise SystemExit(main())
