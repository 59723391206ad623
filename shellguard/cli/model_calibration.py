"""`shellguard model calibrate`: asks the model about labelled lines and keeps what its answers are worth."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from shellguard import exit_codes, paths
from shellguard.audit.filters import Filters
from shellguard.audit.marks import NEEDLESS, marks_of
from shellguard.audit.query import entries
from shellguard.cli.model_asking import Example, answered
from shellguard.cli.model_connection import with_client
from shellguard.effects.packs.packs import Packs, nodes_below, proved_programs
from shellguard.errors import ShellguardError
from shellguard.model.allowed import refuse_unless_usable
from shellguard.model.calibration import (
    Calibration,
    Calibrations,
    Labelled,
    bins,
    fitted,
    held_out,
)
from shellguard.model.judge import examples
from shellguard.model.reliability import as_svg, in_terminal
from shellguard.private_files import write_whole
from shellguard.settings.model import Settings
from shellguard.terminal_text import printable

_LONGEST = 400


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Asks, fits, tells and keeps.

    Raises:
        ShellguardError: nobody answers, or there is nothing to learn from.
    """
    if arguments.examples < 0 or not 1 <= arguments.at_once <= 256:
        raise ShellguardError(
            "--examples must not be negative, and --at-once be 1 to 256", exit_code=exit_codes.USAGE
        )
    refuse_unless_usable(settings.model)
    wanted = [*marked(paths.state_dir() / "audit"), *of_packs(Packs(proved_programs()), arguments.examples)]
    if not arguments.json:
        print(f"Asking about {len(wanted)} lines; none of them is run.", file=sys.stderr)
    try:
        model, answers = with_client(
            lambda client: answered(client, settings.model, wanted, arguments.at_once, quiet=arguments.json)
        )
    except KeyboardInterrupt:
        print("Stopped; nothing was kept.", file=sys.stderr)
        raise
    found = fitted(model, answers)
    if not arguments.dry_run:
        Calibrations().keep(found)
    if arguments.plot:
        write_whole(
            Path(arguments.plot), as_svg(bins(answers), bins(held_out(answers)), f"Reliability of {model}")
        )
    if arguments.json:
        print(json.dumps(_object(found)))
    else:
        print("\n".join(in_words(found, answers)))
    return exit_codes.DONE


def of_packs(packs: Packs, most: int) -> list[Example]:
    """Examples of the packs, half of them dangerous, from all over; the same for the same packs."""
    known = examples()
    asked: set[str] = set()
    run: set[str] = set()
    for node in packs.programs.values():
        for level in nodes_below(node):
            asked.update(level.examples.ask)
            run.update(level.examples.run)
    dangerous, harmless = (_some(lines - known, most // 2) for lines in (asked - run, run - asked))
    return [*(Example(line, True) for line in dangerous), *(Example(line, False) for line in harmless)]


def marked(folder: Path) -> Iterator[Example]:
    """The lines that the person said were asked about needlessly, or should have been."""
    try:
        marks = marks_of(folder)
        for identity, mark in marks.items():
            for entry in entries(folder, Filters(id_start=identity)):
                line = entry.record.get("line")
                if entry.is_line and isinstance(line, str):
                    yield Example(line, mark != NEEDLESS)
    except OSError as error:
        raise ShellguardError(f"the log can't be read: {error.strerror}", where=str(folder)) from error


def in_words(found: Calibration, answers: list[Labelled]) -> list[str]:
    """What was measured, for a person."""
    worth = found.why_not
    return [
        printable(f"{found.model}, on {found.dangerous} dangerous and {found.harmless} harmless lines:"),
        f"  tells them apart {found.auc:.2f} (1 always, 0.5 not at all)",
        f"  expected calibration error {found.error_before:.3f}, calibrated {found.error_after:.3f} "
        "(on lines not learned on)",
        "",
        *(f"  {line}" for line in in_terminal(bins(held_out(answers)))),
        "",
        f"It only advises: {worth}."
        if worth
        else "From now on it may ask about lines that are not understood.",
    ]


def _some(lines: set[str], most: int) -> list[str]:
    """Some of them, in an order that nothing in them decides."""
    fit = (line for line in lines if len(line) <= _LONGEST)
    return sorted(fit, key=lambda line: hashlib.sha256(line.encode("utf-8", "replace")).digest())[:most]


def _object(found: Calibration) -> dict[str, object]:
    return {
        "model": found.model,
        "dangerous": found.dangerous,
        "harmless": found.harmless,
        "auc": found.auc,
        "error_before": found.error_before,
        "error_after": found.error_after,
        "decides": not found.why_not,
        "why_not": found.why_not or None,
        "points": found.points,
    }
