"""Where a line takes things by renaming them: what is known of them holds there, too."""

from __future__ import annotations

from collections.abc import Iterable

from shellguard.effects.putting_programs import MOVING
from shellguard.facts.files.places import contains
from shellguard.facts.files.resolve import place_of
from shellguard.facts.hanging_looks import is_folder
from shellguard.parsing.script import Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

Renaming = tuple[tuple[str, str], ...]
"""Pairs of the path before and the path after."""
_PLAIN = frozenset(("-v", "-f", "-n", "-i", "-T", "--"))


def renaming_by(script: Script, shell: ShellState) -> Renaming:
    """What a line that is about to run renames, where that is all that it does."""
    if len(script.commands) != 1 or not shell.cwd or script.commands[0].program not in MOVING:
        return ()
    return renamed(script.commands[0], shell)


def renamed(command: SimpleCommand, shell: ShellState) -> Renaming:
    """What a command that moves renames; nothing where a word is not known."""
    words = [word.value for word in command.words[1:] if word.text not in _PLAIN]
    known = [word for word in words if word]
    if len(known) < max(2, len(words)) or any(word.startswith("-") for word in known):
        return ()
    paths = [place_of(word, False, shell.cwd).path for word in known]
    to, within = paths[-1], is_folder(paths[-1])
    if not all(paths) or (len(paths) > 2 and not within):
        return ()
    return tuple((path, f"{to}/{path.rpartition('/')[2]}" if within else to) for path in paths[:-1])


def followed(path: str, renaming: Iterable[tuple[str, str]]) -> str:
    """Where a path is after a renaming."""
    for before, after in renaming:
        if path and contains(before, path):
            return after + path[len(before) :]
    return path
