"""Settings that follow their files without a restart."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Any

from shellguard import paths
from shellguard.settings import trust
from shellguard.settings.load import NO_VALUES, Loaded, load, user_file
from shellguard.settings.project import FILE_NAME, MAX_LEVELS

Signature = tuple[tuple[str, int, int, int], ...]
"""Of each file its path, when it was changed last (its rights with it), its size and its number."""
MAX_FOLDERS = 256


@dataclass(frozen=True, slots=True)
class Files:
    """Files as they were at one moment: those that were there, as `stat` told of them, and the others."""

    there: Signature
    absent: tuple[str, ...]

    @classmethod
    def now(cls, files: list[str]) -> Files:
        """Looks at each of them once."""
        there = _signature(files)
        known = {file for file, *_ in there}
        return cls(there, tuple(file for file in files if file not in known))

    def stand(self) -> bool:
        """Whether they are still so; asked at every line."""
        return not any(map(os.access, self.absent, repeat(os.F_OK))) and all(
            _signature([one[0]]) == (one,) for one in self.there
        )


class Reloading:
    """The settings for a folder, read again when one of their files has changed (found by `stat`)."""

    def __init__(self, command_line: Mapping[str, Any] = NO_VALUES, *, keep_good: bool = True) -> None:
        self._keep_good = keep_good
        self._command_line = command_line
        self._known: dict[str, tuple[Signature, Loaded]] = {}
        self._files: dict[str, list[str]] = {}

    def current(self, cwd: str = "") -> Loaded:
        """The settings in force for a folder ("" for no project); never raises for what a file holds."""
        files = self.files(cwd)
        signature = _signature(files)
        known = self._known.get(cwd)
        if known is not None and known[0] == signature:
            return known[1]
        loaded = load(command_line=self._command_line, cwd=cwd, keep_good=self._keep_good)
        if len(self._known) >= MAX_FOLDERS:
            self._known.clear()
            self._files = {cwd: files}
        self._known[cwd] = (_signature(files), loaded)
        return loaded

    def files(self, cwd: str) -> list[str]:
        """The files that the settings for a folder hang on, whether they are there or not."""
        files = self._files.get(cwd)
        if files is None:
            files = self._files[cwd] = _files(cwd)
        return files


def _files(cwd: str) -> list[str]:
    own = user_file()
    # Whether a file counts also hangs on who may write into its folder.
    files = [str(paths.system_config_file()), str(own.parent), str(own), str(trust.trust_file())]
    if cwd.startswith("/"):
        folders = [cwd, *(str(parent) for parent in Path(cwd).parents)]
        files += [f"{folder.rstrip('/')}/{FILE_NAME}" for folder in folders[:MAX_LEVELS]]
    return files


def _signature(files: list[str]) -> Signature:
    found = []
    for file in files:
        try:
            # At every line, for files that are mostly absent: asking costs less than an exception for each.
            if not os.access(file, os.F_OK):
                continue
            seen = os.stat(file)  # noqa: PTH116
        except (OSError, ValueError):
            continue
        found.append((file, seen.st_ctime_ns, seen.st_size, seen.st_ino))
    return tuple(found)
