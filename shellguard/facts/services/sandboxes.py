"""Machines to try things on: a virtual one that ssh or ansible gets to, a pod of a local cluster.

What is lost there is made again with the machine. Only what says so by itself counts: Vagrant's own user and
keys at a port of this machine, its private networks, containers that ansible connects to.
"""

from __future__ import annotations

import os
import re
import shlex
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.resolve import place_of
from shellguard.facts.services.clusters import cluster_of
from shellguard.facts.services.environment_names import is_production
from shellguard.facts.services.plain_yaml import NotPlainError, plain_yaml
from shellguard.facts.services.redirected_clients import port_leads_on
from shellguard.facts.services.ssh_settings import settings_of
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_LONGEST = 256 << 10
_MOST_INVENTORIES = 16
_LOSING = frozenset(
    (
        EffectKind.DELETE,
        EffectKind.OVERWRITE,
        EffectKind.DATABASE,
        EffectKind.KILL,
        EffectKind.SERVICE,
        EffectKind.PERMIT,
        EffectKind.PACKAGE,
        EffectKind.BOOT,
        EffectKind.DISK,
        EffectKind.CONCEAL,
    )
)
_IN_CLUSTER = ("kubectl", "oc", "k")
_FLEET = knowledge("places_surroundings", "boxes").names("fleet")
# What else is lost on the machine alone on which it is done.
_OF_THE_HOST = re.compile(r"containers\.|network\.firewall|guard\.firewall")
_OTHER_ENGINE = re.compile(
    r"-H|--(?:host|context|url|connection|remote)|DOCKER_|CONTAINER_|(?:tcp|ssh)://|context\Z"
)
_GROUP = re.compile(r"^\[([\w.-]+)(?::(children|vars))?\]\s*$")
_INVENTORY = ("-i", "--inventory", "--inventory-file")
_LIMITING = re.compile(r"-\w+l|-l.|--limi?$")
"""Limits as they are written seldom; the last of several counts."""
_BOOKS = (".yml", ".yaml")
_OF_ANSIBLE = frozenset(
    (
        "infrastructure.remote-destroy",
        "infrastructure.remote-root",
        "services.stop-on-many",
        "infrastructure.remote-stop",
    )
)
_PLAYBOOK = "infrastructure.playbook-destroy"
_OF_SSH = ("ansible_ssh_common_args", "ansible_ssh_extra_args", "ansible_ssh_args", "ansible_ssh_executable")
_VARIABLES = ("host_vars", "group_vars")
"""Folders, beside an inventory or where the line is typed, that may say where a host really is."""


def may_be_box(effect: Effect) -> bool:
    """Whether it can be told what machine the effect takes place on."""
    lost_there = effect.kind in _LOSING or _OF_THE_HOST.match(effect.rule) is not None
    return (bool(effect.host) and lost_there) or effect.rule in _OF_ANSIBLE | {_PLAYBOOK}


def on_a_box(effect: Effect, shell: ShellState, script: Script) -> TargetFacts | None:
    """That what is lost is lost on a machine that is there to be broken; None where that is not so."""
    command = script.commands[0] if len(script.commands) == 1 else None
    if command is None or not command.words or command.assignments or _reaches_out(effect, command):
        return None
    if command.program in _IN_CLUSTER and command.words[1].text == "exec" and effect.host:
        cluster = cluster_of(shell, script)
        return (
            _lost(f"in a pod of {cluster.context}, a cluster to try things on") if cluster.is_local else None
        )
    if command.program == "ssh" and effect.host:
        if any(inner.program == "ssh" and inner is not command for inner, _ in script.walk()):
            return None  # what it gets to from there is told by the settings of that machine
        file = _settings_given(command, shell)
        box = file is not None and _plain(command) and _by_settings(effect.host, shell, file)
        return _lost(f"{effect.host} is a virtual machine of this one") if box else None
    if command.program in _FLEET:
        return _lost("all its hosts are machines to try things on") if _own_fleet(command, shell) else None
    return None


