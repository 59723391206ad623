"""What `git clean` takes: files that git does not know, below the paths that it is given."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator

from shellguard.effects.effect import TargetKind
from shellguard.facts.contents import unsaved
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.rebuilt import compiled, file_evidence, folder_evidence, is_record
from shellguard.facts.files.resolve import Place, has_pattern
from shellguard.facts.files.tree import Walk, entries
from shellguard.facts.git.question import Question, above_pattern, named
from shellguard.facts.name_pattern import fits

_BESIDE = (".orig", ".rej", "~")  # what a merge, a patch or an editor leaves behind, beside the file itself
_SMALL, _MANY_RECORDS = 64 * 1024, 100


def unknown_files(question: Question) -> TargetFacts | None:
    """Files that git does not know and that no tool makes again."""
    repository, walk = question.repository, Walk()
    index = repository.index(question.deadline)
    ignored_only = question.ignored_only or "unknown" in question.kept
    lost: list[str] = []
    records: list[str] = []
    total, newest = 0, 0.0
    for path, status in _unknown(question, walk):
        if (ignored_only and not _ignored(question, path)) or question.is_left(_inner(question, path)):
            continue
        if is_record(path):
            records.append(_inner(question, path))
            continue
        made = compiled(path, status.st_mode, repository.root)
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
    reason = f"{named(sorted(lost))} that git does not know"
    return TargetFacts(
        question.folder, True, "folder", len(lost), complete, total, newest, Recovery.LOST, reason
    )


def _of_the_session(question: Question, path: str, status: os.stat_result) -> bool:
    """Whether a file holds nothing, or lines of the session made it from what is not cleaned."""
    if stat.S_ISREG(status.st_mode) and not status.st_size:
        return True
    again, going = question.surveyor.again, (Place(question.repository.root),)
    return question.alone and again is not None and again(path, status, going=going) is not None


def _unknown(question: Question, walk: Walk) -> Iterator[tuple[str, os.stat_result]]:
    """The files below what is cleaned that are in no index, those of folders that a tool makes left out."""
    known = question.repository.index(question.deadline).entries
    for root in _roots(question):
        try:
            status = os.lstat(root)
        except OSError:
            continue
        if not stat.S_ISDIR(status.st_mode):
            if _inner(question, root) not in known and not _spared(question, root, folder=False):
                yield root, status
            continue
        if root != question.folder and _passed(question, root):
            continue
        skip = set[str]()
        for entry, seen in entries(root, question.deadline, walk, skip):
            if stat.S_ISDIR(seen.st_mode):
                if entry.name == ".git" or _passed(question, entry.path):
                    skip.add(entry.path)
            elif entry.name == ".git":
                continue  # a further work tree's pointer to its repository
            elif _inner(question, entry.path) not in known and not _spared(
                question, entry.path, folder=False
            ):
                yield entry.path, seen


def _left_over(path: str, status: os.stat_result) -> bool:
    """Whether a tool makes a file again, or it was only in passing and what it is of stands beside it."""
    if unsaved(path):
        return False
    if file_evidence(path) or path.endswith(".swp"):
        return True
    ending = next((one for one in _BESIDE if path.endswith(one)), "")
    beside = bool(ending) and os.path.lexists(path.removesuffix(ending))
    return beside or (path.endswith(".tmp") and status.st_size < _SMALL)


def _is_asked(question: Question, path: str) -> bool:
    """Whether a path is among what the line names, where that is a pattern that git reads itself."""
    texts = [target.text for target in question.effect.targets if target.kind is TargetKind.PATH]
    patterns = [text for text in texts if has_pattern(text)]
    if not patterns or len(patterns) < len(texts):
        return True
    return any(fits(path, os.path.normpath(os.path.join(question.folder, one))) for one in patterns)  # noqa: PTH118


def _roots(question: Question) -> list[str]:
    """The paths that the line names; the folder one stands in where it names none, or one is not known."""
    named_here = [target for target in question.effect.targets if target.kind is TargetKind.PATH]
    texts = [above_pattern(target.word) for target in named_here]
    if not texts or None in texts:
        return [question.folder]
    return [os.path.normpath(os.path.join(question.folder, _plain(text or "."))) for text in texts]  # noqa: PTH118


def _plain(text: str) -> str:
    """The folder that all lies in which a pattern fits; a text without one as it is."""
    if not has_pattern(text):
        return text
    parts = text.split("/")
    return "/".join(parts[: next(n for n, part in enumerate(parts) if has_pattern(part))]) or "."


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
