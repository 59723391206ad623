"""`docker compose run SERVICE`: what the service runs, in the folders of this machine that it is given."""

from __future__ import annotations

import posixpath
import re
import shlex
from dataclasses import replace
from typing import TYPE_CHECKING

from shellguard.parsing.nested import block_text
from shellguard.parsing.nested.behind_wrappers import behind_wrapper
from shellguard.parsing.nested.block_text import Node
from shellguard.parsing.output.flow import Flow
from shellguard.parsing.script import Nested, NestedKind, SimpleCommand, Word
from shellguard.parsing.words.fields import literal_word

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_FILES = ("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml")
_VALUES = frozenset(
    (
        *("-f", "--file", "-p", "--project-name", "--profile", "--env-file", "--project-directory", "--ansi"),
        *("-e", "--env", "--name", "-v", "--volume", "-w", "--workdir", "-u", "--user", "--entrypoint"),
        *("-l", "--label", "--publish", "--parallel"),
    )
)
_WHOLE_MACHINE = re.compile(r"/+:")
_WATCHES = re.compile(r".*:(?:\w+,)*ro(?:,\w+)*$|[^:]*/(?:docker|podman|containerd|crio)\.sock:")
"""What services are given that watch the machine or its other containers: to read, or to ask the engine."""
_MAX_BOUND = 16
_MAX_SERVICES = 16


def compose(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """A service with folders of this machine is read as the `docker run` that it is; else as was given."""
    found = behind_wrapper(nester, command.program, command.words, stdin)
    files, operands = _read(command)
    if operands[:1] not in (["run"], ["up"]) or (operands[0] == "run" and len(operands) < 2):
        return found
    texts = [nester.file(literal_word(name)) for name in files or _FILES]
    known = [one for one in texts if one is not None]
    services: dict[str, Node] = {}
    for text in known if files else known[:1]:
        services = _joined(services, _services(nester, text))
    started = operands[1:] or list(services)[:_MAX_SERVICES]
    if operands[0] == "run":
        return found + _ran(nester, command, services.get(operands[1]), operands[2:])
    return found + [one for name in started for one in _ran(nester, command, services.get(name), [])]


def _services(nester: ScriptFinder, text: str, depth: int = 3) -> dict[str, Node]:
    """The services of a file, with those that it includes and what they extend."""
    loaded = block_text.load(text)
    listed = loaded.get("include") if isinstance(loaded, dict) else None
    found: dict[str, Node] = {}
    for one in listed if isinstance(listed, list) and depth else []:
        path = one.get("path") if isinstance(one, dict) else one
        inner = nester.file(literal_word(path)) if isinstance(path, str) else None
        found.update(_services(nester, inner or "", depth - 1))
    for name, service in _table(loaded, "services").items():
        found[name] = _extended(nester, found, service, depth)
    return found


def _joined(first: dict[str, Node], second: dict[str, Node]) -> dict[str, Node]:
    """The services of two files: the second says more of those of the first."""
    joined = dict(first)
    for name, service in second.items():
        before = first.get(name)
        both = isinstance(before, dict) and isinstance(service, dict)
        joined[name] = {**before, **service} if both else service  # type: ignore[dict-item]
    return joined


def _extended(nester: ScriptFinder, known: dict[str, Node], service: Node, depth: int) -> Node:
    base = service.get("extends") if isinstance(service, dict) and depth else None
    if not isinstance(service, dict) or not base:
        return service
    file, name = (base.get("file"), base.get("service")) if isinstance(base, dict) else (None, base)
    if isinstance(file, str):
        known = _services(nester, nester.file(literal_word(file)) or "", depth - 1)
    held = known.get(name) if isinstance(name, str) else None
    return {**held, **service} if isinstance(held, dict) else service


def _ran(
    nester: ScriptFinder, command: SimpleCommand, service: Node | None, given: list[str]
) -> list[Nested]:
    """What one service runs, or the command that is given for it."""
    bound = _bound(service)
    does = given or _words(service, "command")
    changed = bound if given else [one for one in bound if not _WATCHES.match(one)]
    if not isinstance(service, dict) or not bound or not (does or any(map(_WHOLE_MACHINE.match, changed))):
        return []
    mounts = [part for one in changed[:_MAX_BOUND] for part in ("-v", one)]
    place = service.get("working_dir")
    mounts += ["-w", place] if isinstance(place, str) and place else []
    line = ["docker", "run", "--rm", *mounts, "image", *_words(service, "entrypoint"), *does]
    words: tuple[Word, ...] = tuple(replace(literal_word(one), span=command.span) for one in line)
    return [nester.wrap(words, NestedKind.WRAPPER, command.program, Flow())]


def _read(command: SimpleCommand) -> tuple[list[str], list[str]]:
    """The files that are named, and the operands: the subcommand of compose, the service, its command."""
    files: list[str] = []
    operands: list[str] = []
    texts = [word.text for word in command.words[1:]]
    if command.program == "docker" and texts[:1] == ["compose"]:
        texts = texts[1:]
    elif command.program == "docker":
        return [], []
    place = 0
    while place < len(texts):
        text = texts[place]
        if text.startswith("-") and len(operands) < 2:
            if text in ("-f", "--file"):
                files.extend(texts[place + 1 : place + 2])
            place += text in _VALUES
        else:
            operands.append(text)
        place += 1
    return files, operands


def _table(node: Node, key: str) -> dict[str, Node]:
    found = node.get(key) if isinstance(node, dict) else None
    return found if isinstance(found, dict) else {}


def _bound(service: Node | None) -> list[str]:
    """What a service is given that outlives it, as `docker run -v` takes it."""
    volumes = service.get("volumes") if isinstance(service, dict) else None
    found: list[str] = []
    for one in volumes if isinstance(volumes, list) else []:
        if isinstance(one, dict) and one.get("type") == "bind":
            only = ":ro" if one.get("read_only") in ("true", True) else ""
            one = f"{one.get('source')}:{one.get('target')}{only}"
        if isinstance(one, dict) and one.get("type") == "volume" and one.get("source"):
            one = f"{one.get('source')}:{one.get('target')}"
        if isinstance(one, str) and ":" in one:
            source, _, inside = one.partition(":")
            found.append(f"{posixpath.normpath(source) if source[:1] == '/' else source}:{inside}")
    return found


def _words(service: Node | None, key: str) -> list[str]:
    """The words of a command, however it is written."""
    held = service.get(key) if isinstance(service, dict) else None
    if isinstance(held, list):
        return [one for one in held if isinstance(one, str)]
    try:
        return shlex.split(held) if isinstance(held, str) else []
    except ValueError:
        return []


SPECIAL = dict.fromkeys(("docker", "docker-compose", "podman-compose"), compose)
