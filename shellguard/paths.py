"""Where shellguard keeps things, and the rule that these places belong to nobody else.

platformdirs is imported only by the functions that ask it.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from shellguard.errors import ShellguardError
from shellguard.runtime_place import runtime_folder

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


def runtime_dir() -> Path:
    """The folder of the socket and the FIFOs, by the rule of `runtime_place`; not created here."""
    return Path(runtime_folder())


def config_dir() -> Path:
    """The folder of `config.toml` and `packs/`: `$SHELLGUARD_CONFIG_DIR`, else the platform's."""
    return _chosen_or_platform("SHELLGUARD_CONFIG_DIR", "config")


def state_dir() -> Path:
    """The folder of the records, trust and crash reports: `$SHELLGUARD_STATE_DIR`, else the platform's."""
    return _chosen_or_platform("SHELLGUARD_STATE_DIR", "state")


def cache_dir() -> Path:
    """The folder of what can be lost: `$SHELLGUARD_CACHE_DIR`, else the platform's."""
    return _chosen_or_platform("SHELLGUARD_CACHE_DIR", "cache")


def system_config_file() -> Path:
    """The administrator's settings, weaker than the user's own: `$SHELLGUARD_SYSTEM_CONFIG`, else in /etc."""
    chosen = os.environ.get("SHELLGUARD_SYSTEM_CONFIG", "")
    return _absolute(chosen, "SHELLGUARD_SYSTEM_CONFIG") if chosen else Path("/etc/shellguard/config.toml")


def hook_file(shell: str) -> Path:
    """The hook for a shell, in the installed package or in the checkout.

    Raises:
        ShellguardError: there is no hook for this shell.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "shell", package.parent / "shell"):
        candidate = folder / f"shellguard.{shell}"
        if candidate.is_file():
            return candidate
    raise ShellguardError(f"there is no hook for {shell} in this installation")


def shown(path: Path) -> str:
    """A path as a person reads it: the home folder is `~`."""
    home = os.path.expanduser("~")  # noqa: PTH111 - never raises
    return f"~{str(path)[len(home) :]}" if str(path).startswith(f"{home}/") and home != "/" else str(path)


def secure_dir(path: Path) -> Path:
    """Makes a folder private (0700) and gives it back; parents are made where they are missing.

    Raises:
        ShellguardError: it is a link or no folder, belongs to somebody else, could be written by others, or
            can't be made. A folder that others could write is refused, not mended: their files stay.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            path.mkdir(mode=PRIVATE_FOLDER)
        found = path.lstat()
        _refuse_foreign(path, found)
        if stat.S_IMODE(found.st_mode) != PRIVATE_FOLDER:
            path.chmod(PRIVATE_FOLDER)
    except OSError as error:
        raise ShellguardError(f"the folder can't be made: {error.strerror}", where=str(path)) from error
    return path


def _refuse_foreign(path: Path, found: os.stat_result) -> None:
    hint = "remove it, or name another folder (SHELLGUARD_RUNTIME_DIR, SHELLGUARD_STATE_DIR)"
    if stat.S_ISLNK(found.st_mode):
        raise ShellguardError("the folder is a link, which could lead elsewhere", where=str(path), hint=hint)
    if not stat.S_ISDIR(found.st_mode):
        raise ShellguardError("there is something else in the folder's place", where=str(path), hint=hint)
    if found.st_uid != os.geteuid():
        raise ShellguardError(f"the folder belongs to user {found.st_uid}", where=str(path), hint=hint)
    if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise ShellguardError("others may write into the folder", where=str(path), hint=hint)


def _chosen_or_platform(variable: str, kind: str) -> Path:
    chosen = os.environ.get(variable, "")
    if chosen:
        return _absolute(chosen, variable)
    from platformdirs import PlatformDirs

    folders = PlatformDirs("shellguard", appauthor=False)
    found = {
        "config": folders.user_config_path,
        "state": folders.user_state_path,
        "cache": folders.user_cache_path,
    }[kind]
    if not found.is_absolute():
        raise ShellguardError(f"the {kind} folder is not known", hint=f"set HOME or {variable}")
    return found


def _absolute(path: str, variable: str) -> Path:
    if not path.startswith("/"):
        raise ShellguardError(f"{variable} must be an absolute path", where=path)
    return Path(path)
