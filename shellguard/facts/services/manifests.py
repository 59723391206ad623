"""What the files hold that kubectl is told to delete, or to make anew: what comes again, or data."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.resolve import place_of
from shellguard.facts.git.question import counted, named
from shellguard.facts.services.clusters import Cluster, cluster_of
from shellguard.facts.services.environment_names import is_production
from shellguard.facts.services.plain_yaml import NotPlainError, plain_yaml
from shellguard.knowledge.loading import load
from shellguard.parsing.script import SimpleCommand

_RELEASES = "kubernetes.helm-uninstall"
RULES = frozenset(("kubernetes.delete", "kubernetes.replace", _RELEASES))
_LONGEST = 1 << 20
_MOST_FILES = 64
_DEEPEST = 6
_MOST_NAMED = 4
_ENDINGS = (".yaml", ".yml", ".json")
_FILES = ("-f", "--filename")
_DEEP = ("-R", "--recursive")
_SELECTING = ("-l", "--selector")
_OF_HELMFILE = ("helmfile.yaml", "helmfile.yml")
_FOLDERS = ("-k", "--kustomize")
_ELSEWHERE = ("-l", "--selector", "--all", "--all-namespaces", "-A", "--prune", "--raw")
_KIND = re.compile(r"^[\"']?kind[\"']?:\s*[\"']?([A-Za-z]+)[\"']?\s*(?:#.*)?$", re.MULTILINE)
_NAME = re.compile(r"[A-Za-z0-9][\w.:-]{0,80}")
_NAMED = re.compile(rf"name:\s{{1,9}}[\"']?({_NAME.pattern})[\"']?\s{{0,20}}(?:#.*)?")
_METADATA = re.compile(r"(?m)^metadata:[ \t]*(?:#.*)?\n((?:[ \t]+.*\n?|\n)*)")
_SPACE = re.compile(r"^\s*namespace:\s*[\"']?([\w.-]+)", re.MULTILINE)
_DOCUMENTS = re.compile(r"^---.*$", re.MULTILINE)
_EMPTY = re.compile(r"\s*(?:#.*\s*)*")
_OF_KUSTOMIZE = ("kustomization.yaml", "kustomization.yml", "Kustomization")
_READ_OF_IT = frozenset(
    (
        *("apiVersion", "kind", "metadata", "resources", "bases", "namespace", "namePrefix", "nameSuffix"),
        *("commonLabels", "labels", "commonAnnotations", "images", "replicas", "configMapGenerator"),
        *("secretGenerator", "generatorOptions", "patches", "patchesStrategicMerge", "patchesJson6902"),
    )
)


class _NotReadError(Exception):
    """What it holds can't be told."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What a file names of a cluster: its kind, its namespace and its own name, "" where it has none."""

    kind: str
    space: str = ""
    name: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.name}".rstrip()


def named_things(deed: Deed) -> TargetFacts | None:
    """What a `kubectl delete -f` takes: what its files bring back, or data; None if that is not known."""
    if deed.effect.rule == _RELEASES:
        return _releases(deed) if deed.effect.program == "helmfile" else None
    try:
        found = _things(deed.command, deed.folder)
        spaces = {one.space for one in found if one.space}
        spaces |= {value for _, value in _options(deed.command, ("-n", "--namespace"))}
    except (_NotReadError, OSError, RecursionError):
        return None
    if not found:
        return None
    data = load("places_surroundings")["kubernetes"]
    if any(one.kind in data["with_data"] for one in found):
        return TargetFacts(recovery=Recovery.LOST, reason=_listed(found, data))
    cluster, kinds = cluster_of(deed.shell, deed.script), {one.kind for one in found}
    shared = cluster.is_production or any(map(is_production, spaces))
    again = kinds <= {*data["applied_again"]}
    trying = kinds <= {*data["run_once"]} or _is_for_developing(cluster, spaces, data)
    if shared or not again or not trying:
        return TargetFacts(reason=_listed(found, data))
    reason = f"only {_listed(found, data)}, which the same file brings back"
    return TargetFacts(recovery=Recovery.NOTHING_LOST, reason=reason)


def _releases(deed: Deed) -> TargetFacts | None:
    """The packages that `helmfile destroy` takes away, where its file names them plainly."""
    if any(word.text.partition("=")[0] in _SELECTING for word in deed.command.words):
        return None
    try:
        names = [value for _, value in _options(deed.command, ("-f", "--file"))] or [*_OF_HELMFILE]
        paths = (place_of(name, False, deed.folder).path for name in names)
        text = next((text for path in paths if (text := text_of(path, _LONGEST))), "")
        table = plain_yaml(text) if text else None
    except (NotPlainError, _NotReadError):
        return None
    listed = table.get("releases") if isinstance(table, dict) else None
    packages = [str(one.get("name")) for one in listed or () if isinstance(one, dict)]
    if not packages or not all(map(_NAME.fullmatch, packages)):
        return None
    return TargetFacts(reason=f"{counted(len(packages), 'package')}: {named(packages)}")


def _listed(found: list[Thing], data: dict[str, Any]) -> str:
    """What there is by name, what holds most first: `Namespace shop with everything in it, Service web`."""
    again: list[str] = data["applied_again"]
    order = {kind: place for place, kind in enumerate(data["with_data"])}
    last = len(order) + 1
    ranked = sorted(found, key=lambda one: order.get(one.kind, last if one.kind in again else last - 1))
    names = [f"{one}{data['takes_along'].get(one.kind, '')}" for one in ranked]
    more = len(names) - _MOST_NAMED
    return f"{', '.join(names[:_MOST_NAMED])} and {more} more" if more > 0 else ", ".join(names)


