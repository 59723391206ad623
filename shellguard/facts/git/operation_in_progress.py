"""A merge, rebase or pick that is given up: what a person has done in the work tree since git stopped."""

from __future__ import annotations

from collections.abc import Callable, Collection

from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.git.equivalent_commits import changed_between, differs
from shellguard.facts.git.question import Question, named

_KIND = "work tree"
_LONGEST = 128


def given_up(
    question: Question,
    taken: Callable[[str], bool] | None = None,
    besides_it: Callable[[Question], Collection[str] | None] = lambda _: (),
    *,
    all_go: bool = False,
) -> TargetFacts | None:
    """What goes where the state before is brought back: files that differ from those that git left.

    Git writes down the tree that it left, with the marks of the conflicts in it. `taken` tells which
    paths go; without it all of these. Changes of other files, which `besides_it` tells, stay unless `all_go`.
    """
    repository = question.repository
    root = repository.root
    if not repository.under_way:
        return TargetFacts(root, True, _KIND, recovery=Recovery.NOTHING_LOST, reason="nothing is under way")
    left = text_of(f"{repository.folder}/AUTO_MERGE", _LONGEST).strip()
    files = changed_between(repository, (repository.head_commit, left), question.deadline) if left else None
    besides = besides_it(question) if all_go else ()
    if files is None and (left or not all_go):
        return TargetFacts(root, True, _KIND, reason="not known what was done since it stopped")
    files = files or {}
    going = {path: blob for path, blob in files.items() if blob and (taken is None or taken(path))}
    done = {path for path, blob in going.items() if differs(f"{root}/{path}", blob)}
    done.update(path for path in besides or () if path not in files)
    if not done and besides is None:
        return TargetFacts(root, True, _KIND, reason="the work tree was not compared to the end")
    if not done:
        reason = "nothing was changed since it stopped"
        return TargetFacts(root, True, _KIND, 0, recovery=Recovery.NOTHING_LOST, reason=reason)
    reason = f"what was done in {named(sorted(done))} since it stopped is in no commit"
    return TargetFacts(root, True, _KIND, len(done), recovery=Recovery.LOST, reason=reason)
