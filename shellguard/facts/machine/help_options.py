"""The options that a program names in its own `--help`: asked once, and only of programs known to answer."""

from __future__ import annotations

import re
import shutil
import subprocess

from shellguard.knowledge.tables import knowledge

_SECONDS = 1.0
_LONGEST = 200_000
_OPTION = re.compile(r"(?<![\w-])--?[A-Za-z0-9][A-Za-z0-9-]*")
_FOLDERS = ("/usr/bin/", "/bin/", "/usr/local/bin/", "/opt/homebrew/bin/")
_ANSWER = knowledge("answers_help").names("programs")


class HelpOptions:
    """Remembers what was asked; meant for a thread, as it starts programs."""

    def __init__(self) -> None:
        self._known: dict[str, frozenset[str] | None] = {}

    def of(self, program: str) -> frozenset[str] | None:
        """The options of a program; None where not all of them can be known."""
        if program not in _ANSWER:
            return None
        if program not in self._known:
            self._known[program] = _asked(program)
        return self._known[program]


def _asked(program: str) -> frozenset[str] | None:
    place = shutil.which(program)
    if place is None or not place.startswith(_FOLDERS):
        return None
    try:
        done = subprocess.run(
            [place, "--help"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=True,
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    options = frozenset(_OPTION.findall(done.stdout[:_LONGEST].decode("utf-8", "replace")))
    return options | {"--help", "--version"} if len(options) > 3 else None
