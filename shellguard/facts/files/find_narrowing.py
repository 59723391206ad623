"""What a `find` narrows its search by: the age, size and type that a file must have."""

from __future__ import annotations

import os
import re
import stat
import time
from dataclasses import dataclass, field
from itertools import pairwise

from shellguard.effects.context import find_roots
from shellguard.effects.effect import Effect
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.feeders import feeders_of
from shellguard.facts.files.find_tests import STATUS, PathTest, Test, like, not_at, not_within, status_test
from shellguard.facts.files.name_searches import Name
from shellguard.facts.files.rebuilt import is_record
from shellguard.facts.files.resolve import place_of
from shellguard.facts.files.tree import Walk, entries
from shellguard.facts.name_pattern import fits
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Script, SimpleCommand

_MOST = 2_000
_NUMBERS = re.compile(r"[\d._:+-]+")
_NUMBER_ON = re.compile(r"\d")
_NAMES = frozenset(("-name", "-iname"))
_ALONE = frozenset(("-depth", "-d", "-xdev", "-mount", "-H", "-L", "-P"))
FOLLOWS = frozenset(("-L", "-follow"))
_WIDER = FOLLOWS | {"-H", "!", "-not", "-o", "-or", ","}
_ACTIONS = frozenset(("-delete", "-print", "-print0"))
_RUNS = knowledge("families", "find").names("runs")
_EMPTY = "-empty"
_DEPTHS = frozenset(("-maxdepth", "-mindepth"))
_PATHS = frozenset(("-path", "-ipath", "-wholename", "-iwholename"))
_LIKE = frozenset(("-regex", "-iregex"))
_VALUED = _NAMES | _DEPTHS | STATUS | _LIKE
_JOINS = frozenset(("!", "(", ")", ","))
_BY_NAME, _BY_PATH = "prune -name", "prune -path"
_PRUNED = frozenset((_BY_NAME, _BY_PATH))
_DEPTH_FIRST = frozenset(("-delete", "-depth", "-d"))
_NOT = frozenset(("!", "-not"))
_GONE_INTO = frozenset(("", ".", ".."))
"""How a path ends that is what a link leads to: the folder one stands in is it, too."""


@dataclass(frozen=True, slots=True)
class Sought:
    """The tests of a `find` that were understood, all of which a file must pass.

    Attributes:
        days: files must be older than so many days; 0 where no age is asked for.
        deepest, least: how many folders down a file may lie at most and must lie at least (1: in the folder).
        files_only: whether folders are left alone by a test of its own.
        left: names that are left alone.
        paths: what the path, as the `find` writes it, must pass as well.
    """

    tests: tuple[Test, ...] = ()
    days: float = 0.0
    deepest: int | None = None
    least: int = 0
    files_only: bool = False
    left: tuple[Name, ...] = ()
    paths: tuple[PathTest, ...] = ()

    def fits(self, status: os.stat_result) -> bool:
        """Whether a file with this status is found."""
        return all(test(status) for test in self.tests)

    def leaves(self, path: str, root: str, written: str) -> bool:
        """Whether what lies at `path` below `root`, as it is `written`, is left alone by its path."""
        if any(one.fits(path) for one in self.left):
            return True
        said = f"{written}{'' if written.endswith('/') else '/'}{path[len(root) :].lstrip('/')}"
        return bool(written) and not all(test(said) for test in self.paths)


def sought_by(command: SimpleCommand | None, now: float | None = None, folder: str = "") -> Sought | None:
    """How a `find` narrows by age, size, type or depth; None where it does not, or by anything else.

    `folder` is where the line runs, "" when not known: a file whose age is compared may be named from there.
    """
    if command is None or command.program != "find":
        return None
    pairs = _tests_of([word.value for word in command.words[1:]])
    if pairs is None:
        return None
    now = time.time() if now is None else now
    tests: list[Test] = []
    days = 0.0
    depths = {option: int(value) for option, value in pairs if option in _DEPTHS and value.isdecimal()}
    for option, value in pairs:
        if option in _NAMES or option in depths or option[0] == "!" or option in _LIKE | _PRUNED:
            continue
        test, older = status_test(option, value, now, folder)
        if test is None:
            return None
        tests.append(test)
        days = max(days, older)
    left = tuple(Name(value, folds=option == "!-iname") for option, value in pairs if option[1:] in _NAMES)
    paths = _path_tests(pairs)
    if paths is None or not (tests or depths or left or paths):
        return None
    only = ("-type", "f") in pairs
    deepest, least = depths.get("-maxdepth"), depths.get("-mindepth", 0)
    return Sought(tuple(tests), days, deepest, least, only, left, paths)


