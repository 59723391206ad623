"""A script behind a link that asks where it really lies: its folder is another than its name says."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from shellguard.facts.fact import TargetFacts
from shellguard.facts.files.resolve import place_of
from shellguard.parsing.script import NestedKind, Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_ASKS = re.compile(r"\brealpath\b|\breadlink\b|\b(?:cd|pwd)\s+-P\b|\.resolve\(")


def really_elsewhere(
    command: SimpleCommand | None, script: Script | None, shell: ShellState
) -> TargetFacts | None:
    """Nothing that is known, where a command of such a script goes by its folder."""
    if command is None or script is None or not shell.cwd or command in script.commands:
        return None
    for owner, text in _scripts_around(command, script):
        if _ASKS.search(text) and any(_is_led(word.text, shell) for word in owner.words[:3] if word.known):
            return TargetFacts(
                reason="a link leads to the script, which goes by the folder where it really lies"
            )
    return None


def _scripts_around(command: SimpleCommand, script: Script) -> Iterator[tuple[SimpleCommand, str]]:
    """Each script file with this command in it: what starts it, and its text."""
    for owner, _ in script.walk():
        for nested in owner.nested:
            inside = nested.kind is NestedKind.FILE and any(one is command for one, _ in nested.script.walk())
            if inside:
                yield owner, nested.script.text


def _is_led(text: str, shell: ShellState) -> bool:
    """Whether a link on the way to a file, behind the folder one stands in, leads elsewhere."""
    path = place_of(text, False, shell.cwd).path if text[:1] not in ("", "-") else ""
    if not path or not os.path.isfile(path):
        return False
    here = f"{shell.cwd.rstrip('/')}/"
    if not path.startswith(here):
        return os.path.realpath(path) != path
    return os.path.realpath(path) != f"{os.path.realpath(here).rstrip('/')}/{path.removeprefix(here)}"
