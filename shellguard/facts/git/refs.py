"""What goes with a branch, a tag or a stash: commits that nothing else leads to."""

from __future__ import annotations

import re

from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.git.dangling_commits import dangling
from shellguard.facts.git.equivalent_commits import not_there, stashed_files, taken_over
from shellguard.facts.git.push_settings import setting
from shellguard.facts.git.question import Question, are, counted, named
from shellguard.facts.git.stash_popped_in_line import stash_place
from shellguard.facts.repository.repository import Repository, protected_branch
from shellguard.facts.repository.run import count_commits, held_by_no_name

_MOST_STASHES = 8
_MOST_REFS = 100
_STASHES = "refs/stash"
_LEFT = re.compile(r"@\{-([0-9]{1,3})\}")
_MOVE = re.compile(r"\tcheckout: moving from (\S+) to ")
_LONGEST_LOG = 4 << 20
_AT_ONCE = frozenset(("now", "all"))
_AT_WORK = re.compile(r"refs/(?:original|bisect|prefetch|rewritten|worktree)/")
"""What git and its tools keep while they work: of these the record of moves knows."""


def branch(question: Question) -> TargetFacts | None:
    """What goes with a branch: the commits that no other ref leads to."""
    repository = question.repository
    if _STASHES in question.names and repository.stashes:
        return stash(question)
    names = [_left_before(repository, name) for name in question.names]
    if any("@{" in name for name in names):
        return TargetFacts(", ".join(names), True, "branch", reason="not known which branch is meant")
    refs = [f"refs/heads/{name.removeprefix('refs/heads/')}" for name in names]
    there = [ref for ref in refs if ref in repository.refs]
    if not refs:
        return _none_handed("branch") if question.handed == () else None
    short = ", ".join(ref.removeprefix("refs/heads/") for ref in refs)
    if not there and repository.too_many_refs:
        return TargetFacts(short, None, "branch", reason="more branches than could be looked through")
    if not there:
        others = [name for name in names if name in repository.other_refs and _AT_WORK.match(name) is None]
        if others:
            return _of_another_kind(question, others)
        return TargetFacts(
            short, False, "branch", recovery=Recovery.NOTHING_LOST, reason="there is no such branch"
        )
    lost = 0
    going = set(refs)
    staying = {commit for ref, commit in repository.refs.items() if ref not in going}
    if any(repository.refs[ref] not in staying for ref in there):
        gone = [ref.removeprefix("refs/heads/") for ref in there]
        found = count_commits(repository, held_by_no_name(*there, going=gone), question.deadline)
        if found is None:
            return TargetFacts(short, True, "branch", reason="its commits could not be compared")
        lost = found
    alone = [ref for ref in there if not _on_server(repository, ref)]
    guarded = next(filter(protected_branch, alone), "").removeprefix("refs/heads/")
    protected = f"{guarded} is a branch that others build on" if guarded else ""
    if not lost:
        reason = "its commits are in another branch or were pushed"
        return TargetFacts(
            short, True, "branch", recovery=Recovery.TRACKED, reason=reason, protected=protected
        )
    if len(there) <= _MOST_STASHES and all(
        taken_over(repository, ref, refs, question.deadline) for ref in there
    ):
        reason = "another branch has all that its commits changed"
        return TargetFacts(
            short, True, "branch", lost, recovery=Recovery.TRACKED, reason=reason, protected=protected
        )
    reason = f"{counted(lost, 'commit')} that {are(lost)} in no other branch and on no remote"
    return TargetFacts(
        short, True, "branch", lost, recovery=Recovery.LOST, reason=reason, protected=protected
    )


def _of_another_kind(question: Question, refs: list[str]) -> TargetFacts:
    """What goes with refs that are no branches, such as notes: commits that no branch holds."""
    others = [name for name in question.repository.other_refs if name not in (*refs, _STASHES)]
    staying = others[:_MOST_REFS]
    only_there = held_by_no_name(*refs, kept=staying)
    lost = count_commits(question.repository, only_there, question.deadline)
    recovery = Recovery.UNKNOWN if lost is None else Recovery.LOST if lost else Recovery.TRACKED
    reason = (
        f"{counted(lost, 'commit')} that {are(lost)} in no branch" if lost else "other names keep all of it"
    )
    return TargetFacts(", ".join(refs), True, "branch", lost, recovery=recovery, reason=reason)


def _left_before(repository: Repository, name: str) -> str:
    """The branch that `@{-1}` names, by the record of moves; any other name as it is."""
    found = _LEFT.fullmatch(name)
    if found is None:
        return name
    before = _MOVE.findall(text_of(f"{repository.folder}/logs/HEAD", _LONGEST_LOG))
    number = int(found[1])
    return before[-number] if 0 < number <= len(before) else name


def _none_handed(kind: str) -> TargetFacts:
    return TargetFacts("", False, kind, recovery=Recovery.NOTHING_LOST, reason=f"no {kind} is handed to it")


