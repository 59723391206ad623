"""Branches set to another commit by force, and submodules set back: what nothing else holds."""

from __future__ import annotations

import os
import re
from pathlib import Path

from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.git.detached import commits_on_none
from shellguard.facts.git.question import Question, are, counted
from shellguard.facts.repository.repository import Repository, repository_at
from shellguard.facts.repository.run import count_commits, held_by_no_name
from shellguard.parsing.script import Script, SimpleCommand

_MODULE = re.compile(r"^\s*path\s*=\s*(.+?)\s*$", re.MULTILINE)
_LONGEST_FILE = 256 * 1024
_MOST_MODULES = 32
_LONGEST_LINE = 4_096
_BEGINS = ("-B", "-C", "--force-create")
_REFSPEC = re.compile(r"\+?([^:\s]+):(?:refs/heads/)?([^:\s]+)\Z")


def moved(question: Question) -> TargetFacts | None:
    """What goes with a branch that is set elsewhere: commits that neither its new place nor others hold."""
    found = _moved_branch(question)
    if found is None:
        return None
    short, start = found
    repository = question.repository
    ref = f"refs/heads/{short}"
    here = "branch-moved-here" in question.effect.rule and short == repository.branch
    if ref not in repository.refs or here:
        nothing = Recovery.NOTHING_LOST
        return TargetFacts(short, False, "branch", recovery=nothing, reason="no other branch has that name")
    starts = (start,) if start and not start.startswith("-") else ()
    lost = count_commits(repository, held_by_no_name(ref, going=(short,), kept=starts), question.deadline)
    if lost is None and starts:  # where it begins is not known here: what stays is enough to tell by
        lost = count_commits(repository, held_by_no_name(ref, going=(short,)), question.deadline)
    return _held_by_it_alone(short, lost)


def left_behind(question: Question) -> TargetFacts | None:
    """What goes with the branch one is on, files and all: commits that only it holds."""
    repository, names = question.repository, question.names
    start, short = names[0] if names else "HEAD", repository.branch or "HEAD"
    only_here = held_by_no_name("HEAD", going=(short,), kept=(start,))
    lost = count_commits(repository, only_here, question.deadline)
    return _held_by_it_alone(short, None if start.startswith("-") else lost)


def synced(question: Question) -> TargetFacts | None:
    """What goes with the branch one is on where it is set to what the server has."""
    short = question.repository.branch or "HEAD"
    only_here = held_by_no_name("HEAD", going=(short,))
    return _held_by_it_alone(short, count_commits(question.repository, only_here, question.deadline))


def _held_by_it_alone(short: str, lost: int | None) -> TargetFacts:
    """What is lost with a branch: `lost` commits that nothing else holds; None: not known."""
    if lost is None:
        return TargetFacts(short, True, "branch", reason="its commits could not be compared")
    if not lost:
        reason = "its commits are in another branch or were pushed"
        return TargetFacts(short, True, "branch", recovery=Recovery.TRACKED, reason=reason)
    reason = f"{counted(lost, 'commit')} that {are(lost)} in no other branch and on no remote"
    return TargetFacts(short, True, "branch", lost, recovery=Recovery.LOST, reason=reason)


def _moved_branch(question: Question) -> tuple[str, str] | None:
    """The branch that is set anew, and where it begins then ("" for where one stands)."""
    words = question.words
    if "fetch" in question.effect.rule:
        specs = [found for word in words if (found := _REFSPEC.match(word))]
        return (specs[0][2], "") if len(specs) == 1 and "*" not in specs[0][2] else None
    for place, word in enumerate(words[:-1]):
        if word in _BEGINS and "branch-begun" in question.effect.rule:
            rest = [one for one in words[place + 2 :] if not one.startswith("-")]
            if "in-tree" in question.effect.rule:  # before where it begins stands the folder of the tree
                rest = [one for one in words[words.index("add") + 1 :] if one[:1] != "-"][2:]
            return words[place + 1], rest[0] if rest else "HEAD"
    names = question.names
    if "branch-set" in question.effect.rule:
        given = [word for word in words[words.index("update-ref") + 1 :] if not word.startswith("-")]
        name = question.repository.branch if given[:1] == ["HEAD"] else "".join(given[:1])
        return (name.removeprefix("refs/heads/"), given[1]) if name and len(given) > 1 else None
    if "branch-move" not in question.effect.rule or not names:
        return None
    renamed = any(re.fullmatch(r"-[a-zA-Z]*[MC]", word) for word in words)
    return (names[-1], "") if renamed else (names[0], names[1] if len(names) > 1 else "HEAD")


