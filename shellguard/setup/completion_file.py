"""The completions of `shellguard` itself, where bash-completion finds them when its name is completed first.

Source of the place: bash-completion's README, "Where should I put it to be sure that interactive bash shells
will find it": `$BASH_COMPLETION_USER_DIR`, since 2.12 the first of several, else `bash-completion` in
`$XDG_DATA_HOME`.
"""

from __future__ import annotations

import os
from pathlib import Path

from shellguard.setup import text_file

_MARK = "# Written by `shellguard setup`; `shellguard uninstall` takes it out.\n"


def completion_file(home: Path) -> Path:
    """Where a person's own completions of `shellguard` lie."""
    data = os.environ.get("XDG_DATA_HOME") or home / ".local" / "share"
    chosen = os.environ.get("BASH_COMPLETION_USER_DIR", "").partition(":")[0]
    folder = chosen or Path(data) / "bash-completion"
    return Path(folder) / "completions" / "shellguard"


def may_write(file: Path) -> bool:
    """Whether no file is there, or one that `setup` wrote; a person's own one stays.

    Raises:
        ShellguardError: what is there can't be read, or is no regular file.
    """
    found = text_file.read(file)
    return found is None or found.startswith(_MARK.encode())


def is_written(file: Path) -> bool:
    """Whether `setup` wrote it.

    Raises:
        ShellguardError: what is there can't be read, or is no regular file.
    """
    return text_file.read(file) is not None and may_write(file)


def write(file: Path, completions: str) -> None:
    """Writes the completions.

    Raises:
        ShellguardError: they can't be written.
    """
    text_file.rewrite(file, (_MARK + completions).encode())
