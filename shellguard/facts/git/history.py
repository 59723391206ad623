"""What goes with a repository's own folder: nothing where it has no commits, little where all were pushed."""

from __future__ import annotations

import os

from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery
from shellguard.facts.repository.only_here import only_here
from shellguard.facts.repository.repository import Repository, repository_at

_NOT_KNOWN = (Recovery.UNKNOWN, "")


def history_kept(path: str, deadline: Deadline) -> tuple[Recovery, str]:
    """Whether the history in the folder `path` is kept elsewhere, and why; a reason of "" where it is not.

    The files of the work tree stay. Submodules and further work trees have parts of their own in the folder:
    of those nothing is said, but of a submodule's whole repository that is named itself.
    """
    root, _, name = path.rpartition("/")
    repository = repository_at(root) if name == ".git" else _of_submodule(path)
    if repository is None or repository.common != path or repository.worktrees or _holds_modules(path):
        return _NOT_KNOWN
    if not repository.refs and not repository.head_commit:
        return Recovery.NOTHING_LOST, "a git repository without commits"
    if only_here(repository, deadline):
        return _NOT_KNOWN
    return Recovery.TRACKED, "a git repository whose commits were pushed"


def _of_submodule(path: str) -> Repository | None:
    """The repository of a submodule, which lies in that of the whole."""
    if "/.git/modules/" not in path:
        return None
    whole = all(os.path.exists(f"{path}/{part}") for part in ("HEAD", "objects", "refs"))
    return Repository(path, path, path) if whole else None


def _holds_modules(path: str) -> bool:
    try:
        return bool(os.listdir(f"{path}/modules"))
    except FileNotFoundError:
        return False
    except OSError:
        return True
