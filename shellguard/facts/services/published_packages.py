"""Whether a package that is published goes anywhere at all: it forbids that, or its registry is here."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.machine.ports import passed_on
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.shell_state import ShellState

_LONGEST = 256 << 10
_LOOK_MS = 5.0
_HERE = knowledge("families").texts("own_addresses")


def publishes(effect: Effect) -> bool:
    """Whether it can be told where what is published goes."""
    return effect.kind is EffectKind.PUBLISH and _entry(effect) is not None


def publishing_variables(programs: set[str]) -> frozenset[str]:
    """The variables of a shell that name the registry of these programs."""
    meant = [one for one in load("publishing")["package"] if programs & set(one["programs"])]
    return frozenset(name for one in meant for name in (*one["variables"], *one.get("several_by", ())))


def published(deed: Deed) -> TargetFacts | None:
    """That nothing is given away; None where that can't be told."""
    entry = _entry(deed.effect)
    given = {one.name: one.value.value if one.value else "" for one in deed.command.assignments}
    if entry is None or None in given.values() or any(not word.known for word in deed.command.words):
        return None
    if not given.keys() <= {*entry["variables"]}:
        return None
    shell = replace(deed.shell, variables={**deed.shell.variables, **given}) if given else deed.shell
    words = [word.text for word in deed.command.words[1:]]
    if any(_names_another(word, entry) for word in words) or _means_several(entry, deed.folder, shell):
        return None
    operands = [word for word in words if not word.startswith("-")]
    own = deed.effect.rule.startswith("packages.publish") and (len(operands) <= 1 or operands[1] == ".")
    if own and any(_forbids(one, deed.folder) for one in entry["forbidden"]):
        return _nothing("it says itself that it is not to be published, and is refused")
    addresses = [*_told(entry, words, deed.folder, shell), *_of_scopes(entry, operands, deed.folder, shell)]
    if addresses and all(map(_is_here, addresses)):
        return _nothing("it goes to a registry of this machine")
    if addresses and all(re.fullmatch(entry.get("for_trying", "(?!)"), one) for one in addresses):
        return _nothing("it goes to an index that is there for trying")
    return None


def _names_another(word: str, entry: dict[str, Any]) -> bool:
    joined = word[:2] in entry["apart"] and not word.startswith("--")
    return joined or word.partition("=")[0] in entry["apart"]


def _means_several(entry: dict[str, Any], folder: str, shell: ShellState) -> bool:
    """Whether settings say that packages below the folder are meant, too."""
    if any(shell.variables.get(name) for name in entry.get("several_by", ())):
        return True
    several = entry.get("several", {}).items()
    return any(re.search(pattern, text_of(f"{folder}/{name}", _LONGEST)) for name, pattern in several)


def _of_scopes(entry: dict[str, Any], operands: list[str], folder: str, shell: ShellState) -> list[str]:
    """The registries of the scopes that the names of packages begin with: they count before all others."""
    if "scoped" not in entry:
        return []
    named = re.findall(r'"name"\s*:\s*"([^"]*)"', text_of(f"{folder}/package.json", _LONGEST))
    scopes = {name.partition("/")[0] for name in (*operands, *named) if name.startswith("@")}
    files = [one.replace("~", shell.home) if one[0] == "~" else f"{folder}/{one}" for one in entry["scoped"]]
    text = "\n".join(text_of(path, _LONGEST) for path in files) if scopes else ""
    told = (re.findall(rf"(?m)^\s*{re.escape(one)}:registry\s*=\s*(\S+)", text) for one in scopes)
    return [address for several in told for address in several]


def _entry(effect: Effect) -> dict[str, Any] | None:
    entries: list[dict[str, Any]] = load("publishing")["package"]
    for one in entries:
        if effect.program in one["programs"] and re.fullmatch(one["rules"], effect.rule):
            return one
    return None


def _nothing(reason: str) -> TargetFacts:
    return TargetFacts(recovery=Recovery.NOTHING_LOST, reason=reason)


def _forbids(one: dict[str, Any], folder: str) -> bool:
    text = text_of(f"{folder}/{one['file']}", _LONGEST)
    try:
        told: Any = json.loads(text or "null") if one["file"].endswith(".json") else tomllib.loads(text)
    except (ValueError, RecursionError):
        return False
    for key in one["keys"]:
        told = told.get(key) if isinstance(told, dict) else None
    return any(type(told) is type(value) and told == value for value in one["values"])


def _told(entry: dict[str, Any], words: list[str], folder: str, shell: ShellState) -> list[str]:
    """All addresses of registries that words, variables and files of the folder or the home name."""
    found = []
    for word, after in pairwise([*words, ""]):
        name, equals, value = word.partition("=")
        if name in entry["options"]:
            found.append(value if equals else after)
    found += [told for name in entry["variables"] if (told := shell.variables.get(name))]
    for name, pattern in entry["files"].items():
        path = f"{shell.home}{name[1:]}" if name.startswith("~") else f"{folder}/{name}"
        found += re.findall(pattern, text_of(path, _LONGEST))
    return found


def _is_here(address: str) -> bool:
    """Whether an address is that of a port of this machine that is no way to another one."""
    try:
        told = urlsplit(address)
        port = told.port or (443 if told.scheme == "https" else 80)
    except ValueError:
        return False
    return told.hostname in _HERE and passed_on(port, _LOOK_MS) is False
