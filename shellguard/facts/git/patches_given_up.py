"""Patches of `git am` that are given up: what a person has done since one of them did not apply."""

from __future__ import annotations

import os
from dataclasses import replace

from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.git import operation_in_progress
from shellguard.facts.git.question import Question
from shellguard.facts.git.uncommitted import uncommitted
from shellguard.facts.repository.run import git

_UNMERGED = ("ls-files", "--unmerged", "-z")


def patches_given_up(question: Question) -> TargetFacts | None:
    """Where a patch does not apply at all git leaves no marks of it: all changes are one's own then."""
    repository = question.repository
    if not repository.under_way or os.path.isfile(f"{repository.folder}/AUTO_MERGE"):
        return operation_in_progress.given_up(question)
    found = uncommitted(question)
    if found is None or found.recovery is not Recovery.LOST or not _as_left(question, found):
        return found
    reason = "nothing was changed since it stopped"
    return replace(found, recovery=Recovery.NOTHING_LOST, reason=reason, protected="", files=0)


def _as_left(question: Question, found: TargetFacts) -> bool:
    """Whether conflicts stand as git left them: none is decided, and no file is newer than its index."""
    try:
        written = os.stat(f"{question.repository.folder}/index").st_mtime
    except OSError:
        return False
    newer = found.newest is None or found.newest > written
    return not newer and bool(git(question.repository, _UNMERGED, question.deadline))
