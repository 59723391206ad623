"""Lines of which the shell runs nothing: with `set -u`, where a variable is used that is not set."""

from __future__ import annotations

import re

from shellguard.parsing.script import Script
from shellguard.parsing.shell_state import ShellState

_OPTION = "nounset"
# What may switch the option off, set the variable, or use it in a way that is allowed.
_OTHERWISE = re.compile(
    r"\bset\b|\bshopt\b|\beval\b|\bsource\b|(?:^|[\s;&|(])\.\s|[`'\\\n]|\$\(|[<>]\(|\$\{\W|\bcase\b"
)
_PLAIN = re.compile(r"\$(?:(\w+)|\{(\w+)\})")


def is_dropped(script: Script, shell: ShellState) -> bool:
    """Whether the line's first command names a variable that is not set, so that nothing of the line runs."""
    if _OPTION not in (shell.options or ()) or not script.commands or script.problems or script.unfinished:
        return False
    first, *others = script.commands
    alone = not first.frames and all(other.pipeline != first.pipeline for other in others)
    if not alone or first.definition or _OTHERWISE.search(script.text):
        return False
    named = {name or braced for word in first.words for name, braced in _PLAIN.findall(word.source)}
    return any(
        _is_unset(name, shell) and not re.search(rf"\$\{{{name}[^\w}}]", script.text) for name in named
    )


def _is_unset(name: str, shell: ShellState) -> bool:
    """Known to be unset: an empty one is used as it is."""
    return name in shell.variables and shell.variables[name] is None and not name.isdigit()
