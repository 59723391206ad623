"""What a git command would throw away: uncommitted work, unknown files, commits, stashes."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass

from shellguard.effects.effect import Effect, EffectKind, TargetKind
from shellguard.facts.commands import command_of, git_folder, takes_ignored
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.git_index import unchanged
from shellguard.facts.git_repository import Repository, protected_branch, repository_at
from shellguard.facts.git_run import count_commits, git
from shellguard.facts.rebuilt import file_evidence, folder_evidence
from shellguard.facts.resolve import folder_of
from shellguard.facts.survey import Surveyor
from shellguard.facts.tree import Walk, entries
from shellguard.parsing.script import Script
from shellguard.parsing.shell_state import ShellState

_CLOCK_EVERY = 64
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked of which repository."""

    effect: Effect
    repository: Repository
    folder: str
    surveyor: Surveyor
    deadline: Deadline
    ignored_too: bool = False

    @property
    def names(self) -> list[str]:
        """What the command names that is no path: branches, refs."""
        kinds = (TargetKind.NAME, TargetKind.OTHER)
        return [t.text for t in self.effect.targets if t.kind in kinds and t.word.known]

    @property
    def option(self) -> str:
        """The ref that the command goes to, "" when none is named."""
        return self.effect.options.get("ref", "")


def repository_facts(
    effect: Effect,
    shell: ShellState,
    surveyor: Surveyor,
    deadline: Deadline,
    script: Script | None = None,
) -> TargetFacts | None:
    """Facts about an effect of git as a whole; None for other effects and where no repository is."""
    if effect.host or effect.inside or not effect.rule.startswith("git."):
        return None
    answer = _answer_for(effect.rule)
    here = folder_of(effect, shell)
    if answer is None or not here:
        return None
    command = command_of(effect, script)
    folder = git_folder(effect, command, here)
    repository = surveyor.repository(folder) if folder is not None else None
    if folder is None or (repository is None and (command is None or effect.kind is EffectKind.PUBLISH)):
        return TargetFacts(reason="not known which repository is meant")
    if repository is None:
        nothing = Recovery.NOTHING_LOST
        return TargetFacts(path=folder, exists=False, recovery=nothing, reason="no git repository")
    return answer(_Question(effect, repository, folder, surveyor, deadline, takes_ignored(command)))


def _answer_for(rule: str) -> Callable[[_Question], TargetFacts | None] | None:
    name = rule.removeprefix("git.")
    return next((answer for word, answer in _ANSWERS if word in name), None)


def _uncommitted(question: _Question) -> TargetFacts | None:
    """Changes that are in no commit: in the work tree, and in the index where that goes too."""
    repository, deadline = question.repository, question.deadline
    if any(target.kind is TargetKind.PATH for target in question.effect.targets):
        return _paths_uncommitted(question)
    changed, complete = changed_files(repository, "", deadline)
    staged = _staged(repository, deadline)
    if staged is not None:
        changed = sorted({*changed, *staged})
    elif not changed:
        complete = False
    dropped = _dropped_commits(question)
    return _changes(repository, changed, complete, dropped)


def _paths_uncommitted(question: _Question) -> TargetFacts | None:
    """The same for the paths that the command names."""
    repository, changed, complete = question.repository, set[str](), True
    prefix = repository.root.rstrip("/") + "/"
    for target in question.effect.targets:
        if target.kind is not TargetKind.PATH or not target.word.known:
            complete = complete and target.kind is not TargetKind.PATH
            continue
        path = os.path.normpath(os.path.join(question.folder, target.text))  # noqa: PTH118
        inner = "" if f"{path}/" == prefix else path.removeprefix(prefix)
        found, all_seen = changed_files(repository, inner, question.deadline)
        changed.update(found)
        complete = complete and all_seen
    return _changes(repository, sorted(changed), complete, 0)


def _changes(repository: Repository, changed: list[str], complete: bool, dropped: int) -> TargetFacts:
    protected = f"{repository.under_way} is under way" if repository.under_way else ""
    if changed or dropped:
        clauses = []
        if changed:
            clauses.append(f"changes in {_named(changed)} that are in no commit")
        if dropped:
            clauses.append(f"{_counted(dropped, 'commit')} that {_is(dropped)} in no other branch")
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
        )
    recovery = Recovery.NOTHING_LOST if complete else Recovery.UNKNOWN
    reason = "everything is committed" if complete else "the work tree was not compared to the end"
    return TargetFacts(repository.root, True, "work tree", 0, complete, 0, None, recovery, reason, protected)


def changed_files(repository: Repository, folder: str, deadline: Deadline) -> tuple[list[str], bool]:
    """Tracked files at or below `folder` ("" for all) that differ from the index, and whether all were seen.

    A file that is missing is no loss: git has it.
    """
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


