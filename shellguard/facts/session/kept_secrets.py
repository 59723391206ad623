"""Which variables of a session hold a secret, or what was gathered: their names, never their values."""

from __future__ import annotations

from shellguard.effects.effect import Effect
from shellguard.effects.touching.gathered_data import keep_gathered, sends_gathered
from shellguard.effects.touching.kept_secrets import kept_by, meets, uses
from shellguard.parsing.script import Script


class KeptSecrets:
    """Of one session."""

    def __init__(self) -> None:
        self._names: dict[str, bool] = {}
        self._gathered: dict[str, bool] = {}

    def note(self, script: Script, effects: tuple[Effect, ...]) -> bool:
        """A line with these effects runs; whether something is known otherwise since."""
        before = dict(self._names), dict(self._gathered)
        if self._names or any(effect.rule.startswith("secrets.") for effect in effects):
            for command in script.commands:
                kept_by(command, effects, self._names)
        for command in script.commands:
            keep_gathered(self._gathered, command)
        return before != (self._names, self._gathered)

    def meets(self, script: Script) -> bool:
        """Whether a line uses the value of one of them."""
        names = {**self._gathered, **self._names}
        return bool(names) and meets(script, names)

    def uses(self, script: Script, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
        """What a line with these effects does with their values that shows them, or gives them to others."""
        if not self.meets(script):
            return ()
        return uses(script, self._names, effects) or sends_gathered(script, self._gathered, effects)
