"""Feeds nonsense to everything that takes input from outside; prints what crashes, hangs or breaks a promise.

    python bench/fuzz.py [--seconds N] [--inputs N] [--seed N] [--only wire,readers,…] [--keep FILE] [--json]
    python bench/fuzz.py --again TARGET SEED NUMBER      one input again, its fault with the traceback

Each round of a target runs in a child process: a crash of a C library is seen too; an input that takes
longer than five seconds of the processor's time counts as a hang. With `--inputs` a target that has had so
many is left alone, and the run ends once all have. With `--keep` what was found is added to a file after each
round, so that it outlives any end; at Ctrl-C or a termination it is printed, too. Nothing is run, nothing
else is written outside a scratch folder.
Exits with 1 when something was found.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
ROUND_SECONDS, LONG_ROUND_SECONDS = 4.0, 30.0
"""Of each target in turn; the longer ones where a number of inputs is wanted: each begins with imports."""
MOST_WAITING = 10
"""A round's seconds are the processor's; so many times as many by the clock end it on a busy machine."""
HANG_SECONDS, STUCK_SECONDS = 5, 600
"""Of the processor's time, however busy the machine is; and of the clock's, for one that only waits.

The first input, with which everything is read, takes more than a minute where the machine is very busy.
"""
SHOWN = 400


@dataclass
class Tally:
    """What was fed to one target, and what came of it."""

    inputs: int = 0
    slowest_ms: float = 0.0
    slowest: str = ""
    finds: dict[str, str] = field(default_factory=dict)


def one_round(target: str, seed: int, seconds: float) -> None:
    """The child: prints a JSON line for each find and one at the end; its last input number is on stderr."""
    from bench.fuzz_targets import TARGETS, prepare, tidy
    from bench.nonsense import Nonsense

    prepare()
    fuzzed = TARGETS[target]
    number, slowest, which = 0, 0.0, ""
    end, latest = time.process_time() + seconds, time.monotonic() + seconds * MOST_WAITING
    place = Path(f"/proc/self/fd/{sys.stderr.fileno()}").open("r+b", buffering=0)  # noqa: SIM115
    while time.process_time() < end and time.monotonic() < latest:
        given = fuzzed.make(Nonsense(seed + number))
        place.seek(0)
        place.write(b"%020d" % number)
        signal.setitimer(signal.ITIMER_PROF, HANG_SECONDS)
        signal.alarm(STUCK_SECONDS)
        begin = time.process_time()
        try:
            fuzzed.take(given)
        except Exception as fault:  # noqa: BLE001 - this is what is looked for
            last = traceback.extract_tb(fault.__traceback__)[-1]
            where = f"{type(fault).__name__} at {Path(last.filename).name}:{last.lineno}"
            said = f"{str(fault)[:SHOWN]}\n        {ascii(given)[:SHOWN]}"
            print(json.dumps({"where": where, "number": number, "said": said}))
        took = (time.process_time() - begin) * 1000
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
        if took > slowest:
            slowest, which = took, f"{seed} {number}"
        number += 1
    tidy()
    print(json.dumps({"inputs": number, "slowest_ms": round(slowest, 1), "slowest": which}))


def fed(target: str, seed: int, tally: Tally, seconds: float = ROUND_SECONDS) -> None:
    """One round in a child."""
    with tempfile.TemporaryFile() as marking:
        marking.write(b"0" * 20)
        marking.flush()
        try:
            done = subprocess.run(
                [sys.executable, __file__, "--round", target, str(seed), str(seconds)],
                stdout=subprocess.PIPE, stderr=marking, check=False,
                timeout=seconds * MOST_WAITING * 2 + 2 * STUCK_SECONDS,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return  # the machine is too busy: an input that hangs ends its round by itself
        marking.seek(0)
        left = marking.read()
    for line in done.stdout.decode("utf-8", "replace").splitlines():
        said = json.loads(line)
        if "where" in said:
            tally.finds.setdefault(said["where"], f"{target} {seed} {said['number']}: {said['said']}")
        else:
            tally.inputs += said["inputs"]
            if said["slowest_ms"] > tally.slowest_ms:
                tally.slowest_ms, tally.slowest = said["slowest_ms"], said["slowest"]
    if done.returncode:
        number = left[:20].decode("ascii", "replace").lstrip("0") or "0"
        hung = done.returncode in (-signal.SIGALRM, -signal.SIGPROF)
        what = "hangs" if hung else f"ends the process with {done.returncode}"
        rest = left[20:].decode("utf-8", "replace")[-SHOWN:]
        tally.finds.setdefault(what + rest, f"{target} {seed} {number}")


def again(target: str, seed: int, number: int) -> None:
    """Takes one input again, in this process."""
    from bench.fuzz_targets import TARGETS, prepare
    from bench.nonsense import Nonsense

    prepare()
    given = TARGETS[target].make(Nonsense(seed + number))
    print(ascii(given), flush=True)
    begin = time.process_time()
    TARGETS[target].take(given)
    print(f"{(time.process_time() - begin) * 1000:.1f} ms")


def kept(file: Path | None) -> dict[str, Tally]:
    """What earlier runs have left in a file; nothing without one."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    if file is not None and file.exists():
        tallies.update({name: Tally(**of) for name, of in json.loads(file.read_text()).items()})
    return tallies


def feed(names: list[str], tallies: dict[str, Tally], arguments: argparse.Namespace) -> None:
    """Round after round of each target, until the time or the inputs are used up."""
    end, seed = time.monotonic() + arguments.seconds, arguments.seed
    while time.monotonic() < end and names:
        for name in names:
            fed(name, seed, tallies[name], LONG_ROUND_SECONDS if arguments.inputs else ROUND_SECONDS)
            seed += 1_000_003
            if arguments.keep is not None:
                fresh = arguments.keep.with_suffix(".new")
                fresh.write_text(_as_json(tallies))
                fresh.replace(arguments.keep)
        if arguments.inputs:
            names = [name for name in names if tallies[name].inputs < arguments.inputs]


def _as_json(tallies: dict[str, Tally]) -> str:
    return json.dumps({name: vars(tally) for name, tally in tallies.items()}, indent=1)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--inputs", type=int, default=0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--again", nargs=3, metavar=("TARGET", "SEED", "NUMBER"))
    parser.add_argument("--round", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.round:
        one_round(arguments.round[0], int(arguments.round[1]), float(arguments.round[2]))
        return 0
    if arguments.again:
        again(arguments.again[0], int(arguments.again[1]), int(arguments.again[2]))
        return 0
    from bench.fuzz_targets import TARGETS

    names = arguments.only.split(",") if arguments.only else list(TARGETS)
    print(f"seed {arguments.seed}", file=sys.stderr)
    tallies = kept(arguments.keep)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        feed(names, tallies, arguments)
    if arguments.json:
        print(_as_json(tallies))
    else:
        for name, tally in tallies.items():
            print(f"{name:12} {tally.inputs:9} inputs, slowest {tally.slowest_ms:7.1f} ms ({tally.slowest})")
            for where, example in tally.finds.items():
                print(f"    {where}\n        {example}")
    return 1 if any(tally.finds for tally in tallies.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
