"""A git repository read from its files: its place, branches, what was pushed, stashes, work trees."""

from __future__ import annotations

import configparser
import os
import re
from dataclasses import dataclass, field
from functools import cached_property

from shellguard.facts.contents import text_of
from shellguard.facts.deadline import Deadline
from shellguard.facts.repository.index import Index, read_index

_DEEPEST = 64
_MOST_REFS = 20_000
_LONGEST_FILE = 4 * 1024 * 1024
_GROUPS = ("heads", "remotes", "tags")
_HASH = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?\Z")
PROTECTED_BRANCHES = frozenset(
    {"main", "master", "trunk", "develop", "production", "prod", "release", "stable"}
)
_RELEASE = re.compile(r"(release|hotfix|prod|production)[/-]")
_UNDER_WAY = {
    "MERGE_HEAD": "a merge",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "BISECT_LOG": "a bisect",
}


@dataclass
class Repository:
    """One work tree and its repository.

    Attributes:
        root: the top of the work tree; for a bare repository the repository itself.
        folder: this work tree's own git folder (HEAD, index).
        common: the repository's git folder (refs, objects); differs from `folder` in an added work tree.
        changed: by folder, what `changed_files` has found: several effects of a command ask for it.
        apart: the git folder is no `.git` of the work tree: git has to be told both.
        given: settings that a line gives before what is looked at, all values by section and key.
    """

    root: str
    folder: str
    common: str
    _indexes: dict[str, Index] = field(default_factory=dict)
    changed: dict[str, tuple[list[str], bool]] = field(default_factory=dict)
    apart: bool = False
    given: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def index(self, deadline: Deadline) -> Index:
        """The index, read once."""
        kept = self._indexes.get("")
        if kept is None and self._stands_elsewhere:
            kept = Index(complete=False)
            self._indexes[""] = kept
        if kept is None:
            kept = read_index(f"{self.folder}/index", deadline, self.hash_size)
            self._indexes[""] = kept
        return kept

    @cached_property
    def head(self) -> str:
        """What HEAD says: `ref: refs/heads/main`, or a commit."""
        return _text(f"{self.folder}/HEAD").strip()

    @property
    def branch(self) -> str:
        """The branch that is checked out, or "" when HEAD is detached."""
        return self.head.removeprefix("ref: refs/heads/") if self.head.startswith("ref: refs/heads/") else ""

    @cached_property
    def refs(self) -> dict[str, str]:
        """Every ref by its full name; `refs/stash` too."""
        found, loose = dict[str, str](), dict[str, str]()
        for line in _text(f"{self.common}/packed-refs").splitlines()[:_MOST_REFS]:
            commit, _, name = line.partition(" ")
            if name and _HASH.match(commit):
                found[name] = commit
        for group in _GROUPS:
            _loose_refs(self.common, f"refs/{group}", loose)
        found.update(loose)
        stash = _text(f"{self.common}/refs/stash").strip()
        if _HASH.match(stash):
            found["refs/stash"] = stash
        return found

    @property
    def too_many_refs(self) -> bool:
        """Whether there are more refs than are read: a branch that is not among `refs` may be there."""
        try:
            longer = os.stat(f"{self.common}/packed-refs").st_size > _LONGEST_FILE
        except OSError:
            longer = False
        return longer or len(self.refs) >= _MOST_REFS

    @cached_property
    def other_refs(self) -> dict[str, str]:
        """Loose refs that are no branch, no tag and of no remote: notes, and names that tools give."""
        found: dict[str, str] = {}
        try:
            groups = [one.name for one in os.scandir(f"{self.common}/refs") if one.is_dir()]
        except OSError:
            return found
        for group in groups:
            if group not in _GROUPS:
                _loose_refs(self.common, f"refs/{group}", found)
        return found

    @property
    def head_commit(self) -> str:
        """The commit that is checked out, "" in a repository without commits."""
        if not self.head.startswith("ref: "):
            return self.head
        name = self.head.removeprefix("ref: ")
        return _commit_in(f"{self.common}/{name}") or self.refs.get(name, "")

    @property
    def stashes(self) -> int:
        """How many stashes are kept."""
        log = _text(f"{self.common}/logs/refs/stash")
        return log.count("\n") if log else int("refs/stash" in self.refs)

    @property
    def stash_commits(self) -> list[str]:
        """The commits that hold the stashes, the latest first."""
        lines = _text(f"{self.common}/logs/refs/stash").splitlines()
        found = [parts[1] for line in reversed(lines) if len(parts := line.split(" ", 2)) > 1]
        return found if all(map(_HASH.match, found)) else []

    @cached_property
    def config(self) -> configparser.RawConfigParser:
        """The repository's own settings, as far as they can be read."""
        parser = configparser.RawConfigParser(strict=False, allow_no_value=True, inline_comment_prefixes=None)
        try:
            parser.read_string(
                "\n".join(line.strip() for line in _text(f"{self.common}/config").splitlines())
            )
        except configparser.Error:
            return configparser.RawConfigParser()
        return parser

    @property
    def _stands_elsewhere(self) -> bool:
        """Whether the settings name another folder as the work tree: nothing here tells how that is."""
        told = self.told_work_tree
        return bool(told) and os.path.realpath(told) != os.path.realpath(self.root)

    @property
    def told_work_tree(self) -> str:
        """The work tree that the settings name, "" where they name none."""
        told = self.setting("core", "worktree").strip('"')
        return os.path.normpath(os.path.join(self.folder, told)) if told else ""

    @property
    def hash_size(self) -> int:
        """Bytes of an object's hash: 20, or 32 for SHA-256."""
        return 32 if self.setting("extensions", "objectformat") == "sha256" else 20

    def upstream(self, branch: str) -> str:
        """The remote-tracking ref that `branch` is pushed to, or ""."""
        section = f'branch "{branch}"'
        remote, merge = self.setting(section, "remote"), self.setting(section, "merge")
        if remote and merge:
            return f"refs/remotes/{remote}/{merge.removeprefix('refs/heads/')}"
        guess = f"refs/remotes/origin/{branch}"
        return guess if guess in self.refs else ""

    def elsewhere(self, ref: str) -> bool:
        """Whether another ref stands at the very same commit as `ref`."""
        commit = self.refs.get(ref)
        return any(value == commit and name != ref for name, value in self.refs.items())

    @property
    def unpushed_branches(self) -> tuple[str, ...]:
        """Branches whose tip no remote-tracking ref stands at: some of their commits may be nowhere else."""
        pushed = {commit for name, commit in self.refs.items() if name.startswith("refs/remotes/")}
        heads = (
            (n.removeprefix("refs/heads/"), c) for n, c in self.refs.items() if n.startswith("refs/heads/")
        )
        return tuple(name for name, commit in heads if commit not in pushed)

    @property
    def under_way(self) -> str:
        """An operation that has been begun and not ended ("a rebase"), or ""."""
        return next(
            (what for name, what in _UNDER_WAY.items() if os.path.lexists(f"{self.folder}/{name}")), ""
        )

    @property
    def worktrees(self) -> int:
        """How many further work trees share this repository."""
        try:
            return sum(1 for _ in os.scandir(f"{self.common}/worktrees"))
        except OSError:
            return 0

    @property
    def further_trees(self) -> list[str]:
        """The tops of the further work trees that share this repository."""
        try:
            names = [one.name for one in os.scandir(f"{self.common}/worktrees")]
        except OSError:
            return []
        pointers = (_text(f"{self.common}/worktrees/{name}/gitdir").strip() for name in sorted(names))
        return [one.removesuffix("/.git") for one in pointers if one]

    @property
    def submodules(self) -> tuple[str, ...]:
        """Paths of the submodules that `.gitmodules` names."""
        return tuple(re.findall(r"^\s*path\s*=\s*(.+?)\s*$", _text(f"{self.root}/.gitmodules"), re.MULTILINE))

    def setting(self, section: str, key: str) -> str:
        """A value of the repository's own settings, "" where they don't say."""
        if (given := self.given.get((section, key.lower()))) is not None:
            return given[-1] if given else ""
        return self.config.get(section, key, fallback="") or ""

    def settings(self, section: str, key: str) -> list[str]:
        """All values of a key of the repository's own settings that may stand there several times."""
        if (given := self.given.get((section, key.lower()))) is not None:
            return [*given]
        return values_in(_text(f"{self.common}/config"), section, key)


