"""What of a bare repository's folder is the repository itself, and no file that lies beside it there."""

from __future__ import annotations

from shellguard.facts.repository.repository import Repository

_PARTS = frozenset(
    (
        *("objects", "refs", "logs", "info", "branches", "worktrees", "HEAD", "ORIG_HEAD", "FETCH_HEAD"),
        *("config", "description", "packed-refs", "index", "gc.log", "gc.pid"),
    )
)


def is_its_own(repository: Repository, path: str) -> bool:
    """Whether a file is a part of a bare repository with commits; hooks that somebody wrote are none."""
    if repository.root != repository.common or not repository.refs:
        return False
    part, _, rest = path.removeprefix(f"{repository.root.rstrip('/')}/").partition("/")
    return part in _PARTS or (part == "hooks" and rest.endswith(".sample"))
