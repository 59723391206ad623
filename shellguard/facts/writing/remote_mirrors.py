"""Mirroring between this machine and another: an empty source takes all that is on the other side."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import replace
from itertools import pairwise

from shellguard.effects.effect import Effect
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.losses import recovery_of
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.resolve import place_of
from shellguard.facts.files.survey import Surveyor
from shellguard.facts.files.survey import counted as counted_facts
from shellguard.facts.files.tree import Walk, entries
from shellguard.facts.git.question import counted
from shellguard.facts.writing.copies_over import missing_from
from shellguard.parsing.script import SimpleCommand

RULES = frozenset(
    (
        "files.mirror-delete",
        "files.sync-remove",
        "files.sync-delete",
        "clouds.aws-sync-delete",
        "clouds.gsutil-sync-delete",
        "clouds.azcopy-sync-delete",
        "clouds.s3-sync-delete",
        "clouds.mc-sync-delete",
        "clouds.b2-sync-delete",
        "clouds.gcloud-sync-delete",
    )
)
_FEW = 2_000
# What lies there is put there by others, too.
_HOLDS_OTHERS = re.compile(
    r"(?:~[\w.-]*|/|/(?:home|Users|root|srv|opt|mnt|media|data|backups?)|/(?:home|Users)/[\w.-]+"
    r"|/(?:etc|usr|boot|bin|sbin|lib)(?:/[\w./-]*)?|/var(?:/(?:lib|www|opt|spool|log|mail)(?:/html)?)?)?/*"
)
_CHOOSING = ("--include", "--filter", "--delete-excluded", "-f", "--files-from")
_SIGNS = ("!", "+", "- ", "-_", "-,")
NOT_SEEN = TargetFacts(reason="what is there is not seen from here")
_RSH_LAST = re.compile(r"-[a-zA-Z]+e")
_SETTINGS_FILE = re.compile(r"\s-F\s*(\S+)")
_ADDRESS = re.compile(r"(?i)\s-o\s*['\"]?hostname[= ]([^\s'\"]+)")
_VERBS = frozenset(("sync", "s3", "rsync", "storage", "mirror", "bisync"))


def mirrored_away(deed: Deed) -> TargetFacts | None:
    """What goes on the other side, as far as this one tells; None where both are here or neither is."""
    effect, command, folder = deed.effect, deed.command, deed.folder
    ends = [word.text for word in command.words[1:] if word.known and not word.text.startswith("-")]
    if effect.rule == "files.mirror-delete" and not any(map(_is_elsewhere, ends)):
        return _only_left(command, folder, deed.deadline)
    if command.program == "rclone" and ends[:1] == ["sync"] and not any(map(_is_elsewhere, ends)):
        return _already_alike(command, ends[1:], folder, deed.deadline)
    far = next((n for n, text in enumerate(ends) if _is_elsewhere(text)), None)
    near = [(n, path) for n, text in enumerate(ends) if (path := _folder(text, folder))]
    if far is None or len(near) != 1 or not folder or sum(map(_is_elsewhere, ends)) > 1:
        return NOT_SEEN if effect.rule == "files.mirror-delete" and _is_elsewhere(ends[-1]) else None
    number, path = near[0]
    if number > far:
        return _brought_here(effect, path, deed.surveyor, deed.deadline)
    files = _files(path, deed.deadline)
    if files is None or (effect.rule == "files.mirror-delete" and files and _takes_much(ends[far])):
        return NOT_SEEN
    if files:
        least = "at least " if files >= _FEW else ""
        reason = f"it is made like {ends[number]} here, which holds {least}{counted(files, 'file')}"
        return TargetFacts(path, True, "folder", files, recovery=Recovery.KEPT, reason=reason)
    reason = f"{ends[number]} here is empty: all that {ends[far]} holds would go"
    return TargetFacts(path, True, "folder", recovery=Recovery.LOST, reason=reason, personal=1)


def _takes_much(destination: str) -> bool:
    """Whether a place elsewhere holds more than what is sent there: a home, the system's, all pages."""
    return _HOLDS_OTHERS.fullmatch(destination.partition(":")[2]) is not None


def host_of(command: SimpleCommand) -> str:
    """The machine onto which a command mirrors; "" for none."""
    last = command.words[-1].value or ""
    return last.partition(":")[0].rpartition("@")[2] if _is_elsewhere(last) else ""


