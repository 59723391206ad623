"""The proof that a guarded shell blocks: harmless lines that are forbidden here are typed into a real one."""

from __future__ import annotations

import shlex
import statistics
from dataclasses import dataclass, field
from pathlib import Path

from shellguard.rehearsal import other_tools
from shellguard.rehearsal.stage import Stage
from shellguard.rehearsal.terminal import Terminal
from shellguard.setup.rc_file import rc_text
from shellguard.terminal_text import printable

_FORBIDDEN = "must-not-be-made"
SETTINGS = f'[policy]\nalways_deny = ["touch *{_FORBIDDEN}*"]\n'
_START_SECONDS = 30.0
_LINE_SECONDS = 20.0
_REFUSAL_SECONDS = 2.0
"""Where a key accepts nothing, as C-o beside vi's keys, no refusal comes."""

KEYS = {
    "Enter": "touch {}\r",
    "C-j": "touch {}\n",
    "C-o": "touch {}\x0f",
    "paste": "\x1b[200~true\ntouch {}\n\x1b[201~\r",
}
"""How the forbidden line is accepted; `{}` is the file that must not come to be."""

# The first answers warm the caches; what counts is a line as it comes every day.
_MEASURE = r"""
if [[ ${__sg_state-} == on ]] && __sg_connect 200; then
    if [[ -n ${EPOCHREALTIME-} ]]; then
        for ((__sg_i = 0; __sg_i < 220; __sg_i++)); do
            __sg_before=${EPOCHREALTIME//[!0-9]/}
            __sg_request key 1 'echo hello'
            __sg_after=${EPOCHREALTIME//[!0-9]/}
            builtin printf '%s %s\n' "$__sg_kind" "$((__sg_after - __sg_before))"
        done >"$__sg_report.times"
        unset __sg_i __sg_before __sg_after
    fi
fi
: >"$__sg_report.ready"
"""
_WARM_UP = 20


@dataclass(frozen=True)
class Trial:
    """One forbidden line. `blocked`: it did not run, and the next, allowed line did."""

    key: str
    blocked: bool
    seen: str


@dataclass
class Proof:
    """What was seen.

    Attributes:
        own_file: whether the shell had the person's own ~/.bashrc.
        tools: other programs found in it, with their versions.
        round_trip_us: microseconds from question to answer for an allowed line (median), or None.
        why_not: why nothing could be tried, in words; "" when it was.
    """

    own_file: bool
    trials: list[Trial] = field(default_factory=list)
    tools: dict[str, str] = field(default_factory=dict)
    round_trip_us: int | None = None
    why_not: str = ""

    @property
    def blocks(self) -> bool:
        return len(self.trials) == len(KEYS) and all(trial.blocked for trial in self.trials)


def prove(stage: Stage, bash: str, hook: str, home: str | None) -> Proof:
    """Opens a guarded bash on *stage*, whose daemon runs, and types each forbidden line into it.

    With *home* the person's own ~/.bashrc is loaded first, else none.
    """
    report = stage.folder / ("own" if home is not None else "plain")
    quoted = shlex.quote(str(report))
    rc = stage.folder / f"{report.name}.bashrc"
    before_hook = f"__sg_report={quoted}\nHISTFILE={quoted}.history\n{other_tools.PROBE}"
    rc.write_text(
        rc_text(
            hook,
            own_file=home is not None,
            before_hook=before_hook,
            after_hook=_MEASURE,
        ),
        encoding="utf-8",
    )
    proof = Proof(own_file=home is not None)
    command = [bash, "--rcfile", str(rc), "-i"]
    with Terminal(command, stage.environment(home=home), stage.work) as terminal:
        if not terminal.wait_until(report.with_suffix(".ready").exists, _START_SECONDS):
            proof.why_not = "the shell did not come to its prompt"
            return proof
        terminal.settle(quiet=0.3)
        for key, keys in KEYS.items():
            proof.trials.append(_try(terminal, stage.work, key, keys))
    proof.tools = other_tools.read_report(_text(report.with_suffix(".tools")))
    proof.round_trip_us = _median(_text(report.with_suffix(".times")))
    return proof


def _try(terminal: Terminal, folder: Path, key: str, keys: str) -> Trial:
    forbidden, allowed = folder / f"{key}-{_FORBIDDEN}", folder / f"{key}-came-after"
    row = terminal.screen.row_count - 1

    def said() -> list[str]:
        seen = terminal.screen.since(row).splitlines()
        return [line.strip() for line in seen if "shellguard" in line and str(folder) not in line]

    terminal.type(keys.replace("{}", str(forbidden)))
    # Ctrl-C before would end a check that takes its time, and prove nothing.
    terminal.wait_until(lambda: forbidden.exists() or bool(said()), _REFUSAL_SECONDS)
    terminal.settle()
    told = said()
    terminal.type("\x03")  # what may be left in the edit buffer must not join the next line
    terminal.settle()
    terminal.type(f"touch {allowed}\r")
    works = terminal.wait_until(allowed.exists, _LINE_SECONDS)
    terminal.settle()
    if forbidden.exists():
        return Trial(key, False, "the forbidden line ran")
    if not works:
        return Trial(key, False, "an allowed line did not run afterwards")
    return Trial(key, True, printable(told[0]) if told else "nothing ran")


def _median(times: str) -> int | None:
    values = [
        int(microseconds)
        for kind, _, microseconds in (line.partition(" ") for line in times.splitlines()[_WARM_UP:])
        if kind == "allow" and microseconds.isdecimal()
    ]
    return round(statistics.median(values)) if values else None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""