def in_each_submodule(command: SimpleCommand | None, script: Script | None) -> bool:
    """Whether a command is run by `git submodule foreach`."""
    if command is None or script is None or len(script.text) > _LONGEST_LINE or "foreach" not in script.text:
        return False
    return any(
        "foreach" in [word.text for word in outer.words[:5]] and outer.program == "git"
        for outer in script.commands
        if any(inner is command for nested in outer.nested for inner, _ in nested.script.walk())
    )


def recurses(command: SimpleCommand | None, repository: Repository) -> bool:
    """Whether what is done to the work tree is done to its submodules, too."""
    words = {word.text for word in command.words} if command is not None else set()
    told = (repository.config.get("submodule", "recurse", fallback="") or "").lower()
    if "--no-recurse-submodules" in words:
        return False
    return "--recurse-submodules" in words or told in ("true", "yes", "on", "1")


def submodules(question: Question) -> TargetFacts | None:
    """What goes with the files of submodules: changes, and files that git does not know where all go.

    An update sets each to another commit: those that are on no branch of it are left behind.
    """
    root = question.repository.root
    rule = question.effect.rule
    own = "submodule" in rule  # its targets are the submodules, else what each of them is told to do
    named = [
        os.path.normpath(os.path.join(question.folder, t.text))
        for t in (question.effect.targets if own else ())
    ]
    unknown_too, files_stay = "deinit" in rule or "clean" in rule, "update-plain" in rule
    paths = [path for path in _modules(root) if not named or path in named or root in named]
    lost, left, complete = 0, 0, len(paths) <= _MOST_MODULES
    for path in paths[:_MOST_MODULES]:
        if (module := repository_at(path)) is None:
            continue
        left += commits_on_none(module, question.deadline) if "update" in rule else 0
        if files_stay:
            continue
        survey = question.surveyor.folder(path)
        lost += survey.changed + (survey.untracked if unknown_too else 0)
        complete = complete and survey.complete
    recovery = Recovery.LOST if lost or left else Recovery.TRACKED if complete else Recovery.UNKNOWN
    reason = f"{counted(lost, 'file')} that no commit holds" if lost else "everything in it is committed"
    if left:
        reason = f"{counted(left, 'commit')} of a submodule that {are(left)} in no branch"
    return TargetFacts(root, True, "work tree", lost, complete, recovery=recovery, reason=reason)


def removed_with(question: Question) -> TargetFacts | None:
    """What goes with the files of submodules that `git rm` is given; None where it is given none."""
    named = {os.path.normpath(os.path.join(question.folder, t.text)) for t in question.effect.targets}
    paths = [path for path in _modules(question.repository.root) if path in named]
    surveys = [question.surveyor.folder(path) for path in paths if repository_at(path) is not None]
    lost = sum(survey.changed + survey.untracked for survey in surveys)
    if not lost and all(survey.complete for survey in surveys):
        return None
    reason = f"{counted(lost, 'file')} of a submodule that no commit holds"
    recovery = Recovery.LOST if lost else Recovery.UNKNOWN
    return TargetFacts(question.repository.root, True, "work tree", lost, recovery=recovery, reason=reason)


def _modules(root: str) -> list[str]:
    """The folders of the submodules that the repository names."""
    file = Path(root) / ".gitmodules"
    try:
        if file.stat().st_size > _LONGEST_FILE:
            return []
        text = file.read_text(encoding="utf-8", errors="surrogateescape")
    except (OSError, ValueError):
        return []
    return [os.path.normpath(os.path.join(root, name)) for name in _MODULE.findall(text)]
