"""`shellguard log prune`: drops whole days of the record."""

from __future__ import annotations

import argparse
import json

from shellguard import exit_codes
from shellguard.audit.keeping import Retention
from shellguard.audit.recorder import Recorder
from shellguard.cli.log import output
from shellguard.cli.log.asking import record_folder
from shellguard.errors import ShellguardError


def run(arguments: argparse.Namespace) -> int:
    """Drops the segments that are older, or more, than asked for."""
    if arguments.days <= 0 and arguments.megabytes <= 0:
        hint = "--days 365 or --megabytes 500"
        raise ShellguardError("say how much is to be kept", hint=hint, exit_code=exit_codes.USAGE)
    with writer(arguments) as recorder:
        count = recorder.prune(Retention(max(0, arguments.days), max(0, arguments.megabytes)))
        head = recorder.head
    told = (
        json.dumps({"segments": count, "head": head})
        if arguments.json
        else f"{count} segments dropped; head {head}"
    )
    output.write((told,), page=False)
    return exit_codes.DONE


def writer(arguments: argparse.Namespace) -> Recorder:
    """The record, open for writing; only one process can have it so.

    Raises:
        ShellguardError: there is none, or the daemon has it open.
    """
    folder = record_folder(arguments)
    if not folder.is_dir():
        raise ShellguardError("nothing has been recorded yet", where=str(folder))
    try:
        return Recorder(folder)
    except ShellguardError as error:
        hint = (
            "the daemon has it open: `shellguard daemon stop`, then this again (guarded shells start it anew)"
        )
        raise ShellguardError(error.what, where=error.where, hint=hint) from error