def led_by_ssh(deed: Deed) -> tuple[str, str]:
    """The file of settings and the address that the line gives the ssh which carries it; "" for none."""
    words = [word.value or "" for word in deed.command.words[1:]]
    said = [after for one, after in pairwise(words) if one in ("-e", "--rsh") or _RSH_LAST.fullmatch(one)]
    said += [one.removeprefix("--rsh=") for one in words if one.startswith("--rsh=")]
    text = said[-1] if said else deed.shell.variables.get("RSYNC_RSH") or ""
    file, address = _SETTINGS_FILE.search(text), _ADDRESS.search(text)
    path = place_of(file[1].strip("'\""), False, deed.folder).path if file is not None else ""
    return path, address[1] if address is not None else ""


def _only_left(command: SimpleCommand, folder: str, deadline: Deadline) -> TargetFacts | None:
    """Whether all that is to be removed is left there by an `--exclude`; None where that does not tell."""
    left, operands, taking = [], [], False
    for word in command.words[1:]:
        text = word.value
        if text is None or text.startswith(_CHOOSING):
            return None
        if taking or text.startswith("--exclude="):
            left.append(text if taking else text.partition("=")[2])
            taking = False
        elif text == "--exclude":
            taking = True
        elif not text.startswith("-"):
            operands.append(text)
    into = place_of(operands[-1], False, folder).path if len(operands) > 1 else ""
    if any(one.startswith(_SIGNS) for one in left):
        return None  # it forgets those before, or takes in
    patterns = tuple(one for one in left if one.strip("/*") and "/" not in one.strip("/"))
    if not patterns or not into:
        return None
    gone = missing_from(into, tuple(operands[:-1]), folder, deadline, patterns)
    if gone is None or gone:
        return None
    reason = "what the source does not have there is left by --exclude"
    return TargetFacts(into, True, "folder", 0, recovery=Recovery.NOTHING_LOST, reason=reason)


def _already_alike(
    command: SimpleCommand, ends: list[str], folder: str, deadline: Deadline
) -> TargetFacts | None:
    """Whether a folder here has nothing that another one here, which it is made like, does not have alike."""
    if len(ends) != 2 or len(command.words) != 4:
        return None
    source, into = (place_of(text, False, folder).path for text in ends)
    gone = missing_from(into, (f"{ends[0].rstrip('/')}/",), folder, deadline)
    if gone is None or gone:
        return None
    walk = Walk()
    for entry, status in entries(into, deadline, walk):
        try:
            other = os.stat(source + entry.path[len(into) :])
        except OSError:
            return None
        alike = status.st_size == other.st_size and abs(status.st_mtime - other.st_mtime) < 1
        if not alike and not stat.S_ISDIR(status.st_mode):
            return None
    if not walk.complete or walk.unreadable:
        return None
    reason = f"all that it holds is alike in {ends[0]}"
    return TargetFacts(into, True, "folder", 0, recovery=Recovery.NOTHING_LOST, reason=reason)


def _is_elsewhere(text: str) -> bool:
    head, colon, _ = text.partition(":")
    return bool(colon) and bool(head) and "/" not in head


def _folder(text: str, folder: str) -> str:
    """The folder of this machine that a word names, or ""; a subcommand of that name is none."""
    if _is_elsewhere(text) or text in _VERBS:
        return ""
    path = place_of(text, False, folder).path
    return path if path and os.path.isdir(path) else ""


def _files(path: str, deadline: Deadline) -> int | None:
    """How many files lie below, up to a few; None where that was not seen in time."""
    walk, found = Walk(), 0
    for _, status in entries(path, deadline, walk):
        found += not stat.S_ISDIR(status.st_mode)
        if found >= _FEW:
            return found
    return found if found or (walk.complete and not walk.unreadable) else None


def _brought_here(effect: Effect, path: str, surveyor: Surveyor, deadline: Deadline) -> TargetFacts | None:
    """What mirroring from elsewhere takes from a folder here: at most all that it holds."""
    if effect.rule == "files.mirror-delete":
        return None  # its target is looked at
    survey = surveyor.folder(path)
    recovery, reason = recovery_of(survey, deadline)
    facts = counted_facts(TargetFacts(path, True, "folder"), survey, os.stat(path))
    return replace(facts, recovery=recovery, reason=reason)
