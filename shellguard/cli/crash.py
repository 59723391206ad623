"""What is left of an error that nobody expected: a private file, and one line that names it."""

from __future__ import annotations

import os
import platform
import time
import traceback

from shellguard import __version__, paths
from shellguard.errors import ShellguardError
from shellguard.private_files import write_whole
from shellguard.terminal_text import printable


def report(error: Exception, command: str) -> str:
    """Writes the report and gives back the line for the person. Arguments stay out: they may hold secrets."""
    said = printable(f"{type(error).__name__}: {error}")[:200]
    text = "".join(
        (
            f"shellguard {__version__}, Python {platform.python_version()}, {platform.platform()}\n",
            f"command: {command}\n\n",
            *traceback.format_exception(error),
        )
    )
    name = f"crash-{time.strftime('%Y%m%dT%H%M%S')}-{os.getpid()}.txt"
    try:
        file = paths.secure_dir(paths.secure_dir(paths.state_dir()) / "crashes") / name
        write_whole(file, text)
    except ShellguardError as failed:
        return f"shellguard: unexpected error: {said} (no report could be written: {failed.what})"
    return f"shellguard: unexpected error: {said}\n  the report is in {file}"
