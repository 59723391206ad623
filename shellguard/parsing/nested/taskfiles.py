"""`task NAME`: the commands that a Taskfile names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from shellguard.knowledge.tables import knowledge
from shellguard.parsing.nested import block_text, task_lists
from shellguard.parsing.nested.block_text import Node
from shellguard.parsing.nested.prerequisites import in_order
from shellguard.parsing.nested.reader_tables import joined
from shellguard.parsing.nested.recipes import MAX_COMMANDS, MAX_LENGTH
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.fields import literal_word
from shellguard.parsing.words.quoting import quote

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_FILES = ("Taskfile.yml", "taskfile.yml", "Taskfile.yaml", "taskfile.yaml", "Taskfile.dist.yml")
_STDIN_NAMES = knowledge("families").names("stdin_files") | {"-"}
_TAKING = frozenset(
    ("-t", "--taskfile", "-d", "--dir", "-o", "--output", "-C", "--concurrency", "-I", "--interval")
)
_ONLY_SHOWN = re.compile(
    r"-[A-Za-z]*[lahni][A-Za-z]*\Z|--(?:list|list-all|help|dry|init|version|summary|status|json|completion)"
)
_PLACE = re.compile(r"\{\{\s*\.?([\w.]*)[^{}]*\}\}")
_UNKNOWN = "$(cat)"  # what nobody knows, in a shell's words


def task(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """The commands of the tasks that are named, those that they need first."""
    names: list[str] = []
    given: dict[str, str] = {}
    folder, skip = "", ""
    files: tuple[str, ...] = _FILES
    for index, word in enumerate(command.words[1:], 2):
        text = word.value
        if text is None or _ONLY_SHOWN.match(text):
            return []
        if text == "--":
            given["CLI_ARGS"] = " ".join(one.text for one in command.words[index:])
            break
        name, equals, value = text.partition("=")
        if not skip and text in _TAKING:
            skip = text
        elif skip or text.startswith("-"):
            option, value, skip = skip or name, text if skip else value, ""
            folder = value if option in ("-d", "--dir") else folder
            files = (value,) if option in ("-t", "--taskfile") else files
        elif equals:
            given[name] = value
        else:
            names.append(text)
    if files[0] in _STDIN_NAMES:
        said = task_commands(stdin.text or "", names or ["default"], given)
        lines = [_entering("", place) + line for place, line in said]
        return [nester.shell_text(line, NestedKind.FILE, "task") for line in lines]
    return _run(nester, folder, files, names or ["default"], given)


def _run(
    nester: ScriptFinder, folder: str, files: tuple[str, ...], names: list[str], given: Mapping[str, str]
) -> list[Nested]:
    environment = nester.environment
    inside, marker = environment.inside, f"task {folder} {' '.join(names)}"
    if marker in inside:
        return []
    paths = [f"{folder.rstrip('/')}/{name}" if folder else name for name in files]
    texts = [nester.file(literal_word(path)) for path in paths]
    text = next((one for one in texts if one is not None), None)
    if text is None:
        return []
    environment.inside = inside | {marker}
    found = [
        nester.shell_text(_entering(folder, place) + line, NestedKind.FILE, "task")
        for place, line in task_commands(text, names, given)
    ]
    for prefix, file in _included(text).items():
        inner = [name.removeprefix(f"{prefix}:") for name in names if name.startswith(f"{prefix}:")]
        if inner:
            place, _, name = f"{folder.rstrip('/')}/{file}".lstrip("/" * (not folder)).rpartition("/")
            known = (name,) if name.endswith((".yml", ".yaml")) else _FILES
            found += _run(nester, place if known != _FILES else f"{place}/{name}", known, inner, given)
    environment.inside = inside
    return found


def _included(text: str) -> dict[str, str]:
    """The files that are included, by what stands before the names of their tasks."""
    loaded = block_text.load(text)
    listed = loaded.get("includes") if isinstance(loaded, dict) else None
    found: dict[str, str] = {}
    for prefix, one in listed.items() if isinstance(listed, dict) else ():
        file = one.get("taskfile") if isinstance(one, dict) else one
        if isinstance(file, str) and file:
            found[prefix] = file.removeprefix("./").rstrip("/")
    return found


def _entering(folder: str, place: str) -> str:
    gone = "/".join(part.rstrip("/") for part in (folder, place) if part)
    return f"cd {quote(gone)} && " if gone else ""


def task_commands(text: str, names: list[str], given: Mapping[str, str]) -> list[tuple[str, str]]:
    """What `task NAMES` would run: the folder of each command, "" for that of the file, and the command.

    Args:
        given: variables of the command line, which win over those of the file.
    """
    loaded = block_text.load(text)
    tasks = loaded.get("tasks") if isinstance(loaded, dict) else None
    if not isinstance(loaded, dict) or not isinstance(tasks, dict):
        return []
    found: list[tuple[str, str]] = []
    shared = _variables(loaded)
    found.extend(("", line) for line in _computed(loaded))
    for name in in_order(tasks, names, _needs):
        body = tasks[name]
        own = {**shared, **_variables(body), "TASK": name, **given}
        place = _filled(_text(body.get("dir")), own) if isinstance(body, dict) else ""
        lines = [*_computed(body), *(one for kind, one in _steps(body) if kind == "cmd")]
        found.extend((place, _filled(line, own)) for line in lines)
    return [(place, line) for place, line in found if line][:MAX_COMMANDS]


def _text(node: Node | None) -> str:
    return node if isinstance(node, str) else ""


def _variables(node: Node) -> dict[str, str]:
    """The variables that are given as texts."""
    table = node.get("vars") if isinstance(node, dict) else None
    if not isinstance(table, dict):
        return {}
    return {name: value for name, value in table.items() if isinstance(value, str)}


def _computed(node: Node) -> list[str]:
    """The commands that give variables their values."""
    tables = [node.get("vars"), node.get("env")] if isinstance(node, dict) else []
    values = [value for table in tables if isinstance(table, dict) for value in table.values()]
    return [_text(value.get("sh")) for value in values if isinstance(value, dict)]


def _steps(body: Node) -> Iterator[tuple[str, str]]:
    """What a task does: ("dep", task), ("task", task) and ("cmd", command)."""
    if not isinstance(body, dict):
        yield from _each("cmd", body)
        return
    for key, kind in (("deps", "dep"), ("cmds", "cmd"), ("cmd", "cmd")):
        yield from _each(kind, body.get(key, ""))


def _each(kind: str, node: Node) -> Iterator[tuple[str, str]]:
    for step in node if isinstance(node, list) else [node]:
        if isinstance(step, str):
            yield kind, step
        elif isinstance(step, dict):
            later = step.get("defer", "")
            step = later if isinstance(later, dict) else step
            yield "task", _text(step.get("task"))
            yield "cmd", _text(step.get("cmd")) or _text(later)


def _needs(task: Node) -> list[str]:
    return [one for kind, one in _steps(task) if kind != "cmd"]


def _filled(line: str, variables: Mapping[str, str]) -> str:
    """A line with the variables of the file in it."""
    for _ in range(4):
        before = line
        line = _PLACE.sub(lambda match: variables.get(match[1], _UNKNOWN), line)[:MAX_LENGTH]
        if line == before:
            break
    return line


SPECIAL = joined({"task": task, "go-task": task}, task_lists.SPECIAL)
