"""`shellguard log forget ID`: blanks what was recorded of one line."""

from __future__ import annotations

import argparse
import json

from shellguard import exit_codes
from shellguard.cli.log import output
from shellguard.cli.log.asking import record_folder
from shellguard.cli.log.keeping import change
from shellguard.errors import ShellguardError


def run(arguments: argparse.Namespace) -> int:
    """Leaves tombstones in the place of the line's records."""
    identity = str(arguments.id)
    done = change(
        record_folder(arguments),
        "forget",
        {"id": identity},
        lambda recorder: {"records": recorder.forget(identity), "head": recorder.head},
    )
    if not done["records"]:
        hint = "`shellguard log --json` shows whole ids"
        raise ShellguardError("no such entry", where=identity, hint=hint)
    told = f"{output.count(done['records'], 'record')} blanked; head {done['head']}"
    output.write((json.dumps(done) if arguments.json else told,), page=False)
    return exit_codes.DONE
