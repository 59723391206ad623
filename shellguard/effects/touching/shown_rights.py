"""Who may do what (`sudo cat /etc/sudoers`), shown on the screen and nowhere else: it holds no passwords."""

from __future__ import annotations

from shellguard.effects.effect import Effect
from shellguard.effects.packs.places import path_of, places_of
from shellguard.effects.touching.named_secrets import PASSWORDS_RULE
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Script, SimpleCommand

_SHOWING = knowledge("generic").names("shows_on_screen")
_AS_ROOT = knowledge("families").names("as_root")
_PLACE = "closed-settings"


def without_shown_rights(effects: tuple[Effect, ...], script: Script) -> tuple[Effect, ...]:
    """The effects without that of showing them, where the whole line does nothing else."""
    if not any(effect.rule == PASSWORDS_RULE for effect in effects) or not _only_shows(script):
        return effects
    return tuple(effect for effect in effects if effect.rule != PASSWORDS_RULE or not _of_rights(effect))


def _only_shows(script: Script) -> bool:
    inner = script.commands[0] if len(script.commands) == 1 else None
    while inner is not None and _is_plain(inner) and inner.program in _AS_ROOT and len(inner.nested) == 1:
        within = inner.nested[0].script.commands
        inner = within[0] if len(within) == 1 else None
    return inner is not None and _is_plain(inner) and inner.program in _SHOWING and not inner.nested


def _is_plain(command: SimpleCommand) -> bool:
    return not (command.redirections or command.frames or command.assignments)


def _of_rights(effect: Effect) -> bool:
    return bool(effect.targets) and all(_PLACE in places_of(path_of(one.word)) for one in effect.targets)
