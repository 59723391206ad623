"""Commits of nobody's branch: what is left behind where HEAD stood on no branch and goes to one."""

from __future__ import annotations

from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.git.question import Question, are, counted
from shellguard.facts.git.rewritten_commits import made_here
from shellguard.facts.repository.repository import Repository
from shellguard.facts.repository.run import count_commits, held_by_no_name

_GOING = ("switch", "checkout")


def commits_on_none(repository: Repository, deadline: Deadline) -> int:
    """How many commits that were made here the detached HEAD holds alone, as far as that can be told."""
    head = repository.head_commit
    if repository.branch or repository.under_way not in ("", "a bisect") or not head:
        return 0
    if head in repository.refs.values() or head not in made_here(repository):
        return 0  # a name stays, or it was only fetched
    return count_commits(repository, held_by_no_name("HEAD"), deadline) or 0


def left_detached(question: Question) -> TargetFacts | None:
    """What only the record of moves leads to afterwards; None where nothing is."""
    repository, words = question.repository, question.words
    given = [word for word in words[2:] if word == "-" or not word.startswith("-")]
    goes = len(words) > 1 and words[1] in _GOING and len(given) == 1 and "--" not in words
    goes = goes or (words[1:2] == ("symbolic-ref",) and given[:1] == ["HEAD"] and len(given) == 2)
    goes = goes or (words[1:3] == ("bisect", "reset") and len(words) == 3)
    if "commits" in question.kept:  # by a branch or a tag that the line makes first
        return None
    if not goes or not (lost := commits_on_none(repository, question.deadline)):
        return None
    reason = f"{counted(lost, 'commit')} that {are(lost)} in no branch"
    return TargetFacts("HEAD", True, "branch", lost, recovery=Recovery.LOST, reason=reason, personal=lost)
