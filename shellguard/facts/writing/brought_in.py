"""What a line moves into a folder before it takes that away: `mv notes.md old/ && rm -rf old`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from shellguard.effects.context import plain_word
from shellguard.effects.effect import Effect, EffectKind, Target, TargetKind
from shellguard.facts.commands import command_of
from shellguard.facts.fact import TargetFacts
from shellguard.facts.files.places import contains
from shellguard.facts.files.resolve import folder_of, place_of
from shellguard.facts.summary import together
from shellguard.parsing.script import Script
from shellguard.parsing.shell_state import ShellState

_MOVING = frozenset(("mv", "gmv"))
_MOST = 200


def brought_in(
    effect: Effect,
    target: Target,
    effects: tuple[Effect, ...],
    script: Script | None,
    shell: ShellState,
    look: Callable[[Target], TargetFacts | None],
) -> TargetFacts | None:
    """The facts about what is there with what the line itself moves there first; None where it moves nothing.

    `look` looks at one thing that goes.
    """
    if effect.kind is not EffectKind.DELETE or effect.host or script is None or len(script.commands) < 2:
        return None
    base = folder_of(effect, shell)
    going = place_of(target.text, False, base).path if target.word.known and base else ""
    if not going:
        return None
    moved = [
        path for path in _moved_below(going, effect, effects, script, shell) if not contains(going, path)
    ]
    if not moved:
        return None
    if not os.path.isdir(going):  # noqa: PTH112
        return None  # what is moved there is looked at by its new name
    things = [target, *(Target(TargetKind.PATH, plain_word(path)) for path in moved[:_MOST])]
    seen = [facts for one in things if (facts := look(one)) is not None]
    return together(seen) if seen else None


def _moved_below(
    going: str, effect: Effect, effects: tuple[Effect, ...], script: Script, shell: ShellState
) -> Iterator[str]:
    """The paths that commands in front of an effect move to where it takes all."""
    for earlier in effects[: effects.index(effect)]:
        command = command_of(earlier, script) if earlier.kind is EffectKind.MOVE else None
        base = folder_of(earlier, shell)
        if command is None or command.program not in _MOVING or earlier.host or not base:
            continue
        words = [word.text for word in command.words[1:] if not word.text.startswith("-")]
        into = place_of(words[-1], False, base).path if words and command.words[-1].known else ""
        if not into or not contains(going, into):
            continue
        for target in earlier.targets:
            path = place_of(target.text, False, base).path if target.word.known else ""
            if path and os.path.lexists(path):
                yield path
