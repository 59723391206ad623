"""Which of a person's start-up files have to load the hook."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from shellguard.setup import block, text_file

_LOGIN_FILES = (".bash_profile", ".bash_login", ".profile")
_LEADS_ON = re.compile(rb"^[^#\n]*(?:\.|\bsource)[ \t]+\S*\.?bashrc\b", re.MULTILINE)


@dataclass(frozen=True)
class Change:
    """What becomes of one file. `before` is None when there is none, `after` when it goes."""

    path: Path
    before: bytes | None
    after: bytes | None

    @property
    def needed(self) -> bool:
        return self.before != self.after


def changes_to_load(hook_file: Path, home: Path) -> tuple[Change, ...]:
    """What has to be written so that each interactive bash of this home loads the hook.

    `~/.bashrc` always; the file of login shells too when that does not lead to `~/.bashrc`.

    Raises:
        ShellguardError: a file can't be read, or holds a block that is not whole.
    """
    text = block.block_for(shell_word(hook_file, home))
    files = [home / ".bashrc", *_login_file(home)]
    return tuple(
        Change(path, content, block.with_block(content, text, str(path)))
        for path in files
        for content in [text_file.read(path)]
    )


def changes_to_leave(home: Path) -> tuple[Change, ...]:
    """What has to be written so that no file of this home holds the block.

    Raises:
        ShellguardError: as `changes_to_load`.
    """
    changes = []
    for name in (".bashrc", *_LOGIN_FILES):
        path = home / name
        content = text_file.read(path)
        if content is not None:
            changes.append(Change(path, content, block.without_block(content, str(path))))
    return tuple(change for change in changes if change.needed)


def loading_files(home: Path) -> tuple[Path, ...]:
    """The files that hold a block now.

    Raises:
        ShellguardError: as `changes_to_load`.
    """
    return tuple(change.path for change in changes_to_leave(home))


def apply(change: Change) -> None:
    """Writes one change.

    Raises:
        ShellguardError: it can't be written.
    """
    if change.after is None:
        text_file.remove(change.path)
    else:
        text_file.rewrite(change.path, change.after)


def shell_word(path: Path, home: Path) -> str:
    """A path as a word of the shell; below the home folder it is named by it, for a home that moves."""
    try:
        below = str(path.relative_to(home))
    except ValueError:
        return shlex.quote(str(path))
    return '"$HOME"/' + shlex.quote(below)


def _login_file(home: Path) -> list[Path]:
    """The first one that bash would read, if it does not lead to ~/.bashrc; a new one if there is none."""
    for name in _LOGIN_FILES:
        content = text_file.read(home / name)
        if content is not None:
            return [] if _LEADS_ON.search(content) else [home / name]
    return [home / _LOGIN_FILES[0]]
