"""Where else a file or folder of the same name, or a folder with the same names in it, may stand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice

from shellguard.facts.deadline import Deadline
from shellguard.facts.files.places import contains, leads_on
from shellguard.facts.files.rebuilt import folder_evidence
from shellguard.parsing.shell_state import ShellState

_ABOVE, _BESIDE, _ALIKE = 3, 40, 3
_MOST = 600


def copies_elsewhere(path: str, shell: ShellState, deadline: Deadline) -> Iterator[str]:
    """Paths of what may be a copy, where copies stay: in no cache, no trash and nothing that a tool makes."""
    for copy in (*_of_another_name(path, deadline), *_of_its_name(path, shell.home, deadline)):
        really = os.path.realpath(copy)
        if deadline.expired:
            return
        if not leads_on(really, shell) and not any(map(folder_evidence, _above(really, path))):
            yield copy


def _above(copy: str, path: str) -> Iterator[str]:
    """A copy that is a folder, and those that it lies in, up to those that `path` lies in, too."""
    above = copy if os.path.isdir(copy) else copy.rpartition("/")[0]
    while above and not contains(above, path):
        yield above
        above = above.rpartition("/")[0]


def _of_another_name(path: str, deadline: Deadline) -> Iterator[str]:
    """Folders beside one that hold at least the same names (`docs` beside `backup`)."""
    above, _, name = path.rpartition("/")
    names = _names(path)
    if not names:
        return
    found = (f"{above}/{other}" for other in _folders(above) if other != name and not deadline.expired)
    holding = (one for one in found if all(os.path.lexists(f"{one}/{inner}") for inner in names))
    yield from islice(holding, _ALIKE)


def _of_its_name(path: str, home: str, deadline: Deadline) -> Iterator[str]:
    """What is called alike in the folders above and those in them, and in the home's and those in them."""
    folder, _, name = path.rpartition("/")
    size = _size(path)
    for place in islice(_places(folder, home), _MOST):
        if deadline.expired:
            return
        copy = f"{place}/{name}"
        if copy != path and os.path.lexists(copy) and _size(copy) == size:
            yield copy


def _places(folder: str, home: str) -> Iterator[str]:
    met = {folder}
    for place in _from_near(folder, home):
        if place not in met:
            met.add(place)
            yield place


def _from_near(folder: str, home: str) -> Iterator[str]:
    above = folder
    for _ in range(_ABOVE):
        yield from (f"{above}/{one}" for one in _folders(above))
        if above in (home, ""):
            break
        above = above.rpartition("/")[0]
        yield above
    if home and contains(home, folder):
        yield home
        for one in _folders(home):
            yield f"{home}/{one}"
            yield from (f"{home}/{one}/{inner}" for inner in _folders(f"{home}/{one}"))


def _folders(place: str) -> list[str]:
    """The folders in one, but hidden ones and what links lead to."""
    try:
        with os.scandir(place or "/") as listing:
            seen = islice(listing, _MOST)
            found = (one.name for one in seen if one.name[0] != "." and one.is_dir(follow_symlinks=False))
            return sorted(islice(found, _BESIDE))
    except OSError:
        return []


def _names(folder: str) -> list[str]:
    """What lies in a folder; nothing where that is too much to be looked for elsewhere."""
    try:
        with os.scandir(folder) as listing:
            found = [one.name for one in islice(listing, _MOST + 1)]
    except OSError:
        return []
    return found if len(found) <= _MOST else []


def _size(path: str) -> int:
    """The size of a file; -1 for a folder and all else."""
    try:
        return os.path.getsize(path) if os.path.isfile(path) else -1
    except OSError:
        return -1
