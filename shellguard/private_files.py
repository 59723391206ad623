"""Files that are nobody else's business: read if nobody else can change them, written whole or not at all."""

from __future__ import annotations

import grp
import os
import pwd
import stat
import tempfile
from pathlib import Path

from shellguard.errors import ShellguardError


def read_own(path: Path, most: int) -> bytes:
    """The first *most* bytes of a file that says how lines are judged; /dev/null, linked to, holds none.

    Raises:
        OSError: it is absent, or can't be read.
        ShellguardError: it is no file, or somebody else could have put there what it holds.
    """
    # Without O_NONBLOCK a pipe in the file's place would hold up its reader for ever.
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as stream:
        seen = os.fstat(descriptor)
        if stat.S_ISREG(seen.st_mode):
            refuse_changeable(path, seen)
        elif not stat.S_ISCHR(seen.st_mode):
            raise ShellguardError("there is no plain file in its place", where=str(path))
        return stream.read(most)


def refuse_changeable(path: Path, seen: os.stat_result) -> None:
    """Nothing counts that somebody else could have written, as with ssh's and sudo's own files.

    Raises:
        ShellguardError: others may change the file, or put another in its place.
    """
    folders = dict.fromkeys((path.absolute().parent, Path(os.path.realpath(path)).parent))
    for place, found, called in (
        (path, seen, "this file"),
        *((folder, folder.stat(), "the folder of this file") for folder in folders),
    ):
        who = who_may_change(found)
        if who:
            mend = f"chmod go-w {place}" if found.st_uid == os.geteuid() else f"chown {place} to yourself"
            raise ShellguardError(
                f"{who} may change {called}, so it does not count", where=str(path), hint=mend
            )


def who_may_change(found: os.stat_result) -> str:
    """Who but this user and root may change a file, or the entries of a folder; "" for nobody.

    A group that a system has made for this user alone is this user. A folder with the sticky bit lets each
    change only what is theirs.
    """
    if found.st_uid not in (os.geteuid(), 0):
        return f"user {found.st_uid}"
    if stat.S_ISDIR(found.st_mode) and found.st_mode & stat.S_ISVTX:
        return ""
    if found.st_mode & stat.S_IWOTH:
        return "everybody"
    if found.st_mode & stat.S_IWGRP and not _is_of_this_user_alone(found.st_gid):
        return f"group {found.st_gid}"
    return ""


def _is_of_this_user_alone(group: int) -> bool:
    try:
        user, found = pwd.getpwuid(os.geteuid()), grp.getgrgid(group)
    except KeyError:
        return False
    return (group, found.gr_name) == (user.pw_gid, user.pw_name) and set(found.gr_mem) <= {user.pw_name}


def write_whole(path: Path, text: str) -> None:
    """Puts text into a file (0600) by way of a temporary one beside it, so that no reader sees half of it.

    A link is followed, so that a settings file kept elsewhere stays there.

    Raises:
        ShellguardError: it can't be written (the old content is then still there).
    """
    final = Path(os.path.realpath(path))
    try:
        final.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, name = tempfile.mkstemp(prefix=f".{final.name}.", dir=final.parent)
    except OSError as error:
        raise ShellguardError(f"the file can't be written: {error.strerror}", where=str(path)) from error
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogateescape") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(final)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise ShellguardError(f"the file can't be written: {error.strerror}", where=str(path)) from error
