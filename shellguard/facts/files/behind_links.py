"""A script behind a link that asks where it really lies: its folder is another than its name says."""

from __future__ import annotations

import os
import re

from shellguard.facts.fact import TargetFacts
from shellguard.facts.files.resolve import place_of
from shellguard.parsing.script import NestedKind, Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_ASKS = re.compile(r"\brealpath\b|\breadlink\b|\b(?:cd|pwd)\s+-P\b|\.resolve\(")


def scripts_behind_links(script: Script | None, shell: ShellState) -> tuple[Script, ...]:
    """The texts of scripts that a line runs which lie elsewhere than their names say, and ask where."""
    if script is None or not shell.cwd:
        return ()
    return tuple(
        nested.script
        for owner, _ in script.walk()
        for nested in owner.nested
        if nested.kind is NestedKind.FILE
        and any(_is_led(word.text, shell) for word in owner.words[:3] if word.known)
        and _ASKS.search(nested.script.text)
    )


def really_elsewhere(command: SimpleCommand | None, led: tuple[Script, ...]) -> TargetFacts | None:
    """Nothing that is known, where a command of such a script goes by its folder."""
    if not any(one is command for script in led for one, _ in script.walk()):
        return None
    return TargetFacts(reason="a link leads to the script, which goes by the folder where it really lies")


def _is_led(text: str, shell: ShellState) -> bool:
    """Whether a link on the way to a file, behind the folder one stands in, leads elsewhere."""
    path = place_of(text, False, shell.cwd).path if text[:1] not in ("", "-") else ""
    if not path or not os.path.isfile(path):
        return False
    here = f"{shell.cwd.rstrip('/')}/"
    if not path.startswith(here):
        return os.path.realpath(path) != path
    return os.path.realpath(path) != f"{os.path.realpath(here).rstrip('/')}/{path.removeprefix(here)}"
