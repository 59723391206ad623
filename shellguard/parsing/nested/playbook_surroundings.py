"""What holds for the plays of a playbook of ansible, by its line, its inventories and settings."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from shellguard.parsing.nested import block_text
from shellguard.parsing.nested.block_text import Node
from shellguard.parsing.words.fields import literal_word

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_MOST_GROUPS = 12
_OWN_ROLES = ".ansible/roles"
HERE = ("localhost", "127.0.0.1")
PLACE = re.compile(r"\{\{\s*([\w.]*)[^{}]*?(?:default\(\s*['\"]([^'\"]*)['\"][^{}]*)?\}\}")
_CHANGED = re.compile(r"\|\s*(?!(?:default|d|bool|string|trim|quote|lower|mandatory)\b)\w")
_HOME = re.compile(r"\{\{\s*(?:lookup\(\s*['\"]env['\"]\s*,\s*['\"]HOME['\"]\s*\)|ansible_env\.HOME)\s*\}\}")
PAIR = re.compile(r"(\w+)=(\"[^\"]*\"|'[^']*'|(?:\{\{[^{}]*\}\}|\S)+)")
_IN_JSON = re.compile(r"\"(\w+)\"\s*:\s*\"?([^\",{}]+)")
OF_GROUP = ("group_vars/{}.yml", "group_vars/{}.yaml", "group_vars/{}/main.yml", "group_vars/{}/vars.yml")
OF_HOST = ("host_vars/{}.yml", "host_vars/{}.yaml", "host_vars/{}/main.yml")
_HEADING = re.compile(r"(?m)^[ \t]*\[([\w-]+)(?::\w+)?\]")
_LED = re.compile(
    r"(?m)^\s*(?:(?:localhost|127\.0\.0\.1)\s[^\n]*)?\bansible_(?:ssh_)?host\s*=\s*(?!localhost|127\.)\S"
)
_SAID = re.compile(r"(?m)^[ \t]*(run|skip|roles_path)[ \t]*=[ \t]*([^\n#;]+)")
_VALUED = re.compile(
    r"-[ietlcufM]\Z|--(?:inventory|inventory-file|extra-vars|tags|skip-tags|limit|connection|user|forks|private-key"
    r"|key-file|vault-id|vault-password-file|start-at-task|become-user|become-method|timeout)\Z"
)
_OF_ONE = re.compile(r"^[ \t]*([^\s\[#;][^\s#;]*)(.*)$", re.MULTILINE)
UNKNOWN = "$(cat)"


@dataclass(frozen=True, slots=True)
class Around:
    """What holds for the tasks of a play.

    Attributes:
        nester, folder: who reads files, and where those of the play lie. values: of variables, where known.
        given: those of the line, which count before all others. here: whether tasks are done on this machine.
        tried: whether only tasks count that are done even when all is only tried.
        wanted, unwanted: tags that the line names. tags: those that hold already.
        roles: folders of roles. groups, hosts: of the inventories.
        led: whether this machine's name means another.
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
    roles: tuple[str, ...] = ("roles",)
    groups: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    led: bool = False

    def load(self, name: str) -> Node:
        """What a file beside the playbook says, "" where there is none."""
        path = posixpath.join(self.folder, name)
        return block_text.load(self.nester.file(literal_word(path)) or "")

    def knowing(self, *more: Node | Mapping[str, Node] | Mapping[str, str]) -> Around:
        """With the values of further variables, the later ones before the earlier ones."""
        found = dict(self.values)
        for one in more:
            found |= texts_of(one)
        return replace(self, values=found | self.given)

    def filled(self, text: str) -> str:
        """The text with its variables' values, `UNKNOWN` for what is not known."""
        text = _HOME.sub("$HOME", text).replace("{{ playbook_dir }}", ".")
        for _ in range(3):
            text = PLACE.sub(self._value, text)
        return text

    def _value(self, match: re.Match[str]) -> str:
        known = self.values.get(match[1], match[2])
        return known if known is not None and not _CHANGED.search(match[0]) else UNKNOWN

    def runs(self) -> bool:
        """Whether tasks with these tags are among those that the line wants."""
        if self.tags & self.unwanted:
            return False
        if self.wanted and not self.wanted & {"all", "tagged", "untagged"}:
            return bool(self.tags & (self.wanted | {"always"}))
        return "never" not in self.tags or bool(self.tags & self.wanted)


