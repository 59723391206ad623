"""Changing the record: through the daemon, which is its only writer, or directly where none runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from shellguard.audit.recorder import Recorder
from shellguard.errors import ShellguardError
from shellguard.wire import client

_SECONDS = 120.0  # a record of years is read as a whole when a line is forgotten


def change(
    folder: Path, kind: str, payload: dict[str, Any], directly: Callable[[Recorder], dict[str, Any]]
) -> dict[str, Any]:
    """Has something done to the record in *folder*: by the daemon that writes it, else by *directly*.

    Raises:
        ShellguardError: there is no record, or it can't be changed.
    """
    if not folder.is_dir():
        raise ShellguardError("nothing has been recorded yet", where=str(folder))
    if client.request("ping", {}, timeout=2.0) is not None:
        payload = {**payload, "folder": str(folder.resolve())}
        answer = client.request(kind, payload, timeout=_SECONDS)
        if answer is None:
            raise ShellguardError("the daemon did not answer", hint="shellguard daemon status")
        if not answer.get("elsewhere"):
            return answer
    with Recorder(folder) as recorder:
        return directly(recorder)
