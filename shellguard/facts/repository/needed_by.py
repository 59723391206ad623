"""What elsewhere on this machine needs a repository: further work trees, clones that borrow its objects."""

from __future__ import annotations

import os

from shellguard.facts.contents import text_of
from shellguard.facts.repository.repository import Repository

_MOST_BESIDE = 64
_LONGEST = 64 * 1024
_BORROWED = "objects/info/alternates"


def needed_by(repository: Repository) -> str:
    """What would not work any more without a repository, as a clause for a person, or ""."""
    root = repository.root.rstrip("/")
    for tree in repository.further_trees:
        if not f"{tree}/".startswith(f"{root}/") and os.path.isfile(f"{tree}/.git"):
            return f"holds the git repository of the work tree {tree.rpartition('/')[2]}"
    borrower = _borrower(repository)
    return f"holds the git repository that {borrower} borrows its commits from" if borrower else ""


def _borrower(repository: Repository) -> str:
    """A clone in a folder beside, whose objects are in part those of the repository; "" where none is."""
    lent, above = f"{repository.common}/objects", os.path.dirname(repository.root.rstrip("/"))
    try:
        with os.scandir(above) as listing:
            names = [one.name for one, _ in zip(listing, range(_MOST_BESIDE), strict=False)]
    except OSError:
        return ""
    for name in names:
        for folder in (f"{above}/{name}/.git", f"{above}/{name}"):
            told = text_of(f"{folder}/{_BORROWED}", _LONGEST).splitlines()
            base = f"{folder}/objects"
            if any(
                os.path.realpath(os.path.join(base, one)) == os.path.realpath(lent) for one in told if one
            ):
                return name
    return ""
