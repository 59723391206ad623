"""`shellguard log`: reading the record. One file a subcommand; this one only wires them."""

from __future__ import annotations

import argparse
import errno
import importlib

from shellguard.cli.log.asking import add_filters
from shellguard.cli.usage import add_action, whole_number
from shellguard.errors import ShellguardError

NAME = "log"
_MOST_DAYS = 36_500
_OF_THE_OUTPUT = frozenset({errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_COMMANDS = {
    "": "listing",
    "show": "show",
    "stats": "statistics",
    "timeline": "timeline",
    "verify": "verifying",
    "report": "reporting",
    "export": "exporting",
    "prune": "pruning",
    "forget": "forgetting",
    "replay": "replay",
    "suggest": "suggest",
    "review": "reviewing",
}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Registers `log` and what stands below it."""
    parser = subparsers.add_parser(
        NAME,
        help="what was run, asked and answered",
        description="What was run, what was asked, who said yes. The newest comes first: when, its id, "
        "what became of it, its risk, how long it ran, the line.",
        epilog="example: shellguard log --since yesterday --decision confirm,deny",
    )
    add_filters(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--follow", "-f", action="store_true", help="show what is recorded from now on")
    parser.set_defaults(run=run, log_command="")
    below = parser.add_subparsers(metavar="COMMAND")
    _add_reading(below)
    _add_keeping(below)
    _add_learning(below)


def _add_reading(below: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """What tells of the record."""
    show = _add(below, "show", "everything about one line, the judgement step by step", "e4227a7")
    meant = "an id, the beginning of one, or #NUMBER of a record; without it the newest line that was stopped"
    show.add_argument("id", metavar="ID", nargs="?", default="", help=meant)
    stats = "lines, questions, answers, and rules that are always approved"
    add_filters(_add(below, "stats", stats, "--since today"))
    add_filters(_add(below, "timeline", "how much happened when", "--since 3d"))
    report = _add(below, "report", "the record as one page with charts", "--html shellguard.html")
    add_filters(report)
    report.add_argument("--html", metavar="FILE", required=True, help="where the page is written")
    export = _add(
        below, "export", "everything to standard output, for other programs", "--format csv > log.csv"
    )
    add_filters(export)
    export.add_argument("--format", choices=("jsonl", "csv"), default="jsonl", help="default: jsonl")


def _add_keeping(below: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """What looks after the record itself."""
    verify = _add(below, "verify", "whether the record is as it was written")
    verify.add_argument(
        "--expect",
        metavar="HEAD",
        help="a head that was kept elsewhere, or a file of heads (audit.head_file): has to be in it",
    )
    prune = _add(below, "prune", "drop what is old; the chain stays verifiable", "--days 365")
    prune.add_argument(
        "--days", type=whole_number(1, _MOST_DAYS), default=0, metavar="N", help="keep the newest N days"
    )
    prune.add_argument(
        "--megabytes", type=whole_number(1), default=0, metavar="N", help="keep the newest N megabytes"
    )
    forget = _add(below, "forget", "blank one line's records; a tombstone stays", "ID")
    forget.add_argument("id", metavar="ID", help="its whole id")


def _add_learning(below: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """What learns from it."""
    anew = "judge recorded lines anew and show what would change; runs nothing"
    replay = _add(below, "replay", anew, "--since 3d --settings stricter.toml")
    add_filters(replay)
    replay.add_argument("--settings", metavar="FILE", default="", help="what these settings would change")
    replay.add_argument(
        "--packs",
        metavar="FILE",
        nargs="+",
        default=[],
        help="what these packs would change, beside those in force",
    )
    suggest = _add(below, "suggest", "rules for what is always approved, as TOML to paste", "--apply")
    add_filters(suggest)
    suggest.add_argument("--apply", action="store_true", help="ask about each rule and add it")
    suggest.add_argument(
        "--at-least",
        type=whole_number(1),
        default=3,
        metavar="N",
        help="approvals that make a rule (default: 3)",
    )
    suggest.add_argument(
        "--days",
        type=whole_number(0, _MOST_DAYS),
        default=90,
        metavar="N",
        help="how long a rule holds; 0 for ever (default: 90)",
    )
    add_filters(_add(below, "review", "browse the record on the whole screen, mark lines, make rules"))


def run(arguments: argparse.Namespace) -> int:
    """Runs the subcommand that was chosen."""
    module = importlib.import_module(f"shellguard.cli.log.{_COMMANDS[arguments.log_command]}")
    try:
        code: int = module.run(arguments)
    except OSError as error:
        if error.errno in _OF_THE_OUTPUT:
            raise
        where = str(error.filename or "")
        raise ShellguardError(f"the record can't be read: {error.strerror}", where=where) from error
    return code


def _add(
    below: argparse._SubParsersAction[argparse.ArgumentParser], name: str, meaning: str, example: str = ""
) -> argparse.ArgumentParser:
    parser = add_action(below, name, meaning, example)
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="as JSON")
    parser.set_defaults(log_command=name)
    if name in ("show", "verify", "prune", "forget"):
        parser.add_argument(
            "--folder", metavar="DIR", default=argparse.SUPPRESS, help="another record than yours"
        )
    return parser
