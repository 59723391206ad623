"""Tasks that a project's own file names: `composer clean`, `deno task clean`, `poe clean`, `direnv allow`."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from shellguard.parsing.nested import (
    built_trees,
    carried_options,
    code_tasks,
    compose_services,
    foreign_code,
    gradle_tasks,
    implied_code,
    mix_aliases,
    playbooks,
    pre_commit_hooks,
    process_files,
    python_runners,
    tox_commands,
    units,
    xml_builds,
)
from shellguard.parsing.nested.behind_wrappers import behind_wrapper
from shellguard.parsing.nested.reader_tables import joined
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.fields import literal_word
from shellguard.parsing.words.quoting import quote

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)
_TAKEN_IN = re.compile(r"(?m)^[ \t]*source_env(?:_if_exists)?[ \t]+[\"']?([\w./~-]+)")
_METHOD = re.compile(r"[\w\\]+::\w+\Z")
_MOST_LINES = 64
_EVENTS = {
    "install": ("pre-install-cmd", "pre-autoload-dump", "post-autoload-dump", "post-install-cmd"),
    "update": ("pre-update-cmd", "pre-autoload-dump", "post-autoload-dump", "post-update-cmd"),
    "require": ("pre-update-cmd", "pre-autoload-dump", "post-autoload-dump", "post-update-cmd"),
    "dump-autoload": ("pre-autoload-dump", "post-autoload-dump"),
}
"""What composer runs by itself, by its subcommand."""
Reader = Callable[[str], object]


def _json(text: str) -> object:
    return json.loads(_COMMENT.sub("", text))


_KINDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], Reader, tuple[str, ...]]] = {
    "composer": (("run", "run-script", ""), ("composer.json",), _json, ("scripts",)),
    "deno": (("task",), ("deno.json", "deno.jsonc"), _json, ("tasks",)),
    "pdm": (("run", ""), ("pyproject.toml",), tomllib.loads, ("tool", "pdm", "scripts")),
    "poe": (("",), ("pyproject.toml",), tomllib.loads, ("tool", "poe", "tasks")),
    "hatch": (("run",), ("pyproject.toml",), tomllib.loads, ("tool", "hatch", "envs", "default", "scripts")),
    "pixi": (("run",), ("pixi.toml",), tomllib.loads, ("tasks",)),
    "mise": (("run", "r"), ("mise.toml", ".mise.toml"), tomllib.loads, ("tasks",)),
}
"""By program: words in front of a task ("" for none), files, how they are read, where the tasks stand."""


def tasks(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """What the task that is named does, as the file of the project says; else what the program wraps."""
    verbs, files, reader, keys = _KINDS[command.program]
    operands = [word.text for word in command.words[1:] if not word.text.startswith("-")]
    named = operands[1:2] if operands[:1] and operands[0] in verbs else operands[:1] if "" in verbs else []
    events = _EVENTS.get(named[0], ()) if command.program == "composer" and named else ()
    environment = nester.environment
    inside, marker = environment.inside, f"{command.program} task {' '.join(named)}"
    if named and marker not in inside:
        texts = [nester.file(literal_word(file)) for file in files]
        lines = [
            line
            for text in texts
            if text
            for name in events or named
            for line in _lines(_table(text, reader, keys), name)
        ]
        if lines:
            if not events:
                lines[-1] += _handed(command, named[0], 2 if operands[0] in verbs else 1)
            environment.inside = inside | {marker}
            found = [
                nester.shell_text(line, NestedKind.FILE, command.program) for line in lines[:_MOST_LINES]
            ]
            environment.inside = inside
            return found
    interpreter = foreign_code.interpreter_of(command.program)
    if interpreter is not None:
        return foreign_code.foreign(nester, interpreter, command, stdin)
    return behind_wrapper(nester, command.program, command.words, stdin)


def _handed(command: SimpleCommand, task: str, start: int) -> str:
    """The words behind the task's name, which stands at `start` or later: its last line is given them."""
    texts = [word.text for word in command.words]
    behind = [word for word in command.words[texts.index(task, start) + 1 :] if word.text != "--"]
    return "".join(f" {quote(word.text) if word.known else word.source}" for word in behind)


def _table(text: str, reader: Reader, keys: tuple[str, ...]) -> Mapping[str, Any]:
    """The tasks by name; none where the file is broken or has none."""
    try:
        found = reader(text)
    except (ValueError, RecursionError):
        return {}
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def _lines(table: Mapping[str, Any], name: str, depth: int = 4) -> Iterator[str]:
    """The lines of a task, those of others that it names among them."""
    body = table.get(name)
    if isinstance(body, dict):
        keys = ("shell", "cmd", "command", "composite", "run")
        body = next((body[key] for key in keys if body.get(key)), None)
    for line in [body] if isinstance(body, str) else body if isinstance(body, list) else ():
        if not isinstance(line, str) or _METHOD.match(line):
            continue
        other = line.removeprefix("@").split(" ")[0]
        if line.startswith("@") and other in table and depth:
            yield from _lines(table, other, depth - 1)
        else:
            yield line.removeprefix("@")


def allowed(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """`direnv allow` lets the shell run what .envrc says, now and whenever it comes here."""
    operands = [word.text for word in command.words[1:]]
    if operands[:1] in (["allow"], ["permit"], ["grant"]) and len(operands) < 3:
        place = "".join(operands[1:]).rstrip("/")
        file = place if place.endswith("envrc") else f"{place}/.envrc" if place not in ("", ".") else ".envrc"
        taken = _TAKEN_IN.findall(nester.file(literal_word(file)) or "")
        read = [file, *(one if one.endswith("envrc") else f"{one.rstrip('/')}/.envrc" for one in taken[:4])]
        return [nester.file_text(literal_word(one), NestedKind.FILE, "direnv") for one in read]
    return behind_wrapper(nester, "direnv", command.words, stdin)


_OWN = {**dict.fromkeys(_KINDS, tasks), "direnv": allowed}
_MODULES = (
    *(implied_code, built_trees, carried_options, code_tasks, compose_services, gradle_tasks, mix_aliases),
    *(playbooks, pre_commit_hooks, process_files, python_runners, tox_commands, units, xml_builds),
)
SPECIAL = joined(_OWN, *(one.SPECIAL for one in _MODULES))
