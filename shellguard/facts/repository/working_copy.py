"""What version control other than git has of a folder: tracked files, and whether they are as recorded."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

LARGEST_COMPARED = 4 << 20
Same = Callable[[str, os.stat_result], bool | None]
"""Whether the file at a path, with its status, is as recorded; None when that was too much to compare."""


@dataclass(slots=True)
class WorkingCopy:
    """A work tree of another version control.

    Attributes:
        by: the name of that.
        folder: what it keeps beside the files.
        files: the tracked ones by path below the root.
        added: whether files are in it that are in no commit yet.
        only_here: what of it is kept nowhere else, as a clause for a person, or "".
    """

    root: str
    by: str
    folder: str
    files: dict[str, Same] = field(default_factory=dict)
    complete: bool = True
    only_here: str = ""
    added: bool = False

    def __contains__(self, path: str) -> bool:
        """Whether the file at an absolute path is tracked."""
        return path.removeprefix(self.root.rstrip("/") + "/") in self.files

    def is_there(self, address: str) -> bool:
        """Whether a server is another machine, or a folder of this one that lies elsewhere."""
        folder = unquote(address.removeprefix("file://"))
        if not folder.startswith(("/", "~")):
            return "://" in folder
        folder = os.path.realpath(os.path.expanduser(folder))
        return os.path.isdir(folder) and not f"{folder}/".startswith(self.root.rstrip("/") + "/")

    def same(self, path: str, status: os.stat_result) -> bool | None:
        """Whether a tracked file is as it was recorded."""
        return self.files[path.removeprefix(self.root.rstrip("/") + "/")](path, status)

    def below(self, path: str) -> Iterator[tuple[str, Same]]:
        """The tracked files at or below an absolute path, with their absolute paths."""
        prefix = self.root.rstrip("/") + "/"
        for name, same in self.files.items():
            full = prefix + name
            if full == path or full.startswith(path.rstrip("/") + "/"):
                yield full, same
