"""`shellguard log forget ID`: blanks what was recorded of one line."""

from __future__ import annotations

import argparse
import json

from shellguard import exit_codes
from shellguard.cli.log import output
from shellguard.cli.log.pruning import writer
from shellguard.errors import ShellguardError


def run(arguments: argparse.Namespace) -> int:
    """Leaves tombstones in the place of the line's records."""
    with writer(arguments) as recorder:
        count = recorder.forget(arguments.id)
        head = recorder.head
    if not count:
        hint = "`shellguard log --json` shows whole ids"
        raise ShellguardError("no such entry", where=arguments.id, hint=hint)
    told = (
        json.dumps({"records": count, "head": head})
        if arguments.json
        else f"{count} records blanked; head {head}"
    )
    output.write((told,), page=False)
    return exit_codes.DONE
