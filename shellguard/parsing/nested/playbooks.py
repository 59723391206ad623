"""What the plays of a playbook of ansible do, here and on other machines: its tasks as lines of a shell.

What is made absent is a removal, a command is itself, some modules stand for a line
(`knowledge/playbooks.toml`). Roles and files of tasks are gone into where they lie beside the playbook.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from shellguard.knowledge.loading import load
from shellguard.parsing.nested import block_text, wrapping
from shellguard.parsing.nested.block_text import Node
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand
from shellguard.parsing.words.fields import literal_word
from shellguard.parsing.words.quoting import quote

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

MAX_LINES = 64
_DEEPEST = 4
_MOST_TURNS = 8
_HERE = ("localhost", "127.0.0.1")
_LISTS = ("pre_tasks", "tasks", "post_tasks", "handlers")
_BLOCKS = ("block", "rescue", "always")
_SHELLS = frozenset(("shell", "command", "raw"))
_TAKING_IN = frozenset(("include_tasks", "import_tasks", "include"))
_ROLES = frozenset(("include_role", "import_role"))
_PLACE = re.compile(r"\{\{\s*([\w.]*)[^{}]*?(?:default\(\s*['\"]([^'\"]*)['\"][^{}]*)?\}\}")
_HOME = re.compile(r"\{\{\s*(?:lookup\(\s*['\"]env['\"]\s*,\s*['\"]HOME['\"]\s*\)|ansible_env\.HOME)\s*\}\}")
_PAIR = re.compile(r"(\w+)=(\"[^\"]*\"|'[^']*'|(?:\{\{[^{}]*\}\}|\S)+)")
_NOT_RUN = re.compile(r"--(?:syntax-check|list-\w+|help|version)\Z|-h\Z")
_TRIED = ("--check", "-C")
_NOT_USUALLY = re.compile(
    r"\s*(\w+)\s*\|\s*default\(\s*(?:false|no|False|0|''|\"\")\s*\)(?:\s*\|\s*bool)?\s*\Z"
)
_IN_JSON = re.compile(r"\"(\w+)\"\s*:\s*\"?([^\",{}]+)")
_OF_ALL = ("all.yml", "all/main.yml", "all/vars.yml")
_OF_ONE = re.compile(r"^[ \t]*([^\s\[#;][^\s#;]*)(.*)$", re.MULTILINE)
_HANDED = re.compile(r"\s*\{\{\s*(?:item\b|\w+\.)[^{}]*\}\}\s*")
_LINE_PLACE = re.compile(r"\{([\w|]+)\}")
_PLAIN = re.compile(r"[~\w/.$-]+\Z")
_FALSE = ("", "false", "no", "False", "0")
_UNKNOWN = "$(cat)"
_Line = tuple[str, bool]
"""A line, and whether it is done on this machine."""


@dataclass(frozen=True, slots=True)
class _Around:
    """What holds for the tasks of a play.

    Attributes:
        nester, folder: who reads files, and where those of the play lie. values: of variables, where known.
        given: those of the line, which count before all others. here: whether tasks are done on this machine.
        tried: whether only tasks count that are done even when all is only tried.
        wanted, unwanted: tags that the line names. tags: those that hold already.
    """

    nester: ScriptFinder
    folder: str
    given: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    here: bool = False
    tried: bool = False
    wanted: frozenset[str] = frozenset()
    unwanted: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()

    def load(self, name: str) -> Node:
        """What a file beside the playbook says, "" where there is none."""
        path = posixpath.join(self.folder, name)
        return block_text.load(self.nester.file(literal_word(path)) or "")

    def knowing(self, *more: Node | Mapping[str, Node] | Mapping[str, str]) -> _Around:
        """With the values of further variables, the later ones before the earlier ones."""
        found = dict(self.values)
        for one in more:
            found |= _texts(one)
        return replace(self, values=found | self.given)

    def filled(self, text: str) -> str:
        """The text with its variables' values, `_UNKNOWN` for what is not known."""
        text = _HOME.sub("$HOME", text).replace("{{ playbook_dir }}", ".")
        for _ in range(3):
            text = _PLACE.sub(lambda match: self.values.get(match[1], match[2] or _UNKNOWN), text)
        return text

    def runs(self) -> bool:
        """Whether tasks with these tags are among those that the line wants."""
        if self.tags & self.unwanted:
            return False
        if self.wanted and not self.wanted & {"all", "tagged", "untagged"}:
            return bool(self.tags & (self.wanted | {"always"}))
        return "never" not in self.tags or bool(self.tags & self.wanted)


