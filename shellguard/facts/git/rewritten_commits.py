"""Whether the commits that a forced push replaces were made here and rewritten: a branch rebased."""

from __future__ import annotations

import re
from pathlib import Path

from shellguard.facts.deadline import Deadline
from shellguard.facts.repository.repository import Repository
from shellguard.facts.repository.run import git

_MOST = 50
_MOST_OF_BOTH = 1000
_LONGEST_LOG = 1 << 20
_MADE = re.compile(
    r"(?:commit(?: \((?:amend|initial|merge)\))?|cherry-pick|revert|am"
    r"|(?:pull --rebase\S* |rebase(?: -i)? )\((?:pick|reword|edit|squash|fixup|continue)\))"
    r": (?!fast-forward$)"
)
"""How entries begin by which a commit came to be here; one that was fetched comes by other words."""


def apart(
    repository: Repository, ref: str, upstream: str, deadline: Deadline
) -> tuple[int, list[str]] | None:
    """How many commits only `ref` has, and those that only `upstream` has; None where that is not known."""
    both = ("rev-list", "--left-right", f"--max-count={_MOST_OF_BOTH}", f"{ref}...{upstream}", "--")
    answer = git(repository, both, deadline)
    found = answer.split() if answer is not None else None
    if found is None or len(found) >= _MOST_OF_BOTH:
        return None
    return sum(one.startswith("<") for one in found), [one[1:] for one in found if one.startswith(">")]


def rewritten_here(repository: Repository, instead: int, going: list[str]) -> bool:
    """Whether `instead` commits stand for those that are `going`, all of them made in this work tree."""
    return instead > 0 and 0 < len(going) <= _MOST and made_here(repository).issuperset(going)


def made_here(repository: Repository) -> frozenset[str]:
    """The commits that the work tree's own record of moves tells were made in it."""
    log = Path(repository.folder, "logs", "HEAD")
    try:
        if log.stat().st_size > _LONGEST_LOG:
            return frozenset()
        lines = log.read_text(errors="replace").splitlines()
    except OSError:
        return frozenset()
    parted = (line.partition("\t") for line in lines)
    return frozenset(
        before.split(" ", 2)[1] for before, _, told in parted if _MADE.match(told) and before.count(" ") > 1
    )
