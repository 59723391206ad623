"""What a change of rights or of a name comes to: keys closed to others, files that nobody else can reach."""

from __future__ import annotations

import os
import re
from dataclasses import replace

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.resolve import folder_of, place_of
from shellguard.knowledge.loading import load
from shellguard.parsing.script import SimpleCommand
from shellguard.parsing.shell_state import ShellState

_CLOSING = re.compile(r"0?[4-7][0-4]0|(?:go|og|o)(?:-[rwx]+|=)|u=[rwx]+,(?:go|og)=")
_EVERYBODY = "files.permit-everybody"


def reconsidered(facts: TargetFacts, effect: Effect, command: SimpleCommand | None) -> TargetFacts:
    """The facts about a file whose rights change, where nobody gains by that."""
    if effect.kind is not EffectKind.PERMIT or effect.recursive or command is None:
        return facts
    if facts.protected in load("places")["keys"]["why"] and _closes(command):
        return replace(
            facts, protected="", recovery=Recovery.NOTHING_LOST, reason="it is closed to others by that"
        )
    if effect.rule == _EVERYBODY and facts.exists and facts.kind == "file" and not facts.protected:
        closed = closed_above(facts.resolves_to or facts.path)
        if closed:
            reason = f"others can't get to it: {closed} is closed to them"
            return replace(facts, recovery=Recovery.NOTHING_LOST, reason=reason)
    return facts


def _closes(command: SimpleCommand) -> bool:
    if command.program not in ("chmod", "gchmod"):
        return False
    modes = [word.text for word in command.words[1:] if not word.text.startswith("--")]
    return bool(modes) and _CLOSING.fullmatch(modes[0]) is not None


def closed_above(path: str) -> str:
    """The folder above `path` that nobody but its owner may enter, or ""."""
    folder = path.rpartition("/")[0]
    while folder:
        try:
            status = os.stat(folder)  # noqa: PTH116
        except OSError:
            return ""
        own_group = not status.st_mode & 0o010 or status.st_gid == status.st_uid
        if not status.st_mode & 0o001 and own_group:
            return folder
        folder = folder.rpartition("/")[0]
    return ""


def renamed(effect: Effect, effects: tuple[Effect, ...], facts: TargetFacts, shell: ShellState) -> bool:
    """Whether a file of the person's own only gets another name in its folder (`mv .vimrc .vimrc.old`)."""
    if effect.kind is not EffectKind.MOVE or facts.kind != "file" or len(effect.targets) != 1:
        return False
    there = [e for e in effects if e.kind is EffectKind.OVERWRITE and e.span == effect.span and e.span]
    word = there[0].targets[0].word if there and there[0].targets else None
    if word is None or not word.known or not shell.home:
        return False
    text = word.text
    if text.startswith("~/") and not word.pieces[0].quoted:
        text = shell.home + text[1:]
    new = place_of(text, False, folder_of(effect, shell)).path
    folder, _, name = facts.path.rpartition("/")
    inside = folder == shell.home or folder.startswith(f"{shell.home}/")
    return inside and new.rpartition("/")[0] == folder and new.rpartition("/")[2].startswith(name)