def playbook(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """What the plays of a playbook do: folders made absent, databases dropped, commands."""
    texts = [word.value if word.value is not None else word.text for word in command.words[1:]]
    if any(_NOT_RUN.match(text) for text in texts):
        return []
    around = replace(_from_line(nester, texts), tried=any(text in _TRIED for text in texts))
    found: list[Nested] = []
    for name in (text for text in texts if text.endswith((".yml", ".yaml")) and text not in _given(texts)):
        folder = posixpath.dirname(name)
        plays = replace(around, folder=folder).load(posixpath.basename(name))
        for line, here in _lines_of(plays, replace(around, folder=folder), _DEEPEST):
            entering = f"cd {quote(folder)} && " if folder and here else ""
            kind, host = (NestedKind.FILE, "") if here else (NestedKind.REMOTE, "its hosts")
            found.append(nester.shell_text(entering + line, kind, command.program, host=host))
            if len(found) == MAX_LINES:
                break
    wrapped = wrapping.unwrap(command.program, command.words)
    return found + ([] if wrapped is None else nester.unwrapped(command.program, wrapped, stdin))


def _given(texts: list[str]) -> frozenset[str]:
    """The values of options, which are no playbooks."""
    return frozenset(after for before, after in pairwise(texts) if before in ("-i", "--inventory", "-e"))


def _from_line(nester: ScriptFinder, texts: list[str]) -> _Around:
    """What the words of a line say of all plays."""
    told: dict[str, list[str]] = {}
    for word, after in pairwise([*texts, ""]):
        name, equals, value = word.partition("=")
        if re.match(r"-[ietlc][^=]", word):
            told.setdefault(word[:2], []).append(word[2:])
        elif word.startswith("-"):
            told.setdefault(name, []).append(value if equals else after)
    inventories = told.get("-i", []) + told.get("--inventory", []) + told.get("--inventory-file", [])
    values: dict[str, str] = {}
    for said in told.get("-e", []) + told.get("--extra-vars", []):
        loaded = block_text.load(nester.file(literal_word(said[1:])) or "") if said[:1] == "@" else ""
        values |= _texts(loaded) | dict(_IN_JSON.findall(said))
        values |= {name: value.strip("\"'") for name, value in _PAIR.findall(said)}
    local = "local" in told.get("-c", []) + told.get("--connection", []) or "localhost," in inventories
    return _Around(
        nester,
        "",
        values,
        _of_inventories(nester, inventories),
        here=local or (bool(inventories) and all(_is_here(nester, one) for one in inventories)),
        wanted=_split(told.get("-t", []) + told.get("--tags", [])),
        unwanted=_split(told.get("--skip-tags", [])),
    )


def _of_inventories(nester: ScriptFinder, inventories: list[str]) -> dict[str, str]:
    """What inventories, and the settings of all hosts beside them, say of variables."""
    found: dict[str, str] = {}
    for name in (one for one in inventories if "," not in one):
        found |= dict(_PAIR.findall(nester.file(literal_word(name)) or ""))
        for folder in dict.fromkeys((posixpath.dirname(name), name)):
            for file in _OF_ALL:
                path = posixpath.join(folder, "group_vars", file)
                found |= _texts(block_text.load(nester.file(literal_word(path)) or ""))
    return found


def _is_here(nester: ScriptFinder, inventory: str) -> bool:
    """Whether an inventory names nothing but this machine."""
    text = "" if "," in inventory else nester.file(literal_word(inventory)) or ""
    hosts = _OF_ONE.findall(re.sub(r"(?ms)^\[[^\]\n]*:(?:vars|children)\].*?(?=^\[|\Z)", "", text))
    return bool(hosts) and all(
        "ansible_connection=local" in told or (name in _HERE and "ansible_" not in told)
        for name, told in hosts
    )


def _split(told: list[str]) -> frozenset[str]:
    return frozenset(tag for one in told for tag in one.split(","))


def _texts(node: Node | Mapping[str, Node] | Mapping[str, str]) -> dict[str, str]:
    return (
        {name: one for name, one in node.items() if isinstance(one, str)} if isinstance(node, Mapping) else {}
    )


def _listed(node: Node) -> list[Node]:
    """The members of a list, or the one thing in its place."""
    return node if isinstance(node, list) else [node] if node else []


def _names(node: Node) -> Iterator[str]:
    """The words of a list, or those of a text with commas between."""
    for one in _listed(node):
        yield from (part.strip() for part in one.split(",")) if isinstance(one, str) else ()


def _lines_of(plays: Node, around: _Around, depth: int) -> Iterator[_Line]:
    for play in plays if isinstance(plays, list) and depth else []:
        if not isinstance(play, dict):
            continue
        for name, file in _texts(play).items():
            if name.rpartition(".")[2] == "import_playbook":
                inner = replace(around, folder=posixpath.join(around.folder, posixpath.dirname(file)))
                yield from _lines_of(inner.load(posixpath.basename(file)), inner, depth - 1)
        hosts = list(_names(play.get("hosts", "")))
        if not hosts:
            continue
        here = around.here or play.get("connection") == "local" or all(one in _HERE for one in hosts)
        groups = ["all", *(one for one in hosts if re.fullmatch(r"\w[\w-]*", one) and one != "all")]
        files = [f"group_vars/{one}.yml" for one in groups[:3] if not here]
        files += [f"group_vars/{one}" for one in _OF_ALL[1:] if not here]
        files += [one for one in _names(play.get("vars_files", "")) if "{{" not in one]
        inside = replace(around, here=here, tags=frozenset(_names(play.get("tags", ""))))
        inside = inside.knowing(*map(around.load, files), play.get("vars", ""))
        for key in ("pre_tasks", "roles", *_LISTS[1:]):
            if key == "roles":
                yield from _of_roles(play.get(key, ""), inside, depth)
            else:
                yield from _of_tasks(play.get(key, ""), inside, depth)


def _of_roles(roles: Node, around: _Around, depth: int) -> Iterator[_Line]:
    for role in _listed(roles):
        told: dict[str, Node] = role if isinstance(role, dict) else {"role": role}
        name = told.get("role") or told.get("name") or ""
        if not isinstance(name, str) or not re.fullmatch(r"[\w-]+", name) or not _may_run(told, around):
            continue
        part = told.get("tasks_from")
        file = posixpath.splitext(part)[0] if isinstance(part, str) and part else "main"
        base = f"roles/{name}"
        tags = around.tags | frozenset(_names(told.get("tags", "")))
        values = [around.load(f"{base}/{one}/main.yml") for one in ("defaults", "vars")]
        given = {**around.values, **around.given}
        inside = replace(around, tags=tags).knowing(values[0], given, values[1], told.get("vars", ""), told)
        tasks = around.load(f"{base}/tasks/{file}.yml")
        yield from _of_tasks(tasks, inside, depth - 1, f"{base}/tasks")


def _may_run(task: dict[str, Node], around: _Around) -> bool:
    """Whether what a task asks for may hold; what nobody has set counts as it says by itself."""
    told = task.get("when")
    found = _NOT_USUALLY.match(told) if isinstance(told, str) else None
    return found is None or around.values.get(found[1], "") not in _FALSE


def _of_tasks(tasks: Node, around: _Around, depth: int, folder: str = "") -> Iterator[_Line]:
    """What each of these tasks does; `folder`: where files lie that they take in."""
    for task in tasks if isinstance(tasks, list) and depth > 0 else []:
        if not isinstance(task, dict) or not _may_run(task, around):
            continue
        inside = replace(around, tags=around.tags | frozenset(_names(task.get("tags", ""))))
        inside = inside.knowing(task.get("vars", ""))
        if task.get("delegate_to") in _HERE or task.get("connection") == "local":
            inside = replace(inside, here=True)
        for key in _BLOCKS:
            yield from _of_tasks(task.get(key, ""), inside, depth - 1, folder)
        for name, body in task.items():
            module = name.rpartition(".")[2]
            if module in _TAKING_IN | _ROLES:
                yield from _taken_in(module, body, inside, depth - 1, folder)
            elif inside.runs() and not (inside.tried and task.get("check_mode") not in _FALSE[1:]):
                yield from _of_module(module, body, task, inside)


def _taken_in(module: str, body: Node, around: _Around, depth: int, folder: str) -> Iterator[_Line]:
    """The tasks of another file, or of a role."""
    if module in _ROLES:
        yield from _of_roles([body] if isinstance(body, dict) else "", around, depth)
        return
    file = body.get("file", "") if isinstance(body, dict) else body
    if isinstance(file, str) and file and "{{" not in file:
        yield from _of_tasks(around.load(posixpath.join(folder, file.split()[0])), around, depth, folder)


def _of_module(module: str, body: Node, task: dict[str, Node], around: _Around) -> Iterator[_Line]:
    """What one module does, for each thing that it is done to in turn."""
    if module == "local_action" and isinstance(body, str):
        module, _, body = body.partition(" ")
        around = replace(around, here=True)
    if module not in _known() and module not in _SHELLS:
        return
    turns = task.get("loop") or task.get("with_items") or ""
    items = [one for one in _listed(turns) if isinstance(one, str) and "{{" not in one][:_MOST_TURNS]
    given = body if isinstance(body, dict) else dict(_PAIR.findall(body)) if isinstance(body, str) else {}
    told = {key: one.strip("\"'") for key, one in given.items() if isinstance(one, str)}
    for inside in [around.knowing({"item": item}) for item in items] or [around]:
        if module in _SHELLS:
            yield inside.filled(_command(body, told, task)), inside.here
            continue
        filled = {key: inside.filled(one) for key, one in told.items()}
        for entry in _known()[module]:
            if all(filled.get(key) in wanted for key, wanted in entry.get("when", {}).items()):
                line = _LINE_PLACE.sub(partial(_value, filled=filled), entry["line"])
                if inside.here or module != "file" or _loses(told, filled):
                    yield line, inside.here


def _command(body: Node, told: dict[str, str], task: dict[str, Node]) -> str:
    line = body if isinstance(body, str) else told.get("cmd", "") or told.get("_raw_params", "")
    places = task.get("args")
    place = told.get("chdir") or (places.get("chdir") if isinstance(places, dict) else "")
    return f"cd {place} && {line}" if place and isinstance(place, str) else line


def _value(found: re.Match[str], filled: dict[str, str]) -> str:
    """The first of these that is given, as a word of a line."""
    value = next((filled[key] for key in found[1].split("|") if filled.get(key)), _UNKNOWN)
    return value if _UNKNOWN in value or _PLAIN.match(value) else quote(value)


def _loses(told: dict[str, str], filled: dict[str, str]) -> bool:
    """Whether what is made absent on another machine may be more than what a role puts there."""
    data = load("playbooks")["remote"]
    name = next((key for key in ("path", "dest", "name") if told.get(key)), "")
    listed = name and _HANDED.fullmatch(told[name]) and _UNKNOWN in filled[name]
    if not name or listed:
        return False  # what a task before has listed, or made
    path = filled[name]
    return bool(re.fullmatch(data["kept"], path)) and not re.search(data["put_there"], path)


@cache
def _known() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for entry in load("playbooks")["module"]:
        for name in entry["names"]:
            found.setdefault(name, []).append(entry)
    return found


SPECIAL = {"ansible-playbook": playbook}
