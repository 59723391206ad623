"""What an effect would take in the other folders in which it may happen."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.fact import TargetFacts
from shellguard.facts.files.perhaps_entered import perhaps_in
from shellguard.facts.files.resolve import folder_of, normal, opened
from shellguard.facts.summary import together
from shellguard.parsing.script import Script, SimpleCommand, Word
from shellguard.parsing.shell_state import ShellState

Found = dict[tuple[int, int], TargetFacts]
"""By number of the effect and of its target."""
_TAKING = frozenset((EffectKind.DELETE, EffectKind.OVERWRITE, EffectKind.MOVE, EffectKind.CONCEAL))


def other_folders(
    effect: Effect, command: SimpleCommand | None, script: Script | None, shell: ShellState
) -> tuple[str, ...]:
    """The folders to look in as well: where a `cd` may be passed over, where a pattern's names are from.

    Where these are from elsewhere its own is one of them: the pattern fits others there.
    """
    if effect.kind not in _TAKING or effect.host or effect.inside:
        return ()
    words = [target.word for target in effect.targets if target.word.text[:1] not in ("/", "~")]
    own = folder_of(effect, shell) if words else ""
    if not own:
        return ()
    own = normal(own)
    looked_in = {place for word in words if (place := _found_in(word)) is not None}
    named = {normal(os.path.join(shell.cwd, place)) for place in looked_in} - {own}
    places = [*sorted(named), *([own] if named else ())]
    return tuple(dict.fromkeys((*places, *(one for one in perhaps_in(command, script, shell) if one != own))))


def with_those_of(found: Found, effect: Effect, folder: str, looked: Callable[[Effect], Found]) -> Found:
    """What was found about an effect, and what is found in another folder."""
    there = [opened(target) for target in effect.targets]
    places = {target: number for number, target in enumerate(dict.fromkeys(there))}
    looked_at = looked(replace(effect, cwd=folder, targets=tuple(places)))
    also = {place[1]: facts for place, facts in looked_at.items()}
    both = dict(found)
    for (index, number), facts in found.items():
        word = effect.targets[number].word if number >= 0 else None
        if word is not None and word.text[:1] in ("/", "~"):
            continue
        other = also.get(number if word is None else places[there[number]])
        if word is not None and there[number].word is word and _found_in(word) is not None:
            other = TargetFacts(reason="not known which names these are there")
        if other is not None:
            both[index, number] = together((facts, _told(other, folder)))
    return both


def _found_in(word: Word) -> str | None:
    return next((piece.found_in for piece in word.pieces if piece.found_in is not None), None)


def _told(facts: TargetFacts, folder: str) -> TargetFacts:
    why = f"this may happen in the folder {folder.rpartition('/')[2] or '/'}, too"
    return replace(facts, reason=f"{why}; {facts.reason}" if facts.reason else why)
