"""Whether a process still runs."""

from __future__ import annotations

import os
from pathlib import Path


def runs(pid: int) -> bool:
    """Whether there is more of it than what its parent has not cleared away yet.

    Process 1 of a container may clear away late, or never.
    """
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        return True
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:  # no /proc on this system, or it has gone this very moment
        return True
    return stat.rpartition(") ")[2][:1] not in ("Z", "X")