def _is_for_developing(cluster: Cluster, spaces: set[str], data: dict[str, Any]) -> bool:
    """Whether the name of the cluster, or of each namespace meant, says that one tries things there."""
    if cluster.is_local or re.search(data["developing"], cluster.context):
        return True
    meant = spaces or ({cluster.namespace} if cluster.namespace else set())
    return bool(meant) and all(re.search(data["developing"], one) for one in meant)


def _things(command: SimpleCommand, folder: str) -> list[Thing]:
    """All that the files of a command hold."""
    if command.redirections or any(word.text.partition("=")[0] in _ELSEWHERE for word in command.words):
        raise _NotReadError
    found: list[Thing] = []
    deep = any(word.text.partition("=")[0] in _DEEP for word in command.words)
    for name, value in _options(command):
        path = place_of(value, False, folder).path if "://" not in value and value != "-" else ""
        if not path:
            raise _NotReadError
        found += _of_folder(path, 0) if name in _FOLDERS else _of_path(path, deep)
    return found


def _options(command: SimpleCommand, wanted: tuple[str, ...] = (*_FILES, *_FOLDERS)) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for word, after in pairwise((*command.words, command.words[-1])):
        name, equals, value = word.text.partition("=")
        short = name[:2] if not name.startswith("--") else name
        if short not in wanted:
            continue
        said = value if equals else name[2:] if short != name else after.value
        if said is None or not word.known:
            raise _NotReadError
        found += [(short, one) for one in said.split(",")]
    return found


def _of_path(path: str, deep: bool) -> list[Thing]:
    """What a file holds, or all files of a folder do; `deep`: of the folders in it, too."""
    if not os.path.isdir(path):
        return _of_file(path)
    names: list[str] = []
    for folder, inside, files in os.walk(path):
        names += [f"{folder}/{name}" for name in files if name.endswith(_ENDINGS)]
        if len(names) + len(inside) > _MOST_FILES:
            raise _NotReadError
        if not deep:
            break
    return [one for name in names for one in _of_file(name)]


def _of_file(path: str) -> list[Thing]:
    text = text_of(path, _LONGEST)
    if not text:
        raise _NotReadError
    if text.lstrip()[:1] in ("{", "["):
        return _of_json(text)
    found = []
    for part in _DOCUMENTS.split(text):
        kinds = _KIND.findall(part)
        if not kinds and _EMPTY.fullmatch(part):
            continue
        if len(kinds) != 1 or kinds[0] == "List":
            raise _NotReadError
        found.append(Thing(kinds[0], worst_of(_SPACE.findall(part)), _name_in(part)))
    return found


def _name_in(document: str) -> str:
    """What a document calls the thing that it is about, where that is a plain name."""
    block = _METADATA.search(document)
    lines = [line for line in block[1].splitlines() if line.strip()] if block is not None else []
    indent = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    named = (_NAMED.fullmatch(line[indent:]) for line in lines)
    return next((found[1] for found in named if found), "")


def worst_of(spaces: list[str]) -> str:
    """The namespace that tells most: one of production before others."""
    return next((one for one in spaces if is_production(one)), spaces[0] if spaces else "")


def _of_json(text: str) -> list[Thing]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise _NotReadError from None
    items = value.get("items") if isinstance(value, dict) and "items" in value else [value]
    found = []
    for one in items if isinstance(items, list) else ():
        kind = one.get("kind") if isinstance(one, dict) else None
        metadata = one.get("metadata") if isinstance(one, dict) else None
        if not isinstance(kind, str) or kind == "List":
            raise _NotReadError
        space, name = (
            str(metadata.get(key) or "") if isinstance(metadata, dict) else ""
            for key in ("namespace", "name")
        )
        found.append(Thing(kind, space, name if _NAME.fullmatch(name) else ""))
    return found


def _of_folder(path: str, depth: int) -> list[Thing]:
    """What a folder of kustomize puts together; patches change no kind."""
    file = next((one for name in _OF_KUSTOMIZE if (one := Path(path, name)).is_file()), None)
    try:
        told = plain_yaml(text_of(str(file), _LONGEST)) if file is not None else None
    except NotPlainError:
        raise _NotReadError from None
    if depth > _DEEPEST or not isinstance(told, dict) or not set(told) <= _READ_OF_IT:
        raise _NotReadError
    found = [Thing("ConfigMap")] if told.get("configMapGenerator") else []
    found += [Thing("Secret")] if told.get("secretGenerator") else []
    for name in (*(told.get("resources") or ()), *(told.get("bases") or ())):
        if not isinstance(name, str) or "://" in name or "?" in name:
            raise _NotReadError
        inner = place_of(name, False, path).path
        found += _of_folder(inner, depth + 1) if os.path.isdir(inner) else _of_file(inner)
    space = str(told.get("namespace") or "")
    before, behind = (str(told.get(key) or "") for key in ("namePrefix", "nameSuffix"))
    return [Thing(one.kind, space or one.space, _within(one.name, before, behind)) for one in found]


def _within(name: str, before: str, behind: str) -> str:
    whole = f"{before}{name}{behind}"
    return whole if name and _NAME.fullmatch(whole) else ""
