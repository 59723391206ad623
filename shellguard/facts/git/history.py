"""What goes with a repository's own folder: nothing where it has no commits, little where all were pushed."""

from __future__ import annotations

import os

from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery
from shellguard.facts.repository.only_here import TABLES, only_here
from shellguard.facts.repository.repository import Repository, repository_at

_MOST_ADDED = 2_000
_MOST_EMPTY = 64
_NOT_KNOWN = (Recovery.UNKNOWN, "")


def history_kept(path: str, deadline: Deadline) -> tuple[Recovery, str]:
    """Whether the history in the folder `path` is kept elsewhere, and why; a reason of "" where it is not.

    The files of the work tree stay. Submodules and further work trees have parts of their own in the folder:
    of those nothing is said, but of a submodule's whole repository that is named itself.
    """
    root, _, name = path.rpartition("/")
    repository = repository_at(root) if name == ".git" else _of_submodule(path)
    if repository is None and name == ".git" and _holds_no_file(path):
        return Recovery.NOTHING_LOST, "a folder without a file in it"
    if repository is None or repository.common != path or repository.worktrees or _holds_modules(path):
        return _NOT_KNOWN
    if not repository.refs and not repository.head_commit:
        if _held_commits(path) or not _all_stand(root, repository, deadline):
            return _NOT_KNOWN
        return Recovery.NOTHING_LOST, "a git repository without commits"
    if only_here(repository, deadline):
        return _NOT_KNOWN
    return Recovery.TRACKED, "a git repository whose commits were pushed"


def _held_commits(folder: str) -> bool:
    """Whether a repository without any branch had one, of which the commits may be nowhere else."""
    if any(os.path.exists(f"{folder}/{part}") for part in ("packed-refs", "ORIG_HEAD", "logs/HEAD", TABLES)):
        return True
    try:
        return bool(os.listdir(f"{folder}/objects/pack"))
    except OSError:
        return False


def _all_stand(root: str, repository: Repository, deadline: Deadline) -> bool:
    """Whether each file that was added to the index stands in the work tree, too."""
    added = repository.index(deadline).entries
    return len(added) <= _MOST_ADDED and all(os.path.lexists(f"{root}/{path}") for path in added)


def _of_submodule(path: str) -> Repository | None:
    """The repository of a submodule, which lies in that of the whole."""
    if "/.git/modules/" not in path:
        return None
    whole = all(os.path.exists(f"{path}/{part}") for part in ("HEAD", "objects", "refs"))
    return Repository(path, path, path) if whole else None


def _holds_no_file(folder: str) -> bool:
    """Whether there is nothing in a folder but a few others, as empty as it is."""
    try:
        for number, (_, _, files) in enumerate(os.walk(folder, onerror=_stopped)):
            if files or number > _MOST_EMPTY:
                return False
    except OSError:  # what may not be read may hold anything
        return False
    return os.path.isdir(folder)


def _stopped(error: OSError) -> None:
    raise error


def _holds_modules(path: str) -> bool:
    try:
        return bool(os.listdir(f"{path}/modules"))
    except FileNotFoundError:
        return False
    except OSError:
        return True
