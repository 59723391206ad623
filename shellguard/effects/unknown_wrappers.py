"""A whole destructive command behind a program that nobody knows: most likely the program runs it."""

from __future__ import annotations

import re
from dataclasses import replace

from shellguard.effects.context import Findings
from shellguard.effects.effect import Effect
from shellguard.effects.packs.packs import Packs
from shellguard.effects.programs import apply_pack
from shellguard.knowledge.tables import knowledge

_NAME = re.compile(r"[a-z][\w.+-]*")
_EVERYDAY = knowledge("generic").names("everyday_names")
_FARTHEST = 4
_GRAVE = 60


def read_command_behind(findings: Findings, packs: Packs) -> None:
    """The effects of the first known program behind the unknown one, where they are grave."""
    words = findings.command.words
    if packs.knows(findings.program):
        return
    for place in range(1, min(len(words) - 1, _FARTHEST + 1)):
        word = words[place]
        if not word.known:
            return
        if word.text.startswith("-"):
            continue
        node = packs.of(word.text) if _NAME.fullmatch(word.text) and word.text not in _EVERYDAY else None
        if node is not None:
            _as_if_run(findings, place, packs)
            return
        if place > 1 and not words[place - 1].text.startswith("-"):
            return


def _as_if_run(findings: Findings, place: int, packs: Packs) -> None:
    command = replace(findings.command, words=findings.command.words[place:])
    behind = Findings(command, findings.context, command.program)
    node = packs.of(command.program)
    if node is not None:
        apply_pack(behind, node)
    grave: list[Effect] = [effect for effect in behind.effects if effect.base >= _GRAVE]
    findings.effects.extend(replace(effect, certain=False) for effect in grave)
