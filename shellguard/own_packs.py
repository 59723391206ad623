"""A person's own packs: `packs/*.toml` in the settings folder, read again when one of them changes.

A pack of one's own adds to what is known of programs. It takes nothing away: what a packaged pack finds
dangerous stays so, and lines are allowed by the settings (`policy.always_allow`).
"""

from __future__ import annotations

import hashlib
import os
import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path

from shellguard import paths
from shellguard.effects.packs.pack_model import Node
from shellguard.effects.packs.pack_reading import read_pack
from shellguard.effects.packs.packs import Packs, packaged
from shellguard.errors import ShellguardError

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
    return read_pack(str(file), _tables(_content(file), file))


class OwnPacks:
    """The packs in force. Never raises for what a file holds: its last good state stays in force."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or packs_folder()
        self._signature: Signature | None = None
        self._good: dict[str, tuple[Mapping[str, Node], bytes]] = {}
        self._packs = packaged()
        self._errors: list[ShellguardError] = []

    def current(self) -> Packs:
        """The packs in force now: one `stat` where there is no folder, one more for each file in it."""
        files = self._files()
        signature = _signature(files)
        if signature != self._signature:
            self._signature = signature
            self._read(files)
        return self._packs

    def take_errors(self) -> tuple[ShellguardError, ...]:
        """What was wrong when the files were read last, once."""
        errors, self._errors = tuple(self._errors), []
        return errors

    def _files(self) -> list[Path]:
        try:
            names = sorted(entry.name for entry in os.scandir(self._folder) if entry.name.endswith(".toml"))
        except FileNotFoundError:
            return []
        except OSError as error:
            if self._signature is None:
                self._errors.append(
                    ShellguardError(f"packs can't be read: {error.strerror}", where=str(self._folder))
                )
            return []
        return [self._folder / name for name in names]

    def _read(self, files: list[Path]) -> None:
        good: dict[str, tuple[Mapping[str, Node], bytes]] = {}
        for file in files:
            try:
                content = _content(file)
                good[file.name] = (read_pack(str(file), _tables(content, file)), content)
            except ShellguardError as error:
                self._errors.append(error)
                if file.name in self._good:
                    good[file.name] = self._good[file.name]
        self._good = good
        digest = hashlib.sha256(b"".join(content for _, (_, content) in sorted(good.items())))
        self._packs = packaged()
        if good:
            nodes = {name: read for name, (read, _) in good.items()}
            self._packs = self._packs.and_own(nodes, digest.hexdigest()[:12])


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            seen = os.fstat(stream.fileno())
            _refuse_foreign(file, seen)
            return stream.read(LARGEST_PACK)
    except OSError as error:
        raise ShellguardError(f"the pack can't be read: {error.strerror}", where=str(file)) from error


def _refuse_foreign(file: Path, seen: os.stat_result) -> None:
    if not stat.S_ISREG(seen.st_mode):
        raise ShellguardError("a pack must be a plain file", where=str(file))
    if seen.st_uid not in (os.geteuid(), 0) or seen.st_mode & stat.S_IWOTH:
        raise ShellguardError(
            "others may write this pack, so it does not count", where=str(file), hint="chmod go-w, and own it"
        )
    if seen.st_size >= LARGEST_PACK:
        raise ShellguardError(f"a pack must be smaller than {LARGEST_PACK} bytes", where=str(file))


def _tables(content: bytes, file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ShellguardError(f"the pack is no TOML: {error}", where=str(file)) from error


def _signature(files: list[Path]) -> Signature:
    found = []
    for file in files:
        try:
            seen = file.stat()
        except OSError:
            found.append((file.name, 0, 0, 0))
            continue
        found.append((file.name, seen.st_mtime_ns, seen.st_size, seen.st_ino))
    return tuple(found)
