"""What is remembered of servers: their baselines, and the versions before the last upgrade."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from shellguard import paths
from shellguard.errors import ShellguardError
from shellguard.private_files import write_whole
from shellguard.vllm.keys import folder

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Baseline:
    """How fast a server was when it was started: to compare with later.

    Attributes:
        first_token: seconds; tokens_a_second: of one answer; ready_after: seconds from start to first answer.
        measured_at: seconds since the epoch.
    """

    model: str
    image: str
    first_token: float
    tokens_a_second: float
    ready_after: float
    measured_at: float


def remember(name: str, **values: Any) -> None:
    """Notes values of a server beside those that are there.

    Raises:
        ShellguardError: they can't be written.
    """
    write_whole(_file(name), json.dumps({**recall(name), "v": _VERSION, **values}))


def recall(name: str) -> dict[str, Any]:
    """What is noted of a server; empty where nothing is, or where it is damaged (it can be measured anew)."""
    try:
        found = json.loads(_file(name).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def forget(name: str) -> None:
    """Drops what is noted of a server."""
    _file(name).unlink(missing_ok=True)


def remember_baseline(name: str, baseline: Baseline) -> None:
    """Keeps what was measured, for `baseline`."""
    remember(name, baseline=asdict(baseline))


def baseline(name: str) -> Baseline | None:
    """The one that was measured at the server's start."""
    try:
        return Baseline(**recall(name)["baseline"])
    except (KeyError, TypeError):
        return None


@contextmanager
def alone(seconds: float, note: Any = None) -> Iterator[None]:
    """Only one at a time starts, switches or takes away servers; a second waits.

    Args:
        note: called once, without arguments, when it has to wait.

    Raises:
        ShellguardError: the other did not end in time.
    """
    with (folder() / "lock").open("a+") as file:
        os.chmod(file.fileno(), paths.PRIVATE_FILE)  # noqa: PTH101 - of the open file
        deadline = time.monotonic() + seconds
        told = False
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if not told and note is not None:
                    note()
                told = True
                if time.monotonic() > deadline:
                    raise ShellguardError(
                        "another `shellguard vllm` is starting or changing a server",
                        where=str(folder() / "lock"),
                        hint="wait for it, or end it",
                    ) from None
                time.sleep(0.2)
        yield


def _file(name: str) -> Path:
    return folder() / f"server-{name}.json"
