"""What a forced or deleting push takes from a remote, of each branch, as far as was last fetched."""

from __future__ import annotations

from dataclasses import dataclass

from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.git.local_remotes import branches_of, standing
from shellguard.facts.git.push_settings import by_its_own_name, pushed_to, setting
from shellguard.facts.git.question import Question, counted
from shellguard.facts.git.rewritten_commits import apart, rewritten_here
from shellguard.facts.repository.repository import Repository, protected_branch
from shellguard.facts.repository.run import count_commits
from shellguard.facts.summary import together

_MOST = 32
_ALL = frozenset(("--all", "--branches", "--mirror"))
ORIGIN = "origin"
_PRUNING = frozenset(("--mirror", "--prune"))
_LEASE = "--force-with-lease"


@dataclass(frozen=True, slots=True)
class Push:
    """One branch of a push: from which ref here, to which branch there, as which it was last fetched."""

    source: str
    branch: str
    upstream: str


def push(question: Question) -> TargetFacts | None:
    """What a push takes from the remote: the worst of all branches that it names, or that are pushed so."""
    pushes = _pushes(question)
    if not _PRUNING.isdisjoint(question.words):
        pushes += _only_there(question)
    if not pushes:
        return None
    if len(pushes) > _MOST or "--tags" in question.words:
        return TargetFacts("", None, "branch", reason="not known what is there")
    going = tuple(one.upstream for one in pushes)
    return together([taken(question, one, going) for one in pushes])


def taken(question: Question, push: Push, going: tuple[str, ...]) -> TargetFacts:
    """What goes from one branch of the remote, where all these are taken."""
    repository, branch = question.repository, push.branch
    protected = f"{branch} is a branch that others build on" if protected_branch(branch) else ""
    there, certain = standing(question, push.upstream)
    if there is None:
        return TargetFacts(branch, None, "branch", reason="not known what is there", protected=protected)
    if not there:
        reason = "there is no such branch"
        return TargetFacts(branch, False, "branch", recovery=Recovery.NOTHING_LOST, reason=reason)
    instead, commits, lost = _commits(question, push, there, going)
    if lost is None:
        return TargetFacts(
            branch, True, "branch", reason="its commits could not be compared", protected=protected
        )
    if not lost:
        reason = "nothing that was fetched would go"
        # The server takes it only where its branch stands as it was fetched: then this is all there is to it.
        stays = certain and not _deletes(question, push)
        protected = "" if stays or _only_as_fetched(question) else protected
        return TargetFacts(
            branch, True, "branch", 0, recovery=Recovery.TRACKED, reason=reason, protected=protected
        )
    if rewritten_here(repository, instead, commits):
        reason = "what would go was committed here and then rewritten; the record of moves keeps it"
        return TargetFacts(
            branch, True, "branch", lost, recovery=Recovery.KEPT, reason=reason, protected=protected
        )
    reason = f"{counted(lost, 'commit')} of {push.upstream.removeprefix('refs/remotes/')} would go"
    return TargetFacts(
        branch, True, "branch", lost, recovery=Recovery.LOST, reason=reason, protected=protected
    )


def _commits(
    question: Question, push: Push, there: str, taken: tuple[str, ...]
) -> tuple[int, list[str], int | None]:
    """How many commits come instead, which go, and how many; None where that is not known."""
    repository = question.repository
    if _deletes(question, push):
        own = (f"--exclude={one.removeprefix('refs/remotes/')}" for one in taken)
        kept = (there, "--not", "--branches", "--tags", *own, "--remotes", "--")
        return 0, [], count_commits(repository, kept, question.deadline)
    if repository.refs.get(push.source) == there:
        return 0, [], 0
    both = apart(repository, push.source, there, question.deadline)
    if both is not None:
        return *both, len(both[1])
    arguments = (there, "--not", push.source, "--")
    return 0, [], count_commits(repository, arguments, question.deadline)


def _deletes(question: Question, push: Push) -> bool:
    """Whether a branch of the server goes as a whole; `--prune` sets those anew that are here."""
    return not push.source or ("delete" in question.effect.rule and "--prune" not in question.words)


def _only_as_fetched(question: Question) -> bool:
    """Whether the server compares its branch with what was fetched, and not with a value on the line.

    What the line fetches or rewrites before is not what was looked at.
    """
    if question.rewritten:
        return False
    rule, given = question.effect.rule, [word for word in question.words if word.startswith(_LEASE)]
    return rule == "git.push-force-lease" and given == [_LEASE] and not _ALL.intersection(question.words)


def _pushes(question: Question) -> list[Push]:
    """The branches that a push names, all that are here, or the one that is checked out."""
    repository = question.repository
    handed = question.handed is not None
    names = question.names
    remote = "" if handed or not names else names[0]  # the first word after `push` is the remote
    specs = names if handed else names[1:]
    if "plus" in question.effect.rule:
        specs = [one for one in specs if one.startswith("+")]
    if question.effect.rule.endswith("delete-colon"):
        specs = [one for one in specs if one.startswith(":") and one != ":"]
    if question.option:
        specs = [*specs, question.option]
    if not specs and not handed:
        remote = remote or pushed_to(question, repository.branch)
        told = setting(question, f'remote "{remote or ORIGIN}"', "push")
        specs = [told] if told else specs
        remote = remote or (ORIGIN if told else "")
    matching = bool({":", "+:"}.intersection(specs)) or _pushes_all(question, specs)
    if matching or _ALL.intersection(question.words) or any("*" in one for one in specs):
        specs = [one for one in repository.refs if one.startswith("refs/heads/")]
        specs = _on_both_sides(repository, remote, specs) if matching else specs
    elif not specs:
        here = [repository.branch] if repository.branch else []
        own = by_its_own_name(question)
        to = remote or (ORIGIN if own else "")
        return [_push(repository, to, one, named=own or bool(pushed_to(question, one))) for one in here]
    return [_push(repository, remote, one, named=True) for one in specs]


def _pushes_all(question: Question, specs: list[str]) -> bool:
    """Whether the settings push every branch that both sides have where a push names none."""
    return not specs and setting(question, "push", "default") == "matching"


def _only_there(question: Question) -> list[Push]:
    """The branches of the server that are not here, which a mirror deletes."""
    remote = next(iter(question.names), "") or pushed_to(question, question.repository.branch) or ORIGIN
    there, refs = branches_of(question, remote), question.repository.refs
    gone = [one for one in there if one != "HEAD" and f"refs/heads/{one}" not in refs]
    return [Push("", one, f"refs/remotes/{remote}/{one}") for one in gone]


def _on_both_sides(repository: Repository, remote: str, specs: list[str]) -> list[str]:
    """Those of the branches that the server was seen to have; all where it was never looked at."""
    start = f"refs/remotes/{remote or ORIGIN}/"
    there = [one for one in specs if start + one.removeprefix("refs/heads/") in repository.refs]
    return there if any(ref.startswith(start) for ref in repository.refs) else specs


def _push(repository: Repository, remote: str, spec: str, *, named: bool) -> Push:
    source, _, there = spec.removeprefix("+").rpartition(":")
    short = there.removeprefix("refs/heads/")
    branch = repository.branch if short == "HEAD" else short
    source = source or short
    ref = f"refs/heads/{repository.branch if source == 'HEAD' else source.removeprefix('refs/heads/')}"
    ref = ref if ref in repository.refs else source
    upstream = repository.upstream(branch)
    if remote and (named or not upstream.startswith(f"refs/remotes/{remote}/")):
        upstream = f"refs/remotes/{remote}/{branch}"
    return Push(ref, branch, upstream)