def playbooks_of(texts: list[str]) -> list[str]:
    """The operands that are playbooks, by their endings where some have one."""
    given = zip(["", *texts], texts, strict=False)
    operands = [word for before, word in given if not _VALUED.match(before) and not word.startswith("-")]
    return [one for one in operands if one.endswith((".yml", ".yaml"))] or operands


def from_line(nester: ScriptFinder, texts: list[str]) -> Around:
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
        file = nester.file(literal_word(said[1:])) or "" if said[:1] == "@" else ""
        values |= texts_of(block_text.load(file)) | dict(_IN_JSON.findall(file or said))
        values |= {name: value.strip("\"'") for name, value in PAIR.findall(said)}
    local = "local" in told.get("-c", []) + told.get("--connection", [])
    held = "\n".join(nester.file(literal_word(one)) or "" for one in inventories if "," not in one)
    alone = bool(inventories) and all(one == "localhost," or _is_here(nester, one) for one in inventories)
    settings = dict(_SAID.findall(nester.file(literal_word("ansible.cfg")) or ""))
    hosts = dict.fromkeys(name for name, _ in _OF_ONE.findall(held) if "=" not in name)
    paths = [one.strip() for one in settings.get("roles_path", "").split(":") if one.strip()]
    return Around(
        nester,
        "",
        values,
        _of_inventories(nester, inventories),
        here=local or alone,
        wanted=_split(
            told.get("-t", [])
            + told.get("--tags", [])
            + _listed_in(_variable(nester, "ANSIBLE_RUN_TAGS") or settings.get("run"))
        ),
        unwanted=_split(told.get("--skip-tags", []) + _listed_in(settings.get("skip"))),
        roles=("roles", *paths, f"{_variable(nester, 'HOME')}/{_OWN_ROLES}"),
        groups=tuple(dict.fromkeys(_HEADING.findall(held)))[:_MOST_GROUPS],
        hosts=tuple(hosts)[:_MOST_GROUPS],
        led=_LED.search(held) is not None,
    )


def _variable(nester: ScriptFinder, name: str) -> str:
    return nester.environment.lookup(name).text or ""


def _listed_in(said: str | None) -> list[str]:
    return [said.replace(" ", "")] if said else []


def _of_inventories(nester: ScriptFinder, inventories: list[str]) -> dict[str, str]:
    """What inventories, and the settings of all hosts beside them, say of variables."""
    found: dict[str, str] = {}
    for name in (one for one in inventories if "," not in one):
        found |= dict(PAIR.findall(nester.file(literal_word(name)) or ""))
        for folder in dict.fromkeys((posixpath.dirname(name), name)):
            for file in OF_GROUP:
                path = posixpath.join(folder, file.format("all"))
                found |= texts_of(block_text.load(nester.file(literal_word(path)) or ""))
    return found


def _is_here(nester: ScriptFinder, inventory: str) -> bool:
    """Whether an inventory names nothing but this machine."""
    text = "" if "," in inventory else nester.file(literal_word(inventory)) or ""
    hosts = _OF_ONE.findall(re.sub(r"(?ms)^\[[^\]\n]*:(?:vars|children)\].*?(?=^\[|\Z)", "", text))
    return (
        bool(hosts)
        and _LED.search(text) is None
        and all(
            "ansible_connection=local" in told or (name in HERE and "ansible_" not in told)
            for name, told in hosts
        )
    )


def _split(told: list[str]) -> frozenset[str]:
    return frozenset(tag for one in told for tag in one.split(","))


def texts_of(node: Node | Mapping[str, Node] | Mapping[str, str]) -> dict[str, str]:
    """The values that are texts, and the texts of lists, one a line."""
    found: dict[str, str] = {}
    for name, one in node.items() if isinstance(node, Mapping) else ():
        if isinstance(one, str):
            found[name] = one
        elif isinstance(one, list) and one and all(isinstance(part, str) for part in one):
            found[name] = "\n".join(map(str, one))
    return found