def _staged(repository: Repository, deadline: Deadline) -> list[str] | None:
    """Files whose staged state is in no commit."""
    if not repository.head_commit:
        return list(repository.index(deadline).entries)
    arguments = ("diff-index", "--cached", "--name-only", "--no-ext-diff", "--no-renames", "-z", "HEAD", "--")
    answer = git(repository.root, arguments, deadline)
    if answer is None:
        return None
    index = repository.index(deadline).entries
    # A file that was taken out of the index is still in the last commit.
    return [path for path in answer.split("\0") if path in index]


def _dropped_commits(question: _Question) -> int:
    """Commits of this branch that no branch, tag or remote holds after it was set to another one."""
    ref = question.option or next(iter(question.names), "")
    if not ref or ref.startswith("-") or ref == "HEAD" or "reset" not in question.effect.rule:
        return 0
    here = question.repository.branch
    others = (f"--exclude={here}", "--branches") if here else ("--branches",)
    arguments = ("HEAD", "--not", ref, *others, "--remotes", "--tags", "--")
    return count_commits(question.repository.root, arguments, question.deadline) or 0


def _unknown_files(question: _Question) -> TargetFacts | None:
    """What `git clean` takes: files that git does not know."""
    repository, deadline = question.repository, question.deadline
    index, rules = repository.index(deadline), question.surveyor.ignored(repository)
    ignored_too = question.ignored_too
    prefix = repository.root.rstrip("/") + "/"
    walk, skip = Walk(), set[str]()
    lost: list[str] = []
    total, newest = 0, 0.0
    for entry, status in entries(question.folder, deadline, walk, skip):
        inner = entry.path.removeprefix(prefix)
        if stat.S_ISDIR(status.st_mode):
            passed = entry.name == ".git" or (not ignored_too and rules.folder(inner))
            if passed or folder_evidence(entry.path) is not None:
                skip.add(entry.path)
            continue
        if inner in index.entries or (not ignored_too and rules.file(inner)) or file_evidence(entry.path):
            continue
        lost.append(inner)
        total, newest = total + status.st_size, max(newest, status.st_mtime)
    complete = walk.complete and index.complete
    if not lost:
        recovery = Recovery.NOTHING_LOST if complete else Recovery.UNKNOWN
        reason = (
            "git knows every file, or a tool makes it again" if complete else "not looked through to the end"
        )
        return TargetFacts(question.folder, True, "folder", 0, complete, 0, None, recovery, reason)
    return TargetFacts(
        question.folder,
        True,
        "folder",
        len(lost),
        complete,
        total,
        newest,
        Recovery.LOST,
        f"{_named(sorted(lost))} that git does not know",
    )


def _branch(question: _Question) -> TargetFacts | None:
    """What goes with a branch: the commits that no other ref leads to."""
    repository = question.repository
    refs = [f"refs/heads/{name}" for name in question.names]
    there = [ref for ref in refs if ref in repository.refs]
    if not refs:
        return None
    short = ", ".join(ref.removeprefix("refs/heads/") for ref in refs)
    if not there:
        return TargetFacts(
            short, False, "branch", recovery=Recovery.NOTHING_LOST, reason="there is no such branch"
        )
    excluded = [f"--exclude={ref.removeprefix('refs/heads/')}" for ref in there]
    lost = 0
    if not all(_kept(repository, ref, refs) for ref in there):
        arguments = (*there, "--not", *excluded, "--branches", "--remotes", "--tags", "--")
        found = count_commits(repository.root, arguments, question.deadline)
        if found is None:
            return TargetFacts(short, True, "branch", reason="its commits could not be compared")
        lost = found
    guarded = next((ref for ref in there if protected_branch(ref)), "").removeprefix("refs/heads/")
    protected = f"{guarded} is a branch that others build on" if guarded else ""
    if not lost:
        reason = "its commits are in another branch or were pushed"
        return TargetFacts(
            short, True, "branch", recovery=Recovery.TRACKED, reason=reason, protected=protected
        )
    reason = f"{_counted(lost, 'commit')} that {_is(lost)} in no other branch and on no remote"
    return TargetFacts(
        short, True, "branch", lost, recovery=Recovery.LOST, reason=reason, protected=protected
    )


def _kept(repository: Repository, ref: str, leaving: list[str]) -> bool:
    """Whether a ref that stays stands at the same commit."""
    commit = repository.refs.get(ref)
    return any(value == commit for name, value in repository.refs.items() if name not in leaving)


def _stash(question: _Question) -> TargetFacts | None:
    count = question.repository.stashes
    if not count:
        return TargetFacts(
            "stash", False, "stash", recovery=Recovery.NOTHING_LOST, reason="there is no stash"
        )
    reason = f"{_counted(count, 'stash', 'stashes')} of work that {_is(count)} in no branch"
    return TargetFacts("stash", True, "stash", count, recovery=Recovery.LOST, reason=reason)


