"""The options that choose entries, shared by the commands that read the record."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from shellguard import exit_codes
from shellguard.audit.filters import Filters, compiled
from shellguard.audit.query import Entry, entries
from shellguard.audit.schema import KINDS
from shellguard.cli.log import output
from shellguard.cli.log.times import moment
from shellguard.cli.usage import whole_number
from shellguard.errors import ShellguardError
from shellguard.paths import state_dir
from shellguard.terminal_text import printable

_FIXED = {
    "decision": ("allow", "confirm", "deny"),
    "level": ("safe", "low", "medium", "high", "critical"),
    "source": ("static", "classifier", "model", "cache", "phrasebook", "fallback"),
    "answer": ("run", "no", "edit", "safer", "interrupted"),
    "kind": tuple(name for name in KINDS if name not in ("decided", "answered", "finished")),
}
_LISTS = (
    ("--decision", ", ".join(_FIXED["decision"])),
    ("--level", ", ".join(_FIXED["level"])),
    ("--rule", "ids of findings, * matches anything: git.*"),
    ("--answer", f"what was chosen when asked: {', '.join(_FIXED['answer'])}"),
    ("--source", f"what judged: {', '.join(_FIXED['source'])}"),
    ("--session", "ids of shell sessions"),
    ("--status", "exit statuses, or failed"),
    ("--kind", "events of these kinds only, such as hook-off"),
)


def add_filters(parser: argparse.ArgumentParser) -> None:
    """Adds the options. They have no default, so that they may stand before or behind a subcommand."""
    group = parser.add_argument_group("which entries")
    absent = argparse.SUPPRESS
    group.add_argument(
        "--since", metavar="TIME", default=absent, help="from then on: 2h, today, 13:30, 2026-11-20"
    )
    group.add_argument("--until", metavar="TIME", default=absent, help="before then")
    group.add_argument("--last", metavar="N", type=whole_number(1), default=absent, help="the newest N only")
    for option, meaning in _LISTS:
        group.add_argument(option, metavar="A,B", default=absent, help=meaning)
    group.add_argument("--cwd", metavar="DIR", default=absent, help="this folder or any below it")
    group.add_argument(
        "--text", "-t", metavar="TEXT", default=absent, help="stands in the line or its reasons"
    )
    group.add_argument(
        "--regex", "-e", metavar="PATTERN", default=absent, help="matches the line or its reasons"
    )
    group.add_argument("--folder", metavar="DIR", default=absent, help="another record than your own")


def filters_of(arguments: argparse.Namespace) -> Filters:
    """The filters that were asked for.

    Raises:
        ShellguardError: a time or a pattern can't be read, or a word is none of those that there are.
    """
    now = time.time()

    def text(name: str) -> str:
        return str(getattr(arguments, name, ""))

    def listed(name: str) -> tuple[str, ...]:
        words = tuple(part.strip() for part in text(name).split(",") if part.strip())
        for word in words:
            _refuse_unknown(name, word)
        return words

    since, until = (moment(text(end), now) if text(end) else "" for end in ("since", "until"))
    if since and until and since >= until:
        what = f"--since {text('since')} is not before --until {text('until')}"
        raise ShellguardError(printable(what), exit_code=exit_codes.USAGE)
    return Filters(
        since=since,
        until=until,
        decisions=listed("decision"),
        levels=listed("level"),
        answers=listed("answer"),
        sources=listed("source"),
        sessions=listed("session"),
        rules=listed("rule"),
        statuses=listed("status"),
        kinds=listed("kind"),
        cwd=os.path.abspath(text("cwd")) if text("cwd") else "",  # noqa: PTH100 - links stay as they were typed
        text=text("text"),
        pattern=compiled(text("regex")) if text("regex") else None,
    )


def _refuse_unknown(name: str, word: str) -> None:
    if name in _FIXED and word not in _FIXED[name]:
        hint = f"there are {', '.join(_FIXED[name])}"
    elif name == "status" and not (word.isdecimal() or word == "failed"):
        hint = "a status is a number from 0 to 255, or failed for all but 0"
    else:
        return
    raise ShellguardError(f"{printable(word)} is no {name}", hint=hint, exit_code=exit_codes.USAGE)


def limit_of(arguments: argparse.Namespace) -> int | None:
    """How many entries at most."""
    limit: int | None = getattr(arguments, "last", None)
    return limit


def chosen_entries(
    arguments: argparse.Namespace, filters: Filters | None = None, most: int | None = None
) -> Iterator[Entry]:
    """What the options choose, the newest first; on stderr how much of the record could not be read for it.

    Args:
        arguments: the parsed command line.
        filters: other than those of the command line.
        most: how many entries without `--last`; None for all.
    """
    unread: list[None] = []
    folder, filters = record_folder(arguments), filters or filters_of(arguments)
    found = entries(folder, filters, passed_over=lambda: unread.append(None))
    return chain(islice(found, limit_of(arguments) or most), _told_of(unread))


def _told_of(unread: list[None]) -> Iterator[Entry]:
    """No entries, but a word on what was not read until the last of them."""
    if unread:
        said = f"passed over what is no record in {output.count(len(unread), 'line')}"
        print(f"shellguard: {said}: `shellguard log verify` tells where", file=sys.stderr)
    yield from ()


def record_folder(arguments: argparse.Namespace) -> Path:
    """Where the record is.

    Raises:
        ShellguardError: another record than one's own is named, and there is none.
    """
    chosen = getattr(arguments, "folder", "")
    if chosen and not Path(chosen).is_dir():
        hint = "a record is a folder of *.jsonl files; without --folder it is your own"
        raise ShellguardError("there is no such folder", where=printable(chosen), hint=hint)
    return Path(chosen) if chosen else state_dir() / "audit"
