"""What of a repository is kept nowhere else: branches, other names, a detached commit, stashes."""

from __future__ import annotations

import os
import re

from shellguard.facts.deadline import Deadline
from shellguard.facts.repository.repository import Repository
from shellguard.facts.repository.run import count_commits

_REMOTES = "refs/remotes/"
_SET_ASIDE = ("refs/heads/", _REMOTES, "refs/stash")
"""Names that are looked at by themselves."""
_OF_SERVERS = ("refs/prefetch/", "refs/pull/", "refs/merge-requests/", "refs/changes/")
"""Names under which others' commits are fetched."""
_PASSING = ("refs/bisect/", "refs/rewritten/", "refs/worktree/")
_IN_A_FOLDER = re.compile(r"(?:file://|(?=[/.~]))(.*)", re.DOTALL)


def only_here(repository: Repository, deadline: Deadline) -> str:
    """What of a repository is kept nowhere else, as a clause for a person, or ""."""
    if not repository.head_commit and not repository.refs:
        return ""
    if repository.common != repository.folder and (repository.branch or _held_there(repository, deadline)):
        return ""  # a further work tree: its branch stays in the repository that it belongs to
    pushed = {
        c for name, c in repository.refs.items() if name.startswith(_REMOTES) and _there(repository, name)
    }
    if not pushed:
        return "holds a git repository that was pushed nowhere"
    if repository.unpushed_branches:
        return f"holds a git repository whose branch {repository.unpushed_branches[0]} was not pushed"
    number = repository.stashes
    if number:
        return f"holds a git repository with {number} stash{'es' * (number > 1)}"
    return _beside_branches(repository, pushed, deadline)


def _held_there(repository: Repository, deadline: Deadline) -> bool:
    """Whether branches, tags or servers hold the commits that a further work tree stands on."""
    head = repository.head_commit
    if head in repository.refs.values():
        return True
    arguments = (head, "--not", "--branches", "--tags", "--remotes", "--")
    return bool(head) and count_commits(repository, arguments, deadline) == 0


def _beside_branches(repository: Repository, pushed: set[str], deadline: Deadline) -> str:
    """Commits that were pushed nowhere though all branches were: of a tag, a note, a detached HEAD."""
    names = {
        name
        for name, commit in (repository.refs | repository.other_refs).items()
        if not name.startswith((*_SET_ASIDE, *_OF_SERVERS, *_PASSING)) and commit not in pushed
    }
    commit = repository.head_commit
    detached = not repository.branch and bool(commit) and commit not in pushed
    if not names and not detached:
        return ""
    apart = tuple(f"--exclude={name}*" for name in ("refs/stash", *_OF_SERVERS, *_PASSING))
    given = (*apart, "--all") if names else (commit,)
    fetched = (f"--glob={name}*" for name in _OF_SERVERS)
    number = count_commits(repository, (*given, "--not", "--remotes", *fetched, "--"), deadline)
    if number == 0:
        return ""
    return "holds a git repository with commits in no branch that was pushed"


def _there(repository: Repository, name: str) -> bool:
    """Whether the remote of a name is one of another machine, or a folder that is still there."""
    remote = name.removeprefix(_REMOTES).partition("/")[0]
    address = repository.config.get(f'remote "{remote}"', "url", fallback="") or ""
    found = _IN_A_FOLDER.match(address)
    if found is None:
        return True
    folder = os.path.expanduser(found[1])
    place = os.path.join(repository.root, folder)
    return any(os.path.exists(f"{place}/{part}") for part in ("HEAD", ".git")) or os.path.isfile(place)
