"""What a git command would throw away: uncommitted work, unknown files, commits, stashes."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable
from dataclasses import replace

from shellguard.effects.effect import Effect, EffectKind, TargetKind
from shellguard.facts.commands import (
    PLACES,
    SETTINGS,
    command_of,
    git_folder,
    left_by,
    takes_ignored,
    takes_ignored_only,
)
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.resolve import folder_of, place_of
from shellguard.facts.files.survey import Surveyor
from shellguard.facts.git import as_set, begun, line_changes, moved, pushed, refs
from shellguard.facts.git.clean import cleaned, newly_staged, unknown_files
from shellguard.facts.git.committed_first import commits_before, from_index, is_put, put_first
from shellguard.facts.git.detached import left_detached
from shellguard.facts.git.diffed_first import diffed_first, is_told
from shellguard.facts.git.gone_to import gone_to
from shellguard.facts.git.handed_refs import handed_refs
from shellguard.facts.git.ignored_over import ignored_over
from shellguard.facts.git.moved import in_each_submodule, recurses
from shellguard.facts.git.pathspec import is_below, pathspecs
from shellguard.facts.git.popped import applied_first, with_popped
from shellguard.facts.git.question import Question, are, counted, named
from shellguard.facts.git.remerged import made_by_git
from shellguard.facts.git.work_tree import left_out, removed_work_tree
from shellguard.facts.git.written_over import over_by_paths, written_over
from shellguard.facts.kept import parts_kept
from shellguard.facts.repository.index import unchanged
from shellguard.facts.repository.repository import Repository
from shellguard.facts.repository.run import count_commits
from shellguard.facts.repository.staged import staged_files
from shellguard.facts.summary import together
from shellguard.parsing.script import Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_CLOCK_EVERY = 64
_INDEX = frozenset(("-S", "--staged", "-SW", "-WS"))
_SIDES = frozenset(("--theirs", "--ours", "--merge", "-m"))  # a conflict is decided, or made anew


_OF_THE_HOME = "git.reset-home"
"""What keeps settings has a repository of its own, wherever one stands."""


def repository_facts(
    effect: Effect,
    shell: ShellState,
    surveyor: Surveyor,
    deadline: Deadline,
    script: Script | None = None,
) -> TargetFacts | None:
    """Facts about an effect of git as a whole; None for other effects and where no repository is."""
    if effect.host or effect.inside or not effect.rule.startswith("git.") or effect.rule == _OF_THE_HOME:
        return None
    command = command_of(effect, script)
    each = in_each_submodule(command, script)
    answer = moved.submodules if each else _answer_for(effect.rule)
    here = folder_of(effect, shell)
    if answer is None or not here:
        return None
    sent = any(shell.variables.get(name) for name in PLACES)
    folder = git_folder(effect, command, here) if not sent else None
    repository = surveyor.repository(folder) if folder is not None else None
    if folder is None or (repository is None and (command is None or effect.kind is EffectKind.PUBLISH)):
        return TargetFacts(reason="not known which repository is meant")
    if repository is None:
        nothing = Recovery.NOTHING_LOST
        return TargetFacts(path=folder, exists=False, recovery=nothing, reason="no git repository")
    question = Question(
        effect,
        repository,
        folder,
        surveyor,
        deadline,
        takes_ignored(command) or line_changes.other_rules(command, script),
        takes_ignored_only(command) and not line_changes.other_rules(command, script),
        left_by(command),
        tuple(word.text for word in command.words) if command is not None else (),
        handed_refs(effect, command, script, repository, shell, deadline),
        parts_kept(effect, script, command),
        script is not None and len(script.commands) == 1 and not _set_otherwise(command, shell),
        line_changes.moves_before(command, script),
        shell.home,
    )
    put = put_first(command, script, here, repository.root, index=from_index(effect, command))
    question = replace(question, kept=question.kept | diffed_first(question, command, script, shell), put=put)
    question = replace(question, unstaged=line_changes.unstaged_before(command, script))
    told = [answer(replace(question, repository=one)) for one in gone_to(repository, command, script)]
    found = told[0] if len(told) == 1 else together([one for one in told if one is not None])
    if found is None:
        return None
    if answer is _uncommitted and recurses(command, repository):
        found = together([found, *filter(None, (moved.submodules(question),))])
    return _with_the_line(found, question, command, script)


def _set_otherwise(command: SimpleCommand | None, shell: ShellState) -> bool:
    given = [one.name for one in command.assignments] if command is not None else []
    return any(name.startswith(("GIT_", "XDG_")) for name in given) or any(map(shell.variables.get, SETTINGS))


def _with_the_line(
    found: TargetFacts, question: Question, command: SimpleCommand | None, script: Script | None
) -> TargetFacts:
    """What is found, where what the line does before has more, or nothing, go with it."""
    effect = question.effect
    everything = replace(question, effect=replace(effect, targets=()))
    if "rm-" in effect.rule and (module := moved.removed_with(question)) is not None:
        found = together([found, module])
    if "clean" in effect.rule and line_changes.untracks_before(command, script):
        found = _or_lost(found, _uncommitted(everything))
    if "clean" in effect.rule and question.unstaged:
        found = _or_lost(found, newly_staged(question))
    if "stash" in effect.rule and line_changes.stashes_before(command, script):
        work = _uncommitted(question)
        untracked = line_changes.with_unknown(command, script)
        if untracked and (work is None or work.recovery is not Recovery.LOST):
            work = unknown_files(replace(everything, ignored_too=line_changes.with_ignored(command, script)))
        found = _or_lost(found, work)
    back = line_changes.taken_back(command, script)
    if back and (_answer_for(effect.rule) is _uncommitted or "stash" in effect.rule):
        again = replace(effect, rule="git.reset-hard", targets=(), options={**effect.options, "ref": back})
        dropped = _dropped_commits(replace(question, effect=again))
        found = _or_lost(found, _changes(question.repository, [], dropped is not None, dropped or 0))
    if "reset-hard" in effect.rule and line_changes.adds_before(command, script):
        found = _or_lost(found, unknown_files(everything))
    if "stash" in effect.rule and applied_first(command, script):
        reason = "the work tree has it: it is applied first"
        return replace(found, recovery=Recovery.NOTHING_LOST, reason=reason)
    if _answer_for(effect.rule) in (_uncommitted, cleaned):
        found = with_popped(found, question, command, script, unknown_only="clean" in effect.rule)
    on = line_changes.committed_on(command, script, question.repository.branch)
    if "branch-delete" in effect.rule and not on.isdisjoint(question.names):
        reason = "the commit that this line makes on it first, which nothing else would hold"
        found = _or_lost(found, replace(found, recovery=Recovery.LOST, reason=reason, exists=True))
    commits = "reset-hard" in effect.rule and commits_before(command, script)
    if (
        not commits
        and question.put
        and "reset-hard" in effect.rule
        and _goes_back(effect) not in ("", "HEAD")
    ):
        commits = True
    return _after_commit(found, effect) if commits else found


def _or_lost(found: TargetFacts, work: TargetFacts | None) -> TargetFacts:
    """Other work that goes too, where that is lost."""
    return work if work is not None and work.recovery is Recovery.LOST else found


def _after_commit(found: TargetFacts, effect: Effect) -> TargetFacts:
    """What is lost when all that is changed has gone into a commit of the line's own."""
    if _goes_back(effect) in ("", "HEAD"):
        return replace(found, recovery=Recovery.NOTHING_LOST, reason="the line commits all changes first")
    reason = "the commit that this line makes first, which no branch would hold"
    return replace(found, recovery=Recovery.LOST, reason=reason)


