"""Merges that git made by itself: to make them again nothing has to be decided."""

from __future__ import annotations

import re

from shellguard.facts.contents import text_of
from shellguard.facts.deadline import Deadline
from shellguard.facts.repository.repository import Repository
from shellguard.facts.repository.run import git

_LONGEST = 1 << 20
_MOST = 8
_BY_ITSELF = re.compile(r"[0-9a-f]+ ([0-9a-f]{40,64}) [^\n\t]*\t(?:merge|pull)\b[^\n]*: Merge made by ")


def made_by_git(repository: Repository, arguments: tuple[str, ...], number: int, deadline: Deadline) -> bool:
    """Whether all of so many commits that `git rev-list` finds are merges of which its record says so."""
    if number > _MOST:
        return False
    by_itself = set(
        _BY_ITSELF.findall(text_of(f"{repository.folder}/logs/HEAD", _LONGEST, "surrogateescape"))
    )
    answer = git(repository, ("rev-list", *arguments), deadline) if by_itself else None
    return answer is not None and by_itself.issuperset(answer.split())