def _path_tests(pairs: list[tuple[str, str]]) -> tuple[PathTest, ...] | None:
    """The tests of paths among these; None where one of them is not understood."""
    found: list[PathTest | None] = []
    for option, value in pairs:
        if option in _LIKE:
            found.append(like(value, folds=option == "-iregex"))
        elif option[1:] in _PATHS:
            found.append(not_at(value, folds=option.startswith("!-i")))
        elif option in _PRUNED:
            found.append(not_within(value, by_name=option == _BY_NAME))
    told = tuple(test for test in found if test is not None)
    return told if len(told) == len(found) else None


def _tests_of(words: list[str | None]) -> list[tuple[str, str]] | None:
    """The tests in front of what is done to the files, with values; None where not all was understood."""
    index, pairs = _pruned(words)
    acts = False
    while index < len(words):
        word, value = words[index], words[index + 1] if index + 1 < len(words) else None
        if word in _NOT and value in _NAMES | _PATHS and not acts and index + 2 < len(words):
            pairs.append((f"!{value}", words[index + 2] or "*"))
            index += 3
            continue
        if word is None or word in _JOINS:
            return None
        if word in _RUNS:
            acts = True
            index = next((n for n in range(index, len(words)) if words[n] in (";", "+")), len(words))
        elif word in _ACTIONS:
            acts = True
        elif word == _EMPTY and not acts:
            pairs.append((word, ""))
        elif word.startswith("-") and word not in _ALONE:
            if value is None or word not in _VALUED or (acts and word not in _DEPTHS):
                return None  # what stands behind an action does not narrow it
            pairs.append((word, value))
            index += 1
        index += 1
    return pairs


def _pruned(words: list[str | None]) -> tuple[int, list[tuple[str, str]]]:
    """How many words say at the beginning which folders are passed by, and these.

    Only where what is done is said as well: else the folder that is passed by is handed on itself. `-delete`
    begins with what lies deepest, so that nothing is passed by.
    """
    acts = any(word in _ACTIONS or word in _RUNS for word in words)
    start = next((n for n, word in enumerate(words) if word is None or word.startswith(("-", "!", "("))), 0)
    pairs: list[tuple[str, str]] = []
    index = start
    while acts and words[index + 2 : index + 4] in (["-prune", "-o"], ["-prune", "-or"]):
        option, value = words[index], words[index + 1]
        if option not in ("-path", "-wholename", "-name") or value is None:
            break
        if _DEPTH_FIRST.isdisjoint(words):
            pairs.append((_BY_NAME if option == "-name" else _BY_PATH, value))
        index += 4
    return (index if index > start else 0), pairs


def feeding(effect: Effect, script: Script | None) -> SimpleCommand | None:
    """The `find` whose files another program is given, by -exec or by xargs behind a pipe."""
    if script is None or effect.program == "find":
        return None
    command = feeders_of(script).running(effect)
    if command is None or command.program == "find":
        return command
    first = next(one for one in script.commands if one.pipeline == command.pipeline)
    return first if first.program == "find" else None


def narrows(sought: Sought, effect: Effect) -> bool:
    """Whether it is done to the files that are sought alone: to no folder with all that is in it."""
    return sought.files_only or not effect.recursive


def is_rotated(name: str) -> bool:
    """Whether a file is by its name one of a row that is made again and again: a log, a dump, an archive."""
    return name.lower().endswith(knowledge("rebuilt", "rotated").texts("endings"))


@dataclass(slots=True)
class Taken:
    """What a `find` would take from a folder.

    Attributes:
        stay: how many files have a name that is looked for and are kept by the other tests.
    """

    sought: Sought
    paths: list[str] = field(default_factory=list)
    stay: int = 0
    total_bytes: int = 0
    newest: float = 0.0
    in_use: bool = False
    complete: bool = True
    rows: set[str] = field(default_factory=set)

    def leave(self, path: str, status: os.stat_result) -> None:
        """A file of a name that is looked for stays."""
        self.stay += 1
        if status.st_size:
            self.rows.add(_row(path))

    def add(self, path: str, status: os.stat_result) -> None:
        self.paths.append(path)
        self.total_bytes += status.st_size
        self.newest = max(self.newest, status.st_mtime)
        self.in_use = self.in_use or stat.S_ISSOCK(status.st_mode) or stat.S_ISFIFO(status.st_mode)

    def _go_on(self) -> bool:
        """Whether most of what goes is of a row of which a newer one that holds something stays."""
        going = [_row(path) in self.rows for path in self.paths]
        return 2 * sum(going) >= len(going)

    def passing(self, temporary: bool) -> TargetFacts | None:
        """The facts where only what has had its time goes: old temporary files, old ones of a row."""
        if self.sought.days < 1 or self.in_use:
            return None
        age = f"not changed for {self.sought.days:g} days"
        if temporary:
            reason = f"temporary, {age}"
        elif self.stay and self.complete and self._go_on() and all(is_rotated(path) for path in self.paths):
            reason = f"{age}, and {self.stay} newer one{'s stay' if self.stay > 1 else ' stays'}"
        else:
            return None
        return TargetFacts(
            exists=True,
            kind="file",
            files=len(self.paths),
            counted_all=self.complete,
            total_bytes=self.total_bytes,
            newest=self.newest,
            recovery=Recovery.TEMPORARY,
            reason=reason,
        )


