"""What stands on a server: as it was last fetched, or as it is where that is a folder of this machine."""

from __future__ import annotations

import os
import re

from shellguard.facts.git.question import Question
from shellguard.facts.repository.repository import Repository, repository_at, repository_in

_IN_A_FOLDER = re.compile(r"(?:file://(?=/)|(?=[/.~]))(.*)", re.DOTALL)
_REMOTES, _HEADS = "refs/remotes/", "refs/heads/"


def standing(question: Question, upstream: str) -> tuple[str | None, bool]:
    """The commit of a server's branch, named as it is fetched, and whether it stands there for certain.

    None where that is not known: it was not fetched, or the line goes to another server than it came from.
    """
    remote, _, branch = upstream.removeprefix(_REMOTES).partition("/")
    named = next((name for name in question.names[:1] if _IN_A_FOLDER.match(name)), "")
    if named:
        remote, branch = named, upstream.removeprefix(f"{_REMOTES}{named}/")
    there = _folder_of(question, remote)
    if there is not None:
        return there.refs.get(f"{_HEADS}{branch}", ""), True
    section = f'remote "{remote}"'
    moved = (section, "url") in question.repository.given or (section, "pushurl") in question.repository.given
    return (None if moved else question.repository.refs.get(upstream)), False


def branches_of(question: Question, remote: str) -> list[str]:
    """The branches that a server has, as far as is known."""
    if (there := _folder_of(question, remote)) is not None:
        return [ref.removeprefix(_HEADS) for ref in there.refs if ref.startswith(_HEADS)]
    start = f"{_REMOTES}{remote}/"
    return [ref.removeprefix(start) for ref in question.repository.refs if ref.startswith(start)]


def _folder_of(question: Question, remote: str) -> Repository | None:
    """The repository that a remote is, where it lies on this machine."""
    section, repository = f'remote "{remote}"', question.repository
    address = repository.setting(section, "pushurl") or repository.setting(section, "url")
    found = _IN_A_FOLDER.match(address or remote)
    if found is None:
        return None
    base = repository.root if address else question.folder
    place = os.path.normpath(os.path.join(base, os.path.expanduser(found[1])))
    return repository_at(place) or repository_in(place, place) or repository_at(f"{place}.git")
