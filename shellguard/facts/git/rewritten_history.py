"""A history that is made anew, all of it: whether a server still has it as it was."""

from __future__ import annotations

from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.git.question import Question, are, counted
from shellguard.facts.git.uncommitted import uncommitted
from shellguard.facts.repository.run import count_commits

_ALL = ("--branches", "--tags", "HEAD", "--not", "--remotes", "--")


def rewritten(question: Question) -> TargetFacts | None:
    """What goes where every commit gets another name: commits never pushed, stashes, changed files."""
    repository = question.repository
    root = repository.root
    lost = count_commits(repository, _ALL, question.deadline)
    if lost is None:
        return TargetFacts(root, True, "branch", reason="its commits could not be compared")
    if lost or repository.stashes:
        clauses = [f"{counted(lost, 'commit')} that {are(lost)} on no server"] if lost else []
        if repository.stashes:
            clauses.append(f"{counted(repository.stashes, 'stash', 'stashes')} of work")
        return TargetFacts(root, True, "branch", lost, recovery=Recovery.LOST, reason=" and ".join(clauses))
    work = uncommitted(question)
    if work is None or work.recovery is not Recovery.NOTHING_LOST:
        return work
    return TargetFacts(
        root, True, "branch", recovery=Recovery.TRACKED, reason="the server has all of it as it was"
    )