def values_in(text: str, section: str, key: str) -> list[str]:
    """All values of a key in the text of settings of git."""
    found, inside = [], False
    for line in text.splitlines():
        said = line.strip()
        if said.startswith("["):
            inside = said == f"[{section}]"
        elif inside and (parts := said.partition("="))[0].strip().lower() == key:
            found.append(parts[2].strip().strip('"'))
    return found


def protected_branch(name: str) -> bool:
    """Whether others usually build on a branch of this name."""
    short = name.removeprefix("refs/heads/")
    return short in PROTECTED_BRANCHES or bool(_RELEASE.match(short))


def repository_of(path: str) -> Repository | None:
    """The repository whose work tree `path` (absolute; a folder or what lies in one) belongs to."""
    for _ in range(_DEEPEST):
        found = repository_at(path)
        if found is not None or path in ("/", ""):
            return found
        if path.endswith("/.git"):
            return None
        path = path.rpartition("/")[0] or "/"
    return None


def repository_at(root: str) -> Repository | None:
    """The repository whose work tree begins at `root`, or that lies bare at `root`."""
    marker = f"{root.rstrip('/')}/.git"
    try:
        mode_is_folder = os.path.isdir(marker)
        if not mode_is_folder and not os.path.isfile(marker):
            return _bare(root)
    except ValueError:
        return None
    folder = marker
    if not mode_is_folder:
        pointer = _text(marker).strip()
        if not pointer.startswith("gitdir: "):
            return None
        folder = os.path.normpath(os.path.join(root, pointer.removeprefix("gitdir: ")))
    return repository_in(folder, root)


