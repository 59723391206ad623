"""A person's own packs: `packs/*.toml` in the settings folder, read again when one of them changes.

A pack of one's own adds to what is known of programs. It takes nothing away: what a packaged pack finds
dangerous stays so, and lines are allowed by the settings (`policy.always_allow`).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from shellguard import paths
from shellguard.effects.packs.pack_model import Node
from shellguard.effects.packs.pack_reading import read_pack
from shellguard.effects.packs.packs import Packs, packaged
from shellguard.errors import ShellguardError
from shellguard.private_files import read_own
from shellguard.toml_text import toml_tables

FOLDER = "packs"
LARGEST_PACK = 1 << 20
"""Bytes of a pack; a larger file is refused."""

Signature = tuple[tuple[str, int, int, int], ...]


def packs_folder() -> Path:
    """Where a person's own packs lie."""
    return paths.config_dir() / FOLDER


def read_own_pack(file: Path) -> dict[str, Node]:
    """The programs of one file, by each of their names.

    Raises:
        ShellguardError: it can't be read, could be written by others, is too large, or has a mistake.
    """
    return _programs(_content(file), file)


class OwnPacks:
    """The packs in force. Never raises for what a file holds: its last good state stays in force.

    Attributes:
        errors: what was wrong with the files when they were read last.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or packs_folder()
        self._signature: Signature | None = None
        self._good: dict[str, tuple[Mapping[str, Node], bytes]] = {}
        self._packs = packaged()
        self.errors: tuple[ShellguardError, ...] = ()

    def current(self) -> Packs:
        """The packs in force now: one `stat` where there is no folder, one more for each file in it."""
        try:
            files = self._files()
        except OSError as error:
            what = f"packs can't be read: {error.strerror}"
            self._signature, self.errors = None, (ShellguardError(what, where=str(self._folder)),)
            return self._packs
        signature = _signature(files)
        if signature != self._signature:
            self._signature = signature
            self._read(files)
        return self._packs

    def _files(self) -> list[Path]:
        try:
            names = sorted(entry.name for entry in os.scandir(self._folder) if entry.name.endswith(".toml"))
        except FileNotFoundError:
            return []
        return [self._folder / name for name in names]

    def _read(self, files: list[Path]) -> None:
        good: dict[str, tuple[Mapping[str, Node], bytes]] = {}
        errors: list[ShellguardError] = []
        for file in files:
            try:
                content = _content(file)
                good[file.name] = (_programs(content, file), content)
            except ShellguardError as error:
                errors.append(error)
                if file.name in self._good:
                    good[file.name] = self._good[file.name]
        self._good, self.errors = good, tuple(errors)
        digest = hashlib.sha256(b"".join(content for _, (_, content) in sorted(good.items())))
        self._packs = packaged()
        if good:
            nodes = {name: read for name, (read, _) in good.items()}
            self._packs = self._packs.and_own(nodes, digest.hexdigest()[:12])


def _content(file: Path) -> bytes:
    try:
        content = read_own(file, LARGEST_PACK)
    except OSError as error:
        raise ShellguardError(f"the pack can't be read: {error.strerror}", where=str(file)) from error
    if len(content) >= LARGEST_PACK:
        raise ShellguardError(f"a pack must be smaller than {LARGEST_PACK} bytes", where=str(file))
    return content


def _programs(content: bytes, file: Path) -> dict[str, Node]:
    return read_pack(str(file), toml_tables(content, called="the pack", where=str(file)))


def _signature(files: list[Path]) -> Signature:
    found = []
    for file in files:
        try:
            seen = file.stat()
        except OSError:
            found.append((file.name, 0, 0, 0))
            continue
        found.append((file.name, seen.st_ctime_ns, seen.st_size, seen.st_ino))
    return tuple(found)
