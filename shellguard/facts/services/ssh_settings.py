"""What ssh's own settings say of the name of a machine: its address, its user, its key."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from glob import glob

from shellguard.facts.contents import text_of

_LONGEST = 256 << 10
_MOST_FILES = 16
_DEEPEST = 4
_HOST_LINE = re.compile(
    r"(?i)^\s*(host|match|hostname|user|port|identityfile|proxyjump|proxycommand)\b[\s=]+(.*)$"
)


@dataclass(slots=True)
class _Told:
    """A machine as settings describe it, by names in small letters."""

    name: str
    values: dict[str, str] = field(default_factory=dict)


def settings_of(name: str, home: str, file: str = "") -> tuple[dict[str, str], bool]:
    """What is told of a name, and whether all of it is understood; as for ssh, the first value counts.

    `file`: the settings that are given in the place of one's own.
    """
    host = _Told(name)
    whole = _read_settings(file or os.path.join(home, ".ssh", "config"), host, 0)
    return host.values, whole


def _read_settings(file: str, host: _Told, depth: int) -> bool:
    """Takes over what a file, and those that it takes in, say of a host; whether all of it is understood."""
    applies = True
    for line in text_of(file, _LONGEST).splitlines():
        included = re.match(r"(?i)\s*include[\s=]+(.*\S)", line)
        if included is not None and not (applies and _included(included[1], file, host, depth)):
            return False
        found = _HOST_LINE.match(line)
        if found is None:
            continue
        key, value = found[1].lower(), found[2].strip().strip('"')
        if key == "match":
            if (matched := _matches(host, value)) is None:
                return False
            applies = matched
        elif key == "host":
            applies = _fits(host.name, value.partition("#")[0].split())
        elif applies:
            host.values.setdefault(key, value)
    return True


def _matches(host: _Told, value: str) -> bool | None:
    """Whether a part that is told for names or for all fits a host; None for other conditions."""
    words = value.split()
    if [one.lower() for one in words] == ["all"]:
        return True
    by = words[0].lower() if len(words) == 2 else ""
    if by not in ("host", "originalhost"):
        return None
    name = host.values.get("hostname", host.name) if by == "host" else host.name
    return _fits(name, words[1].strip('"').split(","))


def _fits(name: str, patterns: list[str]) -> bool:
    """Whether ssh takes a part of its settings for a host: a pattern fits, and none that excludes it."""
    fitting = [
        pattern
        for pattern in patterns
        if re.fullmatch(
            re.escape(pattern.strip('!"')).replace(r"\*", ".*").replace(r"\?", "."), name, re.IGNORECASE
        )
    ]
    return bool(fitting) and not any(pattern.startswith("!") for pattern in fitting)


def _included(names: str, file: str, host: _Told, depth: int) -> bool:
    """As `_read_settings`, for what a line takes in; paths begin in the folder of one's own settings."""
    folder = os.path.dirname(file) if not depth else file.partition("/.ssh/")[0] + "/.ssh"
    if depth >= _DEEPEST or re.search(r"[\"'%$]", names):
        return False
    home = os.path.dirname(folder)
    named = (home + name[1:] if name.startswith("~/") else name for name in names.split())
    paths = [os.path.join(folder, name) for name in named]
    found = [path for one in paths for path in sorted(glob(one))]
    return len(found) <= _MOST_FILES and all(_read_settings(path, host, depth + 1) for path in found)
