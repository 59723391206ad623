"""`shellguard tour`: a short tour in a real guarded shell, in scratch folders."""

from __future__ import annotations

import argparse
import sys
import textwrap

from shellguard import exit_codes
from shellguard.cli.init import own_command
from shellguard.cli.terminal import emphasised, may_color
from shellguard.errors import ShellguardError
from shellguard.rehearsal.stage import Stage
from shellguard.rehearsal.tour import SETTINGS, STEPS, Tour
from shellguard.setup.bash_program import find_bash
from shellguard.terminal_text import printable

_WIDTH = 80


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "tour",
        help="a short tour in a real guarded shell",
        description="Plays a few lines in a real guarded bash and shows what a person would see. It has a "
        "home folder, settings and a record of its own, which are gone afterwards; yours are not touched.",
        epilog="example: shellguard tour",
    )
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Plays all steps; 1 when one did not go as it should.

    Raises:
        ShellguardError: no bash that can be guarded, or the shell did not come up.
    """
    find_bash()
    color = may_color(sys.stdout)
    print("A short tour: what follows happens in a real guarded bash, in a scratch folder.", flush=True)
    wrong: list[str] = []
    with Stage(SETTINGS, own_command()) as stage, Tour(stage, own_command()) as tour:
        if not tour.begins():
            raise ShellguardError(
                "the guarded shell did not come to its prompt",
                hint=printable(tour.shown, keep="\n") or "it printed nothing; try `shellguard doctor`",
            )
        for number, step in enumerate(STEPS, 1):
            scene = tour.play(step)
            print("\n" + emphasised(textwrap.fill(f"{number}. {step.title}", _WIDTH), "1", color))
            print(textwrap.indent(printable(scene.seen, keep="\n"), "  "), flush=True)
            if not scene.went_well:
                wrong.append(f"{number}. {step.title}")
                break
    if wrong:
        print(emphasised(f"\nThis step did not go as it should: {wrong[0]}", "1;31", color))
        return exit_codes.FAILED
    print("\n" + emphasised("Every step went as it should.", "1;32", color), end=" ")
    print("Your own guarded shell: shellguard shell")
    return exit_codes.DONE
