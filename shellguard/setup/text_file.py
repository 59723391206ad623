"""Changing a person's own file: whole or not at all, with the permissions, owner and links it has."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from pathlib import Path

from shellguard.errors import ShellguardError

_NEW_FILE = 0o644


def read(path: Path) -> bytes | None:
    """What a file holds; None when there is none.

    Raises:
        ShellguardError: it is no regular file, or can't be read.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ShellguardError("this is no regular file", where=str(path))
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ShellguardError(f"the file can't be read: {error.strerror}", where=str(path)) from error


def rewrite(path: Path, content: bytes) -> None:
    """Puts content into a file, new or old. A link to it stays a link; a file with several names keeps them.

    Raises:
        ShellguardError: it can't be written; then the old content is still there.
    """
    final = Path(os.path.realpath(path))
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        before = final.stat() if final.exists() else None
        if before is not None and before.st_nlink > 1:
            _write_in_place(final, content)
            return
        descriptor, name = tempfile.mkstemp(prefix=f".{final.name}.", dir=final.parent)
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
                stream.flush()
                _take_after(stream.fileno(), final, before)
                os.fsync(stream.fileno())
            temporary.replace(final)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ShellguardError(f"the file can't be written: {error.strerror}", where=str(path)) from error


def remove(path: Path) -> None:
    """Removes a file, and leaves a link to it, which was there before; it may be gone already.

    Raises:
        ShellguardError: it can't be removed.
    """
    try:
        Path(os.path.realpath(path)).unlink(missing_ok=True)
    except OSError as error:
        raise ShellguardError(f"the file can't be removed: {error.strerror}", where=str(path)) from error


def _write_in_place(path: Path, content: bytes) -> None:
    """A file with several names would lose the others if it were replaced."""
    with path.open("r+b") as stream:
        stream.write(content)
        stream.truncate()
        stream.flush()
        os.fsync(stream.fileno())


def _take_after(descriptor: int, old: Path, before: os.stat_result | None) -> None:
    if before is None:
        umask = os.umask(0)
        os.umask(umask)
        os.fchmod(descriptor, _NEW_FILE & ~umask)
        return
    if (before.st_uid, before.st_gid) != (os.geteuid(), os.getegid()):
        os.fchown(descriptor, before.st_uid, before.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(before.st_mode))
    for name in _attributes(old):
        # what the file system sets by itself can't be set by us
        with contextlib.suppress(PermissionError):
            os.setxattr(descriptor, name, os.getxattr(old, name))


def _attributes(path: Path) -> list[str]:
    """The names of a file's extended attributes; none on a file system that knows no such thing."""
    try:
        return os.listxattr(path)
    except OSError as error:
        if error.errno == errno.ENOTSUP:
            return []
        raise
