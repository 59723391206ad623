"""What is left of a folder when its turn comes to go: `mv in/* . && rm -rf in`, and after rsync."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import PurePath

from shellguard.effects.context import plain_word
from shellguard.effects.effect import Effect, EffectKind, Target, TargetKind
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.places import contains
from shellguard.facts.files.resolve import folder_of, place_of
from shellguard.facts.kept_before import commands_before
from shellguard.facts.summary import together
from shellguard.facts.target_in_line import TargetInLine
from shellguard.parsing.script import Connection, Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_ONCE_COPIED = "files.remove-source"
_LEAVING = re.compile(r"-[a-zA-Z]*[niu][a-zA-Z]*|--(?:no-clobber|interactive|update)(?:=.*)?")
_INTO = re.compile(r"-[a-zA-Z]*t|--target-directory")
_MOST = 2_000
_NEAR = 16


def moved_out(one: TargetInLine) -> TargetFacts | None:
    """The facts about what stays in a folder of which the line moves things away first; None elsewhere."""
    effect, target, script, command = one.effect, one.target, one.script, one.command
    base = folder_of(effect, one.shell)
    if effect.rule == _ONCE_COPIED and not effect.host:
        if _onto_itself(command, base):
            return None
        kept = "each file goes only once it is copied"
        return TargetFacts(recovery=Recovery.KEPT, reason=kept)
    if effect.kind is not EffectKind.DELETE or not effect.recursive or script is None:
        return None
    folder = place_of(target.text, False, base).path if target.word.known and base else ""
    if command is None or not folder or os.path.islink(folder) or fits_otherwise(one.shell):
        return None
    before = (*commands_before(command, script), *_surely_before(command, one.effects, script, base))
    if not before:
        return None
    moves = _moved(before, one.effects, one.shell, folder)
    moved = {path for path in moves if contains(folder, path) and path != folder}
    if not moved:
        return None
    left = list(islice(left_of(folder, moved), _MOST + 1))
    if len(left) > _MOST:
        return None
    if not left:
        nothing = Recovery.NOTHING_LOST
        return TargetFacts(
            folder, True, "folder", 0, recovery=nothing, reason="all that it holds is moved first"
        )
    seen = [one.look(Target(TargetKind.PATH, plain_word(path))) for path in left]
    found = together([facts for facts in seen if facts is not None])
    return replace(found, path=folder, kind="folder") if len(seen) > 1 else found


def fits_otherwise(shell: ShellState) -> bool:
    """Whether patterns stand for fewer files than there are."""
    return "noglob" in (shell.options or ()) or bool(shell.variables.get("GLOBIGNORE"))


def _onto_itself(command: SimpleCommand | None, base: str) -> bool:
    """Whether what is copied lies where it is copied to already, by whatever links: it is no copy then."""
    words = [word.text for word in command.words[1:] if not word.text.startswith("-")] if command else []
    into = os.path.realpath(place_of(words[-1], False, base).path) if base and len(words) > 1 else ""
    for text in words[:-1] if into else ():
        source = os.path.realpath(place_of(text, False, base).path)
        whole = text.endswith(("/", "/.")) or text == "."
        if into == (source if whole else source.rpartition("/")[0]):
            return True
    return False


def _moved(
    before: tuple[SimpleCommand, ...], effects: tuple[Effect, ...], shell: ShellState, folder: str
) -> Iterator[str]:
    """The paths that commands move out of a folder which must have worked."""
    moves = {one.span: one for one in before if one.span is not None}
    for effect in effects:
        if effect.kind is not EffectKind.MOVE or effect.span is None:
            continue
        command = moves.get(effect.span)
        if command is not None and not effect.host and effect.certain:
            for target in effect.targets:
                base = folder_of(effect, shell)
                path = place_of(target.text, False, base).path if target.word.known and base else ""
                if path and not _may_stay(command, path, base) and not _within(command, folder, base):
                    yield path


def _within(command: SimpleCommand, folder: str, base: str) -> bool:
    """Whether what is moved may stay below the folder all the same."""
    words = command.words[1:]
    named = [after for word, after in pairwise(words) if _INTO.fullmatch(word.text)]
    into = named[0] if named else words[-1]
    path = place_of(into.text, False, base).path if into.known else ""
    return not path or contains(os.path.realpath(folder), os.path.realpath(path))


def _may_stay(command: SimpleCommand, path: str, base: str) -> bool:
    """Whether it is left where it is because its new name is taken: `mv -n` ends well all the same."""
    words = [word.text for word in command.words[1:]]
    if not any(_LEAVING.fullmatch(word) for word in words):
        return False
    into = place_of(words[-1], False, base).path
    if any(_INTO.match(word) for word in words) or not into:
        return True
    return os.path.lexists(f"{into}/{path.rpartition('/')[2]}" if os.path.isdir(into) else into)


def _surely_before(
    command: SimpleCommand, effects: tuple[Effect, ...], script: Script, base: str
) -> Iterator[SimpleCommand]:
    """Moves not far in front of it that will work: into a folder on the same disk that takes them."""
    if effects[0].kind is not EffectKind.MOVE or len(script.commands) > _NEAR:
        return
    at = next((number for number, one in enumerate(script.commands) if one is command), 0)
    for earlier in script.commands[:at]:
        words = [word.text for word in earlier.words[1:] if not word.text.startswith("-")]
        plain = earlier.program == "mv" and not earlier.frames and len(words) > 1
        if not plain or earlier.connection not in (Connection.FIRST, Connection.SEQUENCE):
            continue
        into, first = (place_of(word, False, base).path for word in (words[-1], words[0]))
        try:
            same = os.stat(into).st_dev == os.lstat(first).st_dev
        except (OSError, ValueError):
            continue
        names = [word.rstrip("/").rpartition("/")[2] for word in words[:-1]]
        free = len({*names}) == len(names) and not any(os.path.lexists(f"{into}/{name}") for name in names)
        if same and free and os.path.isdir(into) and os.access(into, os.W_OK | os.X_OK):
            yield earlier


def left_of(folder: str, moved: set[str]) -> Iterator[str]:
    """The paths below a folder, topmost first, that are not moved out of it."""
    yield from _left_of(folder, moved, {str(above) for path in moved for above in PurePath(path).parents})


def _left_of(folder: str, moved: set[str], above: set[str]) -> Iterator[str]:
    """As `left_of`; `above` are the folders that hold what is moved."""
    try:
        with os.scandir(folder) as listing:
            for entry in listing:
                if entry.path in moved:
                    continue
                if entry.path in above and entry.is_dir(follow_symlinks=False):
                    yield from _left_of(entry.path, moved, above)
                else:
                    yield entry.path
    except OSError:
        yield folder
