"""What a request made by this process says of it."""

from __future__ import annotations

import os
from typing import Any


def surroundings(cwd: str) -> dict[str, Any]:
    """What the daemon has to know of this process."""
    return {
        "cwd": cwd,
        "home": os.environ.get("HOME", ""),
        "path": os.environ.get("PATH", ""),
        "variables": {name: os.environ[name] for name in ("HOME", "USER", "PWD") if name in os.environ},
    }
