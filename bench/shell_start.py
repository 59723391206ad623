"""How much longer an interactive bash takes to its first prompt when its start-up file loads the hook.

    python bench/shell_start.py [--shells 60]

Bare and guarded shells are started in turn on pseudo terminals, with a daemon that runs already, in scratch
folders. Prints the median of each and the difference, in milliseconds; no Python runs in either.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

from shellguard.cli.init import own_command
from shellguard.cli.shell import guarding_hook
from shellguard.rehearsal.stage import Stage
from shellguard.rehearsal.terminal import Terminal
from shellguard.setup.bash_program import find_bash

PROMPT = "ready> "
_PATIENCE_SECONDS = 20.0


def milliseconds_to_prompt(bash: str, rc: Path, stage: Stage) -> float:
    """From the start of one shell to its first prompt."""
    begin = time.perf_counter()
    with Terminal(
        [bash, "--noprofile", "--rcfile", str(rc), "-i"], stage.environment(), stage.work
    ) as terminal:
        if not terminal.wait_until(lambda: PROMPT.encode() in terminal.raw, _PATIENCE_SECONDS):
            raise SystemExit("a shell did not come to its prompt")
        return (time.perf_counter() - begin) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--shells", type=int, default=60, metavar="N", help="shells of each kind (default: 60)"
    )
    count = parser.parse_args().shells
    bash = find_bash()
    times: dict[str, list[float]] = {"bare": [], "guarded": []}
    with Stage("", own_command()) as stage:
        stage.start_daemon()
        if not stage.daemon_came_up(_PATIENCE_SECONDS):
            raise SystemExit(f"the daemon did not come up: {stage.daemon_said}")
        for name, loaded in (("bare", ""), ("guarded", guarding_hook())):
            (stage.folder / name).write_text(f"PS1='{PROMPT}'\n{loaded}", encoding="utf-8")
        for _ in range(count):
            for name, found in times.items():
                found.append(milliseconds_to_prompt(bash.path, stage.folder / name, stage))
    medians = {name: statistics.median(found) for name, found in times.items()}
    print(f"bash {bash.version}, {count} shells of each kind, median to the first prompt")
    for name, median in medians.items():
        print(f"  {name:<8} {median:6.1f} ms")
    print(f"  more     {medians['guarded'] - medians['bare']:6.1f} ms")


if __name__ == "__main__":
    main()
