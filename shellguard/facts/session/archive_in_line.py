"""What a line packs into an archive before it removes it: `tar czf old.tgz old && rm -rf old`."""

from __future__ import annotations

import os
import re

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.places import contains, is_temporary
from shellguard.facts.files.resolve import folder_of, place_of
from shellguard.facts.kept_before import commands_before, in_same_folder
from shellguard.facts.removed_along import TakenToo
from shellguard.facts.session.copies_aside import PACKING, TAR, packed
from shellguard.facts.target_in_line import TargetInLine
from shellguard.facts.writing.emptied_folders import left_of
from shellguard.parsing.shell_state import ShellState

_TAKES_OUT = re.compile(
    r"zip (?:\S+ ){0,8}(?:-[a-zA-Z]*d|--delete)(?: |$)|7z\w* (?:-\S+ ){0,8}d |\S*tar .*--delete"
)
"""What removes files from an archive that is there."""
_TAKES_ORIGIN = "--remove-files"
_ONCE_PACKED = ("files.remove-packed", "files.remove-packed-old-way")
"""Rules of an archiver that removes what it has packed itself."""


def packed_first(one: TargetInLine) -> TargetFacts | None:
    """The facts about what a command before, which must have worked, has packed; None where none has."""
    effect, target, script, command, shell = one.effect, one.target, one.script, one.command, one.shell
    base = folder_of(effect, shell)
    path = place_of(target.text, False, base).path if target.word.known and base else ""
    if effect.kind is not EffectKind.DELETE or command is None or script is None or not path:
        return None
    again: set[str] = set()  # archives that a later command of the line makes anew
    before = in_same_folder(command, commands_before(command, script))
    for earlier in (command, *before) if effect.rule in _ONCE_PACKED else before:
        words = [word.value for word in earlier.words[1:] if word.text != _TAKES_ORIGIN]
        known = [word for word in words if word is not None]
        if earlier.program not in PACKING or len(known) < len(words) or base != shell.cwd:
            continue
        if _TAKES_OUT.match(f"{earlier.program} {' '.join(known)}"):
            again.update(place_of(word, False, base).path for word in known if not word.startswith("-"))
            continue
        made = list(packed(known, earlier.program, shell))
        for archive in dict.fromkeys(archive for archive, _ in made):
            origins = [origin for to, origin in made if to == archive]
            if archive in again or is_temporary(archive, shell) or not _all_of(path, origins):
                continue
            taken = _taken(one.effects, shell)
            changed = earlier is not command and taken.changes(path, earlier.span, command.span)
            if not changed and not taken.takes(archive, earlier.span):
                reason = f"it is packed into {archive.rpartition('/')[2]} first"
                return TargetFacts(path, True, recovery=Recovery.KEPT, reason=reason)
        again.update(archive for archive, _ in made if earlier.program in TAR)
    return None


def _all_of(path: str, origins: list[str]) -> bool:
    """Whether what is packed is all of `path`: it, a folder above it, or each thing that it holds."""
    if any(contains(origin, path) and _leads_nowhere(origin, path) for origin in origins):
        return True
    parts = {origin for origin in origins if contains(path, origin)}
    if not parts or os.path.islink(path):
        return False
    return next(left_of(path, parts), None) is None


def _leads_nowhere(origin: str, path: str) -> bool:
    """Whether no link lies between what is packed and what goes: of links only the name is packed."""
    above = path.rpartition("/")[0] if origin != path else origin
    return os.path.realpath(above) == os.path.realpath(origin) + above[len(origin) :]


# the effects that were asked about last, with what they take: a line may have many targets
_last: list[tuple[tuple[Effect, ...], TakenToo]] = [((), TakenToo())]


def _taken(effects: tuple[Effect, ...], shell: ShellState) -> TakenToo:
    before, taken = _last[0]  # at once: other threads ask, too
    if before is not effects:
        taken = TakenToo.of(effects, shell)
        _last[0] = (effects, taken)
    return taken
