"""`shellguard log prune`: drops whole days of the record."""

from __future__ import annotations

import argparse
import json

from shellguard import exit_codes
from shellguard.audit.keeping import Retention
from shellguard.cli.log import output
from shellguard.cli.log.asking import record_folder
from shellguard.cli.log.keeping import change
from shellguard.errors import ShellguardError


def run(arguments: argparse.Namespace) -> int:
    """Drops the segments that are older, or more, than asked for."""
    if arguments.days <= 0 and arguments.megabytes <= 0:
        hint = "--days 365 or --megabytes 500"
        raise ShellguardError("say how much is to be kept", hint=hint, exit_code=exit_codes.USAGE)
    retention = Retention(max(0, arguments.days), max(0, arguments.megabytes))
    done = change(
        record_folder(arguments),
        "prune",
        {"days": retention.days, "megabytes": retention.megabytes},
        lambda recorder: {"segments": recorder.prune(retention), "head": recorder.head},
    )
    told = f"{output.count(done['segments'], 'segment')} dropped; head {done['head']}"
    output.write((json.dumps(done) if arguments.json else told,), page=False)
    return exit_codes.DONE
