"""What docker's own engine on this machine says of containers and volumes. It is only asked, never told.

An engine that does not run is not asked: to connect to the socket that systemd keeps for it would start it.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from shellguard.effects.effect import Effect
from shellguard.facts.contents import text_of
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.parsing.script import SimpleCommand
from shellguard.parsing.shell_state import ShellState

RULES = frozenset(
    (
        "containers.prune-volumes",
        "containers.prune",
        "containers.prune-images",
        "containers.remove-image-force",
        "containers.remove-volume",
        "containers.remove-with-volumes",
        "containers.remove-all",
        "containers.down-volumes",
        "containers.volumes-anew",
    )
)
OF_PROJECTS = frozenset(("containers.down-volumes", "containers.volumes-anew"))
_ELSEWHERE = ("--context", "-c", "-H", "--host", "--filter")
_LONGEST = 1 << 20
_LEAST_MS = 1.0
_SHOWN = 3
_UNNAMED = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[\w.-]+")
_IMAGE = re.compile(r"[a-z0-9][\w.-]*(?:[:/][\w.-]+)*")
_NUMBER = re.compile(r"(?:sha256:)?[0-9a-f]{4,64}")
_ALL = re.compile(r"[`$(\"]*\s*docker (?:ps|container ls) (?:-aq|-qa|-a -q|-q -a)\s*[`)\"]*")
_SOME = re.compile(
    r"[`$(\"]*\s*docker (?:ps|container ls)"
    r"((?:\s+(?:-aq|-qa|-a|-q|--all|--quiet|(?:--filter|-f)[= ](?:name|label|status|ancestor)=[\w./:=@-]+))+)"
    r"\s*[`)\"]*"
)
_FILTER = re.compile(r"(?:--filter|-f)[= ](\w+)=(\S+)")
_EVERY_VOLUME = re.compile(r"[`$(\"]*\s*docker volume ls (?:-q|--quiet|-q --all)\s*[`)\"]*")
_ENDED = '{"status":["created","exited","dead"]}'
_UNUSED = '{"dangling":["true"]}'


class _NotToldError(Exception):
    """The engine can't be asked, or has not answered as expected."""


class _Missing:
    """The engine knows of no such thing."""


def told_by_engine(deed: Deed, project: Sequence[str] = ()) -> TargetFacts | None:
    """That nothing would be lost, or the names of what would be; None where the engine does not say.

    `project`: what the services are called together that the effect takes down, and names of its volumes.
    """
    words = [word.text.partition("=")[0] for word in deed.command.words]
    if deed.command.assignments or any(word in _ELSEWHERE for word in words):
        return None
    path = _socket(deed.shell)
    if deed.effect.privileged and deed.shell.variables.get("DOCKER_HOST"):
        return None  # another user's engine may be another one
    if not path:
        return None
    try:
        engine = _Engine(path, deed.deadline)
        if project:
            return _of_project(project[0], project[1:], engine)
        if deed.effect.rule == "containers.prune-volumes":
            return _of_unused(deed.command, engine)
        reason = _reason(deed.effect, deed.command, engine)
    except (_NotToldError, OSError, ValueError):
        return None
    return _nothing(reason) if reason else None


def _nothing(reason: str) -> TargetFacts:
    return TargetFacts(recovery=Recovery.NOTHING_LOST, reason=reason)


def _goes(volumes: Sequence[str], further: str = "") -> TargetFacts:
    """What goes, by name; of what has none the number."""
    named = sorted(one for one in volumes if one and not _UNNAMED.fullmatch(one))
    unnamed = len(volumes) - len(named)
    rest = [f"{len(named) - _SHOWN} more"] if len(named) > _SHOWN else []
    rest += [f"{unnamed} without a name"] if unnamed else []
    rest += [further] if further else []
    return TargetFacts(reason=", ".join((*named[:_SHOWN], *rest)))


