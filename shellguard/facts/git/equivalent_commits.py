"""What commits hold that stands elsewhere, too: after a squash merge, a rebase, an applied stash."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from pathlib import Path

from shellguard.facts.deadline import Deadline
from shellguard.facts.repository.index import LARGEST_COMPARED
from shellguard.facts.repository.repository import Repository
from shellguard.facts.repository.run import count_commits, git

_MAIN = tuple(
    f"{group}/{name}"
    for group in ("refs/remotes/origin", "refs/remotes/upstream", "refs/heads")
    for name in ("main", "master", "develop", "trunk")
)
_MOST_PATHS = 300
_RAW = ("diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-ext-diff", "--full-index")
_DELETED = re.compile(r"0+\Z")


def taken_over(repository: Repository, tip: str, leaving: list[str], deadline: Deadline) -> bool:
    """Whether a branch that stays has all that the commits up to `tip` (a ref) have changed.

    `leaving` are the refs that go. It holds each changed file as `tip` does, or the same changes commit by
    commit.
    """
    for other in _standing(repository, tip, leaving):
        files = changed_between(repository, ("--merge-base", other, tip), deadline)
        if not files:
            continue
        if _all_there(repository, other, files, deadline):
            return True
        merges = count_commits(repository, ("--merges", f"{other}..{tip}", "--"), deadline)
        alike = ("--cherry-pick", "--right-only", "--no-merges", f"{other}...{tip}", "--")
        if merges == 0 and count_commits(repository, alike, deadline) == 0:
            return True
    return False


def _standing(repository: Repository, tip: str, leaving: list[str]) -> list[str]:
    """The branch that is checked out and the one that work usually goes to, if they stay: their commits."""
    main = next((ref for ref in _MAIN if ref in repository.refs and ref not in leaving), "")
    own = repository.refs.get(tip, "")
    commits = [repository.head_commit if repository.branch else "", repository.refs.get(main, "")]
    return [one for one in dict.fromkeys(commits) if one and one != own]


def stashed_files(repository: Repository, stash: str, deadline: Deadline) -> dict[str, str] | None:
    """The files that a stash holds and their blobs; None where that could not be told."""
    parents = (git(repository, ("rev-list", "--parents", "-n1", stash, "--"), deadline) or "").split()
    if len(parents) < 3:
        return None
    files = changed_between(repository, (parents[1], stash), deadline)
    if files is None or len(parents) < 4:
        return files
    unknown = git(repository, ("ls-tree", "-r", "-z", "--full-tree", parents[3]), deadline)
    return None if unknown is None else files | _listed(unknown)


def not_there(repository: Repository, files: dict[str, str], deadline: Deadline) -> list[str] | None:
    """Those of the files that neither the work tree nor the last commit holds with that content."""
    missing = [path for path, blob in files.items() if not same_content(f"{repository.root}/{path}", blob)]
    if not missing or not repository.head_commit:
        return missing
    if len(missing) > _MOST_PATHS:
        return None
    listed = ("ls-tree", "-r", "-z", "--full-tree", "HEAD", "--", *missing)
    answer = git(repository, listed, deadline)
    if answer is None:
        return None
    committed = _listed(answer)
    return [path for path in missing if committed.get(path) != files[path]]


def changed_between(
    repository: Repository, commits: tuple[str, ...], deadline: Deadline
) -> dict[str, str] | None:
    """The files that differ between two commits, with the blob in the second; "" for one that is gone."""
    answer = git(repository, (*_RAW, *commits), deadline)
    if answer is None:
        return None
    parts = answer.split("\0")
    found = {}
    for about, path in zip(parts[::2], parts[1::2], strict=False):
        fields = about.split(" ")
        if len(fields) < 5:
            return None
        found[path] = "" if _DELETED.match(fields[3]) else fields[3]
    return found


def held_by(repository: Repository, commit: str, deadline: Deadline) -> dict[str, str] | None:
    """All files that a commit holds, with their blobs; None where that could not be told."""
    answer = git(repository, ("ls-tree", "-r", "-z", "--full-tree", commit, "--"), deadline)
    return None if answer is None else _listed(answer)


def _all_there(repository: Repository, commit: str, files: dict[str, str], deadline: Deadline) -> bool:
    """Whether a commit has each file with this content, and none that is gone."""
    if len(files) > _MOST_PATHS:
        return False
    answer = git(repository, ("ls-tree", "-r", "-z", "--full-tree", commit, "--", *files), deadline)
    return answer is not None and all(_listed(answer).get(path, "") == blob for path, blob in files.items())


def _listed(answer: str) -> dict[str, str]:
    lines = (line.partition("\t") for line in answer.split("\0") if line)
    return {path: about.split(" ")[2] for about, _, path in lines if about.count(" ") >= 2}


def differs(file: str, blob: str) -> bool:
    """Whether a file is there and holds something else than a blob does."""
    return os.path.lexists(file) and not same_content(file, blob)


def same_content(file: str, blob: str) -> bool:
    """Whether the file at `file` holds what a blob does; one that a commit removes is nowhere missed."""
    if not blob:
        return True
    try:
        status = os.lstat(file)
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_COMPARED:
            return False
        content = Path(file).read_bytes()
    except (OSError, ValueError):
        return False
    kind = hashlib.sha256 if len(blob) == 64 else hashlib.sha1
    return kind(b"blob %d\0" % len(content) + content).hexdigest() == blob