def _reaches_out(effect: Effect, command: SimpleCommand) -> bool:
    """Whether it is done to folders that a box shares with this machine, or to a database elsewhere."""
    data = load("places_surroundings")
    shared = data["boxes"]["shared"]
    words = [word.text for word in command.words[1:]]
    parts = [part.strip("'\"") for word in words for part in word.split()]
    if effect.kind is EffectKind.DATABASE:
        hosts = [after for before, after in pairwise(parts) if before in ("-h", "--host")]
        hosts += [part[2:] for part in parts if re.match("-h[^=]", part)]
        hosts += [part.partition("=")[2] for part in parts if part.startswith("--host=")]
        addresses = any("://" in part or "host=" in part for part in parts)
        return addresses or any(not re.fullmatch(data["database"]["own_host"], host) for host in hosts)
    if command.program in _IN_CLUSTER:
        return False
    if _OF_THE_HOST.match(effect.rule) and any(_OTHER_ENGINE.match(part) for part in parts):
        return True
    return any(re.fullmatch(shared, target.text) for target in effect.targets) or any(
        re.fullmatch(shared, part) for part in parts if len(part) > 1 and part.startswith("/")
    )


def _lost(reason: str) -> TargetFacts:
    return TargetFacts(recovery=Recovery.NOTHING_LOST, reason=reason)


@dataclass(slots=True)
class _Host:
    """A machine as settings describe it, by names in small letters."""

    name: str
    told: dict[str, str] = field(default_factory=dict)
    groups: set[str] = field(default_factory=set)


def _is_box(host: _Host) -> bool:
    """Whether a machine is one of Vagrant's, or a container."""
    data = knowledge("places_surroundings", "boxes")
    address = host.told.get("hostname") or host.told.get("ansible_host") or host.name
    if is_production(host.name) or is_production(address):
        return False
    if host.told.get("ansible_connection") in data.names("connections"):
        return True
    if any(data.pattern("leading_words").search(host.told.get(name, "")) for name in _OF_SSH):
        return False
    user = host.told.get("user") or host.told.get("ansible_user") or host.told.get("ansible_ssh_user") or ""
    key = host.told.get("identityfile") or host.told.get("ansible_ssh_private_key_file") or ""
    port = host.told.get("port") or host.told.get("ansible_port") or host.told.get("ansible_ssh_port") or "22"
    own = user in data.names("users") or any(one in key for one in data.texts("keys"))
    here = address in data.names("here") and port != "22" and not port_leads_on(port)
    return own and (here or data.pattern("networks").fullmatch(address) is not None)


def _plain(command: SimpleCommand) -> bool:
    """Whether ssh is told nothing that leads elsewhere than its settings say."""
    others = load("places_surroundings")["boxes"]["leads_elsewhere"]
    return not any(word.text.startswith(tuple(others)) for word in command.words[1:])


def _settings_given(command: SimpleCommand, shell: ShellState) -> str | None:
    """The file of settings that a line gives to ssh in the place of one's own; "" for none, None: unknown."""
    given = [after.value for word, after in pairwise(command.words) if word.text == "-F"]
    if len(given) > 1 or None in given or any(re.match(r"-F.", word.text) for word in command.words):
        return None
    path = place_of(given[0] or "", False, shell.cwd).path if given else ""
    return path if not given or os.path.isfile(path) else None


def _by_settings(name: str, shell: ShellState, file: str = "") -> bool:
    """Whether ssh's own settings say of a name that it is a box; as for ssh, the first value counts."""
    if not shell.home or "@" in name:
        return False
    told, whole = settings_of(name, shell.home, file)
    host = _Host(name, told)
    return whole and "proxyjump" not in host.told and "proxycommand" not in host.told and _is_box(host)