class _Engine:
    """One engine; every answer counts against the budget."""

    def __init__(self, path: str, deadline: Deadline) -> None:
        self._path, self._deadline = path, deadline

    def ask(self, what: str) -> Any:
        """The answer, of tables and lists; `_Missing` where the engine knows no such thing."""
        left = self._deadline.remaining_ms
        if left < _LEAST_MS:
            raise _NotToldError
        from shellguard.facts.services.socket_file import get  # its library is needed only now

        status, text = get(self._path, what, seconds=left / 1000, longest=_LONGEST)
        if status == 404:
            return _Missing
        if status != 200:
            raise _NotToldError
        return json.loads(text)

    def listed(self, what: str) -> list[dict[str, Any]]:
        """An answer that is a list of tables."""
        found = self.ask(what)
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise _NotToldError
        return found

    def unused_volumes(self) -> list[dict[str, Any]]:
        """The volumes that no container uses."""
        found = self.ask(f"/volumes?filters={quote(_UNUSED)}")
        if not isinstance(found, dict) or "Volumes" not in found:
            raise _NotToldError
        return found["Volumes"] or []


def _reason(effect: Effect, command: SimpleCommand, engine: _Engine) -> str:
    if effect.rule == "containers.prune":
        gone = engine.listed(f"/containers/json?all=1&filters={quote(_ENDED)}")
        own = [one for one in engine.listed("/images/json") if _is_own(one)] if _takes_named(command) else []
        return "" if gone or own else "no container has ended, and images are fetched or built again"
    if effect.rule == "containers.prune-images":
        built = any(_is_own(one) for one in engine.listed("/images/json"))
        return "" if built else "no image was built here: all of them are fetched again"
    if effect.rule == "containers.remove-all":
        given = [target.text for target in effect.targets]
        every = len(given) == 1 and _ALL.fullmatch(given[0]) and not engine.listed("/containers/json?all=1")
        return "there is no container" if every else ""
    if effect.rule == "containers.remove-volume" and _is_each(effect):
        found = engine.ask("/volumes")
        none = isinstance(found, dict) and "Volumes" in found and not found["Volumes"]
        return "there is no volume" if none else ""
    if effect.rule in OF_PROJECTS:
        return ""
    found = _SOME.fullmatch(effect.targets[0].text) if len(effect.targets) == 1 else None
    if found is not None:
        return _of_listed(found[1], engine)
    names = [target.word.value or "" for target in effect.targets]
    if effect.rule == "containers.remove-image-force":
        return _of_images(names, engine)
    if not names or not all(_NAME.fullmatch(name) for name in names):
        return ""
    if effect.rule == "containers.remove-volume":
        return _of_volumes(names, engine)
    return _of_containers(names, engine)


def _of_unused(command: SimpleCommand, engine: _Engine) -> TargetFacts:
    """The volumes that nothing uses; containers that have ended go first where the whole system is pruned."""
    ended = engine.listed(f"/containers/json?all=1&filters={quote(_ENDED)}") if _is_system(command) else []
    volumes = [str(one.get("Name") or "") for one in engine.unused_volumes()]
    if not ended and not volumes:
        return _nothing("there is no volume that nothing uses")
    return _goes(volumes, "those of containers that have ended" if ended else "")


def _of_project(project: str, named: Sequence[str], engine: _Engine) -> TargetFacts:
    """The volumes of a project: those that have its name, and those in its containers."""
    found = engine.ask("/volumes")
    if not isinstance(found, dict) or "Volumes" not in found:
        raise _NotToldError
    own: set[str] = set()
    for volume in found["Volumes"] or ():
        name, labels = str(volume.get("Name") or ""), volume.get("Labels") or {}
        alike = name in named or name.startswith((f"{project}_", f"{project}-"))
        if alike or labels.get("com.docker.compose.project") == project:
            own.add(name)
    label = quote(json.dumps({"label": [f"com.docker.compose.project={project}"]}))
    for one in engine.listed(f"/containers/json?all=1&filters={label}"):
        mounts = one.get("Mounts")
        if not isinstance(mounts, list):
            raise _NotToldError
        tables = [mount for mount in mounts if isinstance(mount, dict)]
        own.update(str(mount.get("Name") or "") for mount in tables if mount.get("Type") == "volume")
    return _goes(sorted(own)) if own else _nothing(f"docker has no volume of {project}")


def _is_each(effect: Effect) -> bool:
    """Whether all volumes that there are are handed to the command."""
    given = [target.text for target in effect.targets]
    return len(given) == 1 and _EVERY_VOLUME.fullmatch(given[0]) is not None