def _row(path: str) -> str:
    """What the files of a row have in common: how the name begins, up to a number; logs are alike."""
    name = path.rpartition("/")[2]
    if is_record(name):
        return "records"
    begins = _NUMBER_ON.split(name, maxsplit=1)[0].rstrip("._-")
    return begins or _NUMBERS.sub("", name)


def _deep_enough(depth: int, sought: Sought) -> bool:
    return depth >= sought.least and (sought.deepest is None or depth <= sought.deepest)


def take(root: str, name: str, sought: Sought, deadline: Deadline, written: str = "") -> Taken:
    """What lies below `root`, has a fitting name and passes the tests, as far as time allows.

    `written` is how the `find` names the folder; without it no test of a path leaves anything alone.
    """
    walk, taken = Walk(), Taken(sought)
    for entry, status in entries(root, deadline, walk):
        if stat.S_ISDIR(status.st_mode) or not fits(entry.name, name):
            continue
        if sought.leaves(entry.path, root, written):
            taken.stay += 1
            continue
        if not _deep_enough(entry.path[len(root) :].strip("/").count("/") + 1, sought):
            continue
        if not sought.fits(status):
            taken.leave(entry.path, status)
        elif len(taken.paths) < _MOST:
            taken.add(entry.path, status)
        else:
            walk.complete = False
            break
    taken.complete = walk.complete
    return taken


def enters_none(find: SimpleCommand, folder: str, program: str) -> bool:
    """Whether a `find` begins at links alone, into which it does not go, and takes but files."""
    words = [word.text for word in find.words[1:]]
    takes_none = ("-type", "f") in pairwise(words) or program == "find"
    if not takes_none or not _WIDER.isdisjoint(words) or not folder:
        return False
    roots = find_roots(find)
    places = [place_of(root.text, False, folder).path if root.known else "" for root in roots]
    return all(
        place and os.path.islink(place) and root.text.rpartition("/")[2] not in _GONE_INTO
        for root, place in zip(roots, places, strict=True)
    )


def found_things(find: SimpleCommand, folder: str, deadline: Deadline) -> list[str] | None:
    """What a `find` hands on to something that takes whole folders, topmost first; None where not told.

    What lies in a folder that is found goes with it.
    """
    pairs = _tests_of([word.value for word in find.words[1:]])
    sought = sought_by(find, folder=folder)
    if pairs is None or sought is None or not (sought.left or sought.deepest or sought.least):
        return None
    names = [Name(value, folds=option == "-iname") for option, value in pairs if option in _NAMES]
    if not (names or sought.least):
        return None  # the folder itself is found as well
    found: list[str] = []
    for root in find_roots(find):
        place = place_of(root.text, False, folder).path if root.known else ""
        walk, skip = Walk(), set[str]()
        for entry, status in entries(place, deadline, walk, skip):
            depth = entry.path[len(place) :].strip("/").count("/") + 1
            if sought.deepest is not None and depth >= sought.deepest:
                skip.add(entry.path)
            if not _deep_enough(depth, sought) or not sought.fits(status):
                continue
            left = sought.leaves(entry.path, place, root.text)
            if left or not all(name.fits(entry.path) for name in names):
                continue
            found.append(entry.path)
            skip.add(entry.path)
        if not walk.complete or len(found) > _MOST:
            return None
    return found


def found_files(find: SimpleCommand, folder: str, deadline: Deadline) -> list[str] | None:
    """The files that a `find` hands on; None where that can't be told of all of them."""
    pairs = _tests_of([word.value for word in find.words[1:]])
    sought = sought_by(find, folder=folder)
    if pairs is None or (sought is None and any(option not in _NAMES for option, _ in pairs)):
        return None
    names = [Name(value, folds=option == "-iname") for option, value in pairs if option in _NAMES]
    found: list[str] = []
    for root in find_roots(find):
        place = place_of(root.text, False, folder).path if root.known else ""
        if not os.path.isdir(place):
            return None
        taken = take(place, "*", sought or Sought(), deadline, root.text)
        if not taken.complete:
            return None
        found += [path for path in taken.paths if all(name.fits(path) for name in names)]
    return found
