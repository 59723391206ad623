"""What of a repository is written into another folder: `git archive HEAD | tar x -C site`, and the index."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import pairwise

from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.resolve import place_of
from shellguard.facts.repository.repository import repository_of
from shellguard.facts.writing.copies_over import holds_same
from shellguard.facts.writing.derived_output_names import own_lost

INDEX_ELSEWHERE = "git.index-elsewhere"
_ARCHIVE = "archive"
_LEAVES = ("-o", "--output", "--remote", "--exec")
_NOTHING = "its files are not there yet, or are the same"


def index_elsewhere(deed: Deed) -> TargetFacts | None:
    """What is lost where `git checkout-index --prefix` writes all that is in the index; None if not known."""
    words = [word.value for word in deed.command.words[1:]]
    prefix = _value(words, "--prefix")
    if prefix is None or None in words:
        return None
    names = [word for word in words if word and not word.startswith("-") and word != prefix]
    names = [name for name in names if name != "checkout-index"]
    everything = not names
    over = _over(deed.folder, deed.folder, prefix, deed.deadline, whole=True)
    taken = [there for inner, there in over if everything or inner in names]
    return own_lost(taken, "", deed.folder, deed.surveyor, nothing=_NOTHING)


def archived_over(words: list[str], deed: Deed, root: str, strip: int = 0) -> TargetFacts | None:
    """What is lost below `root` where the archive of a commit is unpacked; `words` are git's own.

    `strip` folders of each name are left out.
    """
    if not words or words[0] != _ARCHIVE or any(word.startswith(_LEAVES) for word in words):
        return None
    prefix = _value(words, "--prefix") or ""
    tree = next((word for word in words[1:] if not word.startswith("-") and word != prefix), "HEAD")
    commit, _, inner = tree.partition(":")
    folder = f"{deed.folder.rstrip('/')}/{inner}".rstrip("/")
    now = commit == "HEAD"
    over = _over(folder, root, prefix, deed.deadline, whole=False, now=now, strip=strip)
    taken = [there for _, there in over]
    return own_lost(taken, "", root, deed.surveyor, nothing=_NOTHING)


def _value(words: Sequence[str | None], option: str) -> str | None:
    """The value of a long option, however it is joined."""
    for before, word in pairwise(["", *words]):
        if word is not None and word.startswith(f"{option}="):
            return word.partition("=")[2]
        if before == option:
            return word
    return None


def _over(
    folder: str,
    root: str,
    prefix: str,
    deadline: Deadline,
    *,
    whole: bool,
    now: bool = True,
    strip: int = 0,
) -> Iterator[tuple[str, str]]:
    """Files of the repository, and those that they would be written over and that hold something else.

    What is put there is taken for what the work tree holds where the last commit is meant (`now`), and where
    it is not the work tree itself. Only what lies below `folder`, or the `whole`.
    """
    repository = repository_of(folder)
    if repository is None:
        return
    top = repository.root.rstrip("/")
    base = top if whole else folder.rstrip("/")
    into = place_of(prefix, False, root).path if prefix.endswith("/") else f"{root}/{prefix}"
    for path in repository.index(deadline).entries:
        source = f"{top}/{path}"
        if deadline.expired:
            return
        if not source.startswith(f"{base}/"):
            continue
        inner = source[len(base) + 1 :]
        there = f"{into.rstrip('/')}/{inner}" if not prefix or prefix.endswith("/") else f"{into}{inner}"
        if strip:
            parts = there[len(root.rstrip("/")) + 1 :].split("/")
            there = "/".join((root.rstrip("/"), *parts[strip:]))
        try:
            status = os.stat(source)
            same = now and source != there and holds_same(source, status, there, many=True)
        except (OSError, ValueError):
            same = False
        if not same and os.path.isfile(there):
            yield inner, there
