"""Which parser reads the tool calls of which family of models; the table is `tool_parsers.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def families() -> tuple[dict[str, Any], ...]:
    """The table as it stands: pattern, parsers, example."""
    text = Path(__file__).with_name("tool_parsers.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["family"])


def parser_for(model: str) -> tuple[str, ...]:
    """Parsers that read this model's tool calls, the best first; empty for a family that nobody knows."""
    name = model.rstrip("/").rpartition("/")[2].lower()
    for family in families():
        if re.search(family["pattern"], name):
            return tuple(family["parsers"])
    return ()
