"""What of the index is in no commit."""

from __future__ import annotations

from shellguard.facts.deadline import Deadline
from shellguard.facts.repository.objects import tree_of
from shellguard.facts.repository.repository import Repository
from shellguard.facts.repository.run import git


def staged_files(repository: Repository, deadline: Deadline) -> list[str] | None:
    """Files whose staged state is in no commit; None where that could not be told."""
    head = repository.head_commit
    if not head:
        return list(repository.index(deadline).entries)
    if (tree := repository.index(deadline).tree) and tree == tree_of(repository.common, head):
        return []
    arguments = ("diff-index", "--cached", "--name-only", "--no-ext-diff", "--no-renames", "-z", "HEAD", "--")
    answer = git(repository, arguments, deadline)
    if answer is None:
        return None
    index = repository.index(deadline).entries
    # A file that was taken out of the index is still in the last commit.
    return [path for path in answer.split("\0") if path in index]
