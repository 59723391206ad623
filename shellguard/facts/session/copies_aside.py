"""What lines of the session put aside: copies and archives, which keep what they were made of."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator

from shellguard.facts.deadline import Deadline
from shellguard.facts.files.places import contains
from shellguard.facts.files.resolve import Place, place_of
from shellguard.facts.session.compared_copies import compared
from shellguard.facts.session.derivation import Made, Making
from shellguard.facts.writing.replaced_archives import packed_as
from shellguard.parsing.shell_state import ShellState

TAR = ("tar", "bsdtar")
PACKING = frozenset((*TAR, "zip", "7z", "7za", "7zz", "7zr"))
_MARGIN = 0.02
# Options by which all that is named is packed, to the archive that is named: others may leave something out.
_WHOLE = {
    "tar": re.compile(
        r"-?[cfvzjJahpS]+|-[CI]|--(?:create|file|directory|verbose|totals|gzip|bzip2|xz|zstd|dereference|sparse|verify"
        r"|auto-compress|preserve-permissions|acls|xattrs|numeric-owner|checkpoint|sort|format)(?:=.*)?"
    ),
    "zip": re.compile(r"-[rqvy0-9]+|--(?:recurse-paths|quiet|verbose|symlinks)"),
    "7z": re.compile(r"-(?:r|y|bd|t\w+|mx=?\d?|m[mst]\w*=\w+|p\S+|bso0)"),
}

_BY_VARIABLE = ("TAR_OPTIONS", "ZIPOPT", "ZIP")
"""Variables that hold further options."""
_DEREFERENCE = re.compile(r"-?[a-zA-Z]*h[a-zA-Z]*|--dereference")


def put_aside(words: list[str], program: str, shell: ShellState) -> list[Made]:
    """What a command packs, or finds to stand twice: each of the two keeps the other."""
    pair = compared(words, program, shell)
    if pair is not None:
        return [Made(Making.COMPARED, *pair), Made(Making.COMPARED, *pair[::-1])]
    return [Made(Making.PACKED, *one) for one in packed(words, program, shell)] if program in PACKING else []


def packed(words: list[str], program: str, shell: ShellState) -> Iterator[tuple[str, str]]:
    """The archive that a command makes and each path that it packs; none where it leaves something out."""
    kind = program if program == "zip" else "7z" if program.startswith("7z") else "tar"
    said = [word for place, word in enumerate(words) if word.startswith("-") or (kind == "tar" and not place)]
    if not all(_WHOLE[kind].fullmatch(word) for word in said) or any(map(shell.variables.get, _BY_VARIABLE)):
        return
    if kind != "tar":
        if kind == "7z" and words[:1] != ["a"]:
            return
        operands = [word for word in words[program != "zip" :] if not word.startswith("-")]
        archive, base, names = operands[0] if operands else "", shell.cwd, operands[1:]
        ending = ".zip" if program == "zip" else ".7z"
        archive += "" if "." in archive.rpartition("/")[2] else ending
        if program == "zip" and not any("r" in word for word in words if word.startswith("-")):
            names = [name for name in names if not os.path.isdir(place_of(name, False, base).path)]
    else:
        archive, base, names = packed_as(words, shell.cwd)
    to = place_of(archive, False, shell.cwd).path if archive else ""
    follows = _follows(kind, said)
    stays = to and archive != "-" and not os.path.realpath(to).startswith("/dev/")
    for name in names if stays else ():
        origin = place_of(name, False, base).path
        if origin and not contains(origin, to) and (follows or not os.path.islink(origin)):
            yield to, origin


def _follows(kind: str, said: list[str]) -> bool:
    """Whether it packs what links lead to, and not only that they are links."""
    if kind == "zip":
        return not any("y" in one or one == "--symlinks" for one in said)
    return kind == "7z" or any(map(_DEREFERENCE.fullmatch, said))


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
    if made.how is Making.COMPARED:
        apart = stat.S_ISREG(kept.st_mode) and not os.path.samestat(kept, seen)
        return apart and kept.st_size == seen.st_size and kept.st_ctime < made.begun - _MARGIN
    within = made.begun - _MARGIN <= kept.st_ctime <= made.ended
    return stat.S_ISREG(kept.st_mode) and within and (packed_up or kept.st_size == seen.st_size)
