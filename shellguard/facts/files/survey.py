"""What a file or folder holds, and whether that comes back: one walk, within the budget."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase

from shellguard.facts.contents import text_of, unsaved
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import TargetFacts
from shellguard.facts.files.passing_names import is_left_copy, is_passing
from shellguard.facts.files.rebuilt import (
    Contents,
    Evidence,
    compiled,
    file_evidence,
    folder_evidence,
    is_authored,
    is_kept,
    is_precious,
    is_record,
    says_generated,
)
from shellguard.facts.files.tree import Walk, entries
from shellguard.facts.repository.bare import is_its_own
from shellguard.facts.repository.copies import copy_above, copy_at
from shellguard.facts.repository.ignore import Ignored
from shellguard.facts.repository.index import Entry, unchanged
from shellguard.facts.repository.only_here import only_here
from shellguard.facts.repository.repository import Repository, repository_at, repository_of
from shellguard.facts.repository.working_copy import WorkingCopy

_MOST_ASKED = 40
_EXCLUDES = re.compile(r"(?im)^\s*excludesfile\s*=\s*(.+?)\s*$")
Typed = Callable[[str, os.stat_result, Entry, int], bool]
Again = Callable[..., object | None]
"""Whether lines of the session alone changed a file, of its path, status, entry and the index's own time."""


@dataclass(slots=True)
class Survey:
    """What was met. Counts are of files (links among them); folders are not counted.

    Attributes:
        clean: files that git has as they are.
        changed: files that git has in another state.
        untracked: files that neither git nor a tool brings back; `ignored` of them git is told to ignore.
        rebuilt: files that a tool makes again, and `makers` what tools these are.
        unsure: files that could not be compared with git's state.
        precious: untracked files of the kinds that people make.
        kept: of the kinds that hold settings, keys or data, which git is often told to ignore.
        authored: of the kinds that people write.
        records: of what programs write down as they run.
        unwritten: an editor's own, with changes that it has not written to the file.
        links: links, which hold nothing.
        repositories: whole repositories that lie inside.
        by: what version control other than git has clean files.
        copies: work trees of such, with all that keeps them.
        links_out: links that lead out of the folder.
    """

    files: int = 0
    total_bytes: int = 0
    newest: float | None = None
    complete: bool = True
    clean: int = 0
    changed: int = 0
    untracked: int = 0
    ignored: int = 0
    rebuilt: int = 0
    unsure: int = 0
    precious: int = 0
    kept: int = 0
    authored: int = 0
    records: int = 0
    unwritten: int = 0
    links: int = 0
    unreadable: int = 0
    other_devices: int = 0
    makers: list[str] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)
    repositories: list[Repository] = field(default_factory=list)
    by: str = ""
    copies: list[WorkingCopy] = field(default_factory=list)

    def count(self, status: os.stat_result) -> None:
        self.files += 1
        self.total_bytes += status.st_size
        if self.newest is None or status.st_mtime > self.newest:
            self.newest = status.st_mtime


@dataclass(slots=True)
class _Folder:
    """What holds for the files of one folder: whose work tree, and whether a tool makes them."""

    repository: Repository | None
    evidence: Evidence | None = None
    contents: Contents | None = None
    root: str = ""
    copy: WorkingCopy | None = None

    def has(self, path: str) -> bool:
        """Whether the tool makes what lies at `path`: of some folders only parts are its own."""
        parts = self.evidence.parts if self.evidence is not None else ()
        above, _, name = path.rpartition("/")
        return not parts or above != self.root or any(fnmatchcase(name, part) for part in parts)