def _is_system(command: SimpleCommand) -> bool:
    """Whether containers that have ended go first, and with them what uses their volumes."""
    return any(word.text == "system" for word in command.words[1:2])


def _takes_named(command: SimpleCommand) -> bool:
    """Whether images that have a name go, too."""
    return any(re.fullmatch(r"--all|-[a-z]*a[a-z]*", word.text) for word in command.words[1:])


def _is_own(image: dict[str, Any]) -> bool:
    """Whether an image has a name, and comes from no registry."""
    tags = [one for one in image.get("RepoTags") or () if not str(one).startswith("<none>")]
    fetched = [one for one in image.get("RepoDigests") or () if not str(one).startswith("<none>")]
    return bool(tags) and not fetched


def _of_volumes(names: list[str], engine: _Engine) -> str:
    for name in names:
        if engine.ask(f"/volumes/{name}") is _Missing:
            continue
        used = engine.listed(f"/containers/json?all=1&filters={quote(json.dumps({'volume': [name]}))}")
        if not used:
            return ""
    return "there is no such volume, or a container uses it and docker refuses"


def _of_images(names: list[str], engine: _Engine) -> str:
    """Of images by their names; a number may be that of any."""
    if not names or any(not _IMAGE.fullmatch(name) or _NUMBER.fullmatch(name) for name in names):
        return ""
    meant = [one for one in engine.listed("/images/json") if any(_is_called(one, name) for name in names)]
    if any(map(_is_own, meant)):
        return ""
    return "it comes from a registry, and is fetched again" if meant else "there is no such image"


def _is_called(image: dict[str, Any], name: str) -> bool:
    tags = [str(one) for one in image.get("RepoTags") or ()]
    return any(tag == name or tag.rpartition(":")[0] == name for tag in tags)


def _of_containers(names: list[str], engine: _Engine) -> str:
    for name in names:
        found = engine.ask(f"/containers/{name}/json")
        if found is _Missing:
            continue
        mounts = found.get("Mounts") if isinstance(found, dict) else None
        if not isinstance(mounts, list):
            raise _NotToldError
        if any(_UNNAMED.fullmatch(str(one.get("Name") or "")) for one in mounts if isinstance(one, dict)):
            return ""
    return "no volume goes with it: those that have a name stay"


def _of_listed(words: str, engine: _Engine) -> str:
    """Of the containers that a list with these words gives."""
    asked: dict[str, list[str]] = {}
    for name, value in _FILTER.findall(words):
        asked.setdefault(name, []).append(value)
    every = "all=1&" if re.search(r"\s(?:-\w*a\w*|--all)\b", words) else ""
    found = engine.listed(f"/containers/json?{every}filters={quote(json.dumps(asked))}")
    if not all(isinstance(one.get("Mounts"), list) for one in found):
        raise _NotToldError
    mounts = [mount for one in found for mount in one["Mounts"] if isinstance(mount, dict)]
    unnamed = any(_UNNAMED.fullmatch(str(mount.get("Name") or "")) for mount in mounts)
    return "" if unnamed else "no volume goes with them: those that have a name stay"


def _socket(shell: ShellState) -> str:
    """The socket of the engine of this machine that runs; "" where another one is meant, or none runs."""
    host = shell.variables.get("DOCKER_HOST") or ""
    if host:
        path = host.removeprefix("unix://")
        return path if path.startswith("/") and _is_socket(path) else ""
    named = shell.variables.get("DOCKER_CONTEXT") not in (None, "", "default")
    if named or shell.variables.get("DOCKER_CONFIG") or not shell.home:
        return ""
    context = re.search(r'"currentContext"\s*:\s*"([^"]+)"', text_of(f"{shell.home}/.docker/config.json"))
    if context is not None and context[1] != "default":
        return ""
    runs = any(os.path.exists(f"{folder}/docker.pid") for folder in ("/var/run", "/run"))
    return "/var/run/docker.sock" if runs and _is_socket("/var/run/docker.sock") else ""


def _is_socket(path: str) -> bool:
    try:
        return stat.S_ISSOCK(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False
