"""`shellguard log verify`: whether the record is as it was written."""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import asdict
from pathlib import Path

from shellguard import exit_codes
from shellguard.audit.elsewhere import newest_head
from shellguard.audit.segments import segments_in
from shellguard.audit.verify import CANNOT_SHOW, Verification, verify
from shellguard.cli.log import output
from shellguard.cli.log.asking import record_folder
from shellguard.errors import ShellguardError

_HEAD = re.compile(r"[0-9a-f]{64}")


def run(arguments: argparse.Namespace) -> int:
    """Checks the chain; fails with exit code 1 when it does not hold.

    Raises:
        ShellguardError: there is no record.
    """
    folder = record_folder(arguments)
    expected = _expected(arguments.expect or "")
    if not segments_in(folder) and not expected:
        hint = "or the record was taken away: only a head that is kept elsewhere could tell"
        raise ShellguardError("nothing has been recorded yet", where=str(folder), hint=hint)
    result = verify(folder, expected)
    if arguments.json:
        output.write((json.dumps({"good": result.good, **asdict(result)}),), page=False)
    else:
        output.write(_said(result, output.Paint(output.coloured())), page=False)
    return exit_codes.DONE if result.good else exit_codes.FAILED


def _expected(given: str) -> str:
    """A head as it was given, or the newest in a file of heads (`audit.head_file`)."""
    if not given or _HEAD.fullmatch(given.strip().lower()):
        return given
    file = Path(given)
    if not file.is_file():
        raise ShellguardError("neither a head nor a file of heads", where=given, exit_code=exit_codes.USAGE)
    head = newest_head(file.read_text(encoding="utf-8", errors="replace"))
    if not head:
        raise ShellguardError("there is no head in this file", where=given)
    return head


def _said(result: Verification, paint: output.Paint) -> list[str]:
    lines = []
    for problem in result.problems:
        place = f"{problem.segment} line {problem.line}" if problem.segment else "the whole"
        number = "" if problem.n is None else f", record {problem.n}"
        lines.append(f"{paint('bad', 'red')}  {place}{number}: {problem.what}")
    verdict = (
        paint("good", "green")
        if result.good
        else paint(f"{output.count(len(result.problems), 'bad place')}", "red")
    )
    lines.append(
        f"{verdict}: {output.count(result.records, 'record')} in {output.count(result.segments, 'segment')}"
    )
    if result.first_n:
        how = "were pruned" if result.good else "are not there"
        lines.append(f"records 0 to {result.first_n - 1} {how}")
    if result.forgotten:
        lines.append(f"{output.count(len(result.forgotten), 'record')} forgotten on request")
    if result.torn:
        lines.append(
            f"a crash tore the last line ({output.count(result.torn, 'time')}), which was noted and mended"
        )
    if result.incomplete:
        lines.append(f"{result.incomplete} bytes of a last line that is being written or was torn")
    if result.expected_at is not None:
        lines.append(f"the expected head is record {result.expected_at}: all before it is as it was then")
    lines += [f"head {result.head}", *output.prose(CANNOT_SHOW)]
    return lines
