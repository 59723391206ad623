"""A history that is put into its file before it is forgotten: shells that share one do so at each prompt.

`PROMPT_COMMAND="history -a; history -c; history -r"` loses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from shellguard.effects.context import Findings
from shellguard.parsing.script import Connection, SimpleCommand

_FORGETS = "logs.clear-history"
_PUTS = (["-a"], ["-w"])
_KEEPS = (["-n"], ["-r"])
_WHATEVER_BEFORE = frozenset((Connection.SEQUENCE, Connection.AND))


@dataclass(slots=True)
class SharedHistory:
    """Whether the commands of a line so far leave all that was typed in the shell's own file."""

    put_by: SimpleCommand | None = None

    def take(self, findings: Findings) -> None:
        """Notes what this command does, and drops the effect of one that forgets only what the file has."""
        command = findings.command
        if command.program != "history":
            return
        words = [word.text for word in command.words[1:]]
        if words in _PUTS and not command.assignments:
            self.put_by = command
        elif words not in _KEEPS:
            if words == ["-c"] and self._has_all_before(command):
                findings.effects[:] = [effect for effect in findings.effects if effect.rule != _FORGETS]
            self.put_by = None

    def _has_all_before(self, command: SimpleCommand) -> bool:
        by = self.put_by
        return by is not None and by.frames == command.frames and command.connection in _WHATEVER_BEFORE