def _own_fleet(command: SimpleCommand, shell: ShellState) -> bool:
    """Whether all hosts of an inventory are boxes, or all to which a limit narrows it."""
    named, limits = [], []
    for word, after in pairwise((*command.words, command.words[-1])):
        if word.value is None:
            return False
        name, equals, value = word.value.partition("=")
        if name in _INVENTORY:
            named.append(value if equals else after.value or "")
        elif word.text.startswith("-i") and not word.text.startswith("--"):
            named.append(word.value[2:])
        elif name in ("-e", "--extra-vars", "-c", "--connection") or _LIMITING.match(name):
            return False
        elif name in ("-l", "--limit"):
            limits.append(value if equals else after.value or "")
    if command.program == "ansible" and command.words[1].text[:1] != "-":
        limits.append(command.words[1].value or "")  # the hosts that are meant
    if not named and (told := _set_in_folder(shell)):
        named = [told]
    if _means_this_machine(command, shell) or _words_lead(command, shell):
        return False
    if any(os.path.exists(os.path.join(shell.cwd, name)) for name in _VARIABLES):
        return False
    paths = [place_of(one, False, shell.cwd).path for one in named if "," not in one]
    hosts = [host for path in paths for host in _hosts(path)]
    hosts = _limited(hosts, limits[0]) if len(limits) == 1 else hosts
    if not paths or len(paths) != len(named) or not hosts or not all(map(_is_box, hosts)):
        return False
    return not any(_led_by_settings(one, shell) for one in hosts)


def _limited(hosts: list[_Host], limit: str) -> list[_Host]:
    """Those of the hosts that are meant by a limit of plain names; all where it may mean more."""
    names = {name.strip() for name in re.split("[,:]", limit)}
    known = {name for host in hosts for name in (host.name, *host.groups)}
    if not names <= known - {"all", "ungrouped"}:
        return hosts
    return [host for host in hosts if names & {host.name, *host.groups}]


def _words_lead(command: SimpleCommand, shell: ShellState) -> bool:
    """Whether ssh is given words, by variables, settings or options, that lead elsewhere."""
    data = load("places_surroundings")["boxes"]
    told = [shell.variables.get(name) or "" for name in data["ssh_variables"]]
    told += re.findall(data["ssh_words"], text_of(_ansible_settings(shell), _LONGEST))
    for word, after in pairwise((*command.words, command.words[-1])):
        if re.match(r"--(?:ssh|sftp|scp)-\w+-args", word.text):
            told.append(word.text.partition("=")[2] or after.text)
    return any(re.search(data["leading_words"], one) for one in told)


def _led_by_settings(host: _Host, shell: ShellState) -> bool:
    """Whether ssh's own settings send what is meant for a host's address to another one."""
    name = host.told.get("ansible_host") or host.name
    told, whole = settings_of(name, shell.home) if shell.home else ({}, True)
    return not whole or any(one in told for one in ("hostname", "proxyjump", "proxycommand"))


def _ansible_settings(shell: ShellState) -> str:
    return os.path.join(shell.cwd, shell.variables.get("ANSIBLE_CONFIG") or "ansible.cfg")


def _means_this_machine(command: SimpleCommand, shell: ShellState) -> bool:
    """Whether some of it may be done here: no word of the line, and no playbook, may say so."""
    shape = knowledge("places_surroundings", "boxes").pattern("this_one")
    words = [word.text for word in command.words[1:]]
    if command.program == "ansible":
        return any(shape.search(word) for before, word in pairwise(["", *words]) if before != "-a")
    played = [word for before, word in pairwise(["", *words]) if before not in _INVENTORY]
    books = [
        text_of(place_of(word, False, shell.cwd).path, _LONGEST)
        for word in played
        if word.endswith(_BOOKS) and not word.startswith("-")
    ]
    return not books or not all(books) or any(shape.search(text) for text in books)


