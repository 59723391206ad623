"""Whether a tool makes something again: by evidence beside it or inside it, never by its name alone."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from shellguard.facts.contents import without_resources
from shellguard.facts.files.makefile_outputs import makefile_outputs
from shellguard.facts.files.told_sources import reads_from_within
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge

_HEAD_LENGTH, _LONGEST_GENERATED = 512, 8 << 20
_MARK_LENGTH, _MACHINE_CODE_LENGTH = 256, 8
_WORD = re.compile(r"[a-z]+")
_FEW, _MOST_PATHS = 3, 1_000
_LATE, _MOST_BY_HAND, _FAR_LESS, _LITTLE = 600.0, 20, 2, 64


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a folder or file comes back.

    Attributes:
        by: what makes it again ("the build").
        mixed: the name is one that people use too, so that what the folder holds has a say.
        only: endings that its files have if the tool made them; empty for any.
        own: endings of files that people have, too, but that here the tool makes.
        parts: patterns of the names in it that are the tool's; empty for all.
        theirs: names of folders in it where people put things of their own, too.
        echo: what the tool puts behind the name of each file that it copies here from the folder above.
        ended: when the tool had written all of it, in seconds since the epoch; None where that is not known.
        code: endings of files that a person has changed who changed them long after that.
        written: names of files that the tool's own file says it writes.
        aside: parts in which nothing but the tool's own writes at once; what came long after is a person's.
    """

    by: str
    mixed: bool = False
    only: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    echo: str = ""
    ended: float | None = None
    code: tuple[str, ...] = ()
    written: frozenset[str] = frozenset()
    aside: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()


@dataclass(slots=True)
class Contents:
    """What was met in a folder that a tool is thought to make; for the say of `mixed` folders."""

    files: int = 0
    foreign: int = 0
    personal: int = 0
    often: int = 0
    tracked: int = 0
    written: int = 0
    later: int = 0
    examples: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    def add(self, path: str, evidence: Evidence, changed_at: float, root: str = "") -> None:
        """Counts one file; `root` is the folder that the evidence is of."""
        self.files += 1
        self.later += evidence.ended is not None and _by_hand(path, evidence, changed_at)
        self.written += is_authored(path)
        name = path.rpartition("/")[2]
        lower = name.lower()
        if len(self.paths) < _MOST_PATHS:
            self.paths.append(path)
        if evidence.only and not lower.endswith(evidence.only):
            self.foreign += 1
        elif _is_foreign(path, root, evidence) or _came_later(path, root, evidence, changed_at):
            self.personal += 1
        elif lower in _precious("not") or (evidence.own and lower.endswith(evidence.own)):
            return
        elif evidence.mixed and lower.endswith(_precious("always")):
            self.personal += 1
        elif evidence.mixed and lower.endswith(_hardly_made()) and name not in evidence.written:
            self.often += 1
        else:
            return
        if len(self.examples) < _FEW:
            self.examples.append(name)

    @property
    def by_hand(self) -> int:
        """Files that a person has changed since: where it is more than a few, another tool has."""
        return self.later if self.later <= _MOST_BY_HAND else 0

    @property
    def speaks_against(self) -> bool:
        """Whether the folder holds what the tool does not make."""
        own = self.foreign or self.personal or self.by_hand
        return bool(own) or (self.often > 0 and self.often * 2 > self.files)


def _is_foreign(path: str, root: str, evidence: Evidence) -> bool:
    """Whether it is no copy of what stands above, or a person's own thing in the tool's folder itself.

    There a tool keeps folders, and settings of its own.
    """
    if evidence.echo:
        return not _echoes(path, evidence.echo)
    above, _, name = path.rpartition("/")
    within = above == root or path[len(root) + 1 :].partition("/")[0] in evidence.theirs
    return within and is_precious(name) and not name.lower().endswith(evidence.own or ("/",))


def _came_later(path: str, root: str, evidence: Evidence, changed_at: float) -> bool:
    """Whether it was put long after the tool was done where nothing but the tool itself puts anything."""
    late = evidence.ended is not None and changed_at > evidence.ended + _LATE
    return late and path.removeprefix(f"{root}/").startswith(evidence.aside or ("/",))


def _by_hand(path: str, evidence: Evidence, changed_at: float) -> bool:
    """Whether code was changed long after the tool was done, in no folder in which tools keep their own."""
    late = changed_at > (evidence.ended or 0.0) + _LATE
    return late and path.endswith(evidence.code) and "/." not in path[path.rfind("/node_modules/") :]


def _echoes(path: str, echo: str) -> bool:
    """Whether what a tool's copy was made of is in the folder above (`x-checkpoint.ipynb`: `../x.ipynb`)."""
    folder, _, name = path.rpartition("/")
    return _holds_something(f"{folder.rpartition('/')[0]}/{name.replace(echo, '', 1)}")


