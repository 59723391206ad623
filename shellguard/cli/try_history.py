"""`shellguard try [HISTORY]`: what would have been asked about in the lines that a person typed before.

Nothing is run, stored or sent, and no daemon is needed.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import sys
import time
from collections import Counter
from pathlib import Path

from shellguard import exit_codes, judgement
from shellguard.audit.redaction import Redaction
from shellguard.cli.in_process import Judge
from shellguard.cli.terminal import may_color, row_width
from shellguard.cli.trial import Asked, Trial
from shellguard.cli.try_patterns import narrowest
from shellguard.cli.try_report import as_object, report
from shellguard.errors import ShellguardError
from shellguard.history.file import History, read_history, usual_places
from shellguard.policy.decision import Action, Challenge
from shellguard.verdict import Verdict
from shellguard.verdict_json import reasoning

_PROGRESS_SECONDS = 0.2
_IN_GUARD_MODE = ("mode=guard",)  # what would be asked, even where the settings only observe


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "try",
        help="what it would have asked about in your history",
        description="Judges the lines of your shell's history and says which it would have asked about. "
        "Nothing is run, nothing is stored, nothing leaves this machine.",
        epilog="example: shellguard try ~/.bash_history",
    )
    parser.add_argument(
        "history",
        nargs="*",
        metavar="FILE",
        type=Path,
        help="a history of bash, zsh or fish (default: those of yours that there are)",
    )
    parser.add_argument("--all", action="store_true", help="show every line, not only a few of each rule")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Judges and reports; ends with 0 whatever was found.

    Raises:
        ShellguardError: there is no history, or one that was named can't be read.
    """
    histories = _histories(arguments.history)
    trial = judged(histories, os.environ.get("HOME", ""))
    if arguments.json:
        print(json.dumps(as_object(trial)))
    else:
        width = row_width(sys.stdout)
        told = report(trial, every=arguments.all, color=may_color(sys.stdout), width=width)
        print("\n".join(told))
    return exit_codes.DONE


def judged(histories: tuple[History, ...], home: str) -> Trial:
    """Judges every line as if HOME were known and nothing else: a history does not say where it was typed."""
    begin = time.perf_counter()
    lines = [entry.text for history in histories for entry in history.entries]
    times = Counter(lines)
    judgement.warm_up()
    asked = []
    with Judge(_IN_GUARD_MODE) as judge, _Progress(len(times)) as progress:
        for line, count in times.items():
            verdict = judge.judge(line, "", home=home, id="try")
            if verdict.decision.action is not Action.ALLOW:
                asked.append(_asked(verdict, count))
            progress.step()
    return Trial(histories, len(lines), tuple(asked), time.perf_counter() - begin)


def _asked(verdict: Verdict, times: int) -> Asked:
    redaction = Redaction(secrets.token_bytes(32))  # the key is forgotten: nothing is to be compared later
    line = redaction.line(verdict.script, verdict.line)
    by, findings = verdict.decision.by, verdict.risk.findings
    rule = findings[0].id if findings and by == "score" else by
    # what holds a secret is not to be written into a settings file; what has to be typed is decided each time
    told = line == verdict.line and verdict.decision.challenge is Challenge.KEY
    patterns = narrowest(verdict) if told else ()
    why = redaction.text(reasoning(verdict))
    return Asked(line, times, rule, verdict.decision.action, verdict.risk.score, why, patterns)


def _histories(named: list[Path]) -> tuple[History, ...]:
    if named:
        return tuple(read_history(path) for path in named)
    places = usual_places(_home(), os.environ)
    found = [path for path in places if path.is_file()]
    if not found:
        raise ShellguardError(
            "there is no history to judge",
            where=", ".join(map(str, places)),
            hint="name one: shellguard try FILE (bash writes its own when a shell ends)",
        )
    return tuple(read_history(path) for path in found)


def _home() -> Path:
    named = os.environ.get("HOME", "")
    return Path(named) if named.startswith("/") else Path.home()


class _Progress:
    """A line that counts, on a terminal only; it is gone afterwards."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._next = time.monotonic() + _PROGRESS_SECONDS
        self._shown = False
        self._wanted = sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb"

    def step(self) -> None:
        self._done += 1
        if self._wanted and time.monotonic() >= self._next:
            self._next = time.monotonic() + _PROGRESS_SECONDS
            self._shown = True
            print(f"\rjudged {self._done} of {self._total} lines", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
