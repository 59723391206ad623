"""A folder that goes and another one that takes its name: `rm -rf site && mv site.new site`."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from shellguard.effects.context import plain_word
from shellguard.effects.effect import EffectKind, Target, TargetKind
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.content_samples import same_in_places
from shellguard.facts.files.places import contains, protected_place
from shellguard.facts.files.rebuilt import is_by_hand, is_kept, is_output, is_personal
from shellguard.facts.files.resolve import folder_of, place_of
from shellguard.facts.files.tree import Walk, entries
from shellguard.facts.removed_along import TakenToo
from shellguard.facts.summary import together
from shellguard.facts.target_in_line import TargetInLine
from shellguard.parsing.script import Connection, SimpleCommand

_PUTTING = {
    "mv": re.compile(r"-[fvT]+|--"),
    "cp": re.compile(r"-[apdvfT]*[arR][aprRdvfT]*|--|--archive|--recursive"),
}
_SETTINGS = re.compile(
    r"(?:setting|config|conf|option|preference|prefs|local|account|user)s?\.(?:json|ya?ml|toml|xml|ini|php)$"
)
_MOST_LEFT = 200
_MOST_READ = 4 << 20


def replaced(one: TargetInLine) -> TargetFacts | None:
    """The facts about what of a folder the one that takes its name does not hold; None where none does."""
    effect, script, command, shell = one.effect, one.script, one.command, one.shell
    if effect.kind is not EffectKind.DELETE or not effect.recursive or script is None or command is None:
        return None
    if effect.privileged or "because" in effect.options or not one.target.word.known or command.frames:
        return None
    base = folder_of(effect, shell)
    folder = place_of(one.target.text, False, base).path if base == shell.cwd else ""
    if not folder or os.path.islink(folder) or protected_place(folder, "", shell):
        return None
    follower = _follower(command, one)
    other = _put_there(follower, folder, base) if follower is not None else ""
    if not other or follower is None or TakenToo.of(one.effects, shell).takes(other, follower.span):
        return None
    left = _not_in(folder, other, one.deadline)
    if left is None or len(left) > _MOST_LEFT:
        return None
    if not left:
        name = other.rpartition("/")[2]
        reason = f"{name}, which takes its name, holds all of it as it is, or newer"
        return TargetFacts(folder, True, "folder", recovery=Recovery.KEPT, reason=reason)
    seen = [one.look(Target(TargetKind.PATH, plain_word(path))) for path in left]
    found = together([facts for facts in seen if facts is not None])
    return replace(found, path=folder, kind="folder")


def _follower(command: SimpleCommand, one: TargetInLine) -> SimpleCommand | None:
    """The command right behind it."""
    assert one.script is not None
    commands = one.script.commands
    place = next((number for number, other in enumerate(commands) if other is command), len(commands))
    behind = commands[place + 1] if place + 1 < len(commands) else None
    joined = behind is not None and behind.connection in (Connection.AND, Connection.SEQUENCE)
    own = behind is not None and behind.program in one.shell.functions
    return behind if joined and not own else None


def _put_there(command: SimpleCommand, folder: str, base: str) -> str:
    """The folder that a command gives the name of one that is gone; "" where it does not."""
    options = _PUTTING.get(command.program)
    words = [word.value or "" for word in command.words[1:]]
    said = [word for word in words if word.startswith("-")]
    operands = [word for word in words if not word.startswith("-")]
    if options is None or "" in words or len(operands) != 2 or not all(map(options.fullmatch, said)):
        return ""
    if command.program == "cp" and not said:
        return ""
    other, into = (place_of(word, False, base).path for word in operands)
    really = os.path.realpath(other)
    apart = not contains(really, os.path.realpath(folder)) and not contains(os.path.realpath(folder), really)
    plain = os.path.isdir(other) and not os.path.islink(other)
    return other if into == folder and apart and plain else ""


def _not_in(folder: str, other: str, deadline: Deadline) -> list[str] | None:
    """The files that the other folder has neither as they are nor newer; None where not all were seen."""
    walk = Walk()
    left = list(_without_counterpart(folder, other, deadline, walk))
    return left if walk.complete and not walk.unreadable and not walk.other_devices else None


def _without_counterpart(folder: str, other: str, deadline: Deadline, walk: Walk) -> Iterator[str]:
    for entry, seen in entries(folder, deadline, walk):
        if not stat.S_ISDIR(seen.st_mode) and not _has(other + entry.path[len(folder) :], entry.path, seen):
            yield entry.path


def _has(there: str, path: str, seen: os.stat_result) -> bool:
    """Whether a file holds what another one does, or is a newer state of what tools write."""
    try:
        status = os.lstat(there)
        if (
            not stat.S_ISREG(status.st_mode)
            or not stat.S_ISREG(seen.st_mode)
            or os.path.samestat(status, seen)
        ):
            return False
        older = seen.st_size > _MOST_READ and status.st_mtime < seen.st_mtime  # it may be used since
        if status.st_size == seen.st_size and not older and _same(path, there, seen.st_size):
            return True
    except (OSError, ValueError):
        return False
    newer = status.st_mtime > seen.st_mtime and 2 * status.st_size >= seen.st_size
    by_tools = is_output(path) or not (is_by_hand(path) or _may_be_anything(path, seen))
    return newer and by_tools and not is_personal(path) and not is_kept(path)


def _may_be_anything(path: str, seen: os.stat_result) -> bool:
    """Whether a name says nothing of who made what it holds, or says that it is settings."""
    name = path.rpartition("/")[2].lower()
    plain = "." not in name.lstrip(".") and not seen.st_mode & stat.S_IXUSR
    return plain or _SETTINGS.search(name) is not None


def _same(path: str, there: str, size: int) -> bool:
    if size > _MOST_READ:
        return same_in_places(path, there, size)
    return Path(path).read_bytes() == Path(there).read_bytes()
