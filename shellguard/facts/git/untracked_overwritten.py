"""Files that git does not know, where another commit has files of its own: force writes over them."""

from __future__ import annotations

import os
import stat
from collections.abc import Container

from shellguard.facts.git.equivalent_commits import changed_between, differs, held_by
from shellguard.facts.git.pathspec import Pathspecs
from shellguard.facts.git.question import Question

_FORCED = frozenset(("--hard", "-f", "--force", "--discard-changes", "-fq", "-qf", "--reset"))
_SOURCE = ("-s", "--source")
_MOST = 2_000


def written_over(question: Question) -> list[str]:
    """The paths of such files, where the command is told to leave no file as it is; none where not known."""
    words = question.words
    ref = question.option or next((word for word in words[2:] if not word.startswith("-")), "")
    return _over(question, ref) if "--" not in words and not _FORCED.isdisjoint(words) else []


def over_by_paths(question: Question, specs: Pathspecs) -> list[str]:
    """The same among the paths that the command takes out of another commit: that needs no force."""
    root = question.repository.root.rstrip("/")
    found = _over(question, _taken_from(question)) if specs.meant else []
    return [path for path in found if specs.may_mean(f"{root}/{path}")]


def _taken_from(question: Question) -> str:
    """The commit that paths are taken out of, "" for the index."""
    words = question.words
    if "restore" in words:
        at = next((n for n, word in enumerate(words) if word in _SOURCE), len(words))
        joined = next((word for word in words if word.startswith("--source=")), "")
        return words[at + 1] if at + 1 < len(words) else joined.partition("=")[2]
    if "checkout" not in words:
        return ""
    given = list(words[words.index("checkout") + 1 :])
    before = given[: given.index("--")] if "--" in given else given
    named = [word for word in before if not word.startswith("-")]
    sure = len(named) == 1 if "--" in given else len(named) > 1
    return named[0] if sure else ""


def _over(question: Question, ref: str) -> list[str]:
    repository, head = question.repository, question.repository.head_commit
    if not head:
        return []
    if not os.path.lexists(
        f"{repository.folder}/index"
    ):  # a bare clone whose work tree is the home: all is new
        files = held_by(repository, ref or "HEAD", question.deadline)
    elif not ref or ref in ("HEAD", "@", head):
        return []
    else:
        files = changed_between(repository, (head, ref), question.deadline)
    if not files or len(files) > _MOST:
        return []
    known = repository.index(question.deadline).entries
    there = (path for path, blob in files.items() if blob and path not in known)
    return sorted({over for path in there if (over := in_the_way(question, path, files[path], known))})


def in_the_way(question: Question, path: str, blob: str, known: Container[str]) -> str:
    """What stands where a commit has this file: another one, or a file in its folder's place; else ""."""
    root = question.repository.root.rstrip("/")
    parts = path.split("/")
    for end in range(1, len(parts)):
        above = "/".join(parts[:end])
        try:
            status = os.lstat(f"{root}/{above}")
        except OSError:
            return ""
        if not stat.S_ISDIR(status.st_mode):
            return above if above not in known and status.st_size else ""
    full = f"{root}/{path}"
    if os.path.isdir(full) and not os.path.islink(full):
        return path if question.surveyor.folder(full).untracked else ""
    return path if differs(full, blob) else ""
