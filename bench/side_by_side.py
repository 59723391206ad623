"""Random harmless keys into a bare and a guarded bash side by side; prints what is not the same afterwards.

    python bench/side_by_side.py [--plays N] [--seed N] [--show SEED]

Compared are the screen, the history, options, traps, aliases, functions, jobs, terminal modes, open files,
variables and the files that were made. What differs is played again, slower, and told if it differs still. Of
keys that were typed ahead and of history expansion, which is shown before it is judged, the screens are not
compared. What remains is for a person to read: a line that is asked about is meant to differ, and `$LINENO`
within a quote over several lines is known to. Plain language is off, or half a word would be a request.
`SHELLGUARD_TEST_BASH` names another bash. Exits with 1 when something differed.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import signal
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bench.random_keys import Play, play_of
from shellguard.cli.init import own_command
from shellguard.cli.shell import guarding_hook
from shellguard.rehearsal.stage import Stage
from shellguard.rehearsal.terminal import Terminal
from shellguard.setup.bash_program import find_bash

QUIET_SECONDS, SLOWER_SECONDS = 0.12, (0.35, 0.5)
PATIENCE_SECONDS = 30.0
COLUMNS = 100
SETTINGS = "[dialogue]\nsentences = false\nmisspellings = false\n"
LEFT = ("\x03", "\x03", "\x15", "\r", "\x03")
"""Whatever state the keys have left the line in: afterwards an empty one waits."""
NAMES = "PIPESTATUS PS1 HISTCONTROL x a b last v OLDPWD"
PROBE = (
    "set -o emacs 2>/dev/null; set +eu; {{ echo $- $PWD; shopt -p; trap -p; declare -p {names}; alias -p;"
    " declare -F | grep -v -e __sg_ -e ' shellguard$'; ls /proc/$$/fd | wc -l; stty -a; jobs;"
    " ls -R {home}/work; cat {home}/work/out*; }} >{home}/state 2>&1; history >{home}/history"
)
Found = dict[str, str]


def played(stage: Stage, play: Play, *, guarded: bool, quiet: float) -> Found:
    """What one shell has left behind."""
    with tempfile.TemporaryDirectory(prefix="g" if guarded else "b") as folder:
        home = Path(folder)
        (home / "work" / "d").mkdir(parents=True)
        rc = home / "rc"
        hook = guarding_hook() if guarded else ""
        rc.write_text(f"HISTFILE={home}/h; cd {home}/work\n{play.start}\n{hook}", encoding="utf-8")
        bash = os.environ.get("SHELLGUARD_TEST_BASH") or find_bash().path
        command = [bash, "--noprofile", "--rcfile", str(rc), "-i"]
        environment = stage.environment(home=folder) | {"TERM": "xterm", "LANG": "C.UTF-8"}
        with Terminal(command, environment, home, rows=40, columns=COLUMNS) as terminal:
            _type(terminal, play, quiet)
            found = {} if play.kind in ("burst", "recalled") else {"screen": terminal.screen.text}
            terminal.type(PROBE.format(names=NAMES, home=home) + "\r")
            terminal.wait_until((home / "history").exists, PATIENCE_SECONDS)
            terminal.settle(quiet)
        for name in ("state", "history"):
            file = home / name
            found[name] = file.read_text(errors="replace") if file.exists() else "the shell did not answer"
        return {name: _without_chance(text, folder) for name, text in found.items()}


def _type(terminal: Terminal, play: Play, quiet: float) -> None:
    terminal.wait_until(lambda: bool(terminal.raw), PATIENCE_SECONDS)
    terminal.settle(max(quiet, 0.3))
    for keys in play.keys:
        terminal.type(keys)
        if play.kind != "burst":
            terminal.settle(quiet)
    terminal.settle(max(2 * quiet, 0.5), PATIENCE_SECONDS)
    for keys in LEFT:
        terminal.type(keys)
        terminal.settle(quiet)


def _without_chance(text: str, folder: str) -> str:
    """Without what differs between two shells of one kind: folders, pids, times, the probe itself."""
    text = re.sub(r"(?m)^.*set -o emacs 2>/dev/null.*\n", "", text.replace(folder, "HOME"))
    text = re.sub(r"(real|user|sys)\s+\S+", r"\1", text)
    return re.sub(r"\[(\d+)\] \d+|\b\d{4,}\b", r"[\1]", text)


def differences(stage: Stage, play: Play, quiet: float) -> list[str]:
    """What the guarded shell has that the bare one has not, and the other way round, as a diff's lines."""
    bare, guarded = (played(stage, play, guarded=kind, quiet=quiet) for kind in (False, True))
    told: list[str] = []
    for name in bare:
        first, second = bare[name].split("\n"), guarded[name].split("\n")
        told += difflib.unified_diff(first, second, f"bare {name}", f"guarded {name}", lineterm="")
    return told


def lasting_differences(stage: Stage, play: Play) -> list[str]:
    """What differs however long is waited for each key; none where it was the machine that was slow."""
    told: list[str] = []
    for quiet in (QUIET_SECONDS, *SLOWER_SECONDS):
        told = differences(stage, play, quiet)
        if not told:
            break
    return told


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--plays", type=int, default=100, metavar="N", help="how many (default: 100)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the first (default: 1)")
    parser.add_argument("--show", type=int, metavar="SEED", help="this one alone, with its keys")
    given = parser.parse_args()
    seeds = [given.show] if given.show is not None else range(given.seed, given.seed + given.plays)
    # What was started in the background ignores them, and the shells would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGQUIT, signal.SIG_DFL)
    differed = 0
    with Stage(SETTINGS, own_command()) as stage:
        stage.start_daemon()
        if not stage.daemon_came_up(PATIENCE_SECONDS):
            raise SystemExit(f"the daemon did not come up: {stage.daemon_said}")
        for seed in seeds:
            play = play_of(seed)
            told = lasting_differences(stage, play)
            differed += bool(told)
            if told or given.show is not None:
                print(f"== {seed} {play.kind}  {play.start}\n{list(play.keys)!r}")
                print("\n".join(told), flush=True)
    print(f"{differed} of {len(seeds)} plays differed")
    return bool(differed)


if __name__ == "__main__":
    sys.exit(main())
