"""Folders of PATH from which a bare name runs what is a project's own, or what a line put there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from shellguard.facts.files.places import contains
from shellguard.facts.parsing_requests import FOR_A_SHELL
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.builtins import DECLARING
from shellguard.parsing.nested.own_programs import MAX_FOLDERS, SYSTEM_FOLDERS, folders_in
from shellguard.parsing.nested.wrapping import behind
from shellguard.parsing.script import Piece, Script, SimpleCommand

_MOST_OF_PATH = 64
MAX_ENTRIES = 512
"""Entries of one folder that are looked at; one with more is a system's own more likely than a person's."""
_LONGEST_FIRST_LINE = 128
_SIGN = "PATH="
_BY_TOOLS = knowledge("installed", "by_tools")
_INSTALLED_INTO = _BY_TOOLS.pattern("folders")
_MARKS = _BY_TOOLS.texts("marks")


class PathFolders:
    """What is in these folders, listed again only when they have changed."""

    def __init__(self) -> None:
        self._folders: tuple[str, ...] = ()
        self._listed: dict[str, tuple[int, dict[str, str]]] = {}
        self._path: tuple[str, ...] = ()
        self._home = ""
        self._project: tuple[str, dict[str, tuple[str, ...]]] = ("", {})
        self._seen: tuple[str, dict[str, str]] = ("", {})

    def note(self, script: Script) -> None:
        """Takes the folders of a line that runs; not those of files that it reads, which set up tools."""
        for command in script.commands:
            if "subshell" not in command.frames:
                for pieces in _assigned(command):
                    folders = (*folders_in(pieces), *self._folders)
                    self._folders = tuple(dict.fromkeys(folders))[:MAX_FOLDERS]

    def follow(self, path: str, home: str) -> None:
        """Takes what the shell says of its PATH."""
        self._path, self._home = tuple(path.split(":"))[:_MOST_OF_PATH] if path else (), home
        self._project, self._seen = ("", {}), ("", {})

    def any_for(self, cwd: str) -> bool:
        """Whether there are such folders: what a name stands for hangs on what is in them now."""
        return bool(self._folders or self._of_project(cwd))

    def _of_project(self, cwd: str) -> dict[str, tuple[str, ...]]:
        """The folders of PATH that belong to what the shell works in, each with those searched before it.

        Neither the system's are among them, nor a person's own, nor those into which tools install.
        """
        if self._project[0] != cwd:
            path = self._path if cwd.startswith("/") else ()
            placed = [os.path.normpath(os.path.join(cwd, one or ".")) for one in path]
            own = [number for number, one in enumerate(placed) if self._is_of_project(one, cwd)]
            self._project = cwd, {placed[number]: tuple(placed[:number]) for number in reversed(own)}
        return self._project[1]

    def _is_of_project(self, folder: str, cwd: str) -> bool:
        if folder.startswith(SYSTEM_FOLDERS) or _INSTALLED_INTO.search(folder):
            return False
        common = os.path.commonpath((folder, cwd))
        return common != "/" and not contains(common, self._home or "/")

    def programs(self, cwd: str) -> Mapping[str, str]:
        """The path by the name of each program in these folders; empty without such folders.

        Looks at the folders, which may take for ever: not for a thread on which others wait.
        """
        self._seen = cwd, self._programs_of_project(cwd)
        return self._found(cwd, self._within)

    def listed(self, cwd: str) -> Mapping[str, str]:
        """As they were when they were looked at last; nothing is looked at."""
        return self._found(cwd, lambda folder: self._listed.get(folder, (0, {}))[1])

    def _found(self, cwd: str, within: Callable[[str], dict[str, str]]) -> Mapping[str, str]:
        found = self._seen[1] if self._seen[0] == cwd else {}
        for folder in self._folders:
            place = folder if folder.startswith("/") else os.path.normpath(f"{cwd}/{folder}") if cwd else ""
            if place:
                found = {**within(place), **found}
        return found

    def _programs_of_project(self, cwd: str) -> dict[str, str]:
        """Those of a project's folders that no program of the same name before them hides.

        Scripts in other languages mostly start a tool (a bundler's, a framework's): they say no more.
        """
        found: dict[str, str] = {}
        for folder, before in self._of_project(cwd).items():
            if any(os.path.exists(f"{os.path.dirname(folder)}/{mark}") for mark in _MARKS):
                continue
            for name, path in self._within(folder).items():
                hidden = any(os.path.lexists(f"{one}/{name}") for one in before)
                if not hidden and not _is_of_another_language(path):
                    found[name] = path
        return found

    def _within(self, folder: str) -> dict[str, str]:
        try:
            changed = os.stat(folder).st_mtime_ns
            known = self._listed.get(folder)
            if known is None or known[0] != changed:
                with os.scandir(folder) as entries:
                    names = {one.name: one.path for one in islice(entries, MAX_ENTRIES) if _is_program(one)}
                known = self._listed[folder] = (changed, names)
        except OSError:
            return {}
        return known[1]


def _assigned(command: SimpleCommand) -> Iterator[tuple[Piece, ...]]:
    """Values that PATH gets to keep."""
    if not command.words:
        yield from (item.value.pieces for item in command.assignments if item.name == "PATH")
    elif command.words[0].text in DECLARING:
        for word in command.words[1:]:
            if word.text.startswith(_SIGN):
                yield behind(word, len(_SIGN)).pieces


def _is_program(entry: os.DirEntry[str]) -> bool:
    return entry.is_file() and os.access(entry.path, os.X_OK)


def _is_of_another_language(path: str) -> bool:
    """Whether a script's first line says that no shell reads it."""
    try:
        with open(path, "rb") as file:
            first = file.read(_LONGEST_FIRST_LINE)
    except OSError:
        return False
    return first.startswith(b"#!") and FOR_A_SHELL.match(first) is None
