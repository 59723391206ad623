"""What goes with a further work tree: changes, files that git does not know, commits on no branch."""

from __future__ import annotations

import os
from dataclasses import replace

from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.git.clean import unknown_files
from shellguard.facts.git.equivalent_commits import differs
from shellguard.facts.git.push_settings import setting
from shellguard.facts.git.question import Question, counted
from shellguard.facts.repository.repository import Repository, repository_at
from shellguard.facts.repository.run import count_commits, held_by_no_name
from shellguard.facts.repository.staged import staged_files
from shellguard.facts.summary import together

_FORCED = frozenset(("-f", "--force", "-ff"))
_MOST_FOLDERS, _KIND = 64, "work tree"


def removed_work_tree(question: Question) -> TargetFacts | None:
    """What goes with a further work tree: its changes and the files that git does not know."""
    if question.handed is not None:
        told = [one for path in question.handed if (one := _removed(question, path)) is not None]
        nothing = TargetFacts("", False, _KIND, recovery=Recovery.NOTHING_LOST, reason="there is none")
        return together(told) if told else nothing
    for target in question.effect.targets:
        path = os.path.realpath(os.path.join(question.folder, target.text))
        if target.word.known and not os.path.lexists(path):
            gone = Recovery.NOTHING_LOST
            return TargetFacts(path, False, "work tree", recovery=gone, reason="it is not there")
        if (found := _removed(question, path)) is not None:
            return found
    return None


def _removed(question: Question, path: str) -> TargetFacts | None:
    """What goes with the work tree at a path; None where none is."""
    tree = repository_at(path)
    if tree is not None:
        survey = question.surveyor.folder(path)
        staged = staged_files(tree, question.deadline)
        forced = not question.words or not _FORCED.isdisjoint(question.words)  # unless told otherwise
        hidden = _unwatched(question, tree)
        if hidden:
            reason = f"changes in {counted(hidden, 'file')} that git was told not to look at"
            return TargetFacts(path, True, "work tree", hidden, recovery=Recovery.LOST, reason=reason)
        unknown = _unknown(question, tree)
        unseen = setting(question, "status", "showUntrackedFiles").lower() in ("no", "false")
        if not forced and unseen and unknown.recovery is Recovery.LOST:
            return replace(unknown, kind="work tree")
        if not forced and (survey.changed or staged or unknown.recovery is Recovery.LOST):
            reason = "git removes it only when all in it is committed"
            return TargetFacts(path, True, "work tree", recovery=Recovery.NOTHING_LOST, reason=reason)
        ignored = _unknown(question, tree, ignored=True)
        lost = max(survey.changed + survey.untracked, len(staged or ()))
        commits = _on_no_branch(tree, question.deadline)
        seen = survey.complete and staged is not None and commits is not None
        if commits:
            reason = f"{counted(commits, 'commit')} on no branch"
            return TargetFacts(path, True, "work tree", lost, recovery=Recovery.LOST, reason=reason)
        if not forced or not lost:
            lost = 0
            if ignored.recovery is Recovery.LOST:
                return replace(ignored, kind="work tree")
        recovery = Recovery.LOST if lost else Recovery.TRACKED if seen else Recovery.UNKNOWN
        reason = f"{counted(lost, 'file')} that no commit holds" if lost else "everything in it is committed"
        return TargetFacts(
            path, True, "work tree", survey.files, survey.complete, recovery=recovery, reason=reason
        )
    return None


def _unwatched(question: Question, tree: Repository) -> int:
    """How many files differ from what git has, of those that it was told to take for unchanged."""
    index = tree.index(question.deadline)
    told = [(path, entry) for path, entry in index.entries.items() if entry.unwatched]
    return sum(differs(f"{tree.root}/{path}", entry.hash.hex()) for path, entry in told[:_MOST_FOLDERS])


def _unknown(question: Question, tree: Repository, *, ignored: bool = False) -> TargetFacts:
    """The files of a work tree that git does not know, or those that it ignores."""
    effect = replace(question.effect, targets=())
    asked = replace(
        question, repository=tree, folder=tree.root, effect=effect, ignored_too=ignored, ignored_only=ignored
    )
    return unknown_files(asked, beside=question.repository.root) or TargetFacts()


def left_out(question: Question) -> TargetFacts | None:
    """What `git sparse-checkout set` takes besides what git has: ignored files of the folders left out."""
    repository, effect = question.repository, replace(question.effect, targets=())
    kept = [name.strip("/").partition("/")[0] for name in question.names]
    tops = {path.partition("/")[0] for path in repository.index(question.deadline).entries if "/" in path}
    told = [
        unknown_files(
            replace(
                question,
                folder=f"{repository.root.rstrip('/')}/{top}",
                effect=effect,
                ignored_too=True,
                ignored_only=True,
            )
        )
        for top in sorted(tops.difference(kept))[:_MOST_FOLDERS]
    ]
    lost = [facts for facts in told if facts is not None and facts.recovery is Recovery.LOST]
    if lost:
        return together(lost)
    reason = "git has all that is in the other folders"
    return TargetFacts(repository.root, True, "work tree", recovery=Recovery.NOTHING_LOST, reason=reason)


def _on_no_branch(tree: Repository, deadline: Deadline) -> int | None:
    """How many commits only the HEAD of a work tree leads to; None where that could not be told."""
    head = tree.head_commit
    if tree.branch or not head or head in tree.refs.values():
        return 0
    return count_commits(tree, held_by_no_name(head), deadline)
