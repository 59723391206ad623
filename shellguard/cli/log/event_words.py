"""What happened beside the lines, in words for the table; `log show` and exports keep every field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shellguard.cli.log.times import local
from shellguard.terminal_text import printable

_Words = Callable[[dict[str, Any]], str]
_HIDDEN = frozenset({"at", "n", "kind", "hash", "salt", "id"})


def event_text(record: dict[str, Any]) -> str:
    """An event with all that it holds, in one line."""
    details = [
        f"{name.replace('_', ' ')} {value}"
        for name, value in record.items()
        if name not in _HIDDEN and value != ""
    ]
    kind = str(record.get("kind")).replace("-", " ")
    return printable(f"{kind}: {', '.join(details)}" if details else kind)


def event_words(record: dict[str, Any]) -> str:
    """An event in a few words, for a person who reads down a table."""
    words = _WORDS.get(str(record.get("kind")))
    return printable(words(record)) if words else event_text(record)


def _translated(record: dict[str, Any]) -> str:
    request, command = record.get("request"), record.get("command")
    if record.get("how") == "misspelt":
        return f"misspelt: {request} -> {command}"
    return f"asked for: {request} -> {command}" if command else f"asked for: {request} (no command was found)"


def _gap(record: dict[str, Any]) -> str:
    lines = record.get("lines")
    between = " to ".join(f"{local(str(record.get(end))):%H:%M:%S}" for end in ("since", "until"))
    return f"{lines} line{'' if lines == 1 else 's'} not recorded, {between}: no daemon was there"


_WORDS: dict[str, _Words] = {
    "translated": _translated,
    "gap": _gap,
    "shell-started": lambda record: f"a guarded shell began: {record.get('shell')}",
    "shell-unguarded": lambda record: f"a shell is NOT guarded: {record.get('why')}",
    "shell-ended": lambda _: "a guarded shell ended",
    "hook-on": lambda _: "guarding was switched on again in a shell",
    "hook-off": lambda _: "guarding was switched off in a shell; nothing is recorded there",
    "daemon-started": lambda record: f"the daemon started (process {record.get('pid')})",
    "daemon-stopped": lambda record: f"the daemon ended (process {record.get('pid')})",
    "settings-changed": lambda record: f"settings changed: {_listed(record.get('keys'))}",
    "packs-changed": lambda record: f"own packs in force: {_listed(record.get('packs')) or 'none'}",
    "degraded": lambda record: f"less than usual: {record.get('what')}",
}


def _listed(values: object) -> str:
    return ", ".join(str(value) for value in values) if isinstance(values, list) else str(values or "")
