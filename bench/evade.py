"""What slips through when it is written another way with the same meaning.

    python bench/evade.py [CORPORA_DIR] [--split dev|train|all] [--sample N] [--show MUTATION]
                           [--ordinary] [--json]

Takes every line of `dangerous.jsonl` that is stopped as it stands, rewrites it in each way of
`bench/mutation_table.py` and prints, worst first, which share is no longer asked about or denied. Judged as
`check --batch` does it, with nothing looked at; nothing is run. `--sample` takes N lines, always the same.
`--ordinary` is the other side: which share of `ordinary.jsonl` is asked about only because it is written so.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from shellguard import judgement
from shellguard.effects.derive import effects_of
from shellguard.parsing.reading import read
from shellguard.parsing.shell_state import NOTHING_KNOWN, ShellState
from shellguard.policy.decision import Action
from shellguard.risk.weigh import weigh
from shellguard.settings.model import Settings

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bench.mutation_table import MUTATIONS
from bench.mutations import Mutation, Sample

DEFAULT_FOLDER = Path(__file__).resolve().parents[2] / "shared" / "corpora"
SETTINGS = Settings()


@dataclass
class Outcome:
    """What one mutation did: to how many lines it applies, and which of them slipped through."""

    name: str
    applied: int = 0
    slipped: list[tuple[str, str]] = field(default_factory=list)

    @property
    def share(self) -> float:
        return len(self.slipped) / self.applied if self.applied else 0.0


def stopped(line: str, shell: ShellState = NOTHING_KNOWN) -> bool:
    """Whether the line would be asked about or denied."""
    script = read(line, shell)
    if weigh(script, effects_of(script, shell)).score > SETTINGS.policy.allow_up_to:
        return True
    # what the score lets through may still be held: a line that was not read in full
    verdict = judgement.judge(line, shell=shell, settings=SETTINGS, look=False, id="evade")
    return verdict.decision.action is not Action.ALLOW


def measure(samples: list[Sample], *, stop: bool = True, only: str = "all") -> Iterator[Outcome]:
    """One outcome for each mutation, over lines that as they stand are stopped (or, with `stop` off, run)."""
    for mutation in MUTATIONS:
        if only in ("all", mutation.name):
            yield _outcome(mutation, samples, stop)


def _outcome(mutation: Mutation, samples: list[Sample], stop: bool) -> Outcome:
    outcome = Outcome(mutation.name)
    for sample in samples:
        line = mutation.rewrite(sample)
        if line is None:
            continue
        outcome.applied += 1
        if stopped(line, mutation.shell(sample)) is not stop:
            outcome.slipped.append((sample.line, line))
    return outcome


def samples_of(file: Path, split: str, number: int | None) -> list[Sample]:
    """The lines of a corpus, or the same N of them every time."""
    with file.open(encoding="utf-8") as lines:
        entries = [json.loads(line) for line in lines]
    chosen = list(dict.fromkeys(one["cmd"] for one in entries if split in ("all", one["split"])))
    if number is not None:
        chosen = sorted(chosen, key=lambda line: hashlib.sha256(line.encode("utf-8", "replace")).digest())[
            :number
        ]
    return [Sample(line) for line in chosen]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT_FOLDER)
    parser.add_argument("--split", choices=("dev", "train", "all"), default="all")
    parser.add_argument("--sample", type=int, metavar="N", help="judge only N lines")
    parser.add_argument(
        "--show", metavar="MUTATION", help="list what slips through ('all' for every mutation)"
    )
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
    every = samples_of(file, options.split, options.sample)
    held = [sample for sample in every if stopped(sample.line) is stop]
    outcomes = sorted(
        measure(held, stop=stop, only=options.show or "all"), key=lambda one: (-one.share, one.name)
    )
    applied, slipped = sum(one.applied for one in outcomes), sum(len(one.slipped) for one in outcomes)
    if options.json:
        table = {one.name: {"applied": one.applied, "slipped": len(one.slipped)} for one in outcomes}
        print(json.dumps({"lines": len(every), "taken": len(held), "mutations": table}))
        return 0
    if options.show:
        for one in outcomes:
            for original, line in one.slipped:
                print(f"{one.name}: {original!r}\n    {line!r}")
        return 0
    done = "are stopped" if stop else "run"
    print(f"{len(held)} of {len(every)} lines {done} as they stand; {len(MUTATIONS) - 1} mutations")
    for one in outcomes:
        print(f"{one.name:36s} {len(one.slipped):5d} of {one.applied:5d}  {100 * one.share:6.2f}%")
    print(f"{'all together':36s} {slipped:5d} of {applied:5d}  {100 * slipped / max(applied, 1):6.2f}%")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
