"""What keeps a file or a folder although its name goes: the same under another name, or a copy beside it."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.deadline import Deadline
from shellguard.facts.files.content_samples import same_in_places
from shellguard.facts.files.copies_elsewhere import copies_elsewhere
from shellguard.facts.files.equal_copies import packed_beside, same_beside
from shellguard.facts.files.places import contains
from shellguard.facts.files.resolve import Place
from shellguard.facts.files.tree import Walk, entries
from shellguard.facts.git.same_content import held_by_git
from shellguard.facts.repository.repository import Repository
from shellguard.facts.session.copies_aside import aside
from shellguard.facts.session.derivation import Made
from shellguard.parsing.shell_state import ShellState

IN_PLACE = "files.edit-in-place"
_ENDINGS = (
    *(".bak", ".backup", ".orig", ".old", ".copy", ".save", "~"),
    *("-backup", "_backup", "-bak", "_bak", "-copy", "_copy", "-old", "_old", " (copy)"),
)
_FOLDERS = ("backup", "backups", "bak", "Backup", "Backups")
_MOST_COMPARED = 4 << 20
_MOST_READ = 32
_MOST_BESIDE, _MOST_ALIKE = 400, 3
_NUMBER = re.compile(r"[\d_. ()-]+")
_MOST_GOING = 8


def may_stand_beside(effect: Effect) -> bool:
    """Whether a copy keeps what an effect does away with: a file that goes, or is written over."""
    return effect.kind in (EffectKind.DELETE, EffectKind.OVERWRITE)


def kept_beside(
    path: str,
    status: os.stat_result,
    going: tuple[Place, ...],
    deadline: Deadline,
    made: tuple[Made, ...] = (),
    within: Repository | None = None,
    *,
    effect: Effect | None = None,
    shell: ShellState | None = None,
) -> str:
    """Why all that `path` holds stays although it is taken by `effect`, as a clause, or "".

    `going` are all paths that the line takes: nothing of them keeps anything. Copies count only where every
    file of `path` is in them with the same content. `made` is what the session made of it, `within` the
    repository in which it lies, `shell` tells where its person keeps things.
    """
    if any(place.pattern or not place.path for place in going):
        return ""
    over = effect is not None and effect.kind is EffectKind.OVERWRITE and effect.rule != IN_PLACE
    if over and (status.st_nlink > 1 or all(one.path != path for one in going)):
        return ""  # written over under all of its names, or one of many that are not named
    files = [(path, status)] if stat.S_ISREG(status.st_mode) else _files(path, deadline)
    if not files:
        return ""
    if len(going) == 1 and _other_names(files):
        return "its content stays under another name"
    for copy in _copies(path):
        if _stays(copy, path, going) and _all_in(copy, path, files, deadline):
            return f"{copy.rpartition('/')[2]} beside it holds the same"
    if made and (name := aside(files, made, going, deadline)):
        return f"{name}, made in this session, has it as it is"
    held = _held(path, status, files, going, deadline)
    held = held or held_by_git(path, status, within, going, deadline)
    if held or shell is None or effect is None or effect.kind is not EffectKind.DELETE:
        return held
    return _elsewhere(path, files, going, deadline, shell)


def _elsewhere(
    path: str,
    files: list[tuple[str, os.stat_result]],
    going: tuple[Place, ...],
    deadline: Deadline,
    shell: ShellState,
) -> str:
    """What in another folder has all of it under the same name, or beside it under another."""
    if len(going) > _MOST_GOING:
        return ""
    for copy in copies_elsewhere(path, shell, deadline):
        if _stays(copy, path, going) and _all_in(copy, path, files, deadline):
            return f"{copy.replace(shell.home, '~', 1) if shell.home else copy} holds the same"
    return ""


def _stays(copy: str, path: str, going: tuple[Place, ...]) -> bool:
    """Whether a copy is neither what goes nor a part of it, by whatever links its name leads there."""
    really = os.path.realpath(copy)
    taken = [one for place in going for one in (place.path, os.path.realpath(place.path))]
    return not any(
        contains(one, other) or contains(other, one)
        for one in (*taken, os.path.realpath(path))
        for other in (copy, really)
    )


def _held(
    path: str,
    status: os.stat_result,
    files: list[tuple[str, os.stat_result]],
    going: tuple[Place, ...],
    deadline: Deadline,
) -> str:
    """What else in the same folder has all of it: a file of another name, or an archive of a folder."""
    if len(going) > _MOST_GOING:
        return ""  # each would be looked for among all that lie there
    alone = stat.S_ISREG(status.st_mode)
    name = same_beside(path, status, deadline) if alone else packed_beside(path, files, deadline)
    other = f"{path.rpartition('/')[0]}/{name}"
    if not name or not _stays(other, path, going):
        return ""
    return f"{name} beside it holds the same"


def _all_in(copy: str, path: str, files: list[tuple[str, os.stat_result]], deadline: Deadline) -> bool:
    """Whether each file stands in a copy itself: folders in it that links lead to lie elsewhere."""
    really = os.path.realpath(copy)
    inner = {file[len(path) :].rpartition("/")[0] for file, _ in files if file != path}
    if any(os.path.realpath(copy + one) != really + one for one in inner):
        return False
    numbered = enumerate(files)
    return all(_same(file, seen, copy + file[len(path) :], n, deadline) for n, (file, seen) in numbered)


def _files(path: str, deadline: Deadline) -> list[tuple[str, os.stat_result]]:
    """All files below a folder; none where there is anything else, or not all could be seen."""
    walk, found = Walk(), []
    for entry, status in entries(path, deadline, walk):
        if stat.S_ISDIR(status.st_mode):
            continue
        if not stat.S_ISREG(status.st_mode):
            return []
        found.append((entry.path, status))
    return found if walk.complete and not walk.unreadable and not walk.other_devices else []


def _other_names(files: list[tuple[str, os.stat_result]]) -> bool:
    """Whether each file has a further name that is not among these."""
    if any(status.st_nlink < 2 for _, status in files):
        return False
    met = Counter((status.st_dev, status.st_ino) for _, status in files)
    return all(met[status.st_dev, status.st_ino] < status.st_nlink for _, status in files)


def _copies(path: str) -> Iterator[str]:
    """Names under which a copy of `path` may stand."""
    above, _, name = path.rpartition("/")
    names = [f"{above}/{name}{ending}" for ending in _ENDINGS]
    names += [f"{above}/{folder}/{name}" for folder in _FOLDERS]
    names += [f"{above}/{name.removesuffix(ending)}" for ending in _ENDINGS if name.endswith(ending)]
    yield from (one for one in names if one != path and os.path.lexists(one))
    yield from _of_a_row(above, name)


def _of_a_row(above: str, name: str) -> Iterator[str]:
    """Folders beside one that are called alike but for a number or a date (`backup-2023`, `backup-2024`)."""
    stem = _NUMBER.sub("", name)
    if stem == name or not os.path.isdir(f"{above}/{name}"):
        return
    try:
        with os.scandir(above or "/") as listing:
            named = sorted(entry.name for _, entry in zip(range(_MOST_BESIDE), listing, strict=False))
    except OSError:
        return
    alike = [one for one in named if one != name and _NUMBER.sub("", one) == stem]
    yield from (f"{above}/{one}" for one in alike[-_MOST_ALIKE:])


def _same(file: str, seen: os.stat_result, copy: str, number: int, deadline: Deadline) -> bool:
    try:
        other = os.lstat(copy)
        if not stat.S_ISREG(other.st_mode) or other.st_size != seen.st_size or deadline.expired:
            return False
        if number >= _MOST_READ or seen.st_size > _MOST_COMPARED:
            return other.st_mtime == seen.st_mtime and same_in_places(file, copy, seen.st_size)
        return Path(file).read_bytes() == Path(copy).read_bytes()
    except (OSError, ValueError):
        return False
