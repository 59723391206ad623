"""What the files hold that kubectl is told to delete, or to make anew: what comes again, or data."""

from __future__ import annotations

import json
import os
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.resolve import place_of
from shellguard.facts.services.clusters import Cluster, cluster_of
from shellguard.facts.services.environment_names import is_production
from shellguard.facts.services.plain_yaml import NotPlainError, plain_yaml
from shellguard.knowledge.loading import load
from shellguard.parsing.script import SimpleCommand

RULES = frozenset(("kubernetes.delete", "kubernetes.replace"))
_LONGEST = 1 << 20
_MOST_FILES = 64
_DEEPEST = 6
_ENDINGS = (".yaml", ".yml", ".json")
_FILES = ("-f", "--filename")
_FOLDERS = ("-k", "--kustomize")
_ELSEWHERE = ("-l", "--selector", "--all", "--all-namespaces", "-A", "--prune", "--raw")
_KIND = re.compile(r"^[\"']?kind[\"']?:\s*[\"']?([A-Za-z]+)[\"']?\s*(?:#.*)?$", re.MULTILINE)
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


def named_things(deed: Deed) -> TargetFacts | None:
    """What a `kubectl delete -f` takes: what its files bring back, or data; None if that is not known."""
    try:
        found = _kinds(deed.command, deed.folder)
    except (_NotReadError, OSError, RecursionError):
        return None
    kinds, spaces = [kind for kind, _ in found], {space for _, space in found if space}
    cluster = cluster_of(deed.shell, deed.script)
    if not kinds or cluster.is_production or any(is_production(one) for one in spaces):
        return None
    data = load("places_surroundings")["kubernetes"]
    telling = [kind for kind in dict.fromkeys(kinds) if kind not in data["applied_again"]]
    if telling:
        return TargetFacts(reason=f"among it {_listed(telling)}")
    if not set(kinds) <= set(data["run_once"]) and not _is_for_developing(cluster, spaces, data):
        return None
    reason = f"only {_listed(list(dict.fromkeys(kinds)))}, which the same file brings back"
    return TargetFacts(recovery=Recovery.NOTHING_LOST, reason=reason)


def _listed(kinds: list[str]) -> str:
    return ", ".join(kinds[:3]) + (", …" if len(kinds) > 3 else "")


def _is_for_developing(cluster: Cluster, spaces: set[str], data: dict[str, Any]) -> bool:
    """Whether the name of the cluster, or of each namespace meant, says that one tries things there."""
    if cluster.is_local or re.search(data["developing"], cluster.context):
        return True
    meant = spaces or ({cluster.namespace} if cluster.namespace else set())
    return bool(meant) and all(re.search(data["developing"], one) for one in meant)


def _kinds(command: SimpleCommand, folder: str) -> list[tuple[str, str]]:
    """The kind and namespace of all that the files of a command hold."""
    if command.redirections or any(word.text.partition("=")[0] in _ELSEWHERE for word in command.words):
        raise _NotReadError
    found: list[tuple[str, str]] = []
    told = _options(command)
    for name, value in told:
        path = place_of(value, False, folder).path if "://" not in value and value != "-" else ""
        if not path:
            raise _NotReadError
        found += _of_folder(path, 0) if name in _FOLDERS else _of_path(path)
    spaces = [value for name, value in _options(command, ("-n", "--namespace"))]
    return found + [("Pod", space) for space in spaces if found]


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


def _of_path(path: str) -> list[tuple[str, str]]:
    """What a file holds, or all files of a folder do."""
    if not os.path.isdir(path):
        return _of_file(path)
    with os.scandir(path) as listing:
        names = [one.path for one in listing if one.name.endswith(_ENDINGS)]
    if len(names) > _MOST_FILES:
        raise _NotReadError
    return [one for name in names for one in _of_file(name)]


def _of_file(path: str) -> list[tuple[str, str]]:
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
        spaces: list[str] = _SPACE.findall(part)
        found.append((kinds[0], worst_of(spaces)))
    return found


def worst_of(spaces: list[str]) -> str:
    """The namespace that tells most: one of production before others."""
    return next((one for one in spaces if is_production(one)), spaces[0] if spaces else "")


def _of_json(text: str) -> list[tuple[str, str]]:
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
        space = metadata.get("namespace") if isinstance(metadata, dict) else ""
        found.append((kind, str(space or "")))
    return found


def _of_folder(path: str, depth: int) -> list[tuple[str, str]]:
    """What a folder of kustomize puts together; patches change no kind."""
    file = next((one for name in _OF_KUSTOMIZE if (one := Path(path, name)).is_file()), None)
    try:
        told = plain_yaml(text_of(str(file), _LONGEST)) if file is not None else None
    except NotPlainError:
        raise _NotReadError from None
    if depth > _DEEPEST or not isinstance(told, dict) or not set(told) <= _READ_OF_IT:
        raise _NotReadError
    found = [("ConfigMap", "")] if told.get("configMapGenerator") else []
    found += [("Secret", "")] if told.get("secretGenerator") else []
    for name in (*(told.get("resources") or ()), *(told.get("bases") or ())):
        if not isinstance(name, str) or "://" in name or "?" in name:
            raise _NotReadError
        inner = place_of(name, False, path).path
        found += _of_folder(inner, depth + 1) if os.path.isdir(inner) else _of_file(inner)
    space = str(told.get("namespace") or "")
    return [(kind, space or own) for kind, own in found]
