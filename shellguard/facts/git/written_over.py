"""Files that git does not know, where another commit has files of its own: force writes over them."""

from __future__ import annotations

from shellguard.facts.git.question import Question
from shellguard.facts.git.reapplied import changed_between, differs

_FORCED = frozenset(("--hard", "-f", "--force", "--discard-changes", "-fq", "-qf"))
_MOST = 2_000


def written_over(question: Question) -> list[str]:
    """The paths of such files, where the command is told to leave no file as it is; none where not known."""
    repository, words = question.repository, question.words
    head = repository.head_commit
    ref = question.option or next((word for word in words[2:] if not word.startswith("-")), "")
    if not ref or not head or "--" in words or _FORCED.isdisjoint(words):
        return []
    files = changed_between(repository.root, (head, ref), question.deadline)
    if not files or len(files) > _MOST:
        return []
    known = repository.index(question.deadline).entries
    there = (path for path, blob in files.items() if blob and path not in known)
    root = repository.root.rstrip("/")
    return sorted(path for path in there if differs(f"{root}/{path}", files[path]))
