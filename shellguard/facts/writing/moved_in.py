"""What a line moves into a folder before it takes that away: `mv notes.md old/ && rm -rf old`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

from shellguard.effects.context import plain_word
from shellguard.effects.effect import Effect, EffectKind, Target, TargetKind
from shellguard.effects.putting_programs import MOVING
from shellguard.facts.command_behind import command_of
from shellguard.facts.fact import TargetFacts
from shellguard.facts.files.places import contains
from shellguard.facts.files.resolve import Place, folder_of, has_pattern, place_of, places_of
from shellguard.facts.name_pattern import fits
from shellguard.facts.summary import together
from shellguard.facts.target_in_line import TargetInLine
from shellguard.parsing.script import Script
from shellguard.parsing.shell_state import ShellState

_MOST = 200


def brought_in(one: TargetInLine) -> TargetFacts | None:
    """The facts about what is there with what the line moves there first; None where it moves nothing."""
    effect, script, shell = one.effect, one.script, one.shell
    if effect.kind is not EffectKind.DELETE or effect.host or script is None or len(script.commands) < 2:
        return None
    places = [place for place in places_of(one.target, effect, shell) if place.path]
    moves = _moved(effect, one.effects, script, shell)
    moved = [move for move in moves if any(_takes(place, move) for place in places)]
    if not moved:
        return None
    things = [one.target, *(Target(TargetKind.PATH, plain_word(path)) for path, _ in moved[:_MOST])]
    seen = [facts for thing in things if (facts := one.look(thing)) is not None]
    return together(seen) if seen else None


def _takes(place: Place, moved: tuple[str, str]) -> bool:
    """Whether what was moved from one path to another goes with a place, in which it was not before."""
    before, after = moved
    above, _, name = place.path.rpartition("/")
    if not place.pattern and has_pattern(name):  # it fits nothing yet
        place = replace(place, path=above, pattern=name)
    if not place.pattern:
        new = contains(place.path, after) and not contains(place.path, before)
        return new and (os.path.isdir(place.path) or os.path.isdir(before))
    above = f"{place.path.rstrip('/')}/"
    first = place.pattern.partition("/")[0]
    return after.startswith(above) and fits(after[len(above) :].partition("/")[0], first)


def _moved(
    effect: Effect, effects: tuple[Effect, ...], script: Script, shell: ShellState
) -> Iterator[tuple[str, str]]:
    """The paths that commands in front of an effect move, and where each is then."""
    for earlier in effects:
        if earlier.kind is not EffectKind.MOVE or earlier.span is None or effect.span is None:
            continue
        command = command_of(earlier, script) if earlier.span.start < effect.span.start else None
        base = folder_of(earlier, shell)
        if command is None or command.program not in MOVING or earlier.host or not base:
            continue
        words = [word.text for word in command.words[1:] if not word.text.startswith("-")]
        into = place_of(words[-1], False, base).path if words and command.words[-1].known else ""
        within = os.path.isdir(into) or words[-1:][0].endswith("/") if into else False
        for target in earlier.targets if into else ():
            path = place_of(target.text, False, base).path if target.word.known else ""
            if path and path != into and os.path.lexists(path):
                name = f"/{path.rpartition('/')[2]}" if within else ""
                yield path, f"{into}{name}"
                if (really := os.path.realpath(into)) != into:
                    yield path, f"{really}{name}"
