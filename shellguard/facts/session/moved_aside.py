"""Files that lines of a session put aside under another name, and that a later line puts back."""

from __future__ import annotations

import os
import stat
from collections import deque
from dataclasses import dataclass, replace

from shellguard.effects.effect import Effect
from shellguard.effects.putting_programs import MOVING
from shellguard.facts.command_behind import command_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.session.changed_targets import behind_sudo, steers
from shellguard.facts.session.named_things import certain
from shellguard.facts.session.renames import Renaming, renamed
from shellguard.parsing.script import Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_MOST = 32
_MARGIN = 0.02
_State = tuple[int, int, int, int]
"""By which a file is known again: where it lies on the disk, when it was changed, its size."""


@dataclass(frozen=True, slots=True)
class _Aside:
    before: str
    after: str
    state: _State
    ended: float = 0.0


class MovedAside:
    """Of one session. Only `look_before` may be called on another thread."""

    def __init__(self) -> None:
        self._moved: deque[_Aside] = deque(maxlen=_MOST)
        self._looked: tuple[Script, tuple[_Aside, ...]] | None = None
        self._underway: tuple[_Aside, ...] = ()

    def look_before(self, script: Script, shell: ShellState) -> None:
        """Sees what a line is about to put aside, as it is now."""
        pairs = _moves(script, shell) if certain(script) and not steers(script) else ()
        told = [
            _Aside(before, after, state) for before, after in pairs if (state := _state(before)) is not None
        ]
        self._looked = (script, tuple(told))

    def begin(self, script: Script) -> int:
        """A line is about to run; how many files it puts aside."""
        looked, self._looked = self._looked, None
        self._underway = looked[1] if looked is not None and looked[0] is script else ()
        return len(self._underway)

    def end(self, well: bool, at: float) -> None:
        """It has ended, `at` seconds since the epoch."""
        self._moved.extend(replace(one, ended=at) for one in self._underway if well)
        self._underway = ()

    def pass_over(self) -> None:
        """Another line runs: of what was underway no end was heard."""
        self._underway = ()

    def facts(
        self, effects: tuple[Effect, ...], shell: ShellState, script: Script | None
    ) -> dict[int, TargetFacts]:
        """By index of the effect: that a file only goes back to where it was, as it was."""
        if script is None or not self._moved or not script.commands:
            return {}
        first = behind_sudo(script.commands[0])[0]
        pairs = _of(first, shell)
        if not pairs or not all(self._goes_back(before, after) for before, after in pairs):
            return {}
        facts = TargetFacts(recovery=Recovery.NOTHING_LOST, reason="it goes back to where it was, as it was")
        return {
            n: facts for n, one in enumerate(effects) if not one.host and command_of(one, script) is first
        }

    def _goes_back(self, now: str, to: str) -> bool:
        known = [
            one.ended for one in self._moved if (one.after, one.before, one.state) == (now, to, _state(now))
        ]
        if not known or os.path.lexists(to):
            return False
        try:
            return os.lstat(now).st_ctime <= known[-1] + _MARGIN  # a new name counts as a change, too
        except OSError:
            return False


def may_move(script: Script) -> bool:
    """Whether a line may put a file aside."""
    return any(behind_sudo(command)[0].program in MOVING for command in script.commands)


def _moves(script: Script, shell: ShellState) -> Renaming:
    return tuple(pair for command in script.commands for pair in _of(behind_sudo(command)[0], shell))


def _of(command: SimpleCommand, shell: ShellState) -> Renaming:
    moves = command.program in MOVING and not command.assignments and shell.cwd
    return renamed(command, shell) if moves else ()


def _state(path: str) -> _State | None:
    """What a regular file is known by; None for anything else."""
    try:
        status = os.lstat(path)
    except (OSError, ValueError):
        return None
    told = (status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size)
    return told if stat.S_ISREG(status.st_mode) else None
