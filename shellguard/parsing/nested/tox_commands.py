"""`tox -e NAME`: the commands that tox.ini names for an environment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from shellguard.parsing.nested.behind_wrappers import behind_wrapper
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.fields import literal_word

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

MAX_COMMANDS = 64
_ONLY_SHOWN = re.compile(
    r"-(?:l|a|av|h)\Z|--(?:listenvs|listenvs-all|showconfig|notest|help|version)|(?:config|list|devenv|quickstart)\Z"
)
_SECTION = re.compile(r"\[([^\]]+)\]\s*\Z")
_KEY = re.compile(r"([A-Za-z_][\w.-]*)\s*=\s*(.*)")
_FACTOR = re.compile(r"[\w!,{}.-]+:\s+")
_PLACE = re.compile(r"\{(?:env:)?([^{}]*)\}")
_FOLDERS = {"toxinidir": ".", "tox_root": ".", "toxworkdir": ".tox", "work_dir": ".tox", "/": "/"}
_NAMES = {"homedir": "$HOME", "envpython": "python", "env_python": "python"}
_COMMANDS = ("commands_pre", "commands", "commands_post")


def tox(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """The commands of the environments that are named, else of those that are listed."""
    names: list[str] = []
    taken = False
    for word in command.words[1:]:
        text = word.text
        if _ONLY_SHOWN.match(text):
            return []
        if text in ("exec", "e"):
            return behind_wrapper(nester, "tox", command.words, stdin)
        if text == "--":
            break
        if taken:
            names.extend(text.split(","))
        elif text.startswith("-e") and len(text) > 2:
            names.extend(text[2:].lstrip("=").split(","))
        taken = text in ("-e", "-re", "-er") and not taken
    settings = nester.file(literal_word("tox.ini"))
    if settings is None:
        return []
    lines = tox_commands(settings, names)
    return [nester.shell_text(line, NestedKind.FILE, "tox") for line in lines[:MAX_COMMANDS]]


def tox_commands(text: str, names: list[str]) -> list[str]:
    """The command lines of these environments, as a shell would read them."""
    tables = _sections(text)
    listed = tables.get("tox", {})
    every = re.split(r"[,\s]+", listed.get("envlist", "") or listed.get("env_list", ""))
    found: list[str] = []
    for name in names if names and names != ["ALL"] else every or ["py"]:
        own = {**tables.get("testenv", {}), **tables.get(f"testenv:{name}", {})}
        folder = own.get("changedir", "") or own.get("change_dir", "")
        entering = f"cd {_filled(folder, name)} && " if folder else ""
        for key in _COMMANDS:
            for line in own.get(key, "").replace("\\\n", " ").splitlines():
                plain = _FACTOR.sub("", line.strip(), count=1).lstrip("-! ")
                found.extend([entering + _filled(plain, name)] if plain and plain[0] != "#" else [])
    return found


def _sections(text: str) -> Mapping[str, dict[str, str]]:
    """The settings by section; what is indented goes on."""
    tables: dict[str, dict[str, str]] = {}
    table: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        section = _SECTION.match(line)
        assigned = _KEY.match(line)
        if section:
            table, key = tables.setdefault(section[1].strip(), {}), ""
        elif line[:1].isspace() and key:
            table[key] = f"{table[key]}\n{line.strip()}"
        elif assigned:
            key = assigned[1]
            table[key] = assigned[2].strip()
    return tables


def _filled(line: str, name: str) -> str:
    def value(match: re.Match[str]) -> str:
        whole, inner = match[0], match[1]
        if whole.startswith("{env:"):
            variable, colon, otherwise = inner.partition(":")
            return f"${{{variable}:-{otherwise}}}" if colon else f"${{{variable}}}"
        place, _, otherwise = inner.partition(":")
        if place == "posargs":
            return otherwise
        if place in ("envdir", "env_dir", "envtmpdir", "env_tmp_dir", "envlogdir"):
            return f".tox/{name}"
        return _FOLDERS.get(place) or _NAMES.get(place) or ("$(cat)" if inner else "")

    for _ in range(3):
        line = _PLACE.sub(value, line)
    return line


SPECIAL = {"tox": tox}
