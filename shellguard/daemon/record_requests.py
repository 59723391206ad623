"""What clients ask of the record itself. The daemon is its only writer, so it does these for them."""

from __future__ import annotations

import asyncio
from typing import Any

from shellguard.audit.keeping import Retention, records_of
from shellguard.audit.marks import KIND, MARKS
from shellguard.daemon.notebook import Notebook
from shellguard.errors import ShellguardError


async def answer(kind: str, payload: dict[str, Any], notebook: Notebook) -> dict[str, Any]:
    """Does `prune`, `forget` or `mark`; `metrics` tells what was counted.

    Another record than the daemon's own is left to the client: `{"elsewhere": true}`.

    Raises:
        KeyError, TypeError, ValueError: the request has another form.
        ShellguardError: the record can't be read or written.
    """
    if kind == "metrics":
        told = {name: payload[name] for name in ("version", "uptime_s", "shells")}
        return {"text": notebook.metrics.text(**told, lost=notebook.elsewhere.lost)}
    if str(payload["folder"]) != str(notebook.folder.resolve()):
        return {"elsewhere": True}
    recorder = notebook.opened()
    match kind:
        case "prune":
            retention = Retention(max(0, int(payload["days"])), max(0, int(payload["megabytes"])))
            return {"segments": recorder.prune(retention), "head": recorder.head}
        case "forget":
            identity = str(payload["id"])
            # in another thread: it reads the whole record, and shells wait for this one
            found = await asyncio.to_thread(records_of, notebook.folder, identity)
            return {"records": recorder.forget(identity, found), "head": recorder.head}
        case "mark":
            mark = str(payload["mark"])
            if mark not in MARKS:
                raise ShellguardError(f"there is no mark {mark[:40]!r}")
            recorder.event(KIND, sync=True, id=str(payload["id"]), mark=mark)
            return {"head": recorder.head}
    raise ShellguardError(f"nothing of the kind {kind[:40]!r} can be done to the record")
