"""Where a `cd` leads by what stands here: elsewhere first by CDPATH, or to the top of the repository."""

from __future__ import annotations

import os
from dataclasses import replace

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.files.places import contains
from shellguard.facts.files.resolve import normal, opened
from shellguard.facts.repository.repository import repository_of
from shellguard.parsing.builtins import CHANGING_FOLDER
from shellguard.parsing.script import Hole, Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

NAME = "CDPATH"
_GOING = frozenset(("cd", "pushd"))
_SAID = "git rev-parse --show-toplevel"
_TOP = (f"$({_SAID})", f'"$({_SAID})"', f"`{_SAID}`", f'"`{_SAID}`"')
_LED_BY = ("GIT_DIR", "GIT_WORK_TREE", "GIT_CEILING_DIRECTORIES")
_ELSEWHERE = ("-C", "--directory", "--chdir", "--git-dir", "--work-tree", "-execdir")
"""Options by which a program works in another folder than the one that was entered."""
_FROM_HERE = ("/", "~", "-", "./", "../")
_TAKES = frozenset(
    (EffectKind.DELETE, EffectKind.OVERWRITE, EffectKind.MOVE, EffectKind.HISTORY, EffectKind.PERMIT)
)


def asked_where(script: Script, effects: tuple[Effect, ...]) -> frozenset[str]:
    """The variable, where it tells what a line takes."""
    takes = any(effect.kind in _TAKES for effect in effects)
    return frozenset((NAME,)) if takes and _searched(script) else frozenset()


def led(effect: Effect, script: Script | None, shell: ShellState) -> Effect:
    """The effect in the folder that a `cd` of the line really enters."""
    if script is not None and effect.cwd is None:
        top = _top_of_the_repository(effect, script, shell)
        return replace(effect, cwd=top) if top else effect
    if script is None or not effect.cwd or effect.cwd == shell.cwd:
        return effect
    value = shell.variables.get(NAME)
    if not value and NAME not in script.text:
        return effect
    searched = _searched(script)
    if not searched:
        return effect
    assigned = [one.value for command in script.commands for one in command.assignments if one.name == NAME]
    if assigned:
        value = assigned[-1].value
    if value is None or len(searched) > 1 or any(command.program == "export" for command in script.commands):
        return replace(effect, cwd=None)
    name = searched[0].words[1].text
    here = normal(os.path.join(shell.cwd, name))
    if not contains(here, effect.cwd):
        return effect
    for part in value.split(":"):
        part = shell.home + part[1:] if part == "~" or part.startswith("~/") else part
        there = normal(os.path.join(shell.cwd, part, name))
        if os.path.isdir(there):
            targets = dict.fromkeys(map(opened, effect.targets))
            return replace(effect, cwd=there + effect.cwd[len(here) :], targets=tuple(targets))
    return effect


def _top_of_the_repository(effect: Effect, script: Script, shell: ShellState) -> str:
    """The folder that `cd "$(git rev-parse --show-toplevel)"` enters first of all, "" for all else.

    In no repository nothing is said: a `cd` to nothing leads home, and one to an empty word nowhere.
    """
    every = [command for command, _ in script.walk()]
    going = [command for command in every if command.program in CHANGING_FOLDER]
    if len(going) != 1 or going[0] is not script.commands[0] or effect.host or effect.inside:
        return ""
    if any(shell.variables.get(name) for name in _LED_BY) or "git" in {*shell.functions, *shell.aliases}:
        return ""
    if any(word.text.startswith(_ELSEWHERE) for command in every for word in command.words[1:]):
        return ""
    words = going[0].words[1:]
    piece = words[0].pieces[0] if len(words) == 1 and len(words[0].pieces) == 1 else None
    if piece is None or piece.hole is not Hole.SUBSTITUTION or " ".join(words[0].source.split()) not in _TOP:
        return ""
    repository = repository_of(shell.cwd)
    if repository is not None:
        return repository.root
    return shell.cwd if words[0].source.startswith('"') else shell.home


def _searched(script: Script) -> list[SimpleCommand]:
    """The commands that go to a folder by a name that is looked for."""
    return [
        command
        for command in script.commands
        if command.program in _GOING
        and len(command.words) == 2
        and command.words[1].known
        and command.words[1].text not in ("", ".", "..")
        and not command.words[1].text.startswith(_FROM_HERE)
    ]
