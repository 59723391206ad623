"""Which cluster a line means: by its words, by what it chooses first, by kubeconfig; is it here?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from shellguard.facts.contents import text_of
from shellguard.facts.deadline import Deadline
from shellguard.facts.machine.processes import passed_on
from shellguard.facts.services.environment_names import (
    chosen_on_the_line,
    is_local,
    is_production,
    on_the_line,
    some_unnamed,
    worst,
)
from shellguard.facts.services.plain_yaml import NotPlainError, plain_yaml
from shellguard.knowledge.loading import load
from shellguard.parsing.script import Script
from shellguard.parsing.shell_state import ShellState

_CURRENT_CONTEXT = re.compile(r"""^current-context:\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^#\n]*))""", re.MULTILINE)
_LOOK_MS = 5.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster as a line means it: its context, the namespace of that, and whether this machine runs it."""

    context: str = ""
    namespace: str = ""
    here: bool = False

    @property
    def is_production(self) -> bool:
        return is_production(self.context) or is_production(self.namespace)

    @property
    def is_local(self) -> bool:
        """Whether it is one for trying out; a namespace is anybody's to name."""
        return bool(self.context) and not self.is_production and (self.here or is_local(self.context))


def cluster_of(shell: ShellState, script: Script | None) -> Cluster:
    """The cluster that the commands of a line work on; of several the one that must not be hit."""
    data = load("places_surroundings")["kubernetes"]
    programs = data["programs"]
    if on_the_line(script, programs, data["servers"]):
        return Cluster()
    files = on_the_line(script, programs, data["files"], data["variables"])
    if some_unnamed(script, programs, data["files"], data["variables"]):
        files.append(
            shell.variables.get("KUBECONFIG") or (f"{shell.home}/.kube/config" if shell.home else "")
        )
    named = on_the_line(script, programs, data["options"])
    if named and not some_unnamed(script, programs, data["options"]):
        return _told(files, worst(named), shell)
    chosen, for_certain = chosen_on_the_line(script, "kubernetes")
    meant = [_told(files, one, shell) for one in (*named, *chosen)]
    if not for_certain:
        meant += [_context_of(file, shell) for file in files]
    telling = [one for one in meant if one.is_production]
    return (telling or [one for one in meant if not one.is_local] or meant)[0]


def _told(files: list[str], context: str, shell: ShellState) -> Cluster:
    """The context that words name, as the files know it."""
    found = [_context_of(file, shell, context) for file in files] if context else []
    return next((one for one in found if one.context), Cluster(context))


def _context_of(names: str, shell: ShellState, wanted: str = "") -> Cluster:
    """The wanted, or the current, context of the first of these configuration files that has one."""
    files = [shell.home + name[1:] if name.startswith("~/") else name for name in names.split(":")]
    for file in files:
        text = text_of(file if file.startswith("/") else f"{shell.cwd}/{file}") if file else ""
        match = _CURRENT_CONTEXT.search(text)
        name = next((group for group in match.groups() if group), "").strip() if match else ""
        if wanted and re.search(rf"(?m)^\s*(?:- )?name:\s*[\"']?{re.escape(wanted)}[\"']?\s*$", text):
            name = wanted
        if name and wanted in ("", name):
            return Cluster(name, _namespace(text, name), _is_here(text, name, shell))
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


def _is_here(text: str, context: str, shell: ShellState) -> bool:
    """Whether the server of a context is one on this machine, and no way to another one.

    On a machine that one has come to over ssh it is that machine's own cluster: it may be anybody's.
    """
    data = load("places_surroundings")
    if any(shell.variables.get(name) for name in data["seat"]["remote"]):
        return False
    try:
        settings = plain_yaml(text)
    except NotPlainError:
        return False
    cluster = _entry(settings, "contexts", context, "context").get("cluster")
    server = _entry(settings, "clusters", str(cluster), "cluster")
    address = urlsplit(str(server.get("server") or ""))
    if address.hostname not in data["kubernetes"]["here"] or any(
        name in server for name in data["kubernetes"]["led_elsewhere"]
    ):
        return False
    try:
        port = address.port or 443
    except ValueError:
        return False
    return not passed_on(port, Deadline(_LOOK_MS))


def _entry(settings: Any, group: str, name: str, part: str) -> dict[str, Any]:
    """One named entry of kubeconfig's lists."""
    listed = settings.get(group) if isinstance(settings, dict) else None
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict) and str(one.get("name")) == name and isinstance(one.get(part), dict):
            found: dict[str, Any] = one[part]
            return found
    return {}
