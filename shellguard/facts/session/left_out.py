"""What an archiver leaves out, where nothing of that kind is there: `tar czf d.tgz --exclude=.git docs`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from fnmatch import fnmatchcase
from itertools import islice

from shellguard.facts.deadline import Deadline
from shellguard.facts.session.copies_aside import TAR

_OF_VERSIONS = (
    *(".git", ".gitignore", ".gitattributes", ".gitmodules", ".svn", ".hg", ".hgignore", ".hgtags"),
    *(".bzr", ".bzrignore", ".bzrtags", ".arch-ids", "{arch}", "CVS", ".cvsignore", "SCCS", "RCS", "_darcs"),
)
"""What tar leaves out with `--exclude-vcs`."""
_MOST = 2_000
"""Files that are looked at; of more it is not said that none is left out."""
_NOT_COMPARED = re.compile(r"\\|\[[:.=]|(?:^|/)\.\.(?:/|$)|(?:/\.)?/(?:\./|/|\.$)")
"""Signs that are plain letters, classes of letters, and paths with a way round: as an archiver reads them."""


def without_idle(program: str, words: list[str], path: str, deadline: Deadline) -> list[str]:
    """The words of an archiver without patterns that fit nothing of what is at *path* or below it."""
    kept, patterns = _apart(program, words)
    if not patterns or any(_NOT_COMPARED.search(pattern) for pattern in patterns):
        return words
    seen = list(islice(_below(path, deadline), _MOST + 1))
    told = len(seen) <= _MOST and not deadline.expired
    return kept if told and not any(_fits(one, pattern) for pattern in patterns for one in seen) else words


def _apart(program: str, words: list[str]) -> tuple[list[str], list[str]]:
    """The words, and the patterns of what is left out."""
    kept: list[str] = []
    patterns: list[str] = []
    taking = False
    for word in words:
        if program in TAR and word.startswith("--exclude="):
            patterns.append(word.partition("=")[2])
        elif program in TAR and word == "--exclude-vcs":
            patterns += _OF_VERSIONS
        elif (program in TAR and word == "--exclude") or (program == "zip" and word == "-x"):
            taking = True
        elif taking and not word.startswith("-"):
            patterns.append(word)
            taking = program == "zip"  # takes all that follow
        else:
            taking = False
            kept.append(word)
    return kept, patterns


def _below(path: str, deadline: Deadline) -> Iterator[str]:
    """What is there, each name as soon as it is read: one folder may hold millions."""
    yield path
    folders = [path]
    while folders:
        with suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                if deadline.expired:
                    return
                yield entry.path
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)


def _fits(path: str, pattern: str) -> bool:
    """Whether a pattern fits a path, from any of its parts on; a star fits strokes, too."""
    pattern = pattern.removeprefix("./").rstrip("/").replace("[^", "[!")
    parts = path.split("/")
    return any(fnmatchcase("/".join(parts[at:]), pattern) for at in range(len(parts)))
