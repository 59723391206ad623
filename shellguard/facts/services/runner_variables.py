"""Variables that a runner of tasks gives to what it runs, by its own file or one of variables that it loads.

Only the names that tell where something takes place matter.
"""

from __future__ import annotations

import os
import re
from typing import Any

from shellguard.facts.contents import text_of
from shellguard.knowledge.loading import load
from shellguard.parsing.script import Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_LONGEST = 256 << 10
_DOTENV = ".env"
_BEFORE = r"(?:^[\s-]*(?:(?:override|export|set)\s+)?|[{,]\s*)[\"']?"
_BEHIND = r"[\"']?[ \t]*(?:[:?+!]{0,3}=|:)[ \t]*[\"']?([^\s\"'#,}]*)"
"""What stands around a name that is given a value, in files of these kinds."""


def given_by_runner(script: Script, shell: ShellState, telling: frozenset[str]) -> dict[str, str | None]:
    """Which of these names tasks get from files of the folder, and to what; None for what is not known."""
    if not shell.cwd or not telling:
        return {}
    runners: list[dict[str, Any]] = load("places_surroundings")["runner"]
    texts = [
        text
        for command, _ in script.walk()
        for one in runners
        if command.program in one["programs"]
        for text in _read(one, command, shell.cwd)
    ]
    if not any(texts):
        return {}
    names = "|".join(map(re.escape, sorted(telling)))
    given = re.compile(rf"(?m){_BEFORE}({names}){_BEHIND}")
    found: dict[str, str | None] = {}
    for name, value in (match.groups() for text in texts for match in given.finditer(text)):
        known = None if "$" in value or found.get(name, value) != value else value
        found[name] = known
    return found


def _read(runner: dict[str, Any], command: SimpleCommand, folder: str) -> list[str]:
    """The texts of the files that a runner reads for a command."""
    named = [word.value for word in command.words[1:] if word.value]
    files = [*runner["files"], *(name for name in named if re.search(runner.get("named", r"(?!)"), name))]
    texts = [text_of(os.path.join(folder, name), _LONGEST) for name in files]
    loads = runner.get("loads", "(?!)")
    if loads == "always" or any(re.search(loads, text) for text in texts):
        texts.append(text_of(os.path.join(folder, _DOTENV), _LONGEST))
    return texts
