"""Rights that files have on any machine, which a change only gives back to them."""

from __future__ import annotations

import os
import re
from dataclasses import replace

from shellguard.effects.effect import Effect
from shellguard.effects.touching.usual_rights import mode_of, usual_places
from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.places import is_key
from shellguard.parsing.script import SimpleCommand
from shellguard.parsing.shell_state import ShellState

_PRIVATE, _KEY = "PRIVATE KEY-----", 64 << 10
_STARTED = re.compile(r"/etc/(?:(?:rc\.d/)?init\.d/[^/]+|rc\.local|rc\.d/rc\.local|update-motd\.d/[^/]+)")
_TO_RUN = re.compile(r"0?7[05][05]|[ugoa]*\+x|u\+rx?")
_ROOT = re.compile(r"root(?:[:.](?:root|wheel)?)?")
_NUMBER = re.compile(r"[0-7]{1,4}")
_CLAUSE = re.compile(r"([ugoa]*)((?:[-+=](?:[rwxXst]*|[ugo]))+)")
_PART = re.compile(r"([-+=])([rwxXst]*|[ugo])")
_PLAIN = re.compile(r"[\w+=,./][\w+=,./-]*")
_BY_NUMBER = re.compile(r"[-+=][0-7]{1,4}|[-+=]a[#i]*")  # `=0644`, and lists of rights where there are such
_OTHERS_READ = 0o044
_BITS = {"r": 0o444, "w": 0o222, "x": 0o111, "s": 0o6000, "t": 0o1000}
_WHOSE = {"u": 0o4700, "g": 0o2070, "o": 0o1007, "a": 0o7777}


def as_usual(facts: TargetFacts, command: SimpleCommand, shell: ShellState) -> TargetFacts:
    """The facts about what gets the rights that its place has on any machine; the same where it does not."""
    if _put_back(facts, command, shell):
        reason = "these are the rights that it has on any machine"
        return replace(facts, protected="", recovery=Recovery.NOTHING_LOST, reason=reason)
    if _closes_folder(facts, command, shell):
        reason = "it is a folder, which nobody could enter then"
        return replace(facts, recovery=Recovery.LOST, reason=reason, personal=1)
    return facts


def without_effect(facts: TargetFacts, effect: Effect, command: SimpleCommand) -> TargetFacts:
    """The facts about what a `chmod` leaves as it is; the same where it changes something."""
    mode = mode_of(command)
    if not mode or not facts.path or effect.recursive or not all(word.known for word in command.words):
        return facts
    try:
        now = os.stat(facts.path).st_mode & 0o7777
    except (OSError, ValueError):
        return facts
    if _is_none(mode):
        return replace(
            facts, protected="", recovery=Recovery.NOTHING_LOST, reason="chmod knows no such rights"
        )
    shown = is_key(facts.protected) or (now & _OTHERS_READ and holds_private_key(facts.path))
    if _after(mode, now) == now and not shown:
        return replace(
            facts, protected="", recovery=Recovery.NOTHING_LOST, reason="it has these rights already"
        )
    return facts


def _is_none(mode: str) -> bool:
    """Whether `chmod` stops at what stands in the place of the rights (`x+`)."""
    if not _PLAIN.fullmatch(mode) or mode.isdecimal():
        return False
    clauses = mode.split(",")
    return not all(_CLAUSE.fullmatch(clause) or _BY_NUMBER.fullmatch(clause) for clause in clauses)


def _after(mode: str, now: int) -> int | None:
    """The rights after a change of those that are `now`; None where that can't be told."""
    if _NUMBER.fullmatch(mode):
        return int(mode, 8)
    for clause in mode.split(","):
        whole = _CLAUSE.fullmatch(clause)
        if whole is None:
            return None
        whose, mask = whole.group(1), 0
        for one in whose or "a":
            mask |= _WHOSE[one]
        for sign, rights in _PART.findall(whole.group(2)):
            if (sign == "=" and not whose) or not all(one in _BITS for one in rights):
                return None  # the umask tells, or what others may do
            bits = sum(_BITS[one] for one in set(rights)) & mask
            now = {"+": now | bits, "-": now & ~bits, "=": (now & ~mask) | bits}[sign]
    return now


def kept_by_root(facts: TargetFacts, command: SimpleCommand) -> bool:
    """Whether what starts with the machine, and root alone could write, is made to run or given to root.

    One that somebody else can write, or that lies behind a link, is another matter.
    """
    if facts.kind != "file" or facts.resolves_to or not _STARTED.fullmatch(facts.path):
        return False
    try:
        status = os.lstat(facts.path)
    except OSError:
        return False
    if status.st_uid != 0 or status.st_mode & 0o022:
        return False
    words = [word.text for word in command.words[1:] if not word.text.startswith("-")]
    if command.program in ("chown", "gchown"):
        return words[:1] != [] and _ROOT.fullmatch(words[0]) is not None
    return _TO_RUN.fullmatch(mode_of(command)) is not None


def _put_back(facts: TargetFacts, command: SimpleCommand, shell: ShellState) -> bool:
    """Whether a `chmod` sets the rights that its target has anyway.

    A link changes what it leads to. A key that is to be given away may hold what is not.
    """
    if not facts.path:
        return False
    folder = {"file": False, "folder": True}.get(facts.kind)
    paths = (facts.path, facts.resolves_to) if facts.resolves_to else (facts.path,)
    places = [usual_places(command, path, "", shell.home, folder) for path in paths]
    if not frozenset.intersection(*places):
        return False
    return facts.kind != "file" or not holds_private_key(facts.path)


def _closes_folder(facts: TargetFacts, command: SimpleCommand, shell: ShellState) -> bool:
    """Whether a folder gets the rights that the files in it should have."""
    return facts.kind == "folder" and bool(usual_places(command, facts.path, "", shell.home, folder=False))


def holds_private_key(path: str) -> bool:
    """Whether there is a private key in a file."""
    return _PRIVATE in text_of(path, _KEY)
