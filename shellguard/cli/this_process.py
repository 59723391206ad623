"""What a request made by this process says of it."""

from __future__ import annotations

import os
from typing import Any

from shellguard.own_variables import that_judge


def differing_settings(answer: dict[str, Any]) -> list[str]:
    """The names of the variables that this process has otherwise than the daemon that answered."""
    here = that_judge(os.environ)
    return sorted({name for name, _ in here.items() ^ dict(answer.get("settings", here)).items()})


def said_of_differing(names: list[str]) -> str:
    """What a person has to know of them."""
    return (
        f"the daemon that runs was started with other settings than this shell has: {', '.join(names)}\n"
        "  it judges by its own; `shellguard daemon stop` ends it, and the next one takes those of its shell"
    )


def surroundings(cwd: str) -> dict[str, Any]:
    """What the daemon has to know of this process."""
    return {
        "cwd": cwd,
        "home": os.environ.get("HOME", ""),
        "path": os.environ.get("PATH", ""),
        "variables": {name: os.environ[name] for name in ("HOME", "USER", "PWD") if name in os.environ},
        "settings": that_judge(os.environ, models=True),
        "models": True,
    }
