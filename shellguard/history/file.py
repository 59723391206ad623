"""Finds a person's history files and reads them; nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shellguard.errors import ShellguardError
from shellguard.history import bash, fish, zsh
from shellguard.history.entry import Entry, Writer

MAX_BYTES = 32 << 20
_LINES_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class History:
    """A history that was read.

    Attributes:
        cut: the file was longer than `MAX_BYTES`, and only its newer end was read.
    """

    path: Path
    writer: Writer
    entries: tuple[Entry, ...]
    cut: bool = False


def usual_places(home: Path, environment: Mapping[str, str]) -> list[Path]:
    """Where bash, zsh and fish keep their histories for this person, each once."""
    data = environment.get("XDG_DATA_HOME", "")
    fish_home = Path(data) if data.startswith("/") else home / ".local" / "share"
    named = environment.get("HISTFILE", "")
    places = [Path(named)] if named.startswith("/") else []
    places += [home / ".bash_history", home / ".zsh_history", home / ".zhistory"]
    places.append(fish_home / "fish" / "fish_history")
    return list(dict.fromkeys(places))


def read_history(path: Path) -> History:
    """A history file, whatever it holds.

    Raises:
        ShellguardError: it is not there or can't be read.
    """
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2) if file.seekable() else 0
            if file.seekable():
                file.seek(max(0, size - MAX_BYTES))
            data = file.read(MAX_BYTES)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise ShellguardError(f"the history can't be read: {why}", where=str(path)) from error
    cut = size > MAX_BYTES
    if cut:
        data = data[data.find(b"\n") + 1 :]  # the first line is a part of one
    writer = writer_of(path.name, data)
    return History(path, writer, entries_of(writer, data), cut)


def writer_of(name: str, data: bytes) -> Writer:
    """The shell that wrote a history: by its form, and by the file's name where the form does not tell."""
    beginning = [line for line in data[: 1 << 16].split(b"\n") if line.strip()][:_LINES_LOOKED_AT]
    if beginning and beginning[0].startswith(fish.BEGIN.encode()):
        return Writer.FISH
    if any(zsh.is_extended(line) for line in beginning):
        return Writer.ZSH
    if "fish" in name:
        return Writer.FISH
    return Writer.ZSH if "zsh" in name or name.endswith("zhistory") else Writer.BASH


def entries_of(writer: Writer, data: bytes) -> tuple[Entry, ...]:
    """What was typed, in order."""
    if writer is Writer.ZSH:
        return tuple(zsh.entries(data))
    text = data.decode("utf-8", "surrogateescape")
    return tuple(fish.entries(text) if writer is Writer.FISH else bash.entries(text))
