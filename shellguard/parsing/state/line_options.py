"""Options of the shell that a line itself turns on before it uses them: `shopt -s dotglob; rm *`."""

from __future__ import annotations

import re
from dataclasses import replace

from shellguard.parsing.shell_state import ShellState

_TURNED_ON = re.compile(r"(?:\bshopt\s+-[a-z]*s|\s-O|\bsetopt)\s([^;&|\n]*)")
_LEAVING_OUT = re.compile(r"\bGLOBIGNORE=[^\s;&|]")
_NAMES = {
    "dotglob": "dotglob",
    "extglob": "extglob",
    "globdots": "dotglob",
    "globstar": "globstar",
    "nocaseglob": "nocaseglob",
}


def with_options_of(line: str, shell: ShellState) -> ShellState:
    """The shell with the options by which patterns of the line stand for more than they otherwise would.

    Those that it turns off again count, too: what more there might be is better looked at.
    """
    if "glob" not in line.lower():
        return shell
    if _LEAVING_OUT.search(line):  # what patterns leave out by that makes hidden files fit
        shell = replace(shell, options=(shell.options or frozenset()) | {"dotglob"})
    words = " ".join(found[1] for found in _TURNED_ON.finditer(line)).lower().replace("_", "")
    named = {_NAMES[word] for word in re.findall(r"\w+", words) if word in _NAMES}
    return replace(shell, options=(shell.options or frozenset()) | named) if named else shell
