"""What a git command would throw away: uncommitted work, unknown files, commits, stashes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from shellguard.effects.effect import Effect, EffectKind, TargetKind
from shellguard.facts.command_behind import (
    SETTINGS,
    command_of,
    left_by,
    takes_ignored,
    takes_ignored_only,
)
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.resolve import folder_of
from shellguard.facts.files.survey import Surveyor
from shellguard.facts.git import (
    branches_reset,
    configured_refs,
    forced_push,
    line_changes,
    refs,
)
from shellguard.facts.git.branch_switched_to import gone_to
from shellguard.facts.git.branches_reset import in_each_submodule, recurses
from shellguard.facts.git.clean import cleaned, newly_staged, unknown_files
from shellguard.facts.git.commit_in_line import commits_before, from_index, put_first
from shellguard.facts.git.detached import left_detached
from shellguard.facts.git.git_command import GitCommand
from shellguard.facts.git.ignored_overwritten import ignored_over
from shellguard.facts.git.patch_in_line import commits_in_patches, diffed_first
from shellguard.facts.git.patches_given_up import patches_given_up
from shellguard.facts.git.piped_refs import handed_refs
from shellguard.facts.git.question import Question, parted
from shellguard.facts.git.repository_meant import repositories_meant
from shellguard.facts.git.rewritten_history import rewritten
from shellguard.facts.git.stash_popped_in_line import applied_first, with_popped
from shellguard.facts.git.uncommitted import changes, dropped_commits, given_up, uncommitted
from shellguard.facts.git.work_tree import left_out, removed_work_tree
from shellguard.facts.kept_before import parts_kept
from shellguard.facts.repository.repository import Repository
from shellguard.facts.summary import together
from shellguard.parsing.script import Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

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
    command, here = command_of(effect, script), folder_of(effect, shell)
    each = in_each_submodule(command, script)
    answer = branches_reset.submodules if each else _answer_for(effect.rule)
    if answer is None or not here:
        return None
    git = GitCommand(effect, command, script, shell, surveyor, deadline, here)
    meant = repositories_meant(git)
    unknown = command is None or effect.kind is EffectKind.PUBLISH
    if meant is None or (unknown and any(one is None for _, one in meant)):
        return TargetFacts(reason="not known which repository is meant")
    told = []
    for folder, repository in meant:
        if repository is None:
            nothing = Recovery.NOTHING_LOST
            told.append(TargetFacts(folder, exists=False, recovery=nothing, reason="no git repository"))
            continue
        if (found := _answered(_question(git, folder, repository), answer, git)) is None:
            return None
        told.append(found)
    return told[0] if len(told) == 1 else together(told)


def _question(git: GitCommand, folder: str, repository: Repository) -> Question:
    """What is asked of one repository that may be meant."""
    effect, command, script = git.effect, git.command, git.script
    front, words = parted(command)
    other_rules = line_changes.other_rules(command, script)
    question = Question(
        effect,
        repository,
        folder,
        git.surveyor,
        git.deadline,
        ignored_too=takes_ignored(command) or other_rules,
        ignored_only=takes_ignored_only(command) and not other_rules,
        left=left_by(command),
        words=words,
        front=front,
        handed=handed_refs(git, repository),
        kept=parts_kept(effect, script, command),
        alone=script is not None and len(script.commands) == 1 and not _set_otherwise(command, git.shell),
        rewritten=line_changes.moves_before(command, script),
        home=git.shell.home,
        put=put_first(command, script, git.here, repository.root, index=from_index(effect, command)),
        unstaged=line_changes.unstaged_before(command, script),
    )
    told = diffed_first(question, command, script, git.shell)
    told |= commits_in_patches(question, command, script, git.shell)
    return replace(question, kept=question.kept | told)


def _answered(
    question: Question, answer: Callable[[Question], TargetFacts | None], git: GitCommand
) -> TargetFacts | None:
    """What one repository tells, on the branch that the line goes to first."""
    command, script, repository = git.command, git.script, question.repository
    told = [answer(replace(question, repository=one)) for one in gone_to(repository, command, script)]
    found = told[0] if len(told) == 1 else together([one for one in told if one is not None])
    if found is None:
        return None
    if answer is uncommitted and recurses(command, repository):
        found = together([found, *filter(None, (branches_reset.submodules(question),))])
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
    if "rm-" in effect.rule and (module := branches_reset.removed_with(question)) is not None:
        found = together([found, module])
    if "clean" in effect.rule and line_changes.untracks_before(command, script):
        found = _or_lost(found, uncommitted(everything))
    if "clean" in effect.rule and question.unstaged:
        found = _or_lost(found, newly_staged(question))
    if "stash" in effect.rule and line_changes.stashes_before(command, script):
        work = uncommitted(question)
        untracked = line_changes.with_unknown(command, script)
        if untracked and (work is None or work.recovery is not Recovery.LOST):
            work = unknown_files(replace(everything, ignored_too=line_changes.with_ignored(command, script)))
        found = _or_lost(found, work)
    back = line_changes.taken_back(command, script)
    stashed = "stash" in effect.rule and line_changes.stashes_before(command, script)
    if back and (_answer_for(effect.rule) is uncommitted or stashed):
        again = replace(effect, rule="git.reset-hard", targets=(), options={**effect.options, "ref": back})
        dropped = dropped_commits(replace(question, effect=again))
        found = _or_lost(found, changes(question.repository, [], dropped is not None, dropped or 0))
    if "reset-hard" in effect.rule and line_changes.adds_before(command, script):
        found = _or_lost(found, unknown_files(everything))
    if "stash" in effect.rule and applied_first(command, script, only_one=question.repository.stashes == 1):
        reason = "the work tree has it: it is applied first"
        return replace(found, recovery=Recovery.NOTHING_LOST, reason=reason)
    if _answer_for(effect.rule) in (uncommitted, cleaned):
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


def _left(question: Question) -> TargetFacts | None:
    """What is lost where one goes to a branch: commits that are in none, or ignored files."""
    return left_detached(question) or ignored_over(question)


_ANSWERS: tuple[tuple[str, Callable[[Question], TargetFacts | None]], ...] = (
    ("worktree", removed_work_tree),
    ("sparse-out", left_out),
    ("submodule", branches_reset.submodules),
    ("branch-move", branches_reset.moved),
    ("branch-begun", branches_reset.moved),
    ("branch-set", branches_reset.moved),
    ("move-branch", branches_reset.left_behind),
    ("give-up-am", patches_given_up),
    ("give-up", given_up),
    ("branch-synced", branches_reset.synced),
    ("rewrite-history", rewritten),
    ("fetch-over", branches_reset.moved),
    ("tag-delete", refs.tag),
    ("tags-pruned", refs.tags_alone),
    ("push-as-set", configured_refs.pushed_as_set),
    ("push", forced_push.push),
    ("fetch-as-set", configured_refs.fetched_as_set),
    ("stash", refs.stash),
    ("branch-delete", refs.branch),
    ("update-ref", refs.branch),
    ("reflog-expire", refs.unreached),
    ("prune-by-settings", refs.unreached_by_settings),
    ("prune-now", refs.unreached),
    ("clean", cleaned),
    ("rm-", uncommitted),
    ("reset", uncommitted),
    ("checkout-name", lambda question: _left(question) or uncommitted(question)),
    ("goes-over", _left),
    ("checkout", uncommitted),
    ("restore", uncommitted),
    ("switch", uncommitted),
    ("read-tree", uncommitted),
)
