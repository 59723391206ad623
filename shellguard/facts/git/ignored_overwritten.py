"""Ignored files, where the branch that one goes to has files of its own: these take their place."""

from __future__ import annotations

from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.git.equivalent_commits import changed_between
from shellguard.facts.git.question import Question, named
from shellguard.facts.git.untracked_overwritten import in_the_way
from shellguard.facts.repository.repository import Repository

_GROUPS = ("refs/heads/", "refs/tags/", "refs/remotes/", "refs/remotes/origin/")
_MOST = 5_000


def ignored_over(question: Question) -> TargetFacts | None:
    """What is lost of ignored files; None where the command names no branch, or nothing of that kind.

    What git is not told to ignore it writes over by force alone.
    """
    repository = question.repository
    given = [word for word in question.words[2:] if not word.startswith("-")]
    commit = _commit(repository, given[0]) if len(given) == 1 and "--" not in question.words else ""
    if not commit or commit == repository.head_commit or not repository.head_commit:
        return None
    files = changed_between(repository, (repository.head_commit, commit), question.deadline)
    if files is None or len(files) > _MOST:
        return None
    known = repository.index(question.deadline).entries
    rules = question.surveyor.ignored(repository)
    new = (path for path, blob in files.items() if blob and path not in known)
    over = {in_the_way(question, path, files[path], known) for path in new}
    lost = sorted(path for path in over if path and rules.file(path))
    if not lost:
        return None
    reason = f"{named(lost)} here, which git ignores: that of {given[0]} takes its place"
    root, number = repository.root, len(lost)
    return TargetFacts(
        root, True, "work tree", number, recovery=Recovery.LOST, reason=reason, personal=number
    )


def _commit(repository: Repository, name: str) -> str:
    """The commit at which a branch or tag of this name stands, "" for none."""
    return next((found for group in _GROUPS if (found := repository.refs.get(group + name, ""))), "")
