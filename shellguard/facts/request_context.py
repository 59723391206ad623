"""What a request in plain language depends on: system, package manager, programs, the git branch."""

from __future__ import annotations

import os
import platform
import re
import shutil
from functools import cache
from pathlib import Path

from shellguard.facts.deadline import Deadline
from shellguard.facts.repository.run import git
from shellguard.knowledge.loading import load

_MANAGERS = ("apt", "dnf", "yum", "pacman", "zypper", "apk", "brew")
_HEAD = re.compile(r"ref: refs/heads/(\S+)")
_MOST_LEVELS = 64
_ALIAS_MS = 150.0
_MOST_OPERANDS = 12
_SUBCOMMAND = re.compile(r"[A-Za-z][\w-]*")


@cache
def package_manager() -> str:
    """The first of the usual ones that is there; "" for none."""
    order = (_MANAGERS[-1], *_MANAGERS[:-1]) if platform.system() == "Darwin" else _MANAGERS
    return next((name for name in order if shutil.which(name)), "")


@cache
def system() -> str:
    """As a model is told it: kernel, machine and, where it says so, the distribution."""
    name = f"{platform.system()} {platform.machine()}"
    try:
        return f"{name} ({platform.freedesktop_os_release()['PRETTY_NAME']})"
    except (OSError, KeyError):
        return name


def likely_programs(names: frozenset[str]) -> tuple[str, ...]:
    """Of the programs that commands are often made of, those that are there."""
    return tuple(name for name in load("sentences")["likely"] if name in names)


def operands_exist(line: str, folder: str) -> bool:
    """Whether all words behind the first name what is there: then a line is a command, however it reads."""
    operands = line.split()[1 : _MOST_OPERANDS + 2]
    if not operands or len(operands) > _MOST_OPERANDS or not folder.startswith("/"):
        return False
    return all(os.path.lexists(os.path.join(folder, word)) for word in operands)


def branch(folder: str) -> str | None:
    """The git branch of a folder; "" for none (a commit is checked out), None outside a repository."""
    if not folder.startswith("/"):
        return None
    here = Path(folder)
    for place in (here, *here.parents)[:_MOST_LEVELS]:
        try:
            head = place / ".git" / "HEAD"
            if not head.is_file():
                continue
            with head.open(encoding="utf-8", errors="replace") as file:
                found = _HEAD.match(file.read(1024))
        except OSError:
            return None
        return found[1] if found else ""
    return None


def listing(folder: str, most: int = 2_000) -> tuple[str, ...]:
    """The names in a folder; none where it can't be read."""
    if not folder.startswith("/"):
        return ()
    try:
        with os.scandir(folder) as entries:
            return tuple(entry.name for entry, _ in zip(entries, range(most), strict=False))
    except OSError:
        return ()


def own_subcommands(program: str, folder: str, names: frozenset[str]) -> frozenset[str]:
    """Subcommands that somebody has added: programs called `git-…`, and git's aliases."""
    start = f"{program}-"
    found = {name.removeprefix(start) for name in names if name.startswith(start)}
    if program == "git":
        listed = git(folder or "/", ("config", "--get-regexp", r"^alias\."), Deadline(_ALIAS_MS))
        for line in (listed or "").splitlines():
            name = line.partition(" ")[0].removeprefix("alias.")
            if _SUBCOMMAND.fullmatch(name):
                found.add(name)
    return frozenset(found)
