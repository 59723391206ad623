"""A file of a database that was copied: the original, or the copy, stays as it was."""

from __future__ import annotations

import os
import re

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.resolve import Place, place_of
from shellguard.facts.session.derived_files import comes_again
from shellguard.facts.session.memory import SessionMemory
from shellguard.facts.session.surviving_copies import kept_beside
from shellguard.parsing.script import Script, SimpleCommand

_FURTHER = re.compile(r"(?i)\battach\b|^\s*\.|\n\s*\.|\breadfile\b|\bcopy\b|^-(?:-?cmd|-?init|f|file)$")
"""By which a statement reaches another file than the one that is named."""
_PROGRAMS = ("sqlite3", "duckdb")


def copied_database(
    effect: Effect,
    command: SimpleCommand | None,
    folder: str,
    memory: SessionMemory | None,
    deadline: Deadline,
    script: Script | None = None,
) -> TargetFacts | None:
    """That a copy alone is changed, or what a copy still holds as it is; None for all else."""
    if memory is None or command is None or not folder or effect.kind is not EffectKind.DATABASE:
        return None
    if effect.host or effect.inside or command.program not in _PROGRAMS:
        return None
    if _reaches_further(command) or (script is not None and len(script.commands) > 1):
        return None
    named = next((word for word in command.words[1:] if not word.text.startswith("-")), None)
    path = place_of(named.value or "", False, folder).path if named is not None else ""
    try:
        status = os.lstat(path) if path else None
        found = comes_again(path, status, memory.makings, (), deadline) if status is not None else None
    except (OSError, ValueError):
        return None
    reason = found.reason if found is not None and found.copied else ""
    if not reason and status is not None and not any(map(os.path.lexists, (f"{path}-wal", f"{path}.wal"))):
        made = tuple(memory.makings.made_of(path))
        reason = kept_beside(path, status, (Place(path),), deadline, made)
    if not reason:
        return None
    return TargetFacts(path, True, "file", 1, recovery=Recovery.NOTHING_LOST, reason=reason)


def _reaches_further(command: SimpleCommand) -> bool:
    """Whether more than the file that is named may be changed, or what is done is not told by the words."""
    handed = any(one.operator.startswith("<") for one in command.redirections)
    return handed or any(word.value is None or _FURTHER.search(word.value) for word in command.words[1:])
