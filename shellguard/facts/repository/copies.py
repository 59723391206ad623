"""Finding the work trees of Mercurial and Subversion."""

from __future__ import annotations

import os

from shellguard.facts.deadline import Deadline
from shellguard.facts.repository.mercurial import mercurial_copy
from shellguard.facts.repository.subversion import subversion_copy
from shellguard.facts.repository.working_copy import WorkingCopy


def copy_above(folder: str, deadline: Deadline, sign: str = "") -> WorkingCopy | None:
    """The work tree that a folder lies in; None where there is none, or it could not be read to the end."""
    while folder not in ("/", ""):
        for one in (sign,) if sign else (".hg", ".svn"):
            if os.path.isdir(f"{folder}/{one}"):
                return _read(folder, one, deadline)
        folder = folder.rpartition("/")[0]
    return None


def copy_at(root: str, deadline: Deadline) -> WorkingCopy | None:
    """The work tree whose root a folder is."""
    signs = [one for one in (".hg", ".svn") if os.path.isdir(f"{root}/{one}")]
    return _read(root, signs[0], deadline) if signs else None


def _read(root: str, sign: str, deadline: Deadline) -> WorkingCopy | None:
    copy = subversion_copy(root) if sign == ".svn" else mercurial_copy(root, deadline)
    return copy if copy.complete else None
