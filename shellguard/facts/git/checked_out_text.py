"""What a file will hold once a line has checked something out: a commit's text, or still what stands here."""

from __future__ import annotations

import os

from shellguard.facts.contents import text_of
from shellguard.facts.deadline import Deadline
from shellguard.facts.repository.repository import Repository, repository_of
from shellguard.facts.repository.run import git
from shellguard.parsing.nested.checked_out import WHATEVER

_LONGEST = 256 * 1024
_REMOTE = "refs/remotes/"


def text_in(commit: str, path: str, deadline: Deadline) -> str | None:
    """The text of a file as a commit of its repository has it; None where it will stay as it stands here.

    Args:
        commit: what is checked out; behind `WHATEVER` where that overwrites what is changed here.
    """
    repository = repository_of(path)
    named = commit.removeprefix(WHATEVER)
    if repository is None or named.startswith("-"):
        return None
    real = os.path.realpath(path)
    inner = os.path.relpath(real, os.path.realpath(repository.root))

    def text_at(name: str) -> str | None:
        return git(repository, ("show", "--no-textconv", f"{name}:{inner}"), deadline)

    found = text_at(_meant(repository, named))
    if found is None and named:  # no commit: the file itself is brought back
        return text_at("") if f"/{inner}".endswith(f"/{named}") else None
    if found is None or commit.startswith(WHATEVER):
        return found
    here = text_of(real, _LONGEST).replace("\r\n", "\n")
    # What is changed here goes along, or keeps git from going there at all.
    return found if not here or here in (found, text_at("HEAD")) else None


def _meant(repository: Repository, name: str) -> str:
    """The branch of a remote, where none here is called so and git makes one from it; else the name."""
    if not name or f"refs/heads/{name}" in repository.refs:
        return name
    found = [
        ref
        for ref in repository.refs
        if ref.startswith(_REMOTE) and ref.removeprefix(_REMOTE).partition("/")[2] == name
    ]
    return found[0] if found and f"refs/tags/{name}" not in repository.refs else name
