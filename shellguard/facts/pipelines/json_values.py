"""What `jq` prints of a text by a plain path: `jq -r .build.outDir conf.json`."""

from __future__ import annotations

import json
import re

_OPTIONS = frozenset(("-r", "--raw-output", "-e", "--exit-status", "-er", "-re", "-c", "-M", "-cr", "-rc"))
_STEP = re.compile(r"\.([A-Za-z_]\w*)|\.\"([^\"\\]*)\"|\.?\[\"([^\"\\]*)\"\]|\.?\[(\d{0,4})\]", re.ASCII)
_OR_ELSE = re.compile(r"\s*//\s*(?:\"([^\"\\]*)\"|(empty))\s*\Z")
_FILE_MOST = 64 * 1024


def asked(arguments: list[str], text: str) -> str | None:
    """What is printed, as lines; None where the path is not plain or leads to more than plain values."""
    options = [word for word in arguments if word.startswith("-")]
    paths = [word for word in arguments if not word.startswith("-")]
    if len(paths) != 1 or not _OPTIONS.issuperset(options) or len(text) > _FILE_MOST:
        return None
    otherwise = _OR_ELSE.search(paths[0])
    found = _led(paths[0][: otherwise.start()] if otherwise else paths[0], text)
    if found is None:
        return None
    if otherwise is not None:
        found = [one for one in found if one is not None and one is not False]
        found = found or ([otherwise[1]] if otherwise[2] is None else [])
    raw = any("r" in word for word in options)
    shown = [_shown(one, raw) for one in found]
    return None if None in shown else "".join(f"{one}\n" for one in shown)


def _led(path: str, text: str) -> list[object] | None:
    """The values to which a path leads; None where it fails or is not understood."""
    try:
        values: list[object] = [json.loads(text)]
    except (ValueError, RecursionError):
        return None
    place = 0
    while place < len(path):
        step = _STEP.match(path, place)
        if step is None or path[place] not in ".[" or (place == 0 and path[0] != "."):
            return None
        place = step.end()
        name = next((one for one in step.groups()[:3] if one is not None), None)
        reached = [_at(value, name, step[4]) for value in values]
        if None in reached:
            return None
        values = [one for within in reached if within is not None for one in within]
    return values


def _at(value: object, name: str | None, number: str | None) -> list[object] | None:
    """What one step leads to."""
    if name is not None:
        return [value.get(name)] if isinstance(value, dict) else [None] if value is None else None
    if number:
        if isinstance(value, list):
            return [value[int(number)] if int(number) < len(value) else None]
        return [None] if value is None else None
    return list(value) if isinstance(value, list) else None


def _shown(value: object, raw: bool) -> str | None:
    """A plain value as it is printed."""
    if isinstance(value, str):
        if not value.isprintable():
            return None
        return value if raw else json.dumps(value, ensure_ascii=False)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value) if isinstance(value, int) and abs(value) < 2**53 else None
