"""Writing a file that is nobody else's business: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from shellguard.errors import ShellguardError


def write_whole(path: Path, text: str) -> None:
    """Puts text into a file (0600) by way of a temporary one beside it, so that no reader sees half of it.

    A link is followed, so that a settings file kept elsewhere stays there.

    Raises:
        ShellguardError: it can't be written (the old content is then still there).
    """
    final = Path(os.path.realpath(path))
    try:
        final.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, name = tempfile.mkstemp(prefix=f".{final.name}.", dir=final.parent)
    except OSError as error:
        raise ShellguardError(f"the file can't be written: {error.strerror}", where=str(path)) from error
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogateescape") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(final)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise ShellguardError(f"the file can't be written: {error.strerror}", where=str(path)) from error
