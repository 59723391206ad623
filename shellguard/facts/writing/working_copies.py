"""What Mercurial and Subversion would throw away: changes in no commit, files that they do not know."""

from __future__ import annotations

import os
import stat

from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.rebuilt import file_evidence, folder_evidence
from shellguard.facts.files.resolve import place_of
from shellguard.facts.files.tree import Walk, entries
from shellguard.facts.git.question import named
from shellguard.facts.repository.copies import copy_above
from shellguard.facts.repository.working_copy import WorkingCopy
from shellguard.parsing.script import SimpleCommand

_CLOCK_EVERY = 64
_OTHERWISE = {
    "svn": ("--remove-added", "--targets", "--cl", "--changelist", "--config-option"),
    "hg": ("-R", "--repository", "--cwd", "-I", "-X", "--include", "--exclude", "--config"),
}
"""Options by which other files are meant than those that the words name, or another work tree."""
_BACK = frozenset(("update", "up", "revert", "cleanup", "purge", "status", "st", "diff"))
_TO_A_COMMIT = frozenset(("update", "up", "checkout", "co", "goto"))
_OF_ITS_OWN = (".hg", ".svn", ".git")
_REMOVED = "history.discard-removed"
RULES = ("history.discard", _REMOVED, "files.clean")


def thrown_away(deed: Deed) -> TargetFacts | None:
    """What goes that nothing has; None where the program is another, or what it is done to is not known."""
    words = deed.command.words[1:]
    program = "hg" if deed.effect.program == "chg" else deed.effect.program
    if program not in _OTHERWISE or not all(word.known for word in words) or deed.command.assignments:
        return None
    before = _before(deed)
    if before is None or any(word.text.startswith(_OTHERWISE[program]) for word in words):
        return None
    copy = copy_above(deed.folder, deed.deadline, f".{program}")
    if copy is None or (before and copy.added):
        return None  # going back lets what was added stay, and then it is not known any more
    operands = [word.text for word in words[1:] if not word.text.startswith("-")]
    if program == "svn":
        operands = [target.text for target in deed.effect.targets] or ["."]
    whole = program == "hg" and (not operands or words[0].text in _TO_A_COMMIT)
    places = [copy.root] if whole else [place_of(one, False, deed.folder).path for one in operands]
    if not places or not all(map(os.path.lexists, places)):
        return None
    lost = _unknown if deed.effect.rule == "files.clean" else _changed
    found = lost(copy, places, deed)
    if found is not None and program == "svn" and deed.effect.rule == _REMOVED:
        unknown = _unknown(copy, places, deed)  # it removes what it does not know, too
        found = None if unknown is None else [*found, *unknown]
    if found is None:
        return None
    if found:
        inner = [path.removeprefix(copy.root.rstrip("/") + "/") for path in found]
        why = f"{named(sorted(inner))}, of which {copy.by} has no such state"
        return TargetFacts(copy.root, True, "work tree", len(found), recovery=Recovery.LOST, reason=why)
    why = f"{copy.by} has all that goes, or it is made again"
    return TargetFacts(copy.root, True, "work tree", 0, recovery=Recovery.NOTHING_LOST, reason=why)


def _before(deed: Deed) -> list[SimpleCommand] | None:
    """The commands of the line before this one; None where one of them may make or change files."""
    commands = deed.script.commands
    place = next((number for number, one in enumerate(commands) if one is deed.command), None)
    before = list(commands[:place]) if place is not None else None
    for one in before or ():
        texts = [word.text for word in one.words[1:]]
        if one.program != deed.effect.program or not _BACK.intersection(texts[:1]):
            return None
    return before


def _changed(copy: WorkingCopy, places: list[str], deed: Deed) -> list[str] | None:
    """Tracked files there that are not as recorded; None where that is not known of all."""
    found = []
    for place in places:
        for number, (path, same) in enumerate(copy.below(place)):
            if number % _CLOCK_EVERY == 0 and deed.deadline.expired:
                return None
            try:
                told = same(path, os.lstat(path))
            except OSError:
                continue  # a file that is missing is no loss
            if told is None:
                return None
            found += [] if told else [path]
    return found


def _unknown(copy: WorkingCopy, places: list[str], deed: Deed) -> list[str] | None:
    """Files there that are not tracked and that no tool makes again; None where not all were seen."""
    walk, skip, found = Walk(), set[str](), []
    known = {path for place in places for path, _ in copy.below(place)}
    for place in places:
        if not os.path.isdir(place):
            found += [] if place in known else [place]
            continue
        for entry, status in entries(place, deed.deadline, walk, skip):
            if stat.S_ISDIR(status.st_mode):
                if entry.name in _OF_ITS_OWN or _made_again(entry.path, deed):
                    skip.add(entry.path)
            elif entry.path not in known and not file_evidence(entry.path):
                found.append(entry.path)
    return found if walk.complete or found else None


def _made_again(folder: str, deed: Deed) -> bool:
    """Whether a tool makes all that a folder holds."""
    if folder_evidence(folder) is None:
        return False
    survey = deed.surveyor.folder(folder)
    return not survey.untracked and not survey.precious