def _push(question: _Question) -> TargetFacts | None:
    """What a forced push takes from the remote, as far as was last fetched."""
    repository = question.repository
    branch = _pushed_branch(question)
    if not branch:
        return None
    protected = f"{branch} is a branch that others build on" if protected_branch(branch) else ""
    upstream = repository.upstream(branch)
    if not upstream or upstream not in repository.refs:
        return TargetFacts(branch, None, "branch", reason="not known what is there", protected=protected)
    ref = f"refs/heads/{branch}"
    if repository.refs.get(ref) == repository.refs[upstream]:
        lost: int | None = 0
    else:
        lost = count_commits(repository.root, (upstream, "--not", ref, "--"), question.deadline)
    if lost is None:
        return TargetFacts(
            branch, True, "branch", reason="its commits could not be compared", protected=protected
        )
    if not lost:
        reason = "nothing that was fetched would go"
        return TargetFacts(
            branch, True, "branch", 0, recovery=Recovery.TRACKED, reason=reason, protected=protected
        )
    reason = f"{_counted(lost, 'commit')} of {upstream.removeprefix('refs/remotes/')} would go"
    return TargetFacts(
        branch, True, "branch", lost, recovery=Recovery.LOST, reason=reason, protected=protected
    )


def _pushed_branch(question: _Question) -> str:
    """The branch that a push names, or the one that is checked out."""
    named = question.names[1:]  # the first word after `push` is the remote
    if question.option:
        named.append(question.option)
    for name in named:
        short = name.removeprefix("+").rpartition(":")[2].removeprefix("refs/heads/")
        if short and "://" not in name and "@" not in name:
            return question.repository.branch if short == "HEAD" else short
    return question.repository.branch


def _newest(repository: Repository, paths: list[str]) -> float | None:
    times = []
    for path in paths[:_CLOCK_EVERY]:
        try:
            times.append(os.lstat(f"{repository.root}/{path}").st_mtime)
        except OSError:
            continue
    return max(times, default=None)


def _named(paths: list[str]) -> str:
    if len(paths) <= _MOST_NAMED:
        return ", ".join(paths)
    return f"{', '.join(paths[:_MOST_NAMED])} and {len(paths) - _MOST_NAMED} more"


def _counted(number: int, one: str, many: str = "") -> str:
    return f"1 {one}" if number == 1 else f"{number} {many or one + 's'}"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _worktree(question: _Question) -> TargetFacts | None:
    """What goes with a further work tree: its changes and the files that git does not know."""
    for target in question.effect.targets:
        path = os.path.normpath(os.path.join(question.folder, target.text))  # noqa: PTH118
        tree = repository_at(path)
        if tree is None:
            continue
        survey = question.surveyor.folder(path)
        lost = survey.changed + survey.untracked
        recovery = Recovery.LOST if lost else Recovery.TRACKED if survey.complete else Recovery.UNKNOWN
        reason = f"{_counted(lost, 'file')} that no commit holds" if lost else "everything in it is committed"
        return TargetFacts(
            path, True, "work tree", survey.files, survey.complete, recovery=recovery, reason=reason
        )
    return None


def _tag(question: _Question) -> TargetFacts | None:
    """What goes with a tag: its name, and commits that no branch holds."""
    refs = [f"refs/tags/{name}" for name in question.names if f"refs/tags/{name}" in question.repository.refs]
    short = ", ".join(question.names)
    if not refs:
        return TargetFacts(short, False, "tag", recovery=Recovery.NOTHING_LOST, reason="there is no such tag")
    arguments = (*refs, "--not", "--branches", "--remotes", "--")
    lost = count_commits(question.repository.root, arguments, question.deadline)
    if lost is None:
        return TargetFacts(short, True, "tag", reason="its commits could not be compared")
    if lost:
        reason = f"{_counted(lost, 'commit')} that {_is(lost)} in no branch"
        return TargetFacts(short, True, "tag", lost, recovery=Recovery.LOST, reason=reason)
    return TargetFacts(short, True, "tag", recovery=Recovery.TRACKED, reason="its commit stays in a branch")


_ANSWERS: tuple[tuple[str, Callable[[_Question], TargetFacts | None]], ...] = (
    ("worktree", _worktree),
    ("tag-delete", _tag),
    ("push", _push),
    ("stash", _stash),
    ("branch-delete", _branch),
    ("clean", _unknown_files),
    ("rm-", _uncommitted),
    ("reset", _uncommitted),
    ("checkout", _uncommitted),
    ("restore", _uncommitted),
    ("switch", _uncommitted),
)