def _holds_something(path: str) -> bool:
    """Whether there is a file, or a link to one, that is not empty, nor a state without anything in it."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return False
    full = stat.S_ISREG(status.st_mode) and status.st_size > 0
    return full and not (path.endswith(".tfstate") and without_resources(path))


@cache
def _precious(how: str) -> tuple[str, ...]:
    return tuple(load("rebuilt")["precious"][how])


@cache
def _hardly_made() -> tuple[str, ...]:
    return (*_precious("often"), *_precious("by_hand"))


def is_precious(name: str) -> bool:
    """Whether a file of this name is a person's own thing rather than a tool's."""
    return name.lower().endswith(_precious("always")) or bool(_camera().match(name.rpartition("/")[2]))


def is_personal(name: str) -> bool:
    """Whether a file is by its name of a kind that people make or collect: documents, pictures, tables."""
    return is_precious(name) or name.lower().endswith(_precious("often"))


@cache
def _camera() -> re.Pattern[str]:
    """How cameras and telephones name what they take."""
    return knowledge("rebuilt", "precious").any_of("camera")


def is_kept(path: str) -> bool:
    """Whether a file is by its name settings, keys or data that stand nowhere else (`.env`, `a.sqlite3`)."""
    name = path.rpartition("/")[2].lower()
    data = load("rebuilt")["kept"]
    stem = _WORD.match(name)
    secret = any(fnmatchcase(name, pattern) for pattern in data["names"])
    return secret or (name.endswith(tuple(data["endings"])) and not (stem and stem[0] in data["passing"]))


def is_authored(path: str) -> bool:
    """Whether a file is of a kind that people write (`a.tex`, `b.py`, `c.csv`), whoever wrote this one."""
    name = path.rpartition("/")[2].lower()
    return name.endswith((*_precious("often"), *load("rebuilt")["authored"]["endings"]))


def is_record(path: str) -> bool:
    """Whether a file is by its name what a program wrote down as it ran (`build.log`, `slurm-71.out`)."""
    name = path.rpartition("/")[2].lower()
    data = knowledge("rebuilt", "record")
    return name.endswith(data.texts("endings")) or any(fnmatchcase(name, one) for one in data.texts("names"))


def is_output(path: str) -> bool:
    """Whether a file is by its name what a program once wrote and writes again (`out.txt`, `build.log`)."""
    name = path.rpartition("/")[2].lower()
    data = knowledge("rebuilt", "output")
    stem = _WORD.match(name)
    return name.endswith(data.texts("endings")) or bool(stem and stem[0] in data.names("words"))


def is_paper(path: str) -> bool:
    """Whether a file is for reading, and called as what programs write and people do (`report.md`)."""
    name = path.rpartition("/")[2].lower()
    data = knowledge("rebuilt", "output")
    stem = _WORD.match(name)
    return bool(stem and stem[0] in data.names("also")) and name.endswith(data.texts("papers"))


def is_by_hand(path: str) -> bool:
    """Whether a file that a tool is told to write over is by its name one that people write (`notes.md`)."""
    name = path.rpartition("/")[2].lower()
    data = knowledge("rebuilt", "by_tools")
    stem = _WORD.match(name)
    plain = "." not in name.lstrip(".") and not name.startswith(".")
    if knowledge("generic").pattern("settings_data").search(path):
        return True
    made = plain or name.endswith(data.texts("endings")) or bool(stem and stem[0] in data.names("words"))
    return is_kept(path) or not (made or is_output(path))


@cache
def _folders() -> tuple[dict[str, list[dict[str, Any]]], list[dict[str, Any]]]:
    """The entries for folders by exact name, and those with a pattern for a name."""
    exact: dict[str, list[dict[str, Any]]] = {}
    patterns = []
    for entry in load("rebuilt")["folder"]:
        for name in entry["names"]:
            if "*" in name:
                patterns.append({**entry, "pattern": name})
            else:
                exact.setdefault(name, []).append(entry)
    return exact, patterns


def folder_evidence(path: str) -> Evidence | None:
    """Why the folder at `path` comes back, or None."""
    above, _, name = path.rpartition("/")
    exact, patterns = _folders()
    both = f"{above.rpartition('/')[2]}/{name}"
    entries = (
        exact.get(both, []) + exact.get(name, []) + [e for e in patterns if fnmatchcase(name, e["pattern"])]
    )
    for entry in entries:
        if _speaks_for(path, above or "/", entry):
            return _evidence(entry, path)
    for mark in load("rebuilt")["marked"]:
        file = f"{path}/{mark['inside']}"
        marks = _begins(file, mark["begins"]) and not reads_from_within(file, mark.get("source", ""))
        if marks and not any(_stands_in(path, name) for name in mark.get("unless", ())):
            return _evidence(mark, path)
    return None


def _evidence(entry: dict[str, Any], path: str) -> Evidence:
    only, own, parts, code = (tuple(entry.get(key, ())) for key in ("only", "own", "parts", "code"))
    aside = tuple(entry.get("aside", ()))
    ended = _ended(entry, path) if code or aside else None
    return Evidence(
        entry["by"],
        bool(entry.get("mixed")),
        only,
        own,
        parts,
        entry.get("echo", ""),
        ended,
        code,
        makefile_outputs(path.rpartition("/")[0]) if entry.get("mixed") else frozenset(),
        aside,
        tuple(entry.get("theirs", ())),
    )


def _ended(entry: dict[str, Any], path: str) -> float | None:
    """When the tool wrote its list, which it does last; None where other changes are made again, too."""
    above = path.rpartition("/")[0] or "/"
    if any(_stands_in(above, name) for name in entry.get("again", ())):
        return None
    try:
        return os.stat(f"{path}/{entry['last']}").st_mtime
    except OSError:
        return None


def _speaks_for(path: str, above: str, entry: dict[str, Any]) -> bool:
    if not all(_stands_in(above, name) for name in entry.get("also", ())):
        return False
    if entry.get("only") and "beside" not in entry:
        return True
    if any(_stands_in(path, name) for name in entry.get("inside", ())):
        return True
    return any(_stands_in(above, name) for name in entry.get("beside", ()))


def _stands_in(folder: str, name: str) -> bool:
    if name == "*":
        return True
    if "*" not in name:
        return os.path.lexists(f"{folder}/{name}")
    try:
        return any(fnmatchcase(entry, name) for entry in os.listdir(folder))
    except OSError:
        return False


def _begins(file: str, mark: str) -> bool:
    try:
        path = Path(file)
        if not path.is_file():
            return False
        with path.open("rb") as opened:
            return opened.read(_MARK_LENGTH).startswith(mark.encode())
    except OSError:
        return False


def file_evidence(path: str) -> Evidence | None:
    """Why the file at `path` comes back (an object file beside its source), or None."""
    folder, _, name = path.rpartition("/")
    for entry in load("rebuilt")["file"]:
        ending = next((ending for ending in entry["endings"] if name.endswith(ending)), "")
        if not ending:
            continue
        stem = name.removesuffix(ending)
        stem = stem.removeprefix(".") if entry.get("hidden") else stem
        if entry.get("always") or _made_from(folder, stem, ending, entry):
            return Evidence(entry["by"])
    for entry in load("rebuilt")["named"]:
        if any(_is_called(name, pattern) for pattern in entry["names"]) and (
            not entry["beside"] or any(_stands_in(folder, one) for one in entry["beside"])
        ):
            return Evidence(entry["by"])
    return None


def _is_called(name: str, pattern: str) -> bool:
    """Whether a name fits; what people write is no output that happens to begin alike (`core.2024.docx`)."""
    return fnmatchcase(name, pattern) and not ("*" in pattern and (is_precious(name) or is_authored(name)))


def _made_from(folder: str, stem: str, ending: str, entry: dict[str, Any]) -> bool:
    names = [f"{folder}/{stem}{source}" for source in entry["from"] if stem and source != ending]
    there = [name for name in names if _holds_something(name)]
    copied = any(not source for source in entry["from"])
    return any(not copied or _is_of_its_size(name, f"{name}{ending}") for name in there)


def _is_of_its_size(file: str, copy: str) -> bool:
    """Whether a file, and no link to its copy, holds about as much as that: else the copy is what is left."""
    try:
        size = max(os.path.getsize(file) * _FAR_LESS, _LITTLE)
        return not os.path.samefile(file, copy) and size >= os.path.getsize(copy)
    except OSError:
        return False


def compiled(path: str, mode: int, root: str) -> bool:
    """Whether a file is a program of machine code where a build makes such: its manifest stands at `root`."""
    data = knowledge("rebuilt", "compiled")
    if not mode & 0o111 and not path.endswith(data.texts("endings")):
        return False
    return any(_stands_in(root, name) for name in data.texts("beside")) and is_machine_code(path)


def says_generated(path: str, size: int) -> bool:
    """Whether code begins by saying that a program wrote it and that it is not to be edited.

    Measurements, dumps and settings with keys say so, too, and are nowhere else.
    """
    if not 0 < size < _LONGEST_GENERATED or not path.lower().endswith(_generated_code()):
        return False
    try:
        with Path(path).open("rb") as opened:
            begins = opened.read(_HEAD_LENGTH)
    except OSError:
        return False
    return _says_generated().search(begins.decode("utf-8", "replace")) is not None


@cache
def _generated_code() -> tuple[str, ...]:
    return knowledge("rebuilt", "generated").texts("endings")


@cache
def _says_generated() -> re.Pattern[str]:
    return knowledge("rebuilt", "generated").pattern("says")


def is_machine_code(path: str) -> bool:
    """Whether a file begins as programs and libraries do."""
    try:
        with Path(path).open("rb") as opened:
            begins = opened.read(_MACHINE_CODE_LENGTH)
    except OSError:
        return False
    return any(begins.startswith(bytes.fromhex(one)) for one in load("rebuilt")["compiled"]["begins"])
