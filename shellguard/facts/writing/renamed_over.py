"""What a line moves to a name over which it writes then, or which it removes: `mv a tmp; mv b a; rm tmp`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from shellguard.effects.context import plain_word
from shellguard.effects.effect import Effect, EffectKind, Target, TargetKind
from shellguard.effects.putting_programs import MOVING
from shellguard.facts.command_behind import command_of, put_by
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.content_kind import told_by_contents
from shellguard.facts.files.globbing import matches
from shellguard.facts.files.resolve import folder_of, has_pattern, place_of
from shellguard.facts.name_pattern import fits
from shellguard.facts.summary import together
from shellguard.facts.target_in_line import TargetInLine
from shellguard.parsing.script import Connection, Script, SimpleCommand

_WITHOUT_A_NAME = frozenset(("cd", "echo", "printf", "ls", "true", "rm", "touch", *MOVING))
"""Programs that make no folder under a name that they are given."""
_REMOVING = frozenset((EffectKind.DELETE, EffectKind.CONCEAL))
_MAKING_FOLDERS = frozenset(("mkdir", "gmkdir"))
_MOST = 24
"""Commands of a line: in a longer one each would have to be compared with all others."""
_PLAIN = frozenset(("-f", "-v", "-vf", "-fv", "--"))
_MAY_NOT_HAPPEN = frozenset(("condition", "case", "loop", "function", "coproc"))


@dataclass(slots=True)
class _Moved:
    """Where things are after some commands of a line.

    Attributes:
        files: the file that has a name then, by that name.
        folders: what is a folder then.
        away: files that had a name before and are surely elsewhere then.
    """

    files: dict[str, str] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    away: set[str] = field(default_factory=set)


def moved_onto(one: TargetInLine, put: tuple[str, ...]) -> TargetFacts | None:
    """The facts about what the line itself has put where it then writes over it; None where it put nothing.

    `put` is what the command of the effect puts there, as written.
    """
    effect, script = one.effect, one.script
    if effect.kind is not EffectKind.OVERWRITE or effect.host or script is None:
        return None
    if not 1 < len(script.commands) <= _MOST or not any(c.program in MOVING for c in script.commands):
        return None
    moved = _moved_before(one, script)
    if not moved.files and not moved.away:
        return None
    base = folder_of(effect, one.shell)
    path = place_of(one.target.text, False, base).path if one.target.word.known and base else ""
    within = path in moved.folders or os.path.isdir(path)
    there = [text for text in put if _is_there(place_of(text, False, base).path, moved)]
    if put and not there:
        return None  # what is not there takes nothing's place
    names = [text.rstrip("/").rpartition("/")[2] for text in there]
    taken = [f"{path}/{name}" for name in names] if within else [path]
    lost = [moved.files[name] for name in taken if name in moved.files]
    seen = [
        facts for was in lost if (facts := one.look(Target(TargetKind.PATH, plain_word(was)))) is not None
    ]
    if not seen:
        nothing = Recovery.NOTHING_LOST
        free = path in moved.away and path not in moved.files
        return TargetFacts(path, recovery=nothing, reason="it is moved away first") if free else None
    found = together(seen)
    reason = found.reason
    if found.recovery is Recovery.LOST:
        first = os.path.relpath(lost[0], base)
        reason = f"the line itself moves {first} there before; {reason}"
        found = replace(
            found, personal=max(found.personal, 1), changed=max(found.changed, 1)
        )  # no older state
    return replace(found, path=path, exists=True, reason=reason)


def removed_anew(one: TargetInLine) -> TargetFacts | None:
    """The facts about a file that the line removes by the name that it has given it; None elsewhere."""
    effect, script = one.effect, one.script
    if effect.kind not in _REMOVING or effect.host or script is None:
        return None
    if not 1 < len(script.commands) <= _MOST or not any(c.program in MOVING for c in script.commands):
        return None
    base = folder_of(effect, one.shell)
    path = place_of(one.target.text, False, base).path if base else ""
    named = one.target.word.known
    if not path or not (named or has_pattern(path)):
        return None
    moved = _moved_before(one, script)
    was = [old for new, old in moved.files.items() if (new == path if named else fits(new, path))]
    seen = [facts for old in was if (facts := one.look(Target(TargetKind.PATH, plain_word(old)))) is not None]
    if not seen:
        return None
    seen = [told_by_contents(facts, effect) for facts in seen]
    stays = None if named else one.look(one.target)
    return replace(together([*seen, stays] if stays is not None and stays.exists else seen), path=path)


def _is_there(path: str, moved: _Moved) -> bool:
    return path in moved.files or path in moved.folders or os.path.lexists(path)


def _moved_before(one: TargetInLine, script: Script) -> _Moved:
    """Where the commands in front of an effect have moved files for certain."""
    moved, matching = _Moved(), partial(matches, deadline=one.deadline)
    for earlier, command, certain in _moves(one, script):
        base, options = folder_of(earlier, one.shell), one.shell.pattern_options
        put = put_by(earlier, one.effects, script, partial(matching, folder=base, options=options))
        target = earlier.targets[-1]
        into = place_of(target.text, False, base).path if target.word.known and base else ""
        made = _may_be_made(into, command, script, base)
        if not into or made is None:
            continue
        if made:
            moved.folders.add(into)
        within = made or into in moved.folders or os.path.isdir(into) or target.text.endswith("/")
        for text in put if within or len(put) == 1 else ():
            path = place_of(text, False, base).path
            was = moved.files.pop(path, path) if certain else moved.files.get(path, path)
            after = f"{into}/{path.rpartition('/')[2]}" if within else into
            if certain and os.path.isfile(path) and _surely(path, after, command, moved):
                moved.away.add(path)
            moved.away.discard(after)
            if os.path.isdir(was):
                moved.folders.add(after)
            elif os.path.lexists(was):
                moved.files[after] = was
    return moved


def _surely(path: str, after: str, command: SimpleCommand, moved: _Moved) -> bool:
    """Whether nothing keeps a file from being moved to a name that is free, on the same disk."""
    if any(word.text.startswith("-") and word.text not in _PLAIN for word in command.words[1:]):
        return False
    if os.path.lexists(after) and after not in moved.away:
        return False
    folders = [one.rpartition("/")[0] or "/" for one in (path, after)]
    try:
        same = len({os.stat(folder).st_dev for folder in folders}) == 1
    except (OSError, ValueError):
        return False
    return same and all(os.access(folder, os.W_OK | os.X_OK) for folder in folders)


def _moves(one: TargetInLine, script: Script) -> Iterator[tuple[Effect, SimpleCommand, bool]]:
    """The effects of `mv` in front of this one, and whether they happen whenever it does, and before it."""
    span = one.effect.span
    either = [each for each in script.commands if each.connection is Connection.OR]
    for earlier in one.effects:
        if earlier.kind is not EffectKind.OVERWRITE or earlier.span is None or earlier.host or span is None:
            continue
        command = command_of(earlier, script) if earlier.span.end <= span.start else None
        if command is None or command.program not in MOVING or not earlier.targets:
            continue
        between = (
            each.connection
            for each in either
            if each.span and command.span and command.span.end <= each.span.start <= span.start
        )
        if _MAY_NOT_HAPPEN.isdisjoint(command.frames) and not any(between):
            yield earlier, command, _is_done(command, span.start, script)


def _is_done(command: SimpleCommand, until: int, script: Script) -> bool:
    """Whether a command has run when the line gets to a place: no condition and no `&` holds it up."""
    if command.span is None:
        return False
    behind = [
        each.connection
        for each in script.commands
        if each.span is not None and command.span.end <= each.span.start <= until
    ]
    if behind[:1] == [Connection.BACKGROUND]:
        return False
    held_up = command.connection in (Connection.AND, Connection.OR)
    return not held_up or all(one is Connection.AND for one in behind)


def _may_be_made(path: str, command: SimpleCommand, script: Script, base: str) -> bool | None:
    """Whether a command in front has made `path` a folder; None where one that names it may have."""
    if os.path.lexists(path):
        return False
    name = path.rpartition("/")[2]
    for earlier in script.commands:
        if earlier is command:
            break
        words = [word.text for word in earlier.words[1:] if name in word.text]
        named = any(place_of(text, False, base).path == path for text in words)
        if named and earlier.program in _MAKING_FOLDERS:
            return True
        if named and earlier.program not in _WITHOUT_A_NAME:
            return None
    return False
