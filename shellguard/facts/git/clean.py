"""What `git clean` takes: files that git does not know, below the paths that it is given."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import replace

from shellguard.effects.effect import TargetKind
from shellguard.facts.contents import text_of, unsaved
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.rebuilt import compiled, file_evidence, folder_evidence, is_record, says_generated
from shellguard.facts.files.resolve import Place, place_of
from shellguard.facts.files.tree import Walk, entries
from shellguard.facts.git.commit_in_line import is_put
from shellguard.facts.git.patch_in_line import is_told
from shellguard.facts.git.pathspec import Pathspec, Pathspecs, is_below, pathspecs
from shellguard.facts.git.push_settings import OF_THE_PERSON
from shellguard.facts.git.question import Question, named
from shellguard.facts.repository.repository import repository_at
from shellguard.facts.repository.run import git

_BESIDE = (".orig", ".rej", "~")  # what a merge, a patch or an editor leaves behind, beside the file itself
_BY_SETTINGS = "git.clean-by-settings"
_MAY_LET = re.compile(r"(?i)requireforce(?!\s*=\s*(?:true|yes|on|1)\b)|\[include")
_OF_THE_MACHINE, _LONGEST_SETTINGS = ("/etc/gitconfig",), 256 << 10
_SAID_ALREADY = re.compile(r" that git (?:does not know|ignores)\Z")
_SMALL, _MANY_RECORDS = 64 * 1024, 100


def cleaned(question: Question) -> TargetFacts | None:
    """What a `git clean` takes; nothing where git wants to be told by `-f` that it is meant."""
    if question.effect.rule == _BY_SETTINGS and _wants_force(question):
        nothing = Recovery.NOTHING_LOST
        return TargetFacts(question.folder, True, "folder", recovery=nothing, reason="git wants -f for that")
    found = unknown_files(question)
    return replace(found, reason=_SAID_ALREADY.sub("", found.reason)) if found is not None else None


def _in_patch(question: Question, path: str) -> bool:
    """Whether a patch of all that the line adds holds a new file, which is a text and not ignored."""
    return not _ignored(question, path) and is_told(question, _inner(question, path))


def _wants_force(question: Question) -> bool:
    """Whether nothing that this git goes by lets it clean unasked; what may, in any spelling, is taken to."""
    if not question.alone or "requireforce" in " ".join(question.front).lower():
        return False
    repository = question.repository
    files = [f"{repository.common}/config", f"{repository.folder}/config.worktree", *_OF_THE_MACHINE]
    files += [f"{question.home}/{name}" for name in OF_THE_PERSON if question.home]
    texts = [text_of(file, _LONGEST_SETTINGS) for file in files]
    return not any(_MAY_LET.search(text) for text in texts)


def unknown_files(question: Question, beside: str = "") -> TargetFacts | None:
    """Files that git does not know and no tool makes again; `beside`: a work tree that may have them."""
    repository, walk = question.repository, Walk()
    index = repository.index(question.deadline)
    ignored_only = question.ignored_only or "unknown" in question.kept
    lost: list[str] = []
    records: list[str] = []
    total, newest = 0, 0.0
    for path, status in _unknown(question, walk):
        if beside and _stands_there(question, path, status, beside):
            continue
        if (ignored_only and not _ignored(question, path)) or question.is_left(_inner(question, path)):
            continue
        ignored = bool(question.put) and _ignored(question, path)
        if is_put(path, question.put, unknown=True, ignored=ignored) and _own(question, path):
            continue  # the line commits it first, or moves it away
        if "added" in question.kept and _own(question, path) and _in_patch(question, path):
            continue
        if is_record(path):
            records.append(_inner(question, path))
            continue
        made = compiled(path, status.st_mode, repository.root)
        made = made or (says_generated(path, status.st_size) and _ignored(question, path))
        if made or _left_over(path, status) or _of_the_session(question, path, status):
            continue
        lost.append(_inner(question, path))
        total, newest = total + status.st_size, max(newest, status.st_mtime)
    lost += records if len(records) >= _MANY_RECORDS else []
    complete = walk.complete and index.complete
    if not lost:
        recovery = Recovery.NOTHING_LOST if complete else Recovery.UNKNOWN
        reason = (
            "git knows every file, or it holds nothing or is made again"
            if complete
            else "not looked through to the end"
        )
        return TargetFacts(question.folder, True, "folder", 0, complete, 0, None, recovery, reason)
    reason = f"{named(sorted(lost))} that git {'ignores' if ignored_only else 'does not know'}"
    return TargetFacts(
        question.folder, True, "folder", len(lost), complete, total, newest, Recovery.LOST, reason
    )


def newly_staged(question: Question) -> TargetFacts | None:
    """What is new in the index alone, and is cleaned away where the line takes it out of there first."""
    root = question.repository.root.rstrip("/")
    asked = ("diff-index", "--cached", "--diff-filter=A", "--name-only", "-z", "HEAD", "--")
    answer = git(question.repository, asked, question.deadline) if question.unstaged else ""
    if answer is None:
        return None
    out = [place_of(name, False, question.folder).path for name in question.unstaged]
    specs = _named(question)
    lost = [
        path
        for path in answer.split("\0")
        if path and specs.may_mean(f"{root}/{path}") and any(is_below(f"{root}/{path}", one) for one in out)
    ]
    if not lost:
        return None
    reason = f"{named(sorted(lost))} that git does not know any more then"
    return TargetFacts(question.folder, True, "folder", len(lost), recovery=Recovery.LOST, reason=reason)


def _stands_there(question: Question, path: str, status: os.stat_result, beside: str) -> bool:
    """Whether another work tree has the same file, and not by a link to what goes."""
    other = os.path.realpath(f"{beside}/{_inner(question, path)}")
    if is_below(other, os.path.realpath(question.folder)) or not 0 < status.st_size < _LONGEST_SETTINGS:
        return False
    text = text_of(other, _LONGEST_SETTINGS, "surrogateescape")
    return bool(text) and text == text_of(path, _LONGEST_SETTINGS, "surrogateescape")


def _own(question: Question, path: str) -> bool:
    """Whether a file is of this repository, and of none that lies in it."""
    around = question.surveyor.repository(path.rpartition("/")[0])
    return around is not None and around.root == question.repository.root


def _of_the_session(question: Question, path: str, status: os.stat_result) -> bool:
    """Whether a file holds nothing, or lines of the session made it from what is not cleaned."""
    if stat.S_ISREG(status.st_mode) and not status.st_size:
        return True
    again, going = question.surveyor.again, (Place(question.repository.root),)
    return question.alone and again is not None and again(path, status, going=going) is not None


def _unknown(question: Question, walk: Walk) -> Iterator[tuple[str, os.stat_result]]:
    """The files of what is cleaned that are in no index."""
    known, specs = question.repository.index(question.deadline).entries, _named(question)
    for path, seen in _below(question, [one.top for one in specs.meant], walk):
        if (
            _inner(question, path) not in known
            and specs.may_mean(path)
            and not _spared(question, path, folder=False)
        ):
            yield path, seen


def _below(question: Question, roots: list[str], walk: Walk) -> Iterator[tuple[str, os.stat_result]]:
    """All files there, those of folders that a tool makes left out, and repositories within: git passes them.

    It takes such a one only where it is told twice that it is meant.
    """
    twice = _forced(question.words) != 1
    for root in dict.fromkeys(roots):
        try:
            status = os.lstat(root)
        except OSError:
            continue
        if not stat.S_ISDIR(status.st_mode):
            yield root, status
            continue
        if root != question.folder and _passed(question, root):
            continue
        skip = set[str]()
        for entry, seen in entries(root, question.deadline, walk, skip):
            if stat.S_ISDIR(seen.st_mode):
                within = not twice and _is_repository(entry.path)
                if entry.name == ".git" or within or _passed(question, entry.path):
                    skip.add(entry.path)
            elif entry.name != ".git":  # else a further work tree's pointer to its repository
                yield entry.path, seen


def _forced(words: tuple[str, ...]) -> int:
    """How often a clean is told that it is meant, at most; 0 where its words are not known."""
    return sum(
        word.count("f") if word[1:2] != "-" else word.startswith("--f") for word in words if word[:1] == "-"
    )


def _is_repository(folder: str) -> bool:
    """Whether a folder is the work tree of a repository of its own, as git sees it."""
    found = repository_at(folder) if os.path.lexists(f"{folder}/.git") else None
    return found is not None and all(os.path.isdir(f"{found.common}/{part}") for part in ("objects", "refs"))


def _left_over(path: str, status: os.stat_result) -> bool:
    """Whether a tool makes a file again, or it was only in passing and what it is of stands beside it."""
    if unsaved(path):
        return False
    if file_evidence(path) or path.endswith(".swp"):
        return True
    ending = next((one for one in _BESIDE if path.endswith(one)), "")
    beside = bool(ending) and os.path.lexists(path.removesuffix(ending))
    return beside or (path.endswith(".tmp") and status.st_size < _SMALL)


def _named(question: Question) -> Pathspecs:
    """The paths that the line names; the folder one stands in where it names none, or one is not known.

    git goes over a folder of which it knows nothing as one: what lies in there is not taken out of it.
    """
    specs = pathspecs(question)
    if not specs.known or not any(target.kind is TargetKind.PATH for target in question.effect.targets):
        return Pathspecs((Pathspec(question.folder),))
    root, index = question.repository.root, question.repository.index(question.deadline)
    left = [
        one
        for one in specs.left
        if (above := one.rpartition("/")[0]) == root or index.below(_inner(question, above))
    ]
    return replace(specs, left=tuple(left))


def _passed(question: Question, folder: str) -> bool:
    """Whether nothing in a folder is missed: it stays, or a tool makes all that it holds."""
    if _spared(question, folder, folder=True):
        return True
    if folder_evidence(folder) is None:
        return False
    survey = question.surveyor.folder(folder)
    return not survey.untracked and not survey.precious


def _spared(question: Question, path: str, *, folder: bool) -> bool:
    """Whether it is ignored, and ignored things stay."""
    if question.ignored_too:
        return False
    rules = question.surveyor.ignored(question.repository)
    inner = _inner(question, path)
    return rules.folder(inner) if folder else rules.file(inner)


def _ignored(question: Question, path: str) -> bool:
    return question.surveyor.ignored(question.repository).file(_inner(question, path))


def _inner(question: Question, path: str) -> str:
    return path.removeprefix(question.repository.root.rstrip("/") + "/")
