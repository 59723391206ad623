"""What lines of the session put aside: copies and archives, which keep what they were made of."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator

from shellguard.facts.deadline import Deadline
from shellguard.facts.files.places import contains
from shellguard.facts.files.resolve import Place, place_of
from shellguard.facts.session.making import Made, Making
from shellguard.facts.writing.repacked import packed_as
from shellguard.parsing.shell_state import ShellState

_MARGIN = 0.02
_LEAVING = ("-x", "-i", "-m", "-d", "-u", "-f", "-sdel", "-T", "-X", "-g", "-N")
_LEAVING_LONG = ("--exclude", "--include", "--files-from", "--remove-files", "--newer", "--move")


def packed(words: list[str], program: str, shell: ShellState) -> Iterator[tuple[str, str]]:
    """The archive that a command makes and each path that it packs; none where it leaves something out."""
    if any(word.startswith(_LEAVING_LONG) for word in words):
        return
    if program in ("zip", "7z", "7za", "7zz", "7zr"):
        if any(word.startswith(_LEAVING) for word in words) or (program != "zip" and words[:1] != ["a"]):
            return
        operands = [word for word in words[program != "zip" :] if not word.startswith("-")]
        archive, base, names = operands[0] if operands else "", shell.cwd, operands[1:]
        ending = ".zip" if program == "zip" else ".7z"
        archive += "" if "." in archive.rpartition("/")[2] else ending
        if program == "zip" and not any("r" in word for word in words if word.startswith("-")):
            names = [name for name in names if not os.path.isdir(place_of(name, False, base).path)]  # noqa: PTH112
    else:
        archive, base, names = packed_as(words, shell.cwd)
    to = place_of(archive, False, shell.cwd).path if archive else ""
    for name in names if to else ():
        origin = place_of(name, False, base).path
        if origin and not contains(origin, to):
            yield to, origin


def aside(
    files: list[tuple[str, os.stat_result]],
    made: tuple[Made, ...],
    going: tuple[Place, ...],
    deadline: Deadline,
) -> str:
    """The name of what has all of these files as they are now; "" where nothing that stays has them all."""
    for one in made:
        if any(contains(place.path, one.path) or contains(one.path, place.path) for place in going):
            continue
        if all(not deadline.expired and _holds(one, file, seen) for file, seen in files):
            return one.path.rpartition("/")[2]
    return ""


def _holds(made: Made, file: str, seen: os.stat_result) -> bool:
    """Whether a file was not changed since it was put aside, nor what was put aside since."""
    if not contains(made.origin, file) or seen.st_ctime >= made.begun - _MARGIN:
        return False
    packed_up = made.how is Making.PACKED
    try:
        kept = os.lstat(made.path if packed_up else made.path + file[len(made.origin) :])
    except (OSError, ValueError):
        return False
    within = made.begun - _MARGIN <= kept.st_ctime <= made.ended
    return stat.S_ISREG(kept.st_mode) and within and (packed_up or kept.st_size == seen.st_size)
