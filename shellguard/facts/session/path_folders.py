"""Folders that lines of a session put into PATH, and the programs in them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from shellguard.parsing.builtins import DECLARING
from shellguard.parsing.nested.own_programs import MAX_FOLDERS, folders_in
from shellguard.parsing.nested.wrapping import behind
from shellguard.parsing.script import Piece, Script, SimpleCommand

MAX_ENTRIES = 512
"""Entries of one folder that are looked at; one with more is a system's own more likely than a person's."""
_SIGN = "PATH="


class PathFolders:
    """What is in these folders, listed again only when they have changed."""

    def __init__(self) -> None:
        self._folders: tuple[str, ...] = ()
        self._listed: dict[str, tuple[int, dict[str, str]]] = {}

    def note(self, script: Script) -> None:
        """Takes the folders of a line that runs; not those of files that it reads, which set up tools."""
        for command in script.commands:
            if "subshell" not in command.frames:
                for pieces in _assigned(command):
                    folders = (*folders_in(pieces), *self._folders)
                    self._folders = tuple(dict.fromkeys(folders))[:MAX_FOLDERS]

    @property
    def any_kept(self) -> bool:
        """Whether there are such folders: what a name stands for hangs on what is in them now."""
        return bool(self._folders)

    def programs(self, cwd: str) -> Mapping[str, str]:
        """The path by the name of each program in these folders; empty without such folders.

        Looks at the folders, which may take for ever: not for a thread on which others wait.
        """
        return self._found(cwd, self._within)

    def listed(self, cwd: str) -> Mapping[str, str]:
        """As they were when they were looked at last; nothing is looked at."""
        return self._found(cwd, lambda folder: self._listed.get(folder, (0, {}))[1])

    def _found(self, cwd: str, within: Callable[[str], dict[str, str]]) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for folder in self._folders:
            place = folder if folder.startswith("/") else os.path.normpath(f"{cwd}/{folder}") if cwd else ""
            if place:
                found = {**within(place), **found}
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
