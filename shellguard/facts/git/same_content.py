"""Whether git holds what files hold, under whatever name: a copy of a committed state is no loss."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from shellguard.facts.deadline import Deadline
from shellguard.facts.files.places import contains
from shellguard.facts.files.resolve import Place
from shellguard.facts.files.tree import Walk, entries
from shellguard.facts.repository.repository import Repository

_MOST_FILES = 64
_MOST_BYTES = 4 << 20


def held_by_git(
    path: str,
    status: os.stat_result,
    repository: Repository | None,
    going: tuple[Place, ...],
    deadline: Deadline,
) -> str:
    """Why all that `path` holds stays in `repository`, in which it lies, as a clause; "" where it doesn't.

    `going` are all places that the line takes: the repository itself must not be among them.
    """
    if repository is None or not contains(repository.root, path) or path == repository.root:
        return ""
    if any(not one.path or _meets(one.path, repository) for one in going):
        return ""
    files = [(path, status)] if stat.S_ISREG(status.st_mode) else _below(path, deadline)
    if not files or len(files) > _MOST_FILES or any(seen.st_size > _MOST_BYTES for _, seen in files):
        return ""
    held = {one.hash: name for name, one in repository.index(deadline).entries.items() if not one.stage}
    sizes = {one.size for one in repository.index(deadline).entries.values()}
    names = []
    for file, seen in files:
        if seen.st_size and (seen.st_size not in sizes or deadline.expired):
            return ""
        name = held.get(_hash(file, held)) if seen.st_size else "an empty file"
        if name is None:
            return ""
        names.append(name)
    return f"git has the same as {names[0]}" if len(names) == 1 else "git has the same under other names"


def _meets(going: str, repository: Repository) -> bool:
    folders = (repository.folder, repository.common)
    return any(contains(going, one) or contains(one, going) for one in folders)


def _below(path: str, deadline: Deadline) -> list[tuple[str, os.stat_result]]:
    """All files of a folder; none where there is anything else, or not all could be seen."""
    walk, found = Walk(), list[tuple[str, os.stat_result]]()
    for entry, seen in entries(path, deadline, walk):
        if stat.S_ISDIR(seen.st_mode):
            continue
        if not stat.S_ISREG(seen.st_mode) or len(found) > _MOST_FILES:
            return []
        found.append((entry.path, seen))
    return found if walk.complete and not walk.unreadable and not walk.other_devices else []


def _hash(file: str, held: dict[bytes, str]) -> bytes:
    """The hash under which git keeps the content of a file; b"" where it can't be read."""
    try:
        content = Path(file).read_bytes()
    except OSError:
        return b""
    kind = hashlib.sha256 if len(next(iter(held), b"")) == 32 else hashlib.sha1
    return kind(b"blob %d\0" % len(content) + content).digest()
