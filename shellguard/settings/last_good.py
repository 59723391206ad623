"""The last faultless copy of the user's settings file, in force while the file itself is broken."""

from __future__ import annotations

from pathlib import Path

from shellguard import paths
from shellguard.errors import ShellguardError
from shellguard.private_files import read_own, write_whole
from shellguard.settings.layers import MAX_FILE_BYTES


def copy_file() -> Path:
    """Where the copy is, whether or not there is one."""
    return paths.state_dir() / "config.last-good.toml"


def remember(file: Path) -> None:
    """Keeps a copy of a file that was found faultless; an absent file leaves no copy.

    Raises:
        ShellguardError: the copy can't be written, or removed.
    """
    try:
        text = file.read_bytes().decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        _forget()
        return
    except OSError:  # it was read a moment ago: the copy of then is better than none
        return
    if recall() != text.encode("utf-8", "surrogateescape"):
        paths.secure_dir(paths.state_dir())
        write_whole(copy_file(), text)


def _forget() -> None:
    copy = copy_file()
    try:
        copy.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise ShellguardError(f"the file can't be removed: {error.strerror}", where=str(copy)) from error


def recall() -> bytes | None:
    """The content of the copy; None where there is none that only this user can have written."""
    try:
        return read_own(copy_file(), MAX_FILE_BYTES)
    except (OSError, ShellguardError):
        return None
