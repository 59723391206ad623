"""Pushes and fetches that the repository's own settings turn into others: by force, of all, over branches."""

from __future__ import annotations

import re
from dataclasses import replace
from fnmatch import fnmatchcase

from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.git.forced_push import ORIGIN, Push, taken
from shellguard.facts.git.local_remotes import branches_of
from shellguard.facts.git.push_settings import all_settings, pushed_to, setting
from shellguard.facts.git.question import Question, are, counted
from shellguard.facts.repository.repository import Repository
from shellguard.facts.repository.run import count_commits, held_by_no_name
from shellguard.facts.summary import together

_TRUE = frozenset(("true", "yes", "on", "1"))
_STAYS = (Recovery.TRACKED, Recovery.NOTHING_LOST)
_HEADS = "refs/heads/"
_PRUNING = frozenset(("-p", "--prune", "-pP", "-Pp"))
_OVER = re.compile(r":refs/(?:heads/|\*)")
_BY_SOMEBODY = re.compile(r"\t(?:commit|cherry-pick|merge|rebase|am|revert|reset)\b|\tbranch: Created from ")
"""In the record of a branch: more than that it was fetched."""
_LONGEST_LOG = 1 << 20


def pushed_as_set(question: Question) -> TargetFacts:
    """What a plain push takes from the remote where the settings add a `+` or call it a mirror."""
    repository, names = question.repository, question.names
    remote = _remote(question, names)
    section = f'remote "{remote}"'
    mirror = setting(question, section, "mirror").lower() in _TRUE and len(names) < 2
    specs = all_settings(question, section, "push")
    forced = [one[1:] if one != "+:" else "refs/heads/*" for one in specs if one.startswith("+")]
    going = [one[1:].removeprefix(_HEADS) for one in specs if one.startswith(":") and one != ":"]
    pushes = _forced(repository, remote, names[1:], ["refs/heads/*"] if mirror else forced)
    told = [taken(question, one, ()) for one in pushes if one.upstream in repository.refs]
    if len(names) < 2:
        told += _deleted(question, remote, going)
    if mirror:
        told += _not_here(question, remote)
    found = [facts for facts in told if facts.recovery not in _STAYS]
    if found:
        return together(found)
    return _nothing(remote, "the settings push nothing by force that would go")


def _remote(question: Question, names: list[str]) -> str:
    """The remote that is meant where the line names one or none."""
    branch = question.repository.branch
    own = question.repository.setting(f'branch "{branch}"', "remote")
    return names[0] if names else pushed_to(question, branch) or own or ORIGIN


def _forced(repository: Repository, remote: str, named: list[str], specs: list[str]) -> list[Push]:
    """The branches here that such settings push by force, and as what they were last fetched."""
    found = []
    for spec in specs:
        source, _, there = spec.partition(":")
        source = f"{_HEADS}{repository.branch}" if source in ("HEAD", "@") else source
        source = source if source.startswith("refs/") else f"{_HEADS}{source}"
        for ref in repository.refs:
            short = ref.removeprefix(_HEADS)
            if not ref.startswith(_HEADS) or not fnmatchcase(ref, source):
                continue
            meant = {short, ref, *(("HEAD", "@") if short == repository.branch else ())}
            if named and meant.isdisjoint(named):
                continue
            to = there.removeprefix(_HEADS) if there and "*" not in there else short
            found.append(Push(ref, to, f"refs/remotes/{remote}/{to}"))
    return found


def _not_here(question: Question, remote: str) -> list[TargetFacts]:
    """What goes from the branches of a mirror that this repository does not have: they are deleted."""
    refs, there = question.repository.refs, branches_of(question, remote)
    gone = [one for one in there if one != "HEAD" and f"{_HEADS}{one}" not in refs]
    return _deleted(question, remote, gone)


def _deleted(question: Question, remote: str, gone: list[str]) -> list[TargetFacts]:
    """What goes with branches of the server that are deleted."""
    start = f"refs/remotes/{remote}/"
    going = tuple(start + one for one in gone)
    deleting = replace(question, effect=replace(question.effect, rule="git.push-delete"))
    there = [one for one in gone if start + one in question.repository.refs]
    return [taken(deleting, Push("", one, start + one), going) for one in there]


def fetched_as_set(question: Question) -> TargetFacts:
    """What goes where the settings fetch over local branches and prune those that the server has not."""
    repository = question.repository
    names = [name for name in question.names if name != "update"]  # of `git remote update`
    remote = _remote(question, names)
    section = f'remote "{remote}"'
    specs = all_settings(question, section, "fetch")
    over = any(one.startswith("+") and _OVER.search(one) for one in specs)
    told = (setting(question, "fetch", "prune"), setting(question, section, "prune"))
    prunes = not _PRUNING.isdisjoint(question.words) or any(one.lower() in _TRUE for one in told)
    own = [ref for ref in repository.refs if over and prunes and _committed_here(repository, ref)]
    if not own:
        return _nothing(remote, "the settings fetch over no branch with commits of its own")
    going = [ref.removeprefix(_HEADS) for ref in own]
    lost = count_commits(repository, held_by_no_name(*own, going=going), question.deadline)
    if not lost:
        return _nothing(remote, "other branches have all commits")
    reason = f"{counted(lost, 'commit')} that {are(lost)} in no other branch and on no remote"
    return TargetFacts(", ".join(going), True, "branch", lost, recovery=Recovery.LOST, reason=reason)


def _committed_here(repository: Repository, ref: str) -> bool:
    """Whether the record of a branch other than the one that is checked out tells of a commit."""
    if not ref.startswith(_HEADS) or ref == f"{_HEADS}{repository.branch}":
        return False
    log = text_of(f"{repository.common}/logs/{ref}", _LONGEST_LOG)
    return not log or _BY_SOMEBODY.search(log) is not None


def _nothing(remote: str, reason: str) -> TargetFacts:
    return TargetFacts(remote, True, "branch", recovery=Recovery.NOTHING_LOST, reason=reason)
