"""What a new archive takes with the older one of its name: files that stand nowhere else any more."""

from __future__ import annotations

import os
import re

from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.equal_copies import MOST_MEMBERS, UNREADABLE, Member, members
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.rebuilt import folder_evidence, is_output
from shellguard.facts.files.resolve import place_of
from shellguard.facts.git.question import counted, named

RULES = ("files.repack-over", "files.pack-over-source")
_CREATES = re.compile(r"-?[^xt\W]*c[^xt\W]*f|--create|-[^xt\W]*c[^xt\W]*")
_VALUES = frozenset(
    ("-X", "-T", "-I", "-b", "-N", "--exclude", "--transform", "--owner", "--group", "--mode")
)
_FILE = re.compile(r"-?[a-zA-Z]*f")


_REST = 4
"""How many times smaller a file may have become by work on it."""
_MOST_WITHOUT_FILES = 20_480
"""Bytes of an archive without a file: a larger one that seems to have none is something else."""


def repacked_over(deed: Deed) -> TargetFacts | None:
    """What is lost where `tar -c` writes over a file; None where that can't be told."""
    folder, deadline = deed.folder, deed.deadline
    words = [word.value for word in deed.command.words[1:]]
    name, base, _ = packed_as([word for word in words if word is not None], folder)
    path = place_of(name, False, folder).path if name and name != "-" and None not in words else ""
    if not path or not base:
        return None
    try:
        status = os.lstat(path)
    except (OSError, ValueError):
        return TargetFacts(path, False, recovery=Recovery.NOTHING_LOST, reason="it is not there")
    if not os.path.isfile(path) or not status.st_size:
        return TargetFacts(path, True, recovery=Recovery.NOTHING_LOST, reason="it holds nothing")
    survey = deed.surveyor.file(path, status)
    if not survey.changed + survey.untracked:
        return TargetFacts(path, True, "file", recovery=Recovery.TRACKED, reason="tracked by git, clean")
    gone, number = [], 0
    try:
        for number, member in enumerate(members(path, deadline), 1):
            if number > MOST_MEMBERS or deadline.expired:
                return None
            if not stands(f"{base}/{member.name}", member) and not comes_back(base, member.name):
                gone.append(member.name)
    except UNREADABLE:
        if deadline.expired or number:
            return None
        return lost(path, status, 1, "it is no archive, and nothing is known that would bring it back")
    if not number and status.st_size > _MOST_WITHOUT_FILES:
        return lost(path, status, 1, "nothing that could be read as an archive")
    if not gone:
        reason = "all that the older one holds is there"
        return TargetFacts(path, True, "file", 1, recovery=Recovery.KEPT, reason=reason)
    what = named(sorted(gone)) if len(gone) <= 3 else counted(len(gone), "file")
    return lost(path, status, len(gone), f"only the older one has {what}")


def stands(path: str, member: Member) -> bool:
    """Whether the file is there, and was not emptied or cut to a rest of it since."""
    try:
        return os.lstat(path).st_size * _REST >= member.size
    except (OSError, ValueError):
        return False


def lost(path: str, status: os.stat_result, personal: int, reason: str) -> TargetFacts:
    """The facts about an archive with which so many files go."""
    gone, size = Recovery.LOST, status.st_size
    return TargetFacts(
        path, True, "file", 1, total_bytes=size, recovery=gone, reason=reason, personal=personal
    )


def comes_back(base: str, name: str) -> bool:
    """Whether a file that is gone is by its name or its folder one that a tool makes."""
    parts = name.split("/")[:-1]
    folders = ("/".join(parts[: place + 1]) for place in range(len(parts)))
    return is_output(name) or any(folder_evidence(f"{base}/{one}") for one in folders)


def packed_as(words: list[str], folder: str) -> tuple[str, str, list[str]]:
    """The archive that `tar` makes, the folder its names count from, and these; "" where it makes none."""
    archive, base, creates, names, skip = "", folder, False, list[str](), False
    for place, word in enumerate(words):
        after = words[place + 1] if place + 1 < len(words) else ""
        first = place == 0 or word.startswith("-")
        creates = creates or (first and _CREATES.fullmatch(word) is not None)
        if skip:
            skip = False
        elif word in ("-C", "--directory"):
            base, skip = place_of(after, False, folder).path, True
        elif word.startswith("-C"):
            base = place_of(word[2:], False, folder).path
        elif word.startswith(("--directory=", "--file=")):
            value = word.partition("=")[2]
            base = place_of(value, False, folder).path if word.startswith("--d") else base
            archive = value if word.startswith("--f") else archive
        elif word == "--file" or (first and not archive and _FILE.fullmatch(word)):
            archive, skip = after, True
        elif word in _VALUES:
            skip = True
        elif not first:
            names.append(word)
    return (archive, base, names) if creates else ("", "", [])
