"""Which variables of a session were filled from a secret: their names, never their values."""

from __future__ import annotations

from shellguard.effects.effect import Effect
from shellguard.effects.touching.kept_secrets import kept_by, meets, uses
from shellguard.parsing.script import Script


class KeptSecrets:
    """Of one session."""

    def __init__(self) -> None:
        self._names: dict[str, bool] = {}

    def note(self, script: Script, effects: tuple[Effect, ...]) -> bool:
        """A line with these effects runs; whether something is known otherwise since."""
        if not (self._names or any(effect.rule.startswith("secrets.") for effect in effects)):
            return False
        before = dict(self._names)
        for command in script.commands:
            kept_by(command, effects, self._names)
        return before != self._names

    def meets(self, script: Script) -> bool:
        """Whether a line uses the value of one of them."""
        return bool(self._names) and meets(script, self._names)

    def uses(self, script: Script, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
        """What a line with these effects does with their values that shows them, or gives them to others."""
        return uses(script, self._names, effects) if self.meets(script) else ()
