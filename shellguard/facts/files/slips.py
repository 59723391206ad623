"""A blank too many: `rm * .o` takes all files, and then one that is not there."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from itertools import pairwise

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.resolve import place_of
from shellguard.parsing.script import SimpleCommand

_ENDING = re.compile(r"[.~_-][A-Za-z0-9~]{0,8}|~")


def blank_too_many(
    facts: TargetFacts, effect: Effect, command: SimpleCommand | None, text: str, folder: str
) -> TargetFacts:
    """The facts about all that a lone star stands for, where the word behind it is but an ending."""
    if facts.recovery is not Recovery.LOST or effect.kind is not EffectKind.DELETE or command is None:
        return facts
    star = next((word.source for word in command.words[1:] if word.text == text), "")
    if star.rpartition("/")[2] != "*":
        return facts
    behind = next(
        (after for one, after in pairwise(command.words) if one.source == star != after.source), None
    )
    if behind is None or not _ENDING.fullmatch(behind.source) or _is_there(behind.text, folder):
        return facts
    ending = behind.source
    reason = f"{ending} is no file here: perhaps {star}{ending} was meant; {facts.reason}"
    return replace(facts, reason=reason, personal=max(facts.personal, 1))


def _is_there(text: str, folder: str) -> bool:
    path = place_of(text, False, folder).path if folder else ""
    return not path or os.path.lexists(path)
