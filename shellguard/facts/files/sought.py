"""What a `find` narrows its search by: the age, size and type that a file must have."""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from shellguard.effects.context import find_roots
from shellguard.effects.effect import Effect
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.feeders import feeders_of
from shellguard.facts.files.lookup import Name
from shellguard.facts.files.rebuilt import is_record
from shellguard.facts.files.resolve import place_of
from shellguard.facts.files.tree import Walk, entries
from shellguard.facts.name_pattern import fits
from shellguard.knowledge.loading import load
from shellguard.parsing.script import Script, SimpleCommand

_MOST = 2_000
_DAY, _MINUTE = 86_400, 60
_NUMBER = re.compile(r"([+-]?)(\d+)")
_NUMBERS = re.compile(r"[\d._:+-]+")
_NUMBER_ON = re.compile(r"\d")
_SIZE = re.compile(r"([+-]?)(\d+)([cwbkMG]?)")
_BYTES = {"c": 1, "w": 2, "b": 512, "": 512, "k": 1 << 10, "M": 1 << 20, "G": 1 << 30}
_TYPES: dict[str, Callable[[int], bool]] = {
    "f": stat.S_ISREG,
    "d": stat.S_ISDIR,
    "l": stat.S_ISLNK,
    "s": stat.S_ISSOCK,
    "p": stat.S_ISFIFO,
}
_AGES = {
    "-mtime": ("st_mtime", _DAY),
    "-ctime": ("st_ctime", _DAY),
    "-atime": ("st_atime", _DAY),
    "-mmin": ("st_mtime", _MINUTE),
    "-cmin": ("st_ctime", _MINUTE),
    "-amin": ("st_atime", _MINUTE),
}
_NEWER = {
    "-newer": "st_mtime",
    "-anewer": "st_atime",
    "-cnewer": "st_ctime",
    "-newermt": "st_mtime",
}
_NAMES = frozenset(("-name", "-iname"))
_ALONE = frozenset(("-depth", "-d", "-xdev", "-mount", "-H", "-L", "-P"))
_FOLLOWS = frozenset(("-L", "-follow"))
_ACTIONS = frozenset(("-delete", "-print", "-print0"))
_RUNS = frozenset(("-exec", "-execdir", "-ok", "-okdir"))
_EMPTY = "-empty"
_DEPTHS = frozenset(("-maxdepth", "-mindepth"))
_VALUED = _NAMES | _DEPTHS | frozenset(_AGES) | frozenset(_NEWER) | {"-size", "-type", "-xtype"}
_JOINS = frozenset(("!", "(", ")", ","))
_NOT = frozenset(("!", "-not"))
Test = Callable[[os.stat_result], bool]


@dataclass(frozen=True, slots=True)
class Sought:
    """The tests of a `find` that were understood, all of which a file must pass.

    Attributes:
        days: files must be older than so many days; 0 where no age is asked for.
        deepest, least: how many folders down a file may lie at most and must lie at least (1: in the folder).
        files_only: whether folders are left alone by a test of its own.
        left: names that are left alone.
    """

    tests: tuple[Test, ...] = ()
    days: float = 0.0
    deepest: int | None = None
    least: int = 0
    files_only: bool = False
    left: tuple[Name, ...] = ()

    def fits(self, status: os.stat_result) -> bool:
        """Whether a file with this status is found."""
        return all(test(status) for test in self.tests)


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
    depths = {option: int(value) for option, value in pairs if option in _DEPTHS and value.isdigit()}
    for option, value in pairs:
        if option in _NAMES or option in depths or option.startswith("!"):
            continue
        test, older = (_newer(option, value, folder), 0.0) if option in _NEWER else _test(option, value, now)
        if test is None:
            return None
        tests.append(test)
        days = max(days, older)
    left = tuple(Name(value, folds=option == "!-iname") for option, value in pairs if option[0] == "!")
    if not tests and not depths and not left:
        return None
    only = ("-type", "f") in pairs
    return Sought(tuple(tests), days, depths.get("-maxdepth"), depths.get("-mindepth", 0), only, left)