class Surveyor:
    """Looks through targets; repositories and their ignore rules are read once for all of them."""

    def __init__(
        self, deadline: Deadline, home: str = "", typed: Typed | None = None, again: Again | None = None
    ) -> None:
        self._deadline = deadline
        self._home = home
        self.typed = typed
        self.again = again
        self._repositories: dict[str, Repository | None] = {}
        self._copies: dict[str, WorkingCopy | None] = {}
        self._ignored: dict[str, Ignored] = {}
        self._above: dict[str, tuple[str, Evidence | None]] = {}

    def repository(self, folder: str) -> Repository | None:
        """The repository that a folder belongs to."""
        if folder not in self._repositories:
            self._repositories[folder] = repository_of(folder)
        return self._repositories[folder]

    def file(self, path: str, status: os.stat_result) -> Survey:
        """A single file or link."""
        survey = Survey()
        folder = self._around(path)
        self._judge(path, status, folder, survey)
        self._settle([folder], survey)
        self._ask_git_ignore(folder.repository, survey)
        return survey

    def folder(self, path: str, made: Evidence | None = None) -> Survey:
        """A folder with everything below it; `made` tells why it comes back where nothing else does."""
        survey, walk, skip = Survey(), Walk(), set[str]()
        folders = {path: self._entered(path, self._around(path), survey, near=True)}
        if made is not None and folders[path].evidence is None:
            folders[path] = replace(folders[path], evidence=made, contents=Contents(), root=path)
        for entry, status in entries(path, self._deadline, walk, skip):
            above = entry.path[: -len(entry.name) - 1]
            around = folders[above if above else "/"]
            if entry.name == ".git":
                skip.add(entry.path)  # its own repository, or the pointer of a further work tree to its one
                self._within_rebuilt(above, around, survey)
            elif around.copy is not None and entry.path == around.copy.folder:
                skip.add(entry.path)
                survey.copies.append(around.copy)
            elif not stat.S_ISDIR(status.st_mode):
                self._judge(entry.path, status, around, survey)
            elif self._deadline.expired:
                break
            else:
                folders[entry.path] = self._entered(entry.path, around, survey, near=above == path)
        survey.complete = walk.complete and not self._deadline.expired
        survey.unreadable, survey.other_devices = walk.unreadable, walk.other_devices
        self._settle({id(f.contents): f for f in folders.values()}.values(), survey)
        self._ask_git_ignore(folders[path].repository, survey)
        return survey

    def _within_rebuilt(self, path: str, around: _Folder, survey: Survey) -> None:
        """A repository inside of what a tool makes: somebody may work in it."""
        own = repository_at(path) if around.contents is not None else None
        if own is not None and only_here(own, self._deadline):
            survey.repositories.append(own)
            survey.precious += 1

    def _entered(self, path: str, around: _Folder, survey: Survey, *, near: bool) -> _Folder:
        if around.contents is not None and around.has(path):
            return around
        own = repository_at(path)
        if own is not None:
            survey.repositories.append(own)
        repository = own or around.repository
        copy = around.copy if repository is None else None
        if near and repository is None:
            copy = copy_at(path, self._deadline) or copy
        evidence = folder_evidence(path)
        if own is not None or evidence is None:
            return _Folder(repository, copy=copy)
        return _Folder(repository, evidence, Contents(), path, copy)

    def _around(self, path: str) -> _Folder:
        """What holds where `path` lies: a repository, or a folder above it that a tool makes."""
        above = path.rpartition("/")[0] or "/"
        if above not in self._above:
            self._above[above] = self._enclosing(above)
        root, evidence = self._above[above]
        folder = _Folder(self.repository(above), evidence, Contents() if evidence else None, root)
        if folder.repository is None:
            folder.copy = self._copy(above)
        return folder if folder.has(path) else _Folder(folder.repository, copy=folder.copy)

    def _copy(self, folder: str) -> WorkingCopy | None:
        """The work tree of other version control that a folder lies in."""
        if folder not in self._copies:
            self._copies[folder] = copy_above(folder, self._deadline)
        return self._copies[folder]

    def _enclosing(self, folder: str) -> tuple[str, Evidence | None]:
        """The folder, or one above it within the home or repository, that is a tool's own, and why."""
        repository = self.repository(folder)
        top, below = repository.root if repository else self._home, ""
        while folder not in ("/", "", top):
            found = folder_evidence(folder)
            if found is not None and (not below or _Folder(None, found, None, folder).has(below)):
                return folder, found
            # what lies behind a link is not the tool's: it only leads there
            above = os.path.realpath(folder) if os.path.islink(folder) else folder
            below, folder = above, above.rpartition("/")[0]
        return "", None

    def _judge(self, path: str, status: os.stat_result, folder: _Folder, survey: Survey) -> None:
        survey.count(status)
        repository = folder.repository
        if repository is not None:
            if is_its_own(repository, path):
                return
            index = repository.index(self._deadline)
            entry = index.entries.get(path[len(repository.root.rstrip("/")) + 1 :])
            if entry is not None:
                if folder.contents is not None:
                    folder.contents.tracked += 1
                same = unchanged(path, entry, status, index)
                survey.clean += same is True
                survey.changed += same is False
                survey.unsure += same is None
                self._example(path, survey, same is False)
                return
            if not index.complete:
                survey.unsure += 1
                return
        if folder.copy is not None and path in folder.copy:
            same = folder.copy.same(path, status)
            survey.by = folder.copy.by
            survey.clean += same is True
            survey.changed += same is False
            survey.unsure += same is None
            self._example(path, survey, same is False)
            return
        if stat.S_ISLNK(status.st_mode):
            survey.links += 1
            return
        if folder.contents is not None and folder.evidence is not None and folder.has(path):
            folder.contents.add(path, folder.evidence, status.st_mtime, folder.root)
            return
        unwritten = unsaved(path)
        if not unwritten and self._made_again(path, status, repository, survey):
            return
        survey.untracked += 1
        survey.unwritten += unwritten
        survey.precious += unwritten or is_precious(path) or is_left_copy(path)
        survey.kept += is_kept(path)
        survey.authored += is_authored(path)
        survey.records += is_record(path) or is_passing(path, status)
        self._example(path, survey, True)

    def _made_again(
        self, path: str, status: os.stat_result, repository: Repository | None, survey: Survey
    ) -> bool:
        """Counts a file that by itself, wherever it lies, is a tool's."""
        found = file_evidence(path)
        by = found.by if found is not None else ""
        # where no repository says where a project begins, it is the folder that holds the program's own
        root = repository.root if repository is not None else path.rsplit("/", 2)[0]
        if not by and compiled(path, status.st_mode, root):
            by = "the build"
        if not by and repository is not None and says_generated(path, status.st_size):
            inner = path[len(repository.root.rstrip("/")) + 1 :]
            by = "what generated it" if self.ignored(repository).file(inner) else ""
        if by:
            survey.rebuilt += 1
            if by not in survey.makers:
                survey.makers.append(by)
        return bool(by)

    def _example(self, path: str, survey: Survey, wanted: bool) -> None:
        if wanted and len(survey.examples) < _MOST_ASKED:
            survey.examples.append(path)

    def _settle(self, folders: Iterable[_Folder], survey: Survey) -> None:
        """Lets the contents of each folder that a tool is thought to make have their say."""
        for folder in folders:
            contents, evidence = folder.contents, folder.evidence
            if contents is None or evidence is None:
                continue
            if contents.speaks_against:
                survey.untracked += contents.files
                survey.precious += contents.personal + contents.often + contents.by_hand
                survey.authored += contents.written
                survey.examples += contents.examples
            elif contents.tracked and (written := self._newly_written(folder.repository, contents.paths)):
                survey.untracked += len(written)
                survey.examples += written[:_MOST_ASKED]
            else:
                survey.rebuilt += contents.files
                if evidence.by not in survey.makers:
                    survey.makers.append(evidence.by)

    def _newly_written(self, repository: Repository | None, paths: list[str]) -> list[str]:
        """What people write and git is not told to leave out: beside files of git's it is new."""
        if repository is None:
            return []
        rules, start = self.ignored(repository), len(repository.root.rstrip("/")) + 1
        return [path for path in paths if is_authored(path) and not rules.file(path[start:])]

    def _ask_git_ignore(self, repository: Repository | None, survey: Survey) -> None:
        if repository is None or not survey.untracked or self._deadline.expired:
            return
        rules = self.ignored(repository)
        prefix = repository.root.rstrip("/") + "/"
        asked = [path for path in survey.examples if path.startswith(prefix)]
        told = sum(1 for path in asked if rules.file(path[len(prefix) :]))
        if told and told == len(survey.examples):
            survey.ignored = survey.untracked

    def ignored(self, repository: Repository) -> Ignored:
        """The ignore rules of a repository."""
        if repository.root not in self._ignored:
            extra = [f"{repository.common}/info/exclude"]
            if self._home:
                extra.append(_ignored_everywhere(self._home, repository))
            self._ignored[repository.root] = Ignored(repository.root, tuple(extra))
        return self._ignored[repository.root]


def _ignored_everywhere(home: str, repository: Repository) -> str:
    """The file by which git ignores things in all repositories: the one that settings name, if any."""
    named = repository.config.get("core", "excludesfile", fallback="") or ""
    for settings in (f"{home}/.gitconfig", f"{home}/.config/git/config"):
        found = _EXCLUDES.search(text_of(settings)) if not named else None
        named = found[1] if found is not None else named
    named = named.strip('"')
    named = f"{home}{named[1:]}" if named.startswith("~/") else named
    return named or f"{home}/.config/git/ignore"


def counted(facts: TargetFacts, survey: Survey, status: os.stat_result) -> TargetFacts:
    """The facts with what was counted; `status` is that of the file or folder itself."""
    newest = survey.newest if survey.newest is not None else status.st_mtime
    return replace(
        facts,
        files=survey.files,
        counted_all=survey.complete,
        total_bytes=survey.total_bytes,
        newest=newest,
        irreplaceable=survey.changed + survey.untracked,
        personal=survey.precious + survey.changed + survey.kept,
        changed=survey.changed,
        authored=survey.authored,
        records=survey.records,
    )
