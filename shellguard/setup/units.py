"""The units of the service manager: socket activation for the daemon, where a user manager runs."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from shellguard import paths
from shellguard.errors import ShellguardError
from shellguard.setup import text_file

NAMES = ("shellguard.socket", "shellguard.service")
_PATIENCE_SECONDS = 10.0


def why_not() -> str:
    """Why the units can't serve here, in words; "" when they can."""
    own = [name for name in os.environ if name.startswith("SHELLGUARD_") and name.endswith("_DIR")]
    if own:
        return f"{own[0]} is set, which the manager's daemon would not know"
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if paths.runtime_dir().parent != Path(runtime or "/"):
        return "this session has no runtime folder of its own"
    try:
        said = _systemctl("show-environment")
    except OSError:
        return "there is no systemctl"
    except subprocess.TimeoutExpired:
        return "systemd's user manager does not answer"
    return "" if said.returncode == 0 else "no systemd user manager runs"


def folder() -> Path:
    """Where a user's own units are kept."""
    config = os.environ.get("XDG_CONFIG_HOME", "")
    base = Path(config) if config.startswith("/") else Path.home() / ".config"
    return base / "systemd" / "user"


def rendered(name: str, command: list[str]) -> str:
    """A unit with this installation's command, and the folder that the hook looks into, in their places.

    Raises:
        ShellguardError: the unit is missing from this installation.
    """
    package = Path(__file__).resolve().parents[1]
    for place in (package / "systemd", package.parent / "systemd"):
        if (place / name).is_file():
            text = (place / name).read_text(encoding="utf-8")
            text = text.replace("%t/shellguard/", f"%t/{paths.runtime_dir().name}/")
            return text.replace("@SHELLGUARD_COMMAND@", " ".join(map(_unit_word, command)))
    raise ShellguardError(f"{name} is missing from this installation")


def install(command: list[str]) -> None:
    """Writes both units and starts listening.

    Raises:
        ShellguardError: a unit can't be written, or the manager refuses it.
    """
    for name in NAMES:
        text_file.rewrite(folder() / name, rendered(name, command).encode())
    _manage("daemon-reload")
    _manage("enable", "--now", NAMES[0])


def installed() -> tuple[Path, ...]:
    """The units that are there now."""
    return tuple(folder() / name for name in NAMES if (folder() / name).exists())


def remove() -> None:
    """Stops and takes out what `install` made. Without a running manager the files alone go.

    Raises:
        ShellguardError: the manager refuses, or a file can't be removed.
    """
    manager_runs = not why_not()
    if manager_runs:
        _manage("disable", "--now", *NAMES)
    for path in installed():
        text_file.remove(path)
    if manager_runs:
        _manage("daemon-reload")


def _manage(*arguments: str) -> None:
    try:
        said = _systemctl(*arguments)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ShellguardError(f"systemctl --user {arguments[0]} failed: {error}") from error
    if said.returncode != 0:
        lines = said.stderr.strip().splitlines() or ["no reason given"]
        raise ShellguardError(f"systemctl --user {arguments[0]} failed: {lines[0]}")


def _systemctl(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["systemctl", "--user", *arguments],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        errors="replace",
        timeout=_PATIENCE_SECONDS,
    )


def _unit_word(word: str) -> str:
    """A word of `ExecStart=`, which has quotes, `%` specifiers and `$` variables of its own."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"'