def _on_server(repository: Repository, ref: str) -> bool:
    """Whether a server has the branch just as it stands here."""
    there, commit = repository.upstream(ref.removeprefix("refs/heads/")), repository.refs[ref]
    return repository.refs.get(there) == commit


def stash(question: Question) -> TargetFacts | None:
    """What goes with one stash or all: what neither the work tree nor the last commit has, too."""
    repository = question.repository
    commits = repository.stash_commits
    count = repository.stashes
    if "clear" not in question.effect.rule and count:
        place = _stash_place(question)
        commits = commits[place : place + 1] if place is not None else commits
        count = len(commits) if place is not None else count
    if not count:
        nothing = Recovery.NOTHING_LOST
        return TargetFacts("stash", False, "stash", recovery=nothing, reason="there is no such stash")
    lost, told = set[str](), 0 < len(commits) <= _MOST_STASHES and len(commits) == count
    for commit in commits if told else ():
        files = stashed_files(repository, commit, question.deadline)
        missing = not_there(repository, files, question.deadline) if files is not None else None
        told = told and missing is not None
        lost.update(missing or ())
    if told and not lost:
        reason = "the work tree or the last commit has all of it"
        return TargetFacts("stash", True, "stash", count, recovery=Recovery.TRACKED, reason=reason)
    reason = f"{counted(count, 'stash', 'stashes')} of work that {are(count)} in no branch"
    if lost:
        reason += f": changes in {named(sorted(lost))}"
    return TargetFacts("stash", True, "stash", count, recovery=Recovery.LOST, reason=reason)


def _stash_place(question: Question) -> int | None:
    """Which stash is meant, the latest being 0; None where that is not known."""
    if not question.words:
        return None
    at = question.words.index("stash") + 2 if "stash" in question.words else len(question.words)
    return stash_place(question.words[at:])


def unreached(question: Question) -> TargetFacts | None:
    """What only the record of moves still leads to: amended, reset and deleted commits, and stashes."""
    lost = count_commits(question.repository, held_by_no_name("--reflog"), question.deadline)
    if lost is None:
        return None
    if lost:
        reason = f"{counted(lost, 'commit')} that nothing else leads to"
        return TargetFacts("reflog", True, "branch", lost, recovery=Recovery.LOST, reason=reason)
    if "prune" in question.effect.rule and (left := dangling(question.repository, question.deadline)) != 0:
        reason = f"{counted(left or 0, 'commit')} such as dropped stashes, that nothing leads to any more"
        recovery = Recovery.UNKNOWN if left is None else Recovery.LOST
        return TargetFacts("objects", True, "branch", left, recovery=recovery, reason=reason)
    reason = "every commit is in a branch, a tag or on a remote"
    return TargetFacts("reflog", True, "branch", 0, recovery=Recovery.NOTHING_LOST, reason=reason)


def unreached_by_settings(question: Question) -> TargetFacts | None:
    """The same for a plain `git gc`, which takes such commits at once only where the settings say so."""
    if setting(question, "gc", "pruneExpire").lower() in _AT_ONCE:
        return unreached(question)
    reason = "it keeps what nothing leads to for some weeks"
    return TargetFacts("objects", True, "branch", recovery=Recovery.NOTHING_LOST, reason=reason)


def tag(question: Question) -> TargetFacts | None:
    """What goes with a tag: its name, and commits that no branch holds."""
    refs = [f"refs/tags/{name}" for name in question.names if f"refs/tags/{name}" in question.repository.refs]
    if question.handed == ():
        return _none_handed("tag")
    short = ", ".join(question.names)
    if not refs:
        return TargetFacts(short, False, "tag", recovery=Recovery.NOTHING_LOST, reason="there is no such tag")
    lost = count_commits(question.repository, held_by_no_name(*refs, tags=False), question.deadline)
    if lost is None:
        return TargetFacts(short, True, "tag", reason="its commits could not be compared")
    if lost:
        reason = f"{counted(lost, 'commit')} that {are(lost)} in no branch"
        return TargetFacts(short, True, "tag", lost, recovery=Recovery.LOST, reason=reason)
    return TargetFacts(short, True, "tag", recovery=Recovery.TRACKED, reason="its commit stays in a branch")


def tags_alone(question: Question) -> TargetFacts | None:
    """What goes where every tag goes that the remote does not have: commits that only tags lead to."""
    lost = count_commits(question.repository, held_by_no_name("--tags", tags=False), question.deadline)
    if lost is None:
        return None
    if lost:
        reason = f"{counted(lost, 'commit')} that only tags lead to, unless the remote has these tags, too"
        return TargetFacts("tags", True, "tag", lost, recovery=Recovery.LOST, reason=reason)
    return TargetFacts("tags", True, "tag", recovery=Recovery.TRACKED, reason="all tags stand in branches")