def _goes_back(effect: Effect) -> str:
    """The commit that a branch is set to."""
    named = (target.text for target in effect.targets if target.kind is not TargetKind.PATH)
    return effect.options.get("ref", "") or next(named, "")


def _answer_for(rule: str) -> Callable[[Question], TargetFacts | None] | None:
    name = rule.removeprefix("git.")
    return next((answer for word, answer in _ANSWERS if word in name), None)


def _uncommitted(question: Question) -> TargetFacts | None:
    """Changes that are in no commit: in the work tree, and in the index where that goes too."""
    repository, deadline = question.repository, question.deadline
    if repository.under_way and not _SIDES.isdisjoint(question.words):
        specs, root = pathspecs(question), repository.root.rstrip("/")
        return begun.given_up(question, lambda path: specs.may_mean(f"{root}/{path}"))
    if any(target.kind is TargetKind.PATH for target in question.effect.targets):
        return _paths_uncommitted(question)
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
    dropped = 0 if "commits" in question.kept else _dropped_commits(question)
    if dropped == 0 and not (over or staged) and complete and _typed_only(question, changed):
        return _typed_again(question, changed)
    return _changes(repository, changed, complete and dropped is not None, dropped or 0)


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
    return _changes(repository, sorted(changed), complete, 0)


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


def _changes(repository: Repository, changed: list[str], complete: bool, dropped: int) -> TargetFacts:
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


def _dropped_commits(question: Question) -> int | None:
    """Commits of this branch that nothing else holds after it was set to another one; None: not known."""
    ref = question.option or next(iter(question.names), "")
    if not ref or ref.startswith("-") or ref == "HEAD" or "reset" not in question.effect.rule:
        return 0
    here = question.repository.branch
    if ref == "FETCH_HEAD":  # what the line fetches first is most likely this branch as it is there
        ref = question.repository.upstream(here) or ref
    if question.repository.head_commit in _held_by_others(question.repository, here):
        return 0
    others = (f"--exclude={here}", "--branches") if here else ("--branches",)
    head = question.repository.head_commit or "HEAD"
    arguments = (head, "--not", ref, *others, "--remotes", "--tags", "--")
    lost = count_commits(question.repository.root, arguments, question.deadline)
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


def _left(question: Question) -> TargetFacts | None:
    """What is lost where one goes to a branch: commits that are in none, or ignored files."""
    return left_detached(question) or ignored_over(question)


_ANSWERS: tuple[tuple[str, Callable[[Question], TargetFacts | None]], ...] = (
    ("worktree", removed_work_tree),
    ("sparse-out", left_out),
    ("submodule", moved.submodules),
    ("branch-move", moved.moved),
    ("branch-begun", moved.moved),
    ("branch-set", moved.moved),
    ("move-branch", moved.left_behind),
    ("give-up", begun.given_up),
    ("fetch-over", moved.moved),
    ("tag-delete", refs.tag),
    ("tags-pruned", refs.tags_alone),
    ("push-as-set", as_set.pushed_as_set),
    ("push", pushed.push),
    ("fetch-as-set", as_set.fetched_as_set),
    ("stash", refs.stash),
    ("branch-delete", refs.branch),
    ("update-ref", refs.branch),
    ("reflog-expire", refs.unreached),
    ("prune-now", refs.unreached),
    ("clean", cleaned),
    ("rm-", _uncommitted),
    ("reset", _uncommitted),
    ("checkout-name", lambda question: _left(question) or _uncommitted(question)),
    ("goes-over", _left),
    ("checkout", _uncommitted),
    ("restore", _uncommitted),
    ("switch", _uncommitted),
    ("read-tree", _uncommitted),
)
