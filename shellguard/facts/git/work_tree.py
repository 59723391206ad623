"""What goes with a further work tree: changes, files that git does not know, commits on no branch."""

from __future__ import annotations

import os

from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.git.question import Question, counted
from shellguard.facts.repository.repository import Repository, repository_at
from shellguard.facts.repository.run import count_commits
from shellguard.facts.repository.staged import staged_files


def removed_work_tree(question: Question) -> TargetFacts | None:
    """What goes with a further work tree: its changes and the files that git does not know."""
    for target in question.effect.targets:
        path = os.path.normpath(os.path.join(question.folder, target.text))  # noqa: PTH118
        tree = repository_at(path)
        if tree is None and target.word.known and not os.path.lexists(path):
            gone = Recovery.NOTHING_LOST
            return TargetFacts(path, False, "work tree", recovery=gone, reason="it is not there")
        if tree is None:
            continue
        survey = question.surveyor.folder(path)
        staged = staged_files(tree, question.deadline)
        lost = max(survey.changed + survey.untracked, len(staged or ()))
        commits = _on_no_branch(tree, question.deadline)
        seen = survey.complete and staged is not None and commits is not None
        if commits:
            reason = f"{counted(commits, 'commit')} on no branch"
            return TargetFacts(path, True, "work tree", lost, recovery=Recovery.LOST, reason=reason)
        recovery = Recovery.LOST if lost else Recovery.TRACKED if seen else Recovery.UNKNOWN
        reason = f"{counted(lost, 'file')} that no commit holds" if lost else "everything in it is committed"
        return TargetFacts(
            path, True, "work tree", survey.files, survey.complete, recovery=recovery, reason=reason
        )
    return None


def _on_no_branch(tree: Repository, deadline: Deadline) -> int | None:
    """How many commits only the HEAD of a work tree leads to; None where that could not be told."""
    head = tree.head_commit
    if tree.branch or not head or head in tree.refs.values():
        return 0
    return count_commits(tree.root, (head, "--not", "--branches", "--remotes", "--tags", "--"), deadline)
