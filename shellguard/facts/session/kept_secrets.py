"""Which variables of a session hold a secret, or what was gathered: their names, never their values."""

from __future__ import annotations

from shellguard.effects.effect import Effect
from shellguard.effects.touching.gathered_data import keep_gathered, sends_gathered
from shellguard.effects.touching.kept_secrets import keep
from shellguard.effects.touching.kept_values import Kept, Worth, told_values
from shellguard.effects.touching.secret_uses import pipelines, uses
from shellguard.parsing.script import Script
from shellguard.parsing.shell_state import ShellState


class KeptSecrets:
    """Of one session."""

    def __init__(self) -> None:
        self._names: dict[str, Worth] = {}
        self._gathered: dict[str, Worth] = {}

    def note(self, script: Script, effects: tuple[Effect, ...]) -> bool:
        """A line with these effects runs; whether something is known otherwise since."""
        before = dict(self._names), dict(self._gathered)
        if self._names or any(effect.rule.startswith("secrets.") for effect in effects):
            keep(script, effects, self._names)
        for pipeline in pipelines(script):
            keep_gathered(self._gathered, pipeline)
        return before != (self._names, self._gathered)

    def uses(self, script: Script, effects: tuple[Effect, ...], shell: ShellState) -> tuple[Effect, ...]:
        """What a line with these effects does with their values that shows them, or gives them to others."""
        found: tuple[Effect, ...] = ()
        if self._names:
            found = uses(script, _kept(self._names, shell), effects)
        if self._gathered and not found:
            found = sends_gathered(script, _kept(self._gathered, shell), effects)
        return found


def _kept(names: dict[str, Worth], shell: ShellState) -> Kept:
    return Kept(names, told_values(names, shell.variables))
