"""The key of a model's server: from a variable, a private file or a command."""

from __future__ import annotations

import os
import stat
import subprocess
import time
from pathlib import Path

from shellguard.errors import ShellguardError
from shellguard.settings.model import ModelSettings

NO_KEY = "EMPTY"
_USUAL_NAMES = ("VLLM_API_KEY", "OPENAI_API_KEY")
_LONGEST = 4_096
_COMMAND_SECONDS = 10.0
_KEPT_SECONDS = 600.0


class KeyRing:
    """Reads the key as the settings say; a command's answer is kept for ten minutes."""

    def __init__(self) -> None:
        self._from_command: dict[str, tuple[float, str]] = {}

    def key(self, settings: ModelSettings) -> str:
        """The key, or `NO_KEY` where the settings name none that is there. Reads files and may run a command.

        Raises:
            ShellguardError: a file that others may read, or a command that fails.
        """
        if settings.api_key_file:
            return _from_file(Path(os.path.expanduser(settings.api_key_file)))  # noqa: PTH111 - never raises
        if settings.api_key_command:
            return self._command(settings.api_key_command)
        for name in (settings.api_key_env, *_USUAL_NAMES):
            if value := os.environ.get(name, "").strip():
                return value
        return NO_KEY

    def forget(self) -> None:
        """The server refused it: it is asked for anew the next time."""
        self._from_command.clear()

    def _command(self, command: str) -> str:
        when, known = self._from_command.get(command, (0.0, ""))
        if known and time.monotonic() - when < _KEPT_SECONDS:
            return known
        value = _from_command(command)
        self._from_command[command] = (time.monotonic(), value)
        return value


def _from_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            seen = os.fstat(file.fileno())
            if seen.st_uid != os.geteuid() or stat.S_IMODE(seen.st_mode) & 0o077:
                raise ShellguardError(
                    "the file with the model's key may be read by others",
                    where=str(path),
                    hint=f"chmod 600 {path}",
                )
            content = file.read(_LONGEST)
    except OSError as error:
        raise ShellguardError(
            f"the file with the model's key can't be read: {error.strerror}", where=str(path)
        ) from error
    return _one_line(content, str(path))


def _from_command(command: str) -> str:
    try:
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_COMMAND_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ShellguardError(
            "the command that prints the model's key failed",
            where="model.api_key_command",
            hint="run it in a shell to see why",
        ) from error
    return _one_line(done.stdout[:_LONGEST], "model.api_key_command")


def _one_line(content: bytes, where: str) -> str:
    lines = content.decode("utf-8", "replace").split()
    if len(lines) != 1 or not lines[0].isascii():
        raise ShellguardError("there must be one key and nothing else", where=where)
    return lines[0]
