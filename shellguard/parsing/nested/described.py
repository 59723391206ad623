"""What files in YAML have run on this machine: playbooks, and hooks of pre-commit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from shellguard.parsing.nested import block_text, wrapping
from shellguard.parsing.nested.block_text import Node
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.fields import literal_word
from shellguard.parsing.words.quoting import quote

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

MAX_LINES = 64
_HERE = frozenset(("localhost", "127.0.0.1"))
_LISTS = ("pre_tasks", "tasks", "post_tasks", "handlers")
_BLOCKS = ("block", "rescue", "always")
_SHELLS = frozenset(("shell", "command", "raw"))
_PLACE = re.compile(r"\{\{\s*([\w.]*)[^{}]*\}\}")
_HOME = re.compile(r"\{\{\s*(?:lookup\(\s*['\"]env['\"]\s*,\s*['\"]HOME['\"]\s*\)|ansible_env\.HOME)\s*\}\}")
_PAIR = re.compile(r"(\w+)=(\"[^\"]*\"|'[^']*'|\S+)")
_NOT_RUN = re.compile(r"--(?:check|syntax-check|list-\w+|help|version)\Z|-C\Z|-h\Z")


def playbook(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """What the plays of a playbook do to this machine: folders made absent, and commands."""
    texts = [word.text for word in command.words[1:]]
    files = [text for text in texts if text.endswith((".yml", ".yaml")) and not text.startswith("-")]
    if any(_NOT_RUN.match(text) for text in texts):
        return []
    local = "local" in texts and any(text in ("-c", "--connection") for text in texts)
    local = local or "--connection=local" in texts or "localhost," in texts
    found: list[Nested] = []
    for name in files:
        text = nester.file(literal_word(name))
        folder = name.rpartition("/")[0]
        for line in _lines_of(block_text.load(text or ""), local):
            entering = f"cd {quote(folder)} && " if folder else ""
            found.append(nester.shell_text(entering + line, NestedKind.FILE, command.program))
    wrapped = wrapping.unwrap(command.program, command.words)
    return found[:MAX_LINES] + ([] if wrapped is None else nester.unwrapped(command.program, wrapped, stdin))


def _lines_of(plays: Node, local: bool) -> Iterator[str]:
    for play in plays if isinstance(plays, list) else []:
        if not isinstance(play, dict):
            continue
        here = local or play.get("connection") == "local" or play.get("hosts") in _HERE
        named = play.get("vars")
        values = (
            {name: one for name, one in named.items() if isinstance(one, str)}
            if isinstance(named, dict)
            else {}
        )
        for key in _LISTS if here else ():
            for line in _of_tasks(play.get(key, "")):
                yield _filled(line, values)


def _of_tasks(tasks: Node, depth: int = 4) -> Iterator[str]:
    for task in tasks if isinstance(tasks, list) else []:
        if not isinstance(task, dict):
            continue
        for key in _BLOCKS if depth else ():
            yield from _of_tasks(task.get(key, ""), depth - 1)
        for name, body in task.items():
            module = name.rpartition(".")[2]
            given = (
                body if isinstance(body, dict) else dict(_PAIR.findall(body)) if isinstance(body, str) else {}
            )
            told = {key: one.strip("\"'") for key, one in given.items() if isinstance(one, str)}
            if module == "file" and told.get("state") == "absent":
                yield f"rm -rf {told.get('path') or told.get('dest') or told.get('name') or '$(cat)'}"
            elif module in _SHELLS:
                line = body if isinstance(body, str) else told.get("cmd", "") or told.get("_raw_params", "")
                places = task.get("args")
                place = told.get("chdir") or (places.get("chdir") if isinstance(places, dict) else "")
                yield f"cd {place} && {line}" if place and isinstance(place, str) else line


def _filled(line: str, values: dict[str, str]) -> str:
    line = _HOME.sub("$HOME", line).replace("{{ playbook_dir }}", ".")
    for _ in range(3):
        line = _PLACE.sub(lambda match: values.get(match[1], "$(cat)"), line)
    return line


def pre_commit(nester: ScriptFinder, command: SimpleCommand, _: Flow) -> list[Nested]:
    """The hooks of the project's own file that run what is there: `language: system` or `script`."""
    texts = [word.text for word in command.words[1:]]
    if texts[:1] != ["run"] or "--help" in texts:
        return []
    loaded = block_text.load(nester.file(literal_word(".pre-commit-config.yaml")) or "")
    groups = loaded.get("repos") if isinstance(loaded, dict) else None
    wanted = [text for text in texts[1:] if not text.startswith("-")][:1]
    found: list[Nested] = []
    for group in groups if isinstance(groups, list) else []:
        hooks = group.get("hooks") if isinstance(group, dict) and group.get("repo") == "local" else None
        for hook in hooks if isinstance(hooks, list) else []:
            line = hook.get("entry") if isinstance(hook, dict) else None
            named = not wanted or (isinstance(hook, dict) and hook.get("id") in wanted)
            if isinstance(line, str) and line and named:
                found.append(nester.shell_text(line, NestedKind.FILE, "pre-commit"))
    return found[:MAX_LINES]


SPECIAL = {"ansible-playbook": playbook, "pre-commit": pre_commit}
