"""What unpacking an archive would write over: files that are there and that differ from those in it."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from shellguard.effects.packs.places import reactions
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.equal_copies import MOST_MEMBERS, UNREADABLE, Member, members
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.resolve import place_of
from shellguard.facts.files.survey import Surveyor
from shellguard.facts.git.question import counted, named
from shellguard.facts.writing.copies_over import taken_names
from shellguard.facts.writing.derived_output_names import own_lost
from shellguard.facts.writing.exported_trees import archived_over
from shellguard.facts.writing.replaced_archives import packed_as
from shellguard.parsing.script import SimpleCommand

_VALUES = frozenset(
    ("-C", "--directory", "-d", "-f", "--file", "-X", "--exclude", "--exclude-from", "-x", "-P")
)
_OF_ZIP = ("-x", "-d")  # to tar these are what it does
_LEAVES = ("--exclude", "-X", "-T", "--files-from", "--transform", "--xform")
_MOST_COMPARED = 64 * 1024
_ASKED_ABOUT = 51  # from here on a file that is put into such a place is asked about by itself
_STARTED_BY_ITSELF = ("persist.", "account.")
_OF_THE_REPOSITORY = "persist.write-git-hook"
_STRIPS = ("--strip-components", "--strip")
_STRIP = re.compile(r"--strip(?:-components)?=(\d{1,2})")
_OTHERWISE = (
    "--transform",
    "--xform",
    "-j",
    "--one-top-level",
    "-s",
    "--wildcards",
    "-T",
    "--files-from",
)


def unpacked_over(deed: Deed) -> TargetFacts | None:
    """What is lost below the folder that is unpacked into; None where the archive can't be read in time."""
    command, folder, deadline = deed.command, deed.folder, deed.deadline
    words = [word.value for word in command.words[1:]]
    known = [word for word in words if word is not None]
    known, strip = _without_strip(known)
    if None in words or any(word.startswith(_OTHERWISE) for word in known):
        return None
    zipped, whole = command.program != "tar", "--recursive-unlink" in known
    if command.program.startswith(("7z", "python")):
        known = _as_unzip(known) if command.program.startswith("7z") else _of_python(known)
    archive, into, only = _named(known, zipped)
    path = place_of(archive, False, folder).path if archive else ""
    root = place_of(into, False, folder).path if into else folder
    if not path or not root or archive == "-":
        return None if only or zipped or not root else _piped_over(deed, root, strip)
    if _holds_none(root):
        return TargetFacts(path=root, recovery=Recovery.NOTHING_LOST, reason="nothing is there yet")
    lost: list[str] = []
    total = 0
    try:
        made = os.stat(path).st_mtime
        for member in _meant(path, only, zipped, deadline):
            inner = "/".join(member.name.split("/")[strip:])
            top = f"{root.rstrip('/')}/{inner.partition('/')[0]}"
            if whole and "/" in inner and os.path.isdir(top):
                reason = "all that lies in the folders of its names goes first"
                return TargetFacts(top, True, "folder", recovery=Recovery.LOST, reason=reason)
            size = _lost_size(f"{root.rstrip('/')}/{inner}", member, deed.surveyor, made) if inner else 0
            if brought := _brings(root, inner, deed, changes=size > 0):
                return brought
            if size:
                lost.append(inner)
                total += size
    except UNREADABLE:
        if not lost:
            return None
    if not lost:
        nothing = Recovery.NOTHING_LOST
        return TargetFacts(path=root, recovery=nothing, reason="its files are not there yet, or are the same")
    clause = f"{named(sorted(lost))} {'is' if len(lost) == 1 else 'are'} there in another state"
    return TargetFacts(
        root, True, "folder", len(lost), True, total, recovery=Recovery.LOST,
        reason=clause if len(lost) <= 3 else f"{counted(len(lost), 'file')} there in another state",
    )  # fmt: skip


def _brings(root: str, inner: str, deed: Deed, *, changes: bool) -> TargetFacts | None:
    """The facts about a member that goes where things start by themselves, or where it lets somebody in."""
    path = f"{root.rstrip('/')}/{inner}"
    hidden = "/." in f"/{inner}"  # what starts by itself in the folder at hand is
    if not inner or not (hidden or root != deed.folder):
        return None
    asked = [
        one
        for one in reactions(path, "put", deed.folder, deed.shell.home)
        if one.base >= _ASKED_ABOUT
        and one.rule.startswith(_STARTED_BY_ITSELF)
        and one.rule != _OF_THE_REPOSITORY
    ]
    if not asked or not (changes or _is_free(path)):
        return None
    reason = f"{inner} is among them, which {asked[0].message}"
    return TargetFacts(path, recovery=Recovery.LOST, reason=reason, personal=1)


def _is_free(path: str) -> bool:
    """Whether nothing that is filled has a name."""
    try:
        return not os.lstat(path).st_size
    except (OSError, ValueError):
        return True


def _meant(path: str, only: list[str], zipped: bool, deadline: Deadline) -> Iterator[Member]:
    """The members that a line names, or all; raises one of `UNREADABLE` where they are too many."""
    for number, member in enumerate(members(path, deadline, links=True)):
        if number >= MOST_MEMBERS or deadline.expired:
            raise EOFError
        if not only or any(_is_named(member.name, one, zipped) for one in only):
            yield member


def _holds_none(folder: str) -> bool:
    """Whether there is nothing where an archive is unpacked: what it holds need not be read then."""
    try:
        with os.scandir(folder) as listing:
            return next(listing, None) is None
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False


