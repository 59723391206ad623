"""`cd build; rm -rf *` where no folder build is: the cd fails, and what follows happens where one stands."""

from __future__ import annotations

import os
from dataclasses import replace

from shellguard.effects.effect import Effect, Target
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.resolve import folder_of, has_pattern, normal, place_of
from shellguard.parsing.script import Connection, Hole, Piece, Script, Word
from shellguard.parsing.shell_state import ShellState

_GOING = ("cd", "pushd")
_GOES_ON = (Connection.SEQUENCE, Connection.BACKGROUND, Connection.OR)


def missing_folder(script: Script | None, shell: ShellState) -> str:
    """The folder that the line goes to first of all and that is not there, though the line goes on; or ""."""
    commands = script.commands if script is not None else ()
    if len(commands) < 2 or not shell.cwd or commands[0].program not in _GOING:
        return ""
    words = commands[0].words[1:]
    if len(words) != 1 or not words[0].known or commands[1].connection not in _GOES_ON:
        return ""
    path = place_of(words[0].text, False, shell.cwd).path
    if not path or words[0].text.startswith("-") or "CDPATH" in shell.variables:
        return ""
    return "" if os.path.isdir(path) else path  # noqa: PTH112


def in_folder(effect: Effect, folder: str, shell: ShellState) -> bool:
    """Whether an effect is thought to happen in that folder."""
    return bool(effect.cwd) and normal(folder_of(effect, shell)) == folder


def staying(effect: Effect, shell: ShellState) -> Effect:
    """The effect where one stands: a pattern fits what is there, though nothing did in the folder."""
    return replace(effect, cwd=shell.cwd, targets=tuple(map(_open, effect.targets)))


def _open(target: Target) -> Target:
    word = target.word
    if not has_pattern(word.text) or word.source != word.text or not word.known:
        return target
    return replace(target, word=Word(word.source, (Piece(word.text, Hole.GLOB),), word.span))


def told_to_stay(facts: TargetFacts, folder: str) -> TargetFacts:
    """The facts with why it happens where one stands, where something would be lost there."""
    if facts.recovery is Recovery.NOTHING_LOST:
        return facts
    why = f"there is no folder {folder.rpartition('/')[2]}, so that this happens in the one you are in"
    return replace(facts, reason=f"{why}; {facts.reason}" if facts.reason else why)
