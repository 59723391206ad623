"""What a line copies out of a folder before the folder goes: `cp -n in/* ~/kept/ && rm -rf in`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from shellguard.effects.context import plain_word
from shellguard.effects.effect import EffectKind, Target, TargetKind
from shellguard.effects.putting_programs import COPYING
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.places import contains, is_temporary, passing_place
from shellguard.facts.files.resolve import folder_of, place_of
from shellguard.facts.kept_before import commands_before, in_same_folder
from shellguard.facts.removed_along import TakenToo
from shellguard.facts.summary import together
from shellguard.facts.target_in_line import TargetInLine
from shellguard.facts.writing.emptied_folders import fits_otherwise, left_of
from shellguard.parsing.script import SimpleCommand

_ADDING_NOTHING = frozenset(
    ("echo", "printf", "ls", "du", "sync", "diff", "cmp", "test", "[", "true", ":", "mkdir", "chmod", "chown")
)
_KEEPING = frozenset(("add", "commit", "status", "diff", "push"))
_OPTIONS = re.compile(r"-[aprRvfdLHn]+|--|--(?:preserve\S*|recursive|archive|verbose|no-clobber)")
_WITH_FOLDERS = re.compile(r"-[a-zA-Z]*[arR][a-zA-Z]*|--archive|--recursive")
_SPARING = re.compile(r"-[a-zA-Z]*n[a-zA-Z]*|--no-clobber")
_MOST_LEFT = 2_000
_MOST_COMPARED = 16 << 20


def copied_out(one: TargetInLine) -> TargetFacts | None:
    """The facts about what of a folder no command before copies; None where none copies out of it."""
    effect, target, script, command = one.effect, one.target, one.script, one.command
    base = folder_of(effect, one.shell)
    folder = place_of(target.text, False, base).path if target.word.known and base == one.shell.cwd else ""
    if effect.kind is not EffectKind.DELETE or not effect.recursive or effect.privileged:
        return None
    if script is None or command is None or not folder or os.path.islink(folder):
        return None
    if fits_otherwise(one.shell):
        return None
    copied, put = set[str](), set[str]()
    for earlier in in_same_folder(command, commands_before(command, script)):
        if earlier.program in COPYING and not earlier.nested and earlier.program not in one.shell.functions:
            names = _put_to(earlier, one.shell.cwd)
            if not put.isdisjoint(names):
                return None  # one of two copies takes the place of the other
            put |= names
            copied |= _stay_copied(earlier, command, folder, one)
        elif not adds_nothing(earlier):
            break
    if not copied:
        return None
    left = [] if folder in copied else list(islice(left_of(folder, copied), _MOST_LEFT + 1))
    if not left:
        return TargetFacts(folder, True, "folder", recovery=Recovery.KEPT, reason="it is copied first")
    if len(left) > _MOST_LEFT:
        return None
    seen = [one.look(Target(TargetKind.PATH, plain_word(path))) for path in left]
    found = together([facts for facts in seen if facts is not None])
    return replace(found, path=folder, kind="folder")


def _put_to(copying: SimpleCommand, base: str) -> set[str]:
    """The paths that a command gives what it copies."""
    *operands, last = [word.value or "" for word in copying.words[1:] if not word.text.startswith("-")] or [
        ""
    ]
    into = place_of(last, False, base).path
    if not os.path.isdir(into):
        return {into}
    found: set[str] = set()
    for operand in operands:
        path = place_of(operand, False, base).path
        names = _names_in(path) if operand.endswith("/.") else [path.rpartition("/")[2]]
        found |= {f"{into}/{name}" for name in names}
    return found


def _names_in(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def adds_nothing(command: SimpleCommand) -> bool:
    """Whether a command behind the copy is known to put nothing more into the folder."""
    asked = command.words[1].text if len(command.words) > 1 else ""
    if command.redirections:
        return False
    return command.program in _ADDING_NOTHING or (command.program == "git" and asked in _KEEPING)


def _stay_copied(copying: SimpleCommand, taking: SimpleCommand, folder: str, one: TargetInLine) -> set[str]:
    """The paths of a folder that a command copies to where they stay."""
    words = [word.value or "" for word in copying.words[1:]]
    options = [word for word in words if word.startswith("-")]
    operands = [word for word in words if not word.startswith("-")]
    if "" in words or len(operands) < 2 or not all(map(_OPTIONS.fullmatch, options)):
        return set()
    into = place_of(operands[-1], False, one.shell.cwd).path
    taken = TakenToo.of(one.effects, one.shell)
    lost = taken.takes(operands[-1], copying.span) or taken.changes(folder, copying.span, taking.span)
    passes = is_temporary(into, one.shell) or passing_place(f"{os.path.realpath(into)}/-", one.shell)
    if lost or passes or contains(folder, os.path.realpath(into)):
        return set()
    names = [operand.rstrip("/").rpartition("/")[2] for operand in operands[:-1]]
    if len({*names}) < len(names) or {"", ".", ".."} & {*names}:
        return set()
    return set(_copied(operands[:-1], options, into, folder, one.shell.cwd))


def _copied(operands: list[str], options: list[str], into: str, folder: str, base: str) -> Iterator[str]:
    within = any(map(_WITH_FOLDERS.fullmatch, options))
    spares = any(map(_SPARING.fullmatch, options))
    for operand in operands:
        path = place_of(operand, False, base).path
        if not contains(folder, path) or os.path.islink(path):
            continue
        is_folder = os.path.isdir(path)
        to = f"{into}/{path.rpartition('/')[2]}" if os.path.isdir(into) else into
        there = os.path.lexists(to)
        if is_folder and (not within or (spares and there)):
            continue
        if not spares or not there or _same(path, to):
            yield path


def _same(path: str, other: str) -> bool:
    """Whether two files, of which neither is the other by another name, hold the same."""
    try:
        one, two = os.stat(path), os.stat(other)
        if one.st_size != two.st_size or one.st_size > _MOST_COMPARED or os.path.samestat(one, two):
            return False
        return Path(path).read_bytes() == Path(other).read_bytes()
    except (OSError, ValueError):
        return False
