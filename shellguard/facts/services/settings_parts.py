"""Which part of a file of settings counts, by how its parts are set apart."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_MERGED = re.compile(r"^\s+<<:\s*\*([\w-]+)\s*$", re.MULTILINE)


def within(entry: dict[str, Any], text: str) -> str:
    """What of a text is about databases; "" where something else in it may say more of them."""
    if "within" not in entry:
        return text
    found = re.findall(entry["within"], text)
    return found[0] if len(found) == 1 and not re.search(entry["not_with"], text) else ""


def block_of(text: str, layout: str, parts: list[str]) -> str:
    """The parts of a file that count; all of it where none is named."""
    if not parts:
        return text
    if layout == "json":
        try:
            table = json.loads(text)
        except (ValueError, RecursionError):
            return ""
        inner = [table[part] for part in parts if isinstance(table, dict) and part in table]
        return "\n".join(json.dumps(one, indent=0) for one in inner)
    if layout == "ini":
        shape = "|".join(map(re.escape, parts))
        return "\n".join(re.findall(rf"(?ms)^\[(?:{shape})\]\s*$(.*?)(?=^\[|\Z)", text))
    return "\n".join(_yaml_block(text, part) for part in parts)


def _yaml_block(text: str, part: str) -> str:
    found = re.search(rf"(?ms)^{re.escape(part)}:(.*?)(?=^\S|\Z)", text)
    block = found[1] if found else ""
    for anchor in _MERGED.findall(block):
        merged = re.search(rf"(?ms)^\S+:\s*&{re.escape(anchor)}\s*$(.*?)(?=^\S|\Z)", text)
        if merged is None:
            return ""
        # What the part says itself counts before what it takes over.
        own = {key for key, _ in _pairs(block)}
        block += "\n".join(
            line for line in merged[1].splitlines() if line.partition(":")[0].strip() not in own
        )
    return block


def _pairs(block: str) -> Iterator[tuple[str, str]]:
    for found in re.finditer(r"(?m)^\s*([\w.]+)\s*[:=]\s*(\S*)", block):
        yield found[1], found[2]
