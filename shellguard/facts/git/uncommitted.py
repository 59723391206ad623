"""Work in no commit, or in none that stays: changed files, staged ones, commits that are left behind."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable

from shellguard.effects.effect import TargetKind
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.resolve import place_of
from shellguard.facts.git import (
    operation_in_progress,
)
from shellguard.facts.git.automatic_merges import made_by_git
from shellguard.facts.git.commit_in_line import is_put
from shellguard.facts.git.patch_in_line import is_told
from shellguard.facts.git.pathspec import is_below, pathspecs
from shellguard.facts.git.question import Question, are, counted, named
from shellguard.facts.git.untracked_overwritten import over_by_paths, written_over
from shellguard.facts.repository.index import unchanged
from shellguard.facts.repository.repository import Repository
from shellguard.facts.repository.run import count_commits, held_by_no_name
from shellguard.facts.repository.staged import staged_files

_CLOCK_EVERY = 64
_INDEX = frozenset(("-S", "--staged", "-SW", "-WS"))
_PLAIN_RESET = frozenset(("--hard", "-q", "--quiet", "HEAD", "@"))
_SIDES = frozenset(("--theirs", "--ours", "--merge", "-m"))  # a conflict is decided, or made anew


def uncommitted(question: Question) -> TargetFacts | None:
    """Changes that are in no commit: in the work tree, and in the index where that goes too."""
    repository, deadline = question.repository, question.deadline
    decides = any(word in _SIDES or word.startswith("--conflict=") for word in question.words)
    if repository.under_way and decides:
        specs, root = pathspecs(question), repository.root.rstrip("/")
        return operation_in_progress.given_up(question, lambda path: specs.may_mean(f"{root}/{path}"))
    if any(target.kind is TargetKind.PATH for target in question.effect.targets):
        return _paths_uncommitted(question)
    if (found := _left_by_force(question)) is not None:
        return found
    changed, complete = changed_files(repository, "", deadline)
    changed = _told_nowhere(question, changed, "unstaged")
    staged = staged_files(repository, deadline)
    if staged is not None:
        staged = _told_nowhere(question, staged, "staged")
        changed = sorted({*changed, *staged})
    elif not changed:
        complete = False
    if "changes" in question.kept:
        changed, complete = [], True
    over = written_over(question)
    changed = sorted({*changed, *over})
    dropped = 0 if "commits" in question.kept else dropped_commits(question)
    if dropped == 0 and not (over or staged) and complete and _typed_only(question, changed):
        return _typed_again(question, changed)
    return changes(repository, changed, complete and dropped is not None, dropped or 0)


def given_up(question: Question) -> TargetFacts | None:
    """What goes where a merge, a pick or a rebase is given up, which takes changes of other files along."""
    rebase = os.path.isdir(f"{question.repository.folder}/rebase-merge")
    return operation_in_progress.given_up(question, besides_it=_changed, all_go=rebase)


def _left_by_force(question: Question) -> TargetFacts | None:
    """The same where all files are set back; None where more goes, or git did not tell what it left."""
    repository, words = question.repository, question.words
    told = os.path.isfile(f"{repository.folder}/AUTO_MERGE") and repository.under_way
    if not told or words[1:2] != ("reset",) or not _PLAIN_RESET.issuperset(words[2:]) or question.kept:
        return None
    found = operation_in_progress.given_up(question, besides_it=_changed, all_go=True)
    return found if found is not None and found.recovery is Recovery.NOTHING_LOST else None


def _changed(question: Question) -> list[str] | None:
    """Files with changes in no commit, but those with a conflict; None where not all were seen."""
    changed, complete = changed_files(question.repository, "", question.deadline)
    staged = staged_files(question.repository, question.deadline)
    if staged is None or not complete:
        return None
    entries = question.repository.index(question.deadline).entries
    return [path for path in (*changed, *staged) if not entries[path].stage]


def _paths_uncommitted(question: Question) -> TargetFacts | None:
    """The same for the paths that the command names."""
    repository, specs = question.repository, pathspecs(question)
    changed, taken, complete = set[str](), set[str](), specs.known
    prefix = repository.root.rstrip("/") + "/"
    for one in specs.meant:
        inner = "" if f"{one.top}/" == prefix else one.top.removeprefix(prefix)
        found, all_seen = changed_files(repository, inner, question.deadline)
        found = _told_nowhere(question, found, "unstaged")
        changed.update(path for path in found if specs.may_mean(prefix + path))
        complete = complete and all_seen
    rule = question.effect.rule
    if question.unstaged:
        staged = staged_files(repository, question.deadline)
        complete = complete and staged is not None
        whole = [place_of(name, False, question.folder).path for name in question.unstaged]
        out = {path for path in staged or () if any(is_below(prefix + path, one) for one in whole)}
        changed.update(
            path for path in _told_nowhere(question, out, "staged") if specs.may_mean(prefix + path)
        )
    if "reference" in rule or "rm-" in rule or ("restore" in rule and not _INDEX.isdisjoint(question.words)):
        staged = staged_files(repository, question.deadline)
        complete = complete and staged is not None
        told = _told_nowhere(question, staged or (), "staged")
        taken = {path for path in told if specs.may_mean(prefix + path)}
        changed.update(taken)
    over = over_by_paths(question, specs)
    changed.update(over)
    if complete and not (taken or over) and _typed_only(question, sorted(changed)):
        return _typed_again(question, sorted(changed))
    return changes(repository, sorted(changed), complete, 0)


def _told_nowhere(question: Question, changed: Iterable[str], part: str) -> list[str]:
    """Those of changed files that the line neither puts into a commit nor into a patch first."""
    root, put = question.repository.root.rstrip("/"), question.put
    left = [path for path in changed if not (put and is_put(f"{root}/{path}", put))]
    return [path for path in left if part not in question.kept or not is_told(question, path)]


def _typed_only(question: Question, changed: list[str]) -> bool:
    """Whether lines of the session alone, which can be typed again, changed what git has of these files."""
    typed, repository = question.surveyor.typed, question.repository
    if typed is None or not changed or repository.under_way:
        return False
    index = repository.index(question.deadline)
    for path in changed:
        full = f"{repository.root.rstrip('/')}/{path}"
        try:
            if not typed(full, os.lstat(full), index.entries[path], index.written):
                return False
        except OSError:
            return False
    return True


def _typed_again(question: Question, changed: list[str]) -> TargetFacts:
    return TargetFacts(
        question.repository.root, True, "work tree", len(changed), recovery=Recovery.REBUILT,
        reason=f"only lines of this session changed {named(changed)}: typing them again does so again",
    )  # fmt: skip


def changes(repository: Repository, changed: list[str], complete: bool, dropped: int) -> TargetFacts:
    """What is lost of these changes and commits; nothing where there are none and all was looked through."""
    protected = f"{repository.under_way} is under way" if repository.under_way else ""
    if changed or dropped:
        clauses = []
        if changed:
            clauses.append(f"changes in {named(changed)} that are in no commit")
        if dropped:
            clauses.append(f"{counted(dropped, 'commit')} that {are(dropped)} in no other branch")
        return TargetFacts(
            path=repository.root,
            exists=True,
            kind="work tree",
            files=len(changed),
            counted_all=complete,
            newest=_newest(repository, changed),
            recovery=Recovery.LOST,
            reason=" and ".join(clauses),
            protected=protected,
            commits=dropped,
        )
    recovery = Recovery.NOTHING_LOST if complete else Recovery.UNKNOWN
    reason = "everything is committed" if complete else "the work tree was not compared to the end"
    return TargetFacts(repository.root, True, "work tree", 0, complete, 0, None, recovery, reason, protected)


def changed_files(repository: Repository, folder: str, deadline: Deadline) -> tuple[list[str], bool]:
    """Tracked files at or below `folder` ("" for all) that differ from the index, and whether all were seen.

    A file that is missing is no loss: git has it.
    """
    known = repository.changed.get(folder)
    if known is None or not known[1]:
        known = repository.changed[folder] = _compared(repository, folder, deadline)
    return known


def _compared(repository: Repository, folder: str, deadline: Deadline) -> tuple[list[str], bool]:
    index = repository.index(deadline)
    changed: list[str] = []
    complete = index.complete
    for number, path in enumerate(index.below(folder)):
        if number % _CLOCK_EVERY == 0 and deadline.expired:
            return changed, False
        full = f"{repository.root.rstrip('/')}/{path}"
        try:
            status = os.lstat(full)
        except OSError:
            continue
        same = unchanged(full, index.entries[path], status, index)
        if same is False:
            changed.append(path)
        elif same is None and not stat.S_ISDIR(status.st_mode):
            complete = False
    return changed, complete


def dropped_commits(question: Question) -> int | None:
    """Commits of this branch that nothing else holds after it was set to another one; None: not known."""
    ref = question.option or next(iter(question.names), "")
    if not ref or ref.startswith("-") or ref == "HEAD" or "reset" not in question.effect.rule:
        return 0
    here = question.repository.branch
    if ref == "FETCH_HEAD":  # what the line fetches first is most likely this branch as it is there
        ref = question.repository.upstream(here) or ref
    if question.repository.head_commit in _held_by_others(question.repository, here):
        return 0
    head = question.repository.head_commit or "HEAD"
    arguments = held_by_no_name(head, going=(here,) if here else (), kept=(ref,))
    lost = count_commits(question.repository, arguments, question.deadline)
    return 0 if lost and made_by_git(question.repository, arguments, lost, question.deadline) else lost


def _held_by_others(repository: Repository, here: str) -> set[str]:
    """The commits at which branches and tags stand, here and on servers, but the one that is checked out."""
    own = f"refs/heads/{here}"
    apart = (own, "refs/stash")
    return {commit for name, commit in repository.refs.items() if name not in apart}


def _newest(repository: Repository, paths: list[str]) -> float | None:
    times = []
    for path in paths[:_CLOCK_EVERY]:
        try:
            times.append(os.lstat(f"{repository.root}/{path}").st_mtime)
        except OSError:
            continue
    return max(times, default=None)