def _set_in_folder(shell: ShellState) -> str:
    """The inventory that a variable, or the settings of ansible that count here, name."""
    if told := shell.variables.get("ANSIBLE_INVENTORY"):
        return told
    file = _ansible_settings(shell)
    found = re.search(r"(?m)^inventory\s*=\s*(\S+)\s*$", text_of(file, _LONGEST))
    return os.path.join(os.path.dirname(file), found[1]) if found else ""


def _hosts(path: str) -> list[_Host]:
    """The hosts of an inventory as ini or YAML; none where it is of another kind, or not understood."""
    if os.path.isdir(path):
        return _of_folder(path)
    text, folder = text_of(path, _LONGEST), os.path.dirname(path)
    if not text or path.endswith((".json", ".py")) or text.startswith("#!"):
        return []
    if any(os.path.exists(os.path.join(folder, name)) for name in _VARIABLES):
        return []
    return _of_tables(text) if path.endswith(_BOOKS) else _of_lines(text)


def _of_lines(text: str) -> list[_Host]:
    """The hosts of an inventory as ini; none where a group gives its hosts what may lead elsewhere."""
    hosts: dict[str, _Host] = {}
    common: dict[str, str] = {}
    hollow: set[str] = set()
    part, within = "", ""
    for line in text.splitlines():
        bare = line.split("#", 1)[0].split(";", 1)[0].strip()
        if (group := _GROUP.match(bare)) is not None:
            part, within = group[2] or "", group[1]
            if part == "vars" and group[1] != "all":
                return []
        elif bare and part == "vars":
            name, _, value = bare.partition("=")
            common[name.strip()] = value.strip()
        elif bare and part == "":
            name, told = _host_line(bare)
            told = {"ansible_host": "?"} if "[" in name else told  # several: of none it is known what it is
            host = hosts.setdefault(name, _Host(name))
            host.told.update(told)
            host.groups |= {within} if within else set()
        elif bare and part == "children":
            hollow.add(within)
    for host in hosts.values():
        host.told = {**common, **host.told}
        host.groups -= hollow  # of which other groups are parts, too
    return list(hosts.values())


def _of_folder(path: str) -> list[_Host]:
    """The hosts of a folder of inventories, which count together; none where one is not understood."""
    try:
        names = sorted(os.listdir(path))
    except OSError:
        return []
    if len(names) > _MOST_INVENTORIES:
        return []
    files = [os.path.join(path, name) for name in names]
    parts = [[] if os.path.isdir(file) else _hosts(file) for file in files]
    return [host for part in parts for host in part] if all(parts) else []


def _of_tables(text: str) -> list[_Host]:
    """The hosts of an inventory in YAML; none where a group below gives its hosts what may lead elsewhere."""
    try:
        groups = plain_yaml(text)
    except NotPlainError:
        return []
    hosts: dict[str, _Host] = {}
    hollow: set[str] = set()
    common: dict[str, str] = {}
    waiting = list(groups.items()) if isinstance(groups, dict) else []
    while waiting:
        name, group = waiting.pop()
        group = group if isinstance(group, dict) else {}
        given = group.get("vars")
        if given and name != "all":
            return []
        common |= {key: str(value) for key, value in given.items()} if isinstance(given, dict) else {}
        for host, told in (group.get("hosts") or {}).items():
            own = {key: str(value) for key, value in told.items()} if isinstance(told, dict) else {}
            if "[" in host:
                return []
            hosts.setdefault(host, _Host(host)).told.update(own)
            hosts[host].groups.add(name)
        hollow |= {name} if group.get("children") else set()
        waiting += list((group.get("children") or {}).items())
    for one in hosts.values():
        one.told = {**common, **one.told}
        one.groups -= hollow
    return list(hosts.values())


def _host_line(line: str) -> tuple[str, dict[str, str]]:
    try:
        words = shlex.split(line)
    except ValueError:
        return "[", {}
    pairs: list[Any] = [word.partition("=") for word in words[1:]]
    return words[0] if words else "[", {name: value for name, _, value in pairs}
