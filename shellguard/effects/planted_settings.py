"""Commands that a line writes into settings which programs do as they say: `.psqlrc`, `.vimrc`."""

from __future__ import annotations

from functools import cache

from shellguard.effects.context import Findings
from shellguard.effects.wording.written_text import written_to
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import Table, knowledge
from shellguard.parsing.nested.start_files import commands_in
from shellguard.parsing.output.flow import NO_FLOW, printed

_SAYING = frozenset(("echo", "printf", "cat", "tee"))
_LONGEST = 20_000


@cache
def _tables() -> tuple[tuple[str, Table], ...]:
    """By how paths end."""
    known, told = load("start_files"), knowledge("start_files")
    return tuple(
        (file.removeprefix("~"), told.table(kind).table(program))
        for kind in ("settings", "written")
        for program in known[kind]
        for file in known[kind][program]["files"]
    )


def planted(findings: Findings) -> list[str]:
    """What a shell will run by what is written, as texts."""
    command = findings.command
    if command.program not in _SAYING or not (command.redirections or findings.context.downstream):
        return []
    targets = [f"/{word.text}" for word in written_to(findings) if word is not None]
    rows = {
        id(row): row for end, row in _tables() for text in targets if text.endswith(f"/{end.lstrip('/')}")
    }
    if not rows:
        return []
    bodies = [one.body.text for one in command.redirections if one.body is not None]
    text = bodies[-1] if bodies else printed(command, NO_FLOW).text or ""
    return [one for row in rows.values() for one in commands_in(row, text[:_LONGEST])]
