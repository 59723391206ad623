"""Which cluster a line means: by its words, by what it chooses first, by kubeconfig; is it here?"""

from __future__ import annotations

import ipaddress
import os
import re
from dataclasses import dataclass, replace
from glob import glob
from typing import Any
from urllib.parse import urlsplit

from shellguard.facts.contents import text_of
from shellguard.facts.machine.ports import passed_on
from shellguard.facts.machine.routes import leaves_machine
from shellguard.facts.services.environment_names import (
    chosen_on_the_line,
    is_local,
    is_production,
    on_the_line,
    some_unnamed,
)
from shellguard.facts.services.plain_yaml import NotPlainError, plain_yaml
from shellguard.knowledge.loading import load
from shellguard.parsing.script import Script
from shellguard.parsing.shell_state import ShellState

_CURRENT_CONTEXT = re.compile(r"""^current-context:\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^#\n]*))""", re.MULTILINE)
_LOOK_MS = 5.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster as a line means it.

    Attributes:
        context: its name, "" where that is not known. namespace: that of the context.
        here: this machine runs it, for certain. far: another machine does, whatever it is called.
    """

    context: str = ""
    namespace: str = ""
    here: bool = False
    far: bool = False

    @property
    def is_production(self) -> bool:
        return is_production(self.context) or is_production(self.namespace)

    @property
    def is_local(self) -> bool:
        """Whether it is one for trying out; a namespace is anybody's to name."""
        if not self.context or self.is_production or self.far:
            return False
        return self.here or is_local(self.context)


def cluster_of(shell: ShellState, script: Script | None) -> Cluster:
    """The cluster that the commands of a line work on; of several the one that must not be hit."""
    data = load("places_surroundings")["kubernetes"]
    programs = data["programs"]
    if _names_server(script, data) or _set(data["server_variables"], shell, script):
        return Cluster()
    files = on_the_line(script, programs, data["files"], data["variables"])
    if some_unnamed(script, programs, data["files"], data["variables"]):
        files.append(
            shell.variables.get("KUBECONFIG") or (f"{shell.home}/.kube/config" if shell.home else "")
        )
    named = on_the_line(script, programs, data["options"])
    set_before = _set(data["context_variables"], shell, script)
    named += set_before
    own = _by_own_settings(data, shell, script)
    if "" in own:
        return Cluster()
    unnamed = not _all_read(set_before, data, script) and some_unnamed(script, programs, data["options"])
    if named and not own and not unnamed:
        return _worst([_told(files, one, shell) for one in named])
    chosen, for_certain = chosen_on_the_line(script, "kubernetes")
    meant = [_told(files, one, shell) for one in (*named, *own)]
    meant += [_chosen(files, one, script, shell) for one in chosen]
    if not for_certain:
        meant += [context_of(file, shell) for file in files]
    return _worst(meant)


def _worst(meant: list[Cluster]) -> Cluster:
    """Production before what is not known before what is for trying out."""
    telling = [one for one in meant if one.is_production]
    return (telling or [one for one in meant if not one.is_local] or meant)[0]


def _names_server(script: Script | None, data: dict[str, Any]) -> bool:
    """Whether a command says by a word where the server is, whatever the settings say."""
    if on_the_line(script, data["programs"], data["servers"]):
        return True
    commands = [command for command, _ in script.walk()] if script is not None else []
    words = [word.text for one in commands if one.program in data["programs"] for word in one.words[1:]]
    return any(re.match(r"-s\S+", word) for word in words)


def _set(names: dict[str, list[str]], shell: ShellState, script: Script | None) -> list[str]:
    """What variables say to the programs of a line that read them."""
    commands = [command for command, _ in script.walk()] if script is not None else []
    running = {command.program for command in commands}
    found = []
    for name in names:
        said = [one.value for command in commands for one in command.assignments if one.name == name]
        value = (said[-1].value or "\0" if said[-1] else "") if said else shell.variables.get(name)
        if value and not running.isdisjoint(names[name]):
            found.append(value)
    return found


def _all_read(told: list[str], data: dict[str, Any], script: Script | None) -> bool:
    """Whether all commands that a cluster is meant by are told by variables of their own."""
    if len(told) != 1 or script is None:
        return False
    running = {command.program for command, _ in script.walk()} & {*data["programs"]}
    return all(any(one in by for by in data["context_variables"].values()) for one in running)


def _by_own_settings(data: dict[str, Any], shell: ShellState, script: Script | None) -> list[str]:
    """The contexts that files of the folder name to the programs that read them; "" for what is not known."""
    commands = [command for command, _ in script.walk()] if script is not None else []
    found = []
    for one in data["own_settings"]:
        meant = [command for command in commands if command.program in one["programs"]]
        if not meant or not shell.cwd:
            continue
        if any(shell.variables.get(name) for name in one["elsewhere"]):
            return [""]
        said = [word.text for command in meant for word in command.words[1:]]
        names = [*one["files"], *said, *(word.partition("=")[2] for word in said if word.startswith("-"))]
        for folder in one["folders"]:
            names += sorted(glob(f"{folder}/*", root_dir=shell.cwd))
        for text in (text_of(os.path.join(shell.cwd, name)) for name in dict.fromkeys(names) if name):
            told = re.findall(one["pattern"], text)
            found += ["" if "{{" in context or "$" in context else context for context in told]
            found += [""] if re.search(one["further"], text) else []
    return found