def repository_in(folder: str, root: str, *, apart: bool = False) -> Repository | None:
    """The repository that a git folder holds, with the work tree that begins at `root`."""
    if not os.path.isfile(f"{folder}/HEAD"):
        return None
    shared = _text(f"{folder}/commondir").strip()
    common = os.path.normpath(os.path.join(folder, shared)) if shared else folder
    return Repository(root, folder, common, apart=apart)


def _bare(root: str) -> Repository | None:
    parts = (f"{root}/HEAD", f"{root}/objects", f"{root}/refs")
    if root != "/" and root.endswith(".git") and all(os.path.exists(part) for part in parts):
        return Repository(root, root, root)
    return None


def _loose_refs(common: str, name: str, found: dict[str, str]) -> None:
    pending = [name]
    while pending and len(found) < _MOST_REFS:
        folder = pending.pop()
        try:
            listing = list(os.scandir(f"{common}/{folder}"))
        except OSError:
            continue
        for entry in listing:
            if entry.is_dir(follow_symlinks=False):
                pending.append(f"{folder}/{entry.name}")
                continue
            if commit := _commit_in(entry.path):
                found[f"{folder}/{entry.name}"] = commit


def _commit_in(file: str) -> str:
    """The commit that a file of a ref names, "" for none."""
    commit = _text(file).strip()
    return commit if _HASH.match(commit) else ""


def _text(file: str) -> str:
    """The text of one of git's small files, "" when it is not there, not regular or too long."""
    return text_of(file, _LONGEST_FILE, "surrogateescape")