def _tests_of(words: list[str | None]) -> list[tuple[str, str]] | None:
    """The tests in front of what is done to the files, with values; None where not all was understood."""
    pairs: list[tuple[str, str]] = []
    index, acts = 0, False
    while index < len(words):
        word, value = words[index], words[index + 1] if index + 1 < len(words) else None
        if word in _NOT and value in _NAMES and not acts and index + 2 < len(words):
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


def _test(option: str, value: str, now: float) -> tuple[Test | None, float]:
    """The test that an option and its value make, and how many days old a file has to be for it."""
    if option in _AGES:
        return _age(option, value, now)
    if option == "-size":
        return _size(value), 0.0
    if option == _EMPTY:
        return (lambda status: status.st_size == 0), 0.0
    if option == "-xtype" and value != "l":
        return None, 0.0  # what a link leads to would have to be looked at
    of_type = _TYPES.get(value)
    return (lambda status: of_type(status.st_mode)) if of_type is not None else None, 0.0


def _newer(option: str, value: str, folder: str) -> Test | None:
    """`-newer FILE` and `-newermt 2024-05-01`: changed after that."""
    try:
        if option == "-newermt":
            mark = datetime.fromisoformat(value).timestamp()
        elif folder or value.startswith("/"):
            mark = os.stat(os.path.join(folder, value)).st_mtime  # noqa: PTH116, PTH118
        else:
            return None
    except (OSError, ValueError, OverflowError):
        return None
    name = _NEWER[option]
    return lambda status: float(getattr(status, name)) > mark


def _age(option: str, value: str, now: float) -> tuple[Test | None, float]:
    field, unit = _AGES[option]
    found = _NUMBER.fullmatch(value)
    if found is None:
        return None, 0.0
    sign, number = found[1], int(found[2])

    def test(status: os.stat_result) -> bool:
        units = (now - float(getattr(status, field))) // unit
        return units > number if sign == "+" else units < number if sign == "-" else units == number

    return test, number * unit / _DAY if sign == "+" else 0.0


def _size(value: str) -> Test | None:
    found = _SIZE.fullmatch(value)
    if found is None:
        return None
    sign, number, unit = found[1], int(found[2]), _BYTES[found[3]]

    def test(status: os.stat_result) -> bool:
        units = -(-status.st_size // unit)
        return units > number if sign == "+" else units < number if sign == "-" else units == number

    return test


def is_rotated(name: str) -> bool:
    """Whether a file is by its name one of a row that is made again and again: a log, a dump, an archive."""
    return name.lower().endswith(tuple(load("rebuilt")["rotated"]["endings"]))


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


def take(root: str, name: str, sought: Sought, deadline: Deadline) -> Taken:
    """What lies below `root`, has a fitting name and passes the tests, as far as time allows."""
    walk, taken = Walk(), Taken(sought)
    for entry, status in entries(root, deadline, walk):
        if stat.S_ISDIR(status.st_mode) or not fits(entry.name, name):
            continue
        if any(one.fits(entry.path) for one in sought.left):
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


def leads_out(find: SimpleCommand, folder: str, deadline: Deadline) -> bool:
    """Whether a `find` is told to follow links, and meets one to a folder: it looks there, too."""
    if _FOLLOWS.isdisjoint(word.text for word in find.words[1:]):
        return False
    for root in find_roots(find):
        place = place_of(root.text, False, folder).path if root.known else ""
        walk = Walk()
        if not place or os.path.islink(place):  # noqa: PTH114
            return True
        for entry, status in entries(place, deadline, walk):
            if stat.S_ISLNK(status.st_mode) and os.path.isdir(entry.path):  # noqa: PTH112
                return True
        if not walk.complete and os.path.isdir(place):  # noqa: PTH112
            return True
    return False


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
            left = any(one.fits(entry.path) for one in sought.left)
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
        if not os.path.isdir(place):  # noqa: PTH112
            return None
        taken = take(place, "*", sought or Sought(), deadline)
        if not taken.complete:
            return None
        found += [path for path in taken.paths if all(name.fits(path) for name in names)]
    return found
