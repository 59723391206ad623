"""What the plays of a playbook of ansible do, here and on other machines: its tasks as lines of a shell.

What is made absent is a removal, a command is itself, some modules stand for a line
(`knowledge/playbooks.toml`). Roles and files of tasks are gone into where they lie beside the playbook.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.nested.behind_wrappers import behind_wrapper
from shellguard.parsing.nested.block_text import Node
from shellguard.parsing.nested.playbook_surroundings import (
    HERE,
    OF_GROUP,
    OF_HOST,
    PAIR,
    PLACE,
    UNKNOWN,
    Around,
    from_line,
    playbooks_of,
    texts_of,
)
from shellguard.parsing.nested.wrapping import unwrap
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.fields import literal_word
from shellguard.parsing.words.quoting import quote

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

MAX_LINES = 64
_DEEPEST = 4
_MOST_TURNS = 64
_LISTS = ("pre_tasks", "tasks", "post_tasks", "handlers")
_BLOCKS = ("block", "rescue", "always")
_SHELLS = frozenset(("shell", "command", "raw", "expect", "cron", "script"))
_SAYING = ("cmd", "_raw_params", "command", "job")
_SETTING = frozenset(("set_fact", "include_vars"))
_TAKING_IN = frozenset(("include_tasks", "import_tasks", "include"))
_ROLES = frozenset(("include_role", "import_role"))
_NOT_RUN = re.compile(r"--(?:syntax-check|list-\w+|help|version)\Z|-h\Z")
_TRIED = ("--check", "-C")
_MODULE = re.compile(r"(?:-m|--module-name=)([\w.]+)")
_NOT_USUALLY = re.compile(
    r"\s*(\w+)\s*\|\s*default\(\s*(?:false|no|False|0|''|\"\")\s*\)(?:\s*\|\s*bool)?\s*\Z"
)
_HANDED = re.compile(r"\s*\{\{\s*(?:item\b|\w+\.)[^{}]*\}\}\s*")
_LINE_PLACE = re.compile(r"\{([\w|]+)\}")
_PLAIN = re.compile(r"[~\w/.$-]+\Z")
_FALSE = ("", "false", "no", "False", "0")
_Line = tuple[str, bool]
"""A line, and whether it is done on this machine."""


def playbook(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """What the plays of a playbook do: folders made absent, databases dropped, commands."""
    texts = [word.value if word.value is not None else word.text for word in command.words[1:]]
    if any(_NOT_RUN.match(text) for text in texts):
        return []
    around = replace(from_line(nester, texts), tried=any(text in _TRIED for text in texts))
    found: list[Nested] = []
    for name in playbooks_of(texts):
        folder = posixpath.dirname(name)
        plays = replace(around, folder=folder).load(posixpath.basename(name))
        found += _read(nester, command, plays, replace(around, folder=folder))
    return found + behind_wrapper(nester, command.program, command.words, stdin)


def one_task(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """`ansible HOSTS -m MODULE -a ARGUMENTS`: a play of one task."""
    texts = [word.value if word.value is not None else word.text for word in command.words[1:]]
    wrapped = unwrap(command.program, command.words)
    name = _module_named(texts)
    if wrapped is None or name.rpartition(".")[2] not in _known():
        return behind_wrapper(nester, command.program, command.words, stdin)
    around = replace(from_line(nester, texts), tried=any(text in _TRIED for text in texts))
    told = " ".join(word.text for word in wrapped.texts)
    return _read(nester, command, [{"hosts": wrapped.place, "tasks": [{name: told}]}], around, wrapped.place)


def _module_named(texts: list[str]) -> str:
    """What `-m` names, in a word of its own or attached; "" for none."""
    for word, after in pairwise([*texts, ""]):
        if word in ("-m", "--module-name"):
            return after
        if found := _MODULE.fullmatch(word):
            return found[1]
    return ""


def _read(
    nester: ScriptFinder, command: SimpleCommand, plays: Node, around: Around, hosts: str = "its hosts"
) -> list[Nested]:
    """The lines of plays, each read by a shell where it is done."""
    found = []
    entering = f"cd {quote(around.folder)} && " if around.folder else ""
    lines = dict.fromkeys(_lines_of(plays, around, _DEEPEST))
    for line, here in islice(lines, MAX_LINES):
        if here:
            found.append(nester.shell_text(entering + line, NestedKind.FILE, command.program))
        else:
            read = nester.shell_text(line, NestedKind.REMOTE, command.program)
            found.append(replace(read, host=hosts))
    return found


def _listed(node: Node) -> list[Node]:
    """The members of a list, or the one thing in its place."""
    return node if isinstance(node, list) else [node] if node else []


def _names(node: Node) -> Iterator[str]:
    """The words of a list, or those of a text with commas between."""
    for one in _listed(node):
        yield from (part.strip() for part in one.split(",")) if isinstance(one, str) else ()


def _lines_of(plays: Node, around: Around, depth: int) -> Iterator[_Line]:
    for play in plays if isinstance(plays, list) and depth else []:
        if not isinstance(play, dict):
            continue
        for name, file in texts_of(play).items():
            if name.rpartition(".")[2] == "import_playbook":
                inner = replace(around, folder=posixpath.join(around.folder, posixpath.dirname(file)))
                yield from _lines_of(inner.load(posixpath.basename(file)), inner, depth - 1)
        hosts = list(_names(play.get("hosts", "")))
        if not hosts:
            continue
        connection = play.get("connection", "") or ("local" if around.here else "")
        own = all(one in HERE for one in hosts) and not around.led
        here = connection == "local" or (own and not connection)
        groups = ["all", *around.groups, *(one for one in hosts if re.fullmatch(r"\w[\w-]*", one))]
        files = [form.format(one) for one in dict.fromkeys(groups) for form in OF_GROUP if not here]
        files += [form.format(one) for one in around.hosts for form in OF_HOST if not here]
        inside = replace(around, here=here, tags=frozenset(_names(play.get("tags", ""))))
        inside = replace(inside, tried=inside.tried and play.get("check_mode") not in _FALSE[1:])
        inside = inside.knowing(*map(around.load, files), _asked(play), play.get("vars", ""))
        named = [inside.filled(one) for one in _names(play.get("vars_files", ""))]
        inside = inside.knowing(*(around.load(one) for one in named if UNKNOWN not in one))
        for key in ("pre_tasks", "roles", *_LISTS[1:]):
            if key == "roles":
                yield from _of_roles(play.get(key, ""), inside, depth)
            else:
                yield from _of_tasks(play.get(key, ""), inside, depth)


def _asked(play: dict[str, Node]) -> dict[str, str]:
    """What somebody is asked for; what they answer is not known, but where it has a default."""
    told = [one for one in _listed(play.get("vars_prompt", "")) if isinstance(one, dict)]
    return {str(one.get("name")): str(one.get("default") or UNKNOWN) for one in told}


def _of_roles(roles: Node, around: Around, depth: int) -> Iterator[_Line]:
    for role in _listed(roles) if depth > 0 else []:
        told: dict[str, Node] = role if isinstance(role, dict) else {"role": role}
        name = told.get("role") or told.get("name") or ""
        if not isinstance(name, str) or not re.fullmatch(r"[\w.-]+", name) or not _may_run(told, around):
            continue
        part = told.get("tasks_from")
        file = posixpath.splitext(part)[0] if isinstance(part, str) and part else "main"
        base, tasks = _role(around, name, file)
        tags = around.tags | frozenset(_names(told.get("tags", "")))
        values = [around.load(f"{base}/{one}/main.yml") for one in ("defaults", "vars")]
        given = {**around.values, **around.given}
        inside = replace(around, tags=tags).knowing(values[0], given, values[1], told.get("vars", ""), told)
        meta = around.load(f"{base}/meta/main.yml")
        if isinstance(meta, dict):
            yield from _of_roles(meta.get("dependencies", ""), inside, depth - 1)
        yield from _of_tasks(tasks, inside, depth - 1, f"{base}/tasks")
        yield from _of_tasks(around.load(f"{base}/handlers/main.yml"), inside, depth - 1, f"{base}/handlers")


def _role(around: Around, name: str, file: str) -> tuple[str, Node]:
    """The folder of a role, and its tasks."""
    for folder in around.roles:
        for ending in (".yml", ".yaml"):
            if tasks := around.load(f"{folder}/{name}/tasks/{file}{ending}"):
                return f"{folder}/{name}", tasks
    return f"roles/{name}", ""


def _may_run(task: dict[str, Node], around: Around) -> bool:
    """Whether what a task asks for may hold; what nobody has set counts as it says by itself."""
    told = task.get("when")
    found = _NOT_USUALLY.match(told) if isinstance(told, str) else None
    return found is None or around.values.get(found[1], "") not in _FALSE


def _of_tasks(tasks: Node, around: Around, depth: int, folder: str = "") -> Iterator[_Line]:
    """What each of these tasks does; `folder`: where files lie that they take in."""
    for task in tasks if isinstance(tasks, list) and depth > 0 else []:
        if not isinstance(task, dict) or not _may_run(task, around):
            continue
        tried = around.tried and task.get("check_mode") not in _FALSE[1:]
        inside = replace(around, tried=tried, tags=around.tags | frozenset(_names(task.get("tags", ""))))
        inside = inside.knowing(task.get("vars", ""))
        if task.get("delegate_to") in HERE or task.get("connection") == "local":
            inside = replace(inside, here=True)
        for key in _BLOCKS:
            yield from _of_tasks(task.get(key, ""), inside, depth, folder)
        for name, body in task.items():
            module = name.rpartition(".")[2]
            if module in _SETTING:
                around = around.knowing(_set_by(module, body, inside, folder))
            if module in _TAKING_IN | _ROLES:
                for turn in _turns(task, inside):
                    yield from _taken_in(module, body, turn, depth - 1, folder)
            elif inside.runs() and not inside.tried:
                yield from _of_module(module, body, task, inside)


def _set_by(module: str, body: Node, around: Around, folder: str) -> Node:
    """The variables that a task sets for those behind it."""
    if module == "set_fact":
        return dict[str, Node](PAIR.findall(body)) if isinstance(body, str) else body
    file = body.get("file", "") if isinstance(body, dict) else body
    file = around.filled(file) if isinstance(file, str) else UNKNOWN
    tried = (file, posixpath.join(posixpath.dirname(folder), "vars", file), f"vars/{file}")
    loaded: list[Node] = [around.load(one) for one in tried if file and UNKNOWN not in file]
    return next((one for one in loaded if one), "")


def _turns(task: dict[str, Node], around: Around) -> list[Around]:
    """What holds in each turn of a task that is done for several things, or once."""
    turns = task.get("loop") or task.get("with_items") or task.get("with_list") or ""
    if isinstance(turns, str) and (place := PLACE.fullmatch(turns.strip())):
        turns = list[Node](around.values.get(place[1], "").split("\n"))
    control = task.get("loop_control")
    name = control.get("loop_var") if isinstance(control, dict) else None
    name = name if isinstance(name, str) else "item"
    found: list[Around] = []
    for one in _listed(turns)[:_MOST_TURNS]:
        if isinstance(one, str) and one and "{{" not in one:
            found.append(around.knowing({name: one}))
        elif isinstance(one, dict):
            found.append(around.knowing({f"{name}.{key}": value for key, value in texts_of(one).items()}))
    return found or [around]


def _taken_in(module: str, body: Node, around: Around, depth: int, folder: str) -> Iterator[_Line]:
    """The tasks of another file, or of a role."""
    if module in _ROLES:
        yield from _of_roles([body] if isinstance(body, dict) else "", around, depth)
        return
    file = body.get("file", "") if isinstance(body, dict) else body
    file = around.filled(file) if isinstance(file, str) else ""
    if file and UNKNOWN not in file:
        yield from _of_tasks(around.load(posixpath.join(folder, file.split()[0])), around, depth, folder)


def _of_module(module: str, body: Node, task: dict[str, Node], around: Around) -> Iterator[_Line]:
    """What one module does, for each thing that it is done to in turn."""
    if module == "local_action" and isinstance(body, str):
        module, _, body = body.partition(" ")
        around = replace(around, here=True)
    if module not in _known() and module not in _SHELLS:
        return
    given = body if isinstance(body, dict) else dict(PAIR.findall(body)) if isinstance(body, str) else {}
    whole = given.get("definition", given.get("resource_definition"))
    given = {**given, **whole, **texts_of(whole.get("metadata", ""))} if isinstance(whole, dict) else given
    told = {key: one.strip("\"'") for key, one in given.items() if isinstance(one, str)}
    for inside in _turns(task, around):
        if module in _SHELLS:
            line = inside.filled(_command(body, told, task))
            if module == "script":
                file = posixpath.join(inside.folder, line.split(" ")[0])
                line = inside.nester.file(literal_word(file)) or ""
            elif not line and isinstance(argv := given.get("argv"), list):
                line = " ".join(quote(inside.filled(one)) for one in argv if isinstance(one, str))
            if line and told.get("state") != "absent":
                yield line, inside.here
            continue
        filled = {key: inside.filled(one) for key, one in told.items()}
        for entry in _known()[module]:
            if all(_may_be(told.get(key, ""), filled.get(key), wanted) for key, wanted in _when(entry)):
                line = _LINE_PLACE.sub(partial(_value, filled=filled), entry["line"])
                if inside.here or module != "file" or _loses(told, filled):
                    yield line, inside.here


def _when(entry: dict[str, Any]) -> Iterable[tuple[str, list[str]]]:
    found: dict[str, list[str]] = entry.get("when", {})
    return found.items()


def _may_be(said: str, value: str | None, wanted: list[str]) -> bool:
    """Whether a value is one of these, or becomes one of them by a condition that is not worked out."""
    open_ = value is not None and UNKNOWN in value
    return (
        value in wanted
        or (bool(value) and "*" in wanted)
        or (open_ and any(re.search(rf"\b{re.escape(one)}\b", said) for one in wanted))
    )


def _command(body: Node, told: dict[str, str], task: dict[str, Node]) -> str:
    line = body if isinstance(body, str) else next((told[key] for key in _SAYING if told.get(key)), "")
    places = task.get("args")
    place = told.get("chdir") or (places.get("chdir") if isinstance(places, dict) else "")
    return f"cd {place} && {line}" if place and isinstance(place, str) else line


def _value(found: re.Match[str], filled: dict[str, str]) -> str:
    """The first of these that is given, as a word of a line."""
    value = next((filled[key] for key in found[1].split("|") if filled.get(key)), UNKNOWN)
    return value if UNKNOWN in value or _PLAIN.match(value) else quote(value)


def _loses(told: dict[str, str], filled: dict[str, str]) -> bool:
    """Whether what is made absent on another machine may be more than what a role puts there."""
    data = knowledge("playbooks", "remote")
    name = next((key for key in ("path", "dest", "name") if told.get(key)), "")
    listed = name and _HANDED.fullmatch(told[name]) and UNKNOWN in filled[name]
    if not name or listed:
        return False  # what a task before has listed, or made
    path = posixpath.normpath(filled[name])
    return bool(data.pattern("kept").fullmatch(path)) and not data.pattern("put_there").search(path)


@cache
def _known() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for entry in load("playbooks")["module"]:
        for name in entry["names"]:
            found.setdefault(name, []).append(entry)
    return found


SPECIAL = {"ansible-playbook": playbook, "ansible": one_task}
