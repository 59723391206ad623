"""What goes with a part of a repository's own folder (`.git/index`): mostly not its history."""

from __future__ import annotations

import os
from dataclasses import replace

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.git.question import are, counted
from shellguard.facts.name_pattern import fits
from shellguard.facts.repository.only_here import only_here
from shellguard.facts.repository.repository import Repository, repository_at, repository_in
from shellguard.facts.repository.run import count_commits, held_by_no_name
from shellguard.facts.repository.staged import staged_files

_INSIDE = "/.git/"
_MADE_AGAIN = (
    *("gc.log", "gc.pid", "FETCH_HEAD", "fsmonitor--daemon*"),
    *("hooks/*.sample", "objects/pack/tmp_*", "objects/info/commit-graph*", "lfs/tmp", "lfs/logs"),
)
"""Parts that git or git-lfs writes anew, or that it left when it was stopped."""
_OBJECT = "objects/??/*"
_MOST_HOOKS, _MOST_MODULES = 200, 32


def part_of_repository(facts: TargetFacts, effect: Effect, deadline: Deadline) -> TargetFacts:
    """The facts about what is removed, where it is a repository's own folder, or a part of it."""
    goes = effect.kind in (EffectKind.DELETE, EffectKind.HISTORY)
    goes = goes and effect.rule.startswith(("vcs.remove-", "files.remove"))
    if not goes or _INSIDE not in f"{facts.path}/":
        return facts
    if facts.exists is False and facts.reason == "it is not there":
        return _cleared(facts, Recovery.NOTHING_LOST, facts.reason)
    root, _, part = facts.path.rpartition(_INSIDE)
    if not root or not part or facts.resolves_to:
        return facts
    if _is_empty(facts.path) if facts.kind == "folder" else _never_written(facts.path, part):
        return _cleared(facts, Recovery.NOTHING_LOST, "it is empty")
    if any(fits(part, pattern) for pattern in _MADE_AGAIN):
        return _cleared(facts, Recovery.REBUILT, "git writes it anew where it needs it")
    if part == "COMMIT_EDITMSG" and not _is_newer(facts.path, f"{root}{_INSIDE}logs/HEAD"):
        return _cleared(facts, Recovery.REBUILT, "the last commit has it")
    repository = repository_at(root)
    if repository is None or os.path.lexists(f"{facts.path}/.git"):
        return facts
    if part == "index":
        return _index(facts, repository, deadline)
    if part == "modules" or part.startswith("modules/"):
        return _modules(facts, deadline)
    if part == "hooks":
        return _hooks(facts)
    if part == "logs":
        return _logs(facts, repository, deadline)
    return facts


def _cleared(facts: TargetFacts, recovery: Recovery, reason: str) -> TargetFacts:
    return replace(facts, recovery=recovery, reason=reason, protected="")


def _never_written(path: str, part: str) -> bool:
    """Whether it is an object that nothing was written to, as a full disk leaves them."""
    try:
        return fits(part, _OBJECT) and os.stat(path).st_size == 0
    except OSError:
        return False


def _is_empty(folder: str) -> bool:
    """Whether nothing but folders lies below."""
    try:
        return not any(names for _, _, names in os.walk(folder))
    except OSError:
        return False


def _is_newer(path: str, log: str) -> bool:
    """Whether a message was written after the last commit: one that was stopped leaves it."""
    try:
        return os.stat(path).st_mtime > os.stat(log).st_mtime
    except OSError:
        return True


def _index(facts: TargetFacts, repository: Repository, deadline: Deadline) -> TargetFacts:
    staged = staged_files(repository, deadline)
    if staged is None or repository.under_way:
        return facts
    if not staged:
        return _cleared(facts, Recovery.REBUILT, "nothing is staged, and git reset makes it again")
    number = len(staged)
    reason = f"{counted(number, 'file')} that {are(number)} staged and in no commit"
    return replace(_cleared(facts, Recovery.LOST, reason), files=number, total_bytes=None, personal=number)


def _logs(facts: TargetFacts, repository: Repository, deadline: Deadline) -> TargetFacts:
    """The record of moves, where every commit in it is reached without it; older stashes are in it alone."""
    if repository.stashes:
        return facts
    lost = count_commits(repository, held_by_no_name("--reflog"), deadline)
    if lost is None:
        return facts
    if not lost:
        return _cleared(facts, Recovery.TRACKED, "every commit in it is in a branch, a tag or on a remote")
    reason = f"{counted(lost, 'commit')} that nothing else leads to"
    return replace(_cleared(facts, Recovery.LOST, reason), files=lost, personal=lost)


def _modules(facts: TargetFacts, deadline: Deadline) -> TargetFacts:
    """The repositories of submodules, where each has all of its commits on a server as well."""
    found: list[Repository] = []
    for folder, names, files in os.walk(facts.path):
        if "HEAD" in files and "objects" in names:
            names[:] = [name for name in names if name == "modules"]
            if (one := repository_in(folder, folder, apart=True)) is not None:
                found.append(one)
        if len(found) > _MOST_MODULES or deadline.expired:
            return facts
    if not found or any(only_here(one, deadline) for one in found):
        return facts
    return _cleared(facts, Recovery.TRACKED, "repositories of submodules, all pushed")


def _hooks(facts: TargetFacts) -> TargetFacts:
    try:
        names = sorted(os.listdir(facts.path)[:_MOST_HOOKS])
    except OSError:
        return facts
    own = [name for name in names if not name.endswith(".sample")]
    if not own:
        return _cleared(facts, Recovery.REBUILT, "only samples, which git init puts there again")
    more = f" and {len(own) - 3} more" if len(own) > 3 else ""
    reason = f"{', '.join(own[:3])}{more}, which no commit holds"
    return replace(_cleared(facts, Recovery.LOST, reason), files=len(own), personal=len(own))
