"""Files of command lines that are given to the benchmarks."""

from __future__ import annotations

import json
from pathlib import Path


def lines_of(file: Path) -> list[str]:
    """The command lines of a file, as text or as JSON objects with `cmd`."""
    found = []
    for text in file.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
        if text.startswith("{"):
            found.append(str(json.loads(text)["cmd"]))
        elif text.strip():
            found.append(text)
    return found
