"""Finding a bash that can be guarded."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from shellguard.errors import ShellguardError

OLDEST = (4, 4)
_USUAL_PLACES = ("/bin/bash", "/usr/bin/bash", "/usr/local/bin/bash", "/opt/homebrew/bin/bash")
_VERSION = re.compile(r"version (?P<text>(?P<major>\d+)\.(?P<minor>\d+)[^\s(]*)")
_PATIENCE_SECONDS = 5.0


@dataclass(frozen=True)
class Bash:
    """A bash that can be guarded; `numbers` are the major and the minor version."""

    path: str
    version: str
    numbers: tuple[int, int]


def find_bash() -> Bash:
    """The first bash that is new enough: the login shell, then those on PATH, then in the usual places.

    Raises:
        ShellguardError: there is none, or only older ones.
    """
    too_old: list[Bash] = []
    for candidate in dict.fromkeys(_candidates()):
        found = version_of(candidate)
        if found is not None and found.numbers >= OLDEST:
            return found
        if found is not None:
            too_old.append(found)
    hint = "install bash 4.4 or later (Debian: apt-get install bash; macOS: brew install bash)"
    if too_old:
        old = ", ".join(f"{bash.path} is {bash.version}" for bash in too_old)
        raise ShellguardError(f"no bash here is new enough to be guarded: {old}", hint=hint)
    raise ShellguardError("there is no bash here", hint=hint)


def version_of(path: str) -> Bash | None:
    """What a program says about itself, or None when it is no bash that runs."""
    try:
        said = subprocess.run(
            [path, "--version"],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            text=True,
            errors="replace",
            timeout=_PATIENCE_SECONDS,
            env={"LC_ALL": "C"},
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = _VERSION.search(said)
    if "bash" not in said or found is None:
        return None
    return Bash(path, found["text"], (int(found["major"]), int(found["minor"])))


def _candidates() -> Iterator[str]:
    login_shell = os.environ.get("SHELL", "")
    if os.path.basename(login_shell) == "bash" and os.path.isabs(login_shell):  # noqa: PTH117, PTH119 - text only
        yield login_shell
    on_path = shutil.which("bash")
    if on_path:
        yield os.path.abspath(on_path)  # noqa: PTH100 - a link stays one
    yield from filter(os.path.exists, _USUAL_PLACES)
