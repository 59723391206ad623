"""Whether the commits that a forced push replaces were made here and rewritten: a branch rebased."""

from __future__ import annotations

import re
from pathlib import Path

from shellguard.facts.deadline import Deadline
from shellguard.facts.git_repository import Repository
from shellguard.facts.git_run import count_commits, git

_MOST = 50
_LONGEST_LOG = 1 << 20
_MADE = re.compile(
    r"(?:commit(?: \((?:amend|initial|merge)\))?|cherry-pick|revert|am"
    r"|(?:pull --rebase\S* |rebase(?: -i)? )\((?:pick|reword|edit|squash|fixup|continue)\))"
    r": (?!fast-forward$)"
)
"""How entries begin by which a commit came to be here; one that was fetched comes by other words."""


def rewritten_here(repository: Repository, upstream: str, ref: str, deadline: Deadline) -> bool:
    """Whether others stand for the commits of `upstream` that `ref` has not, all made in this work tree."""
    answer = git(
        repository.root, ("rev-list", f"--max-count={_MOST + 1}", upstream, "--not", ref, "--"), deadline
    )
    going = answer.split() if answer else []
    if not 0 < len(going) <= _MOST or not count_commits(
        repository.root, (ref, "--not", upstream, "--"), deadline
    ):
        return False
    return made_here(repository).issuperset(going)


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