def _told(files: list[str], context: str, shell: ShellState) -> Cluster:
    """The context that words name, as the files know it."""
    found = [context_of(file, shell, context) for file in files] if context else []
    return next((one for one in found if one.context), Cluster(context))


def _chosen(files: list[str], context: str, script: Script | None, shell: ShellState) -> Cluster:
    """The context that a command before chooses; what a cloud gives is never this machine's own."""
    clouds = load("places_surroundings")["kubernetes"]["clouds"]
    given = script is not None and any(one.program in clouds for one in script.commands)
    found = _told(files, context, shell)
    return replace(found, far=True, here=False) if given else found


def context_of(names: str, shell: ShellState, wanted: str = "") -> Cluster:
    """The wanted, or the current, context of the first of these configuration files that has one."""
    files = [shell.home + name[1:] if name.startswith("~/") else name for name in names.split(":")]
    for file in files:
        text = text_of(file if file.startswith("/") else f"{shell.cwd}/{file}") if file else ""
        match = _CURRENT_CONTEXT.search(text)
        name = next((group for group in match.groups() if group), "").strip() if match else ""
        if wanted and re.search(rf"(?m)^\s*(?:- )?name:\s*[\"']?{re.escape(wanted)}[\"']?\s*$", text):
            name = wanted
        if name and wanted in ("", name):
            return Cluster(name, _namespace(text, name), *_whereabouts(text, name, shell))
    return Cluster()


def _namespace(text: str, context: str) -> str:
    """The namespace of a context: in kubeconfig's own layout a context's `name` follows its settings."""
    _, _, listed = text.partition("\ncontexts:")
    namespace = ""
    for line in listed.splitlines():
        if line and line[0] not in " -":
            break
        key, _, value = line.strip().removeprefix("- ").partition(":")
        value = value.strip().strip("\"'")
        if line.lstrip().startswith("- "):
            namespace = ""
        if key == "namespace":
            namespace = value
        elif key == "name" and value == context:
            return namespace
    return ""


def _whereabouts(text: str, context: str, shell: ShellState) -> tuple[bool, bool]:
    """Whether the server of a context is for certain one on this machine, or for certain on another one.

    On a machine that one has come to over ssh it is that machine's own cluster: it may be anybody's.
    """
    data = load("places_surroundings")
    try:
        settings = plain_yaml(text)
    except NotPlainError:
        told = re.findall(r"\bserver[\"']?\s*:\s*[\"']?([^\s\"',}]+)", text)
        return False, any(_leads_off(server) for server in told)
    cluster = _entry(settings, "contexts", context, "context").get("cluster")
    server = _entry(settings, "clusters", str(cluster), "cluster")
    address = str(server.get("server") or "")
    if not address:
        return False, False
    own = re.search(data["kubernetes"]["made_here"], str(server.get("certificate-authority") or ""))
    own = own or re.fullmatch(data["kubernetes"]["made_at"].get(context, "(?!)"), address)
    if (_leads_off(address) and not (own and _is_private(address))) or any(
        name in server for name in data["kubernetes"]["led_elsewhere"]
    ):
        return False, True
    host = urlsplit(address).hostname
    if host not in data["kubernetes"]["here"] or _by_tunnel(address) is None:
        return False, False
    through = any(shell.variables.get(name) for name in data["seat"]["remote"])
    unproved = through or any(name in server for name in data["kubernetes"]["unproved"])
    return not unproved, False


def _is_private(address: str) -> bool:
    """Whether the host of an address is a number that no machine of the open network has."""
    try:
        return ipaddress.ip_address(urlsplit(address).hostname or "").is_private
    except ValueError:
        return False


def _leads_off(address: str) -> bool:
    """Whether a server's address is for certain that of another machine, or of a tunnel to one."""
    known = load("places_surroundings")["kubernetes"]["here"]
    try:
        host = urlsplit(address if "://" in address else f"https://{address}").hostname or ""
    except ValueError:
        return True
    return _by_tunnel(address) is True if host in known else leaves_machine(host)


def _by_tunnel(address: str) -> bool | None:
    """Whether what listens at a port of this machine passes it on; None where that can't be told."""
    try:
        port = urlsplit(address if "://" in address else f"https://{address}").port or 443
    except ValueError:
        return None
    return passed_on(port, _LOOK_MS)


def _entry(settings: Any, group: str, name: str, part: str) -> dict[str, Any]:
    """One named entry of kubeconfig's lists."""
    listed = settings.get(group) if isinstance(settings, dict) else None
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict) and str(one.get("name")) == name and isinstance(one.get(part), dict):
            found: dict[str, Any] = one[part]
            return found
    return {}
