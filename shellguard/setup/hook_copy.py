"""The rendered hook that start-up files load: no Python runs when a shell starts."""

from __future__ import annotations

from pathlib import Path

from shellguard import paths, private_files


def hook_copy() -> Path:
    """Where it is kept.

    Raises:
        ShellguardError: there is no folder for it.
    """
    return paths.state_dir() / "hook.bash"


def write_hook(text: str) -> Path:
    """Writes it, whole, and gives back where.

    Raises:
        ShellguardError: it can't be written.
    """
    paths.secure_dir(paths.state_dir())
    private_files.write_whole(hook_copy(), text)
    return hook_copy()
