"""What of a repository is kept nowhere else: branches, other names, a detached commit, stashes."""

from __future__ import annotations

import os
import re

from shellguard.facts.deadline import Deadline
from shellguard.facts.repository.needed_by import needed_by
from shellguard.facts.repository.repository import Repository, repository_at
from shellguard.facts.repository.run import count_commits, held_by_no_name

TABLES = "reftable"
"""Where a repository keeps its names if they are no files of their own."""
_REMOTES = "refs/remotes/"
_SET_ASIDE = ("refs/heads/", _REMOTES, "refs/stash")
"""Names that are looked at by themselves."""
_OF_SERVERS = ("refs/prefetch/", "refs/pull/", "refs/merge-requests/", "refs/changes/")
"""Names under which others' commits are fetched."""
_PASSING = ("refs/bisect/", "refs/rewritten/", "refs/worktree/")
_CLONING = 600.0  # seconds
_REMOTE = re.compile(r'remote "(.+)"')
_IN_A_FOLDER = re.compile(r"(?:file://|(?=[/.~]))(.*)", re.DOTALL)


def only_here(repository: Repository, deadline: Deadline, sent: frozenset[str] = frozenset()) -> str:
    """What of a repository is kept nowhere else, as a clause for a person, or "".

    `sent` are commits that something else has, besides the servers that the repository knows of.
    """
    if os.path.isdir(f"{repository.common}/{TABLES}") or repository.too_many_refs:
        return "holds a git repository whose branches could not be read"
    if not repository.head_commit and not repository.refs:
        return ""
    if repository.common != repository.folder and (repository.branch or _held_there(repository, deadline)):
        return ""  # a further work tree: its branch stays in the repository that it belongs to
    pushed = {
        c for name, c in repository.refs.items() if name.startswith(_REMOTES) and _there(repository, name)
    }
    pushed |= sent
    if not pushed and not _is_mirror(repository, deadline):
        return "holds a git repository that was pushed nowhere"
    heads = (f"refs/heads/{name}" for name in repository.unpushed_branches if pushed)
    branch = next((name for name in heads if repository.refs[name] not in pushed), "")
    if branch:
        return f"holds a git repository whose branch {branch.removeprefix('refs/heads/')} was not pushed"
    number = repository.stashes
    if number:
        return f"holds a git repository with {number} stash{'es' * (number > 1)}"
    beside = _beside_branches(repository, pushed, deadline) if pushed else ""
    return beside or needed_by(repository)


def cloned_from(repository: Repository) -> set[str]:
    """The commits at which names stand in repositories of this machine that a bare one was cloned from."""
    if repository.root != repository.common:
        return set()
    folders = (_folder_of(repository, name) for name in _remotes(repository))
    there = [repository_at(folder) for folder in folders if folder and _stays(repository, folder)]
    return {commit for one in there if one is not None for commit in one.refs.values()}


def _is_mirror(repository: Repository, deadline: Deadline) -> bool:
    """Whether all names are those of another machine's, and stand as they were last fetched from there."""
    for name in _remotes(repository):
        fetched = repository.settings(f'remote "{name}"', "fetch") == ["+refs/*:refs/*"]
        if fetched and not _folder_of(repository, name):
            last = _newest(f"{repository.common}/FETCH_HEAD", deadline)
            begun = _newest(f"{repository.common}/description", deadline) + _CLONING
            packed = _newest(f"{repository.common}/packed-refs", deadline)  # the clone's, or what came since
            return _newest(f"{repository.common}/refs", deadline) <= last and packed <= max(last, begun)
    return False


def _newest(place: str, deadline: Deadline) -> float:
    """When a file, or one that lies in a folder, was written last; 0 where there is none.

    Of more than can be looked at in time it may be any moment from now on.
    """
    files = [place] if os.path.isfile(place) else []
    for folder, _, names in os.walk(place):
        if deadline.expired:
            return float("inf")
        files += [f"{folder}/{name}" for name in names]
    try:
        return max((os.stat(file).st_mtime for file in files), default=0.0)
    except OSError:
        return float("inf")


def _remotes(repository: Repository) -> list[str]:
    found = (_REMOTE.fullmatch(section) for section in repository.config.sections())
    return [one[1] for one in found if one is not None]


def _held_there(repository: Repository, deadline: Deadline) -> bool:
    """Whether branches, tags or servers hold the commits that a further work tree stands on."""
    head = repository.head_commit
    if head in repository.refs.values():
        return True
    return bool(head) and count_commits(repository, held_by_no_name(head), deadline) == 0


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
    folder = _folder_of(repository, name.removeprefix(_REMOTES).partition("/")[0])
    return not folder or _stays(repository, folder)


def stays_elsewhere(repository: Repository, remote: str) -> bool:
    """Whether what is pushed to a remote, by default the only one, stays when the work tree is gone."""
    names = _remotes(repository)
    if not remote and len(names) == 1:
        remote = names[0]
    section = f'remote "{remote}"'
    addresses = repository.settings(section, "pushurl") or repository.settings(section, "url")
    if remote not in names or len(addresses) != 1:
        return False
    folder = _as_folder(repository, addresses[0])
    return not folder or _stays(repository, folder)


def _folder_of(repository: Repository, remote: str) -> str:
    """The folder that a remote is; "" for one of another machine."""
    return _as_folder(repository, repository.config.get(f'remote "{remote}"', "url", fallback="") or "")


def _as_folder(repository: Repository, address: str) -> str:
    found = _IN_A_FOLDER.match(address)
    return os.path.normpath(os.path.join(repository.root, os.path.expanduser(found[1]))) if found else ""


def _stays(repository: Repository, folder: str) -> bool:
    """Whether a repository is in a folder that does not go with the work tree."""
    within = f"{folder}/".startswith(f"{repository.root.rstrip('/')}/")
    there = any(os.path.exists(f"{folder}/{part}") for part in ("HEAD", ".git")) or os.path.isfile(folder)
    return there and not within
