"""What goes with the files that are taken out of an archive: those that stand nowhere else any more."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase

from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.equal_copies import MOST_MEMBERS, UNREADABLE, Member, members
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.resolve import place_of
from shellguard.facts.git.question import counted, named
from shellguard.facts.writing.replaced_archives import comes_back, lost

RULES = ("files.remove-from-archive", "files.zip-delete", "files.zip-in-step")
_IN_STEP = "files.zip-in-step"
_OF_FILE = ("-f", "--file")
_FEW = 3


def taken_out(deed: Deed) -> TargetFacts | None:
    """What is lost with an archive's members that a command takes out; None where that can't be told."""
    words = [word.value for word in deed.command.words[1:]]
    known = [word for word in words if word is not None]
    if len(known) < len(words):
        return None
    archive, patterns = _in_tar(known) if deed.command.program.endswith("tar") else _in_zip(known)
    path = place_of(archive, False, deed.folder).path if archive else ""
    if not path or not os.path.isfile(path):
        return None
    in_step = deed.effect.rule == _IN_STEP
    gone, number = [], 0
    try:
        for number, member in enumerate(members(path, deed.deadline), 1):
            if number > MOST_MEMBERS or deed.deadline.expired:
                return None
            meant = in_step or any(_fits(member.name, pattern) for pattern in patterns)
            if meant and not _stands(f"{deed.folder}/{member.name}", member):
                gone += [] if comes_back(deed.folder, member.name) else [member.name]
    except UNREADABLE:
        return None
    if not gone:
        reason = "all that it takes out stands in the folder"
        return TargetFacts(path, True, "file", 1, recovery=Recovery.KEPT, reason=reason)
    what = named(sorted(gone)) if len(gone) <= _FEW else counted(len(gone), "file")
    return lost(path, os.stat(path), len(gone), f"only the archive has {what}")


def _stands(path: str, member: Member) -> bool:
    """Whether a file of the same size is there: another would be another state of it."""
    try:
        return os.lstat(path).st_size == member.size
    except (OSError, ValueError):
        return False


def _fits(name: str, pattern: str) -> bool:
    """Whether a member is meant: by its name, by its folder's, or by a pattern (`*` fits `/`, too)."""
    pattern = pattern.strip("/").removeprefix("./")
    return name == pattern or name.startswith(f"{pattern}/") or fnmatchcase(name, pattern)


def _in_tar(words: list[str]) -> tuple[str, list[str]]:
    archive, names, skip = "", list[str](), False
    for place, word in enumerate(words):
        after = words[place + 1] if place + 1 < len(words) else ""
        if skip:
            skip = False
        elif word.startswith("--file="):
            archive = word.partition("=")[2]
        elif word in _OF_FILE or (word.startswith("-") and word[1:2] != "-" and word.endswith("f")):
            archive, skip = after, True
        elif not word.startswith("-"):
            names.append(word)
    return archive, names


def _in_zip(words: list[str]) -> tuple[str, list[str]]:
    operands = [word for word in words if not word.startswith("-")]
    archive = operands[0] if operands else ""
    return archive if "." in archive.rpartition("/")[2] else f"{archive}.zip", operands[1:]
