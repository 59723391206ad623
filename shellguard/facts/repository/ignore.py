"""Which untracked paths git ignores, by the `.gitignore` files on the way down."""

from __future__ import annotations

from pathlib import Path

from pathspec import GitIgnoreSpec

_LONGEST_FILE = 256 * 1024
_NO_RULES = GitIgnoreSpec.from_lines(())


class Ignored:
    """The ignore rules of one work tree, read as they are needed.

    `extra` are files whose rules hold for the whole tree (`.git/info/exclude`, the person's own).
    """

    def __init__(self, root: str, extra: tuple[str, ...] = ()) -> None:
        self._root = root
        self._extra = tuple(_rules(file) for file in extra)
        self._rules: dict[str, GitIgnoreSpec] = {}
        self._folders: dict[str, bool] = {"": False}

    def file(self, relative: str) -> bool:
        """Whether git ignores the file at this path below the work tree."""
        folder = relative.rpartition("/")[0]
        return self.folder(folder) or self._says(relative)

    def folder(self, relative: str) -> bool:
        """Whether git ignores the folder at this path, itself or by one above it."""
        known = self._folders.get(relative)
        if known is None:
            above = relative.rpartition("/")[0]
            known = self.folder(above) or self._says(relative + "/")
            self._folders[relative] = known
        return known

    def _says(self, relative: str) -> bool:
        parts = relative.rstrip("/").split("/")
        for depth in range(len(parts) - 1, -1, -1):
            folder = "/".join(parts[:depth])
            inner = relative[len(folder) + 1 :] if folder else relative
            answer = self._rules_in(folder).check_file(inner).include
            if answer is not None:
                return answer
        return any(rules.match_file(relative) for rules in self._extra)

    def _rules_in(self, folder: str) -> GitIgnoreSpec:
        rules = self._rules.get(folder)
        if rules is None:
            rules = _rules(f"{self._root}/{folder}/.gitignore" if folder else f"{self._root}/.gitignore")
            self._rules[folder] = rules
        return rules


def _rules(file: str) -> GitIgnoreSpec:
    try:
        path = Path(file)
        if not path.is_file() or path.stat().st_size > _LONGEST_FILE:
            return _NO_RULES
        return GitIgnoreSpec.from_lines(path.read_text(encoding="utf-8", errors="replace").splitlines())
    except (OSError, ValueError):
        return _NO_RULES
