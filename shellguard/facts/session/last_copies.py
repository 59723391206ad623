"""What is all that is left of something: an archive or a copy of the session whose original is gone."""

from __future__ import annotations

import os
import stat
from dataclasses import replace

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.places import is_temporary
from shellguard.facts.files.rebuilt import is_output
from shellguard.facts.session.derivation import Made, Making
from shellguard.facts.session.memory import SessionMemory
from shellguard.parsing.shell_state import ShellState

_KEEPING = (Making.PACKED, Making.COPIED)


def last_of_it(
    facts: TargetFacts, effect: Effect, memory: SessionMemory | None, shell: ShellState
) -> TargetFacts:
    """The facts about a file that goes, where the session knows it for the last of its kind."""
    goes = effect.kind is EffectKind.DELETE and facts.recovery is Recovery.LOST and facts.kind == "file"
    if memory is None or not goes or facts.personal or not facts.total_bytes:
        return facts
    near = memory.makings.near(facts.path)
    of = next((one for one in near if one.path == facts.path and one.how in _KEEPING), None)
    if of is None or not of.origin or not _is_gone(of.origin, shell):
        return facts
    if any(_holds_it(one, facts.path) for one in memory.makings.made_of(facts.path)):
        return facts
    name = of.origin.rpartition("/")[2]
    return replace(facts, personal=1, reason=f"all that is left of {name}, of which this session made it")


def _is_gone(origin: str, shell: ShellState) -> bool:
    """Whether what was put aside is not there any more, and was no tool's output."""
    return not (_holds_anything(origin) or is_temporary(origin, shell) or is_output(origin))


def _holds_anything(path: str) -> bool:
    """Whether it is there, and no empty folder or file."""
    try:
        status = os.stat(path)
        return bool(os.listdir(path)) if stat.S_ISDIR(status.st_mode) else status.st_size > 0
    except (OSError, ValueError):
        return os.path.lexists(path)


def _holds_it(made: Made, path: str) -> bool:
    """Whether something that was made of it stands elsewhere."""
    return made.path != path and os.path.lexists(made.path)
