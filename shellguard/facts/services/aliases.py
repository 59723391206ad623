"""Names that stand for an address by settings of the programs that take them: `mc rb shop/uploads`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from shellguard.effects.effect import Effect
from shellguard.facts.contents import text_of
from shellguard.knowledge.loading import load
from shellguard.parsing.script import Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_LONGEST = 256 << 10


def by_aliases(provider: dict[str, Any], shell: ShellState, script: Script | None) -> list[str]:
    """The addresses behind the first parts of all names on a line; "" for what is no known alias."""
    text = text_of(settings_at(provider, provider["aliases"], shell), _LONGEST)
    known = _of_sections(text) if "alias_keys" in provider else _of_tables(text)
    mark = provider.get("alias_mark", "/")
    commands = [one for one, _ in script.walk() if one.program in provider["programs"]] if script else []
    words = [word for one in commands for word in one.words[1:]]
    if any(word.text.partition("=")[0] in provider.get("apart", ()) for word in words):
        return [""]
    found = []
    for word in (one for one in words if mark in one.text and one.text[0] != "-"):
        if _named_apart(provider, word.value or "", shell, commands):
            return [""]
        told = known.get((word.value or "").partition(mark)[0], {})
        keys = provider.get("alias_keys", ["url"])
        address = next((value for key in keys if (value := str(told.get(key) or ""))), "")
        kind = re.fullmatch(provider.get("alias_kinds", ".*"), str(told.get("type") or ""))
        found.append(address.rpartition("://")[2].partition("/")[0] if kind else "")
    return found or [""]


def _of_tables(text: str) -> dict[str, dict[str, Any]]:
    """The aliases of settings as JSON."""
    try:
        settings = json.loads(text or "null")
    except (ValueError, RecursionError):
        return {}
    known = settings.get("aliases") if isinstance(settings, dict) else None
    return (
        {name: one for name, one in known.items() if isinstance(one, dict)} if isinstance(known, dict) else {}
    )


def _of_sections(text: str) -> dict[str, dict[str, Any]]:
    """The parts of settings that are set apart by names in brackets."""
    found: dict[str, dict[str, Any]] = {}
    part: dict[str, Any] = {}
    for line in text.splitlines():
        if name := re.fullmatch(r"\[([^\]]+)\]\s*", line):
            part = found.setdefault(name[1], {})
        elif pair := re.fullmatch(r"\s*(\w+)\s*=\s*(.*?)\s*", line):
            part[pair[1]] = pair[2]
    return found


def _named_apart(
    provider: dict[str, Any], name: str, shell: ShellState, commands: Sequence[SimpleCommand]
) -> bool:
    """Whether a variable says, before the file, what an alias stands for."""
    names = list(_alias_names(provider, name))
    assigned = any(one.name in names for command in commands for one in command.assignments)
    return assigned or any(shell.variables.get(one) for one in names)


def _alias_names(provider: dict[str, Any], name: str) -> Iterator[str]:
    alias = name.partition(provider.get("alias_mark", "/"))[0]
    endings = [f"_{key.upper()}" for key in provider.get("alias_keys", ())] or [""]
    shown = alias.upper() if "alias_keys" in provider else alias
    yield from (f"{provider['host_variable']}{shown}{ending}" for ending in endings)


def alias_variables(effects: Iterable[Effect]) -> Iterator[str]:
    """The variables that may say what the aliases in the targets of some effects stand for."""
    for provider in load("places_surroundings")["cloud"]:
        if "host_variable" in provider:
            meant = [one for one in effects if one.program in provider["programs"]]
            names = {
                name
                for one in meant
                for target in one.targets
                for name in _alias_names(provider, target.text)
            }
            yield from (name for name in names if re.fullmatch(r"\w+", name))


def settings_at(provider: dict[str, Any], file: str, shell: ShellState) -> str:
    """Where a file of a provider's settings lies, which variables may move."""
    for variable, folder in provider.get("moved", {}).items():
        told = shell.variables.get(variable)
        if told and file.startswith(folder):
            told = shell.home + told[1:] if told.startswith("~/") else told
            return f"{told if told.startswith('/') else f'{shell.cwd}/{told}'}{file[len(folder) :]}"
    return f"{shell.home}/{file}"
