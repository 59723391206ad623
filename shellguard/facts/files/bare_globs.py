"""What goes without its name on the line: `rm -rf *` takes all there is; `rm * .o` was hardly meant so."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from itertools import pairwise

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.rebuilt import is_output
from shellguard.facts.files.resolve import place_of
from shellguard.facts.target_in_line import TargetInLine
from shellguard.parsing.script import SimpleCommand

_VARIABLE = re.compile(r"\$(\w+|\{\w+\})")
_ENDING = re.compile(r"[.~_-][A-Za-z0-9~]{0,8}|~")


def taken_by_star(facts: TargetFacts, one: TargetInLine) -> TargetFacts:
    """The facts about one of all things that a lone star stands for: what people write is not meant by name.

    What programs put out, by its name or that of its folder, stays what it is.
    """
    effect, command, folder = one.effect, one.command, one.folder
    if facts.recovery is not Recovery.LOST or effect.kind is not EffectKind.DELETE or command is None:
        return facts
    star = next((word.source for word in command.words[1:] if word.text == one.target.text), "")
    above, _, pattern = star.rpartition("/")
    slip = _empty_beside(pattern, star, one) if pattern != "*" else _blank_too_many(command, star, folder)
    if pattern != "*" and not slip:
        return facts
    if slip:
        return replace(facts, reason=f"{slip}; {facts.reason}", personal=max(facts.personal, 1))
    output = is_output(facts.path) or is_output(facts.path.rpartition("/")[0])
    whole = effect.recursive or above in ("", ".")
    return (
        replace(facts, personal=1) if whole and facts.authored and not (facts.personal or output) else facts
    )


def unseen_names(facts: TargetFacts, effect: Effect) -> TargetFacts:
    """The facts about what a program looks for or a list names: nobody sees the names on the line."""
    several = facts.recovery is Recovery.LOST and facts.authored > 1 and not facts.personal
    return replace(facts, personal=facts.authored) if several and effect.kind is EffectKind.DELETE else facts


def _empty_beside(pattern: str, source: str, one: TargetInLine) -> str:
    """Why something else was meant, where a variable that should have narrowed the star is empty; else ""."""
    variable = _VARIABLE.search(pattern)
    if variable is None or _VARIABLE.sub("", pattern.replace('"', "")) != "*" or one.command is None:
        return ""
    name = variable[1].strip("{}")
    taken = [word.text for word in one.command.words if word.source == source]
    empty = _is_empty(name, one) and _all_of(taken, one.folder)
    return f"{name} is empty, so that the star stands for all" if empty else ""


def _is_empty(name: str, one: TargetInLine) -> bool:
    """Whether the shell's variable has no value, and the line gives it none."""
    given = one.script is not None and any(
        assignment.name == name for command in one.script.commands for assignment in command.assignments
    )
    return not one.shell.variables.get(name, name) and not given


def _all_of(names: list[str], folder: str) -> bool:
    """Whether these are all names that a star stands for there; a loop may go on with others."""
    above = os.path.join(folder, names[0].rpartition("/")[0]) if names else ""
    try:
        there = {name for name in os.listdir(above) if not name.startswith(".")}
    except OSError:
        return False
    return there == {name.rpartition("/")[2] for name in names}


def _blank_too_many(command: SimpleCommand, star: str, folder: str) -> str:
    """Why something else was meant, where the word behind the star is but an ending; else ""."""
    behind = next(
        (after for one, after in pairwise(command.words) if one.source == star != after.source), None
    )
    if behind is None or not _ENDING.fullmatch(behind.source) or _is_there(behind.text, folder):
        return ""
    return f"{behind.source} is no file here: perhaps {star}{behind.source} was meant"


def _is_there(text: str, folder: str) -> bool:
    path = place_of(text, False, folder).path if folder else ""
    return not path or os.path.lexists(path)
