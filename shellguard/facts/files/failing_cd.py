"""`cd build; rm -rf *` where no folder build is: the cd fails, and what follows happens where one stands."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace

from shellguard.effects.effect import Effect
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.resolve import folder_of, normal, opened, place_of
from shellguard.knowledge.loading import load
from shellguard.parsing.builtins import RUNNING_HERE
from shellguard.parsing.script import Connection, NestedKind, Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_GOING = ("cd", "pushd")
_IN_THIS_SHELL = (NestedKind.FUNCTION, NestedKind.ALIAS)
_NOT_NOW = (NestedKind.DEFINITION, NestedKind.LATER, NestedKind.REMOTE, NestedKind.CONTAINER)
_APART = ("subshell", "background")
_AS_CONDITION = frozenset(("branch", "loop"))
_STILL = frozenset(
    ("", "set", "shopt", "export", "local", "rm", "rmdir", "[[", "cd", "pushd", "exit", "return")
)
"""Beside what only looks: what makes no folder into which one could go then."""
_OTHERWISE = re.compile(r"\b(?:else|elif)\b")
_ENDS_ALL = re.compile(r"-[a-zA-Z]*e[a-zA-Z]*\Z")
_ENDS_ALL_ABOVE = re.compile(r"#!\S*sh[ \t]+-[a-zA-Z]*e")


@dataclass(slots=True)
class _Going:
    """Where the commands of a line are thought to be, and where they are.

    Attributes:
        failed: the last command of the list of `&&` was a `cd` that fails.
        ended: how many subshells the command stood in with which all ends there.
        stops: the first failing command ends it all (`set -e`).
        known: False once the line may have made folders, or went where nobody knows.
        back: where `cd -` is thought to lead, and where it does.
    """

    thought: str
    here: str
    failed: bool = False
    ended: int | None = None
    stops: bool = False
    known: bool = True
    found: dict[tuple[str, str], str] = field(default_factory=dict)
    back: tuple[str, str] = ("", "")

    def copy(self) -> _Going:
        """For a shell of its own, which finds the same."""
        return replace(self, failed=False, ended=None)


def not_entered(script: Script | None, shell: ShellState) -> dict[tuple[str, str], str]:
    """By the folder in which a program is thought to run, and its name: the folder in which it really does.

    Only what a `cd` or `pushd` before it changes nothing about, for there is no such folder.
    """
    if script is None or not shell.cwd or "CDPATH" in shell.variables:
        return {}
    if not any(going in script.text for going in _GOING) and not any(one.nested for one in script.commands):
        return {}
    last = shell.variables.get("OLDPWD") or ""
    stops = "errexit" in (shell.options or ())
    going = _Going(shell.cwd, shell.cwd, stops=stops, back=(last, last))
    _walk(script, going)
    return going.found


def _walk(script: Script, going: _Going) -> None:
    around: list[tuple[str, str]] = []
    before: SimpleCommand | None = None
    for place, command in enumerate(script.commands):
        if not going.known:
            return
        apart = sum(command.frames.count(one) for one in _APART)
        while len(around) < apart:
            around.append((going.thought, going.here))
        while len(around) > apart:
            going.thought, going.here = around.pop()
        if going.ended is not None and apart >= going.ended:
            continue
        going.ended = None
        if command.definition or _is_left_out(command, before, script, going):
            continue
        before = command
        going.failed = False
        _one(script, place, going, apart)


def _is_left_out(command: SimpleCommand, before: SimpleCommand | None, script: Script, going: _Going) -> bool:
    """Whether a command does not run, for the `cd` before it fails."""
    if not going.failed or before is None:
        return False
    if command.connection is Connection.AND:
        return True
    if "condition" in before.frames and "condition" not in command.frames:
        turned = before.span is not None and script.text[: before.span.start].rstrip().endswith("!")
        between = script.text[before.span.end : command.span.start] if before.span and command.span else ""
        return (
            not _AS_CONDITION.isdisjoint(command.frames) and _OTHERWISE.search(between) is None and not turned
        )
    return False


def _one(script: Script, place: int, going: _Going, apart: int) -> None:
    """What one command that runs does to where the line is."""
    command = script.commands[place]
    texts = [word.text for word in command.words[1:]]
    called = any(nested.kind in _IN_THIS_SHELL for nested in command.nested)
    if command.program in _GOING and not called:
        alone = not any(
            other.pipeline == command.pipeline
            for other in script.commands[place - 1 : place + 2]
            if other is not command
        )
        if alone:
            _goes(command, going)
            after = script.commands[place + 1].connection if place + 1 < len(script.commands) else None
            joined = after in (Connection.AND, Connection.OR) or "condition" in command.frames
            if going.failed and going.stops and not joined:
                going.ended = 0
        return
    if command.program == "popd":
        going.known = False
        return
    leaves = command.program == "exit" or (
        command.program in ("break", "continue") and "loop" in command.frames
    )
    surely = "branch" not in command.frames and command.connection is not Connection.AND
    if leaves and surely and going.thought != going.here:
        going.ended = apart
        return
    if command.program == "set":
        going.stops = going.stops or any(map(_ENDS_ALL.match, texts)) or "errexit" in texts
    if going.thought != going.here:
        going.found[going.thought, command.program] = going.here
    _within(command, going)
    if (
        command.program not in _STILL
        and command.program not in load("making")["beside"]
        and not command.nested
    ):
        going.known = going.known and going.thought != going.here
    going.known = going.known and command.program != "mkdir"


def _within(command: SimpleCommand, going: _Going) -> None:
    """What is nested in a command: in this shell, or in one of its own."""
    for nested in command.nested:
        if nested.kind in _NOT_NOW:
            continue
        here = nested.kind in _IN_THIS_SHELL or command.program in RUNNING_HERE
        inner = going if here else going.copy()
        inner.stops = inner.stops or _ENDS_ALL_ABOVE.match(nested.script.text) is not None
        _walk(nested.script, inner)
        going.known = going.known and inner.known
        if here:
            going.ended = None


def _goes(command: SimpleCommand, going: _Going) -> None:
    words = [word for word in command.words[1:] if word.text not in ("-P", "-L", "-e", "--")]
    returns = len(words) == 1 and words[0].text == "-" and command.program == "cd"
    if len(words) != 1 or not words[0].known or (words[0].text.startswith(("-", "+")) and not returns):
        going.known = False
        return
    thought, there = going.back
    if not returns:
        there = place_of(words[0].text, False, going.here).path
        thought = place_of(words[0].text, False, going.thought).path
    if not there or not thought:
        going.known = False
        return
    going.failed = not os.path.isdir(there)
    going.back = (going.thought, going.back[1] if going.failed else going.here)
    going.here = going.here if going.failed else there
    going.thought = thought


def real_folder(effect: Effect, found: dict[tuple[str, str], str], shell: ShellState) -> str:
    """The folder in which an effect really happens where that is another one than was thought, or ""."""
    if not found or not effect.cwd:
        return ""
    return found.get((normal(folder_of(effect, shell)), effect.program), "")


def staying(effect: Effect, folder: str) -> Effect:
    """The effect where one stands: a pattern fits what is there, though nothing did in the folder."""
    return replace(effect, cwd=folder, targets=tuple(map(opened, effect.targets)))


def told_to_stay(facts: TargetFacts, folder: str) -> TargetFacts:
    """The facts with why it happens where one stands, where something would be lost there."""
    if facts.recovery is Recovery.NOTHING_LOST:
        return facts
    why = f"there is no folder {folder.rpartition('/')[2]}, so that this happens in the one you are in"
    return replace(facts, reason=f"{why}; {facts.reason}" if facts.reason else why)