def _piped_over(deed: Deed, root: str, strip: int) -> TargetFacts | None:
    """What is lost where `tar` packs into a pipe and another unpacks out of it: a copy of a tree."""
    packing, folder = _packing(deed)
    words = [word.value for word in packing.words[1:]] if packing is not None else []
    known = [word for word in words if word is not None]
    if not known or len(known) < len(words) or any(word.startswith(_LEAVES) for word in known):
        return None
    if packing is not None and packing.program == "git":
        return archived_over(known, deed, root, strip)
    archive, base, names = packed_as(known, folder)
    if archive not in ("", "-") or not base or not names:
        return None
    if strip:
        one = os.path.normpath(names[0])
        if len(names) > 1 or one.startswith((".", "/")) or one.count("/") + 1 != strip:
            return None
        base, names = f"{base.rstrip('/')}/{one}", ["."]
    taken = taken_names(root, tuple(names), base, deed.deadline, deep=True)
    nothing = "its files are not there yet, or are the same"
    found = own_lost(taken.paths, "", root, deed.surveyor, nothing=nothing)
    return found if taken.compared_all or found.recovery is Recovery.LOST else None


def _packing(deed: Deed) -> tuple[SimpleCommand | None, str]:
    """What packs into the pipe that is unpacked out of, and where: each may go to a folder first."""
    whole = [one for one in deed.script.commands if one.pipeline == deed.command.pipeline]
    rest = [one for one in whole if one.program != "cd"]
    if len(rest) != 2 or rest[1] is not deed.command or rest[0].program not in ("tar", "git"):
        return None, ""
    if len(whole) == len(rest):
        return (rest[0], deed.folder) if not rest[0].frames else (None, "")
    if whole[0] is not deed.script.commands[0] or len(deed.script.commands) > len(whole):
        return None, ""
    goes = whole[: whole.index(rest[0])]
    if not goes:
        return (rest[0], deed.shell.cwd) if not rest[0].frames else (None, "")
    to = goes[0].words[1].value if len(goes) == 1 and len(goes[0].words) == 2 else None
    alone = rest[0].program == "tar" and goes[0].frames == rest[0].frames == ("subshell",)
    return (rest[0], place_of(to, False, deed.shell.cwd).path) if to and alone else (None, "")


def _as_unzip(words: list[str]) -> list[str]:
    """The words of `7z x` as unzip would take them."""
    rest = [word for word in words if word not in ("x", "e")]
    return [part for word in rest for part in (("-d", word[2:]) if word.startswith("-o") else (word,))]


def _of_python(words: list[str]) -> list[str]:
    """The words of `python -m zipfile -e ARCHIVE FOLDER` as unzip would take them."""
    rest = [word for word in words if word not in ("-m", "zipfile", "tarfile", "-e", "--extract", "-v")]
    return [*rest[:1], *(part for folder in rest[1:2] for part in ("-d", folder))]


def _without_strip(words: list[str]) -> tuple[list[str], int]:
    """The words without what tells how many folders of each name are left out, and that number."""
    words = [
        f"{word}={after}" if word in _STRIPS else word
        for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False)
        if before not in _STRIPS
    ]
    found = next((match for word in words if (match := _STRIP.fullmatch(word))), None)
    return ([word for word in words if word != found[0]], int(found[1])) if found else (words, 0)


def _named(words: list[str], zipped: bool) -> tuple[str, str, list[str]]:
    """The archive, the folder it is unpacked into ("" for this one), and the members that are named."""
    archive, into, rest = "", "", []
    place = 0
    while place < len(words):
        word = words[place]
        after = words[place + 1] if place + 1 < len(words) else ""
        if word in ("-C", "--directory") or (zipped and word == "-d"):
            into, place = after, place + 1
        elif word.startswith("--directory="):
            into = word.partition("=")[2]
        elif word.startswith("-d" if zipped else "-C") and len(word) > 2:
            into = word[2:]
        elif word.startswith("--file="):
            archive = word.partition("=")[2]
        elif not zipped and not archive and _takes_archive(word, place):
            archive, place = after, place + 1
        elif word in _VALUES and (zipped or word not in _OF_ZIP):
            place += 1
        elif not word.startswith("-") and (place or zipped):  # else tar's own letters
            rest.append(word.rstrip("/"))
        place += 1
    if zipped and rest:
        archive, rest = rest[0], rest[1:]
    return archive, into, rest


def _takes_archive(word: str, place: int) -> bool:
    """Whether a bundle of tar's letters ends in the one that takes the archive."""
    letters = word.lstrip("-")
    return (word.startswith("-") or place == 0) and not word.startswith("--") and letters[-1:] == "f"


def _is_named(name: str, one: str, zipped: bool) -> bool:
    """Whether a member is one that the line names, or lies in it; `unzip` takes patterns."""
    one = os.path.normpath(one)
    return one == "." or name == one or name.startswith(f"{one}/") or (zipped and fnmatchcase(name, one))


def _changed_since(path: str, status: os.stat_result, made: float, member: Member) -> bool:
    """Whether a file of the same size and time was touched after the archive was made, and differs."""
    if status.st_ctime <= made or status.st_size > _MOST_COMPARED:
        return False
    try:
        return Path(path).read_bytes() != member.content()
    except UNREADABLE:
        return True


def _lost_size(path: str, member: Member, surveyor: Surveyor, made: float) -> int:
    """How many bytes go at `path`; 0 where nothing is there, the same, or what git has."""
    try:
        status = os.lstat(path)
    except (OSError, ValueError):
        return 0
    if not stat.S_ISREG(status.st_mode) or not status.st_size:
        return 0
    if not member.link and member.is_like(status) and not _changed_since(path, status, made, member):
        return 0
    survey = surveyor.file(path, status)
    return status.st_size if survey.changed + survey.untracked else 0
