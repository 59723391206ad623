"""Places that must not be lost: by name, without looking, and by identity, where another name leads there."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from shellguard.knowledge.loading import load
from shellguard.parsing.shell_state import ShellState

EVERYTHING = frozenset({"*", ".*", "**", ".", "./*", "*/", "**/*", ".[!.]*", ".[^.]*", "?*", ".??*", "*.*"})
HERE = "the folder you are in"
DEVICE = "a device"
_TRASH_OF_A_DISK = re.compile(r"/\.Trash-\d+(?:/|\Z)")
_PASSING_NAME = re.compile(
    r"(?i)(?:cache[sd]?|(?:^|[/._-])(?:scratch|te?mp|trash|junk|rubbish|garbage|waste(?:basket)?|discard(?:ed)?"
    r"|recycle[._-]?(?:bin|d)?|wegwerf|papierkorb|(?:to|2)[._-]?(?:be[._-]?)?(?:delete|remove|sort[._-]?out)d?"
    r"|delete(?:d|me|[._-]me|[._-]soon)?|removed))(?:[/._-]|$)"
)
_HISTORY_PARTS = ("objects", "refs", "HEAD", "packed-refs", "logs", "index", "modules", "worktrees")


@dataclass(slots=True)
class _Node:
    """One part of a path: why the place itself and everything below it are protected (None: not said)."""

    children: dict[str, _Node] = field(default_factory=dict)
    patterns: dict[str, _Node] = field(default_factory=dict)
    itself: str | None = None
    tree: str | None = None


@cache
def _forest() -> _Node:
    root = _Node()
    for entry in load("places")["place"]:
        for path in entry["paths"]:
            _plant(root, path, entry)
    return root


def _plant(root: _Node, path: str, entry: dict[str, Any]) -> None:
    node = root
    for part in _parts(path):
        among = node.patterns if "*" in part and part != "*" else node.children
        node = among.setdefault(part, _Node())
    if entry["scope"] == "tree":
        node.tree = entry["why"]
    if node.itself is None or entry["scope"] == "itself" or not entry["why"]:
        node.itself = entry["why"]


def _parts(path: str) -> list[str]:
    return [part for part in path.split("/") if part]


def named_place(path: str, home: str) -> str:
    """Why `path` (absolute and normal, or starting with "~") is protected by its name, or ""."""
    below_home = path if path.startswith("~") else _below(path, home, "~")
    if below_home:
        why = _search(below_home)
        if why or below_home == "~":
            return why
        if _below(path, home, "~") and home in ("/root", "/var/root"):
            return ""
    return _search(path)


def _search(path: str) -> str:
    node, found = _forest(), ""
    parts = _parts(path)
    for part in parts:
        following = node.children.get(part) or _fitting(node, part) or node.children.get("*")
        if following is None:
            return found
        node = following
        if node.tree is not None:
            found = node.tree
    if not parts:
        return "the root of the file system"
    return node.itself if node.itself is not None else found


def _fitting(node: _Node, part: str) -> _Node | None:
    return next((found for pattern, found in node.patterns.items() if fnmatchcase(part, pattern)), None)


def _below(path: str, folder: str, name: str) -> str:
    """`path` with the leading `folder` written as `name`, or "" when it does not lie there."""
    if not folder or folder == "/":
        return ""
    if path == folder:
        return name
    return name + path[len(folder) :] if path.startswith(folder + "/") else ""


def contains(folder: str, path: str) -> bool:
    """Whether `path` is `folder` or lies below it (both absolute and normal)."""
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def standing_place(path: str, shell: ShellState) -> str:
    """Why `path` is protected by where the shell stands and whose it is, or ""."""
    home, here = shell.home.rstrip("/"), shell.cwd
    if path.startswith("~"):
        return ""
    if home and path != home and contains(path, home):
        return "a folder that your home folder lies in"
    if here and contains(path, here):
        return HERE if path == here else "a folder above the one you are in"
    return "the history of a git repository" if _in_history(path) else ""


def _in_history(path: str) -> bool:
    """Whether `path` is a repository's `.git` or a part of it that can't be made again."""
    _, found, inner = f"{path}/".rpartition("/.git/")
    part = inner.split("/", 1)[0]
    return bool(found) and not inner.endswith(".lock/") and part in ("", *_HISTORY_PARTS)


def protected_place(path: str, pattern: str, shell: ShellState, *, goes: bool = True) -> str:
    """Why a place, or all that matches `pattern` in it, must not be lost; "" when nothing says so.

    `goes` tells that the place itself would be gone, so that it matters what lies below and who stands there.
    """
    if not path:
        return ""
    why = named_place(path, shell.home.rstrip("/"))
    if why == DEVICE and re.fullmatch(_attached(), path):
        why = ""
    if pattern:
        whole = pattern in EVERYTHING or pattern.split("/", 1)[0] in EVERYTHING
        return f"everything in {why}" if why and whole else ""
    return why or (standing_place(path, shell) if goes else "")


def same_place(path: str, shell: ShellState) -> str:
    """Why `path` is protected under another name (a bind mount, a file system that folds case), or ""."""
    try:
        status = os.stat(path)
    except OSError:
        return ""
    identity = (status.st_dev, status.st_ino)
    known = {
        "/": "the root of the file system",
        shell.home: "your home folder",
        "/etc": "a folder of the system",
    }
    for place, why in known.items():
        try:
            other = os.stat(place) if place else None
        except OSError:
            continue
        if other is not None and (other.st_dev, other.st_ino) == identity:
            return why
    return ""


def temporary_folder(path: str, shell: ShellState) -> str:
    """The folder for temporary files that `path` lies strictly below, or "".

    A folder that the person works in, or lives in, is not for passing use, wherever it lies.
    """
    data = load("places")["temporary"]
    folders = [*data["folders"]]
    folders += [
        value for name in data["variables"] if (value := (shell.variables.get(name) or "").rstrip("/"))
    ]
    for folder in folders:
        if path == folder or not contains(folder, path):
            continue
        own = folder + "/" + path[len(folder) + 1 :].split("/", 1)[0]
        if any(place and contains(own, place) for place in (shell.cwd, shell.home)):
            return ""
        return str(folder)
    return ""


def is_temporary(path: str, shell: ShellState) -> bool:
    """Whether `path` is a folder for temporary files, or lies in one."""
    return path in load("places")["temporary"]["folders"] or bool(temporary_folder(path, shell))


def passing_place(path: str, shell: ShellState) -> str:
    """Whether `path` lies in the trash ("trash") or in a cache of programs ("cache"), or ""."""
    name = _below(path, shell.home.rstrip("/"), "~") or path
    data = load("places")["temporary"]
    if any(contains(place, name) for place in data["trash"]) or _TRASH_OF_A_DISK.search(path):
        return "trash"
    if any(name != place and contains(place, name) for place in data["caches"]):
        return "cache"
    return "cache" if name in data["whole"] else ""


def leads_on(path: str, shell: ShellState) -> bool:
    """Whether nothing stays at a path, by its place or by its name: a cache on another disk, `scratch`."""
    named = _PASSING_NAME.search(path.removeprefix(shell.home))
    return bool(passing_place(path, shell)) or is_temporary(path, shell) or named is not None


def is_own(why: str) -> bool:
    """Whether `why` protects something of the person's own, not the system or a key."""
    return why in load("places")["own"]["why"]


def is_home(why: str) -> bool:
    """Whether `why` protects the whole home of somebody."""
    return why in load("places")["keys"]["homes"]


def is_key(why: str) -> bool:
    """Whether `why` protects what only its owner should read."""
    return why in load("places")["keys"]["why"]


def is_own_folder(path: str, home: str) -> bool:
    """Whether `path` is by its name a folder in which a person keeps something of their own (`~/bin`)."""
    return named_place(path, home.rstrip("/")) in load("places")["own"]["folders"]


def is_all_of_own(why: str) -> bool:
    """Whether `why` protects something of the person's own, or everything in it."""
    return is_own(why.removeprefix("everything in "))


@cache
def _attached() -> str:
    return "|".join(load("places")["devices"]["attached"])


def harmless_device(path: str) -> bool:
    """Whether writing to this device loses nothing (`/dev/null`)."""
    return any(contains(place, path) for place in load("places")["devices"]["harmless"])
