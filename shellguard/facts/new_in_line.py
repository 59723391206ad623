"""What the line itself has made where nothing stood before: taking it away again loses nothing.

`mkdir DIR` and `git clone URL DIR` work only where nothing, or an empty folder, stood: `&&` tells so. Of what
others make, as `tar` does, it is looked whether something stands there now.
What lies in there may be a link that leads out: only the folder itself is told of.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from shellguard.effects.effect import Effect, EffectKind
from shellguard.effects.putting_programs import LINKING, MIRRORING, MOVING, SENDING
from shellguard.facts.command_behind import command_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.kept_before import commands_before
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.builtins import CHANGING_FOLDER, DECLARING, RUNNING_HERE
from shellguard.parsing.script import OUTPUT_OVER, NestedKind, Script, SimpleCommand, Word
from shellguard.parsing.shell_state import ShellState

_DATA = knowledge("making", "new")
_FILLING = _DATA.names("filling") | MOVING | LINKING | MIRRORING | SENDING
_LEADS_AWAY = (RUNNING_HERE | CHANGING_FOLDER) - {"cd"}
_STAYS = {NestedKind.SUBSTITUTION, NestedKind.WRAPPER, NestedKind.CODE, NestedKind.FILE}
_LEADING = ("CDPATH", "GIT_DIR", "GIT_WORK_TREE")
_FILLS, _RENAMES = _DATA.pattern("fills"), _DATA.pattern("renames")
_KEEPS = _DATA.pattern("keeps")
_TAKES = frozenset(
    (EffectKind.DELETE, EffectKind.MOVE, EffectKind.DATABASE, EffectKind.RESOURCE, EffectKind.DISK)
)
_CLONES = _DATA.pattern("clones")
_WITH_VALUE = _DATA.names("values")
_OF_REPOSITORY = _DATA.pattern("repository_rules")
_PATTERN_SIGNS = frozenset("*?[")
_REASON = "this line makes it, where nothing stood before"
_WRITTEN = "this line writes it"


class _Step(NamedTuple):
    """A command, and the folder it runs in as seen from where the line starts."""

    command: SimpleCommand
    folder: str


def made_facts(
    effects: tuple[Effect, ...], script: Script | None, shell: ShellState
) -> dict[int, TargetFacts]:
    """By index of the effect: that all it takes was made by the line."""
    led_away = any(shell.variables.get(name) for name in _LEADING)
    if script is None or "&&" not in script.text or led_away:
        return {}
    found = {}
    for index, effect in enumerate(effects):
        deletes = effect.kind is EffectKind.DELETE and bool(effect.targets)
        if not (deletes or _OF_REPOSITORY.fullmatch(effect.rule)) or effect.host or effect.inside:
            continue
        others = [one for one in effects if one.kind in _TAKES and one is not effect]
        if reason := _made(effect, others, script, shell.cwd if deletes else None):
            found[index] = TargetFacts(recovery=Recovery.NOTHING_LOST, reason=reason)
    return found


def _made(effect: Effect, others: list[Effect], script: Script, start: str | None) -> str:
    """Why nothing is lost of what an effect takes, "" where something may be.

    Args:
        start: where the line starts, "" where that is not known; None for what takes no files away.
    """
    command = command_of(effect, script)
    before = commands_before(command, script) if command is not None else ()
    steps = list(_steps([*reversed(before), command])) if before and command is not None else []
    if len(steps) <= len(before):
        return ""
    last, earlier = steps[-1], steps[:-1]
    if any(_fills(one.command) for one in earlier):
        return ""  # what was elsewhere before may lie in it now
    made = {path for one in earlier for path in _makes(one)}
    written = {path for one in earlier for path in _writes(one)}
    if any(_takes_other(one, earlier, made | written) for one in others):
        return ""  # what it was may lie here alone
    if start is None:
        led = any(word.text[:1] == "-" for word in last.command.words[1:2])
        return _REASON if last.folder in made and not led else ""
    paths = [_path(last.folder, target.word) for target in effect.targets]
    if made.issuperset(paths):
        return _REASON
    if not effect.recursive and written.issuperset(paths):
        return _WRITTEN
    return _REASON if all(path in made or _is_new(path, start) for path in paths) else ""


def _is_new(path: str, start: str) -> bool:
    """Whether nothing has this plain name before the line runs."""
    if not start or not path or _PATTERN_SIGNS.intersection(path):
        return False
    try:
        os.lstat(posixpath.join(start, path))
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        return False
    return False


def _takes_other(other: Effect, earlier: list[_Step], made: set[str]) -> bool:
    """Whether one of the commands takes away what the line has not made."""
    step = next((one for one in earlier if one.command.span == other.span), None)
    if step is None:
        return False
    paths = [_path(step.folder, target.word) for target in other.targets]
    below = tuple(f"{path}/" for path in made)
    return not paths or not all(path in made or path.startswith(below) for path in paths)


def _fills(command: SimpleCommand) -> bool:
    """Whether what was elsewhere before may come to lie in a new folder by a command or one that it runs."""
    inner = (one for nested in command.nested for one, _ in nested.script.walk())
    return any(
        one.program in _FILLING or _FILLS.match(_called(one)) or _RENAMES.match(_called(one))
        for one in (command, *inner)
    )


def may_name_anew(effect: Effect, script: Script | None) -> bool:
    """Whether something in the line gives other names, of which one that is not there yet may go."""
    if effect.kind is not EffectKind.DELETE or script is None:
        return False
    return any(_RENAMES.match(_called(one)) for one, _ in script.walk() if one.words)


def _called(command: SimpleCommand) -> str:
    return " ".join((command.program, *(word.text for word in command.words[1:])))


def _steps(commands: list[SimpleCommand]) -> Iterator[_Step]:
    """The commands with their folders, as long as these are known."""
    folder = "."
    for command in commands:
        if command.frames != commands[-1].frames or command.assignments or _may_lead_away(command):
            return
        yield _Step(command, folder)
        if command.program == "cd":
            words = command.words[1:]
            there = _path(folder, words[0]) if len(words) == 1 and words[0].text != "-" else ""
            if not there:
                return
            folder = there


def _may_lead_away(command: SimpleCommand) -> bool:
    """Whether the shell may stand in another folder after a command that is no `cd`."""
    kinds = {nested.kind for nested in command.nested}
    leads = command.program in DECLARING and any(word.text.startswith(_LEADING) for word in command.words[1:])
    return leads or command.program in _LEADS_AWAY or not kinds <= _STAYS


def _path(folder: str, word: Word | None) -> str:
    """Where a plain word leads; "" for one with a hole, and for a home folder."""
    text = word.value if word is not None else None
    if not text or text[:1] in "-~":
        return ""
    return posixpath.normpath(posixpath.join(folder, text))


def _makes(step: _Step) -> list[str]:
    """The folders that a command makes, where it works only when they are new."""
    words = list(step.command.words[1:])
    if step.command.program == "mkdir" and not any(word.text[:1] == "-" for word in words):
        return [path for word in words if (path := _path(step.folder, word))]
    if step.command.program != "git" or [word.text for word in words[:1]] != ["clone"]:
        return []
    operands = [
        after for before, after in pairwise(words) if after.text[:1] != "-" and before.text not in _WITH_VALUE
    ]
    if not operands or any(word.text in ("--bare", "--mirror", "--separate-git-dir") for word in words):
        return []
    named = _path(step.folder, operands[1]) if len(operands) > 1 else ""
    address = _CLONES.fullmatch(operands[0].value or "") if len(operands) == 1 else None
    by_address = posixpath.normpath(posixpath.join(step.folder, address["name"])) if address else ""
    return [path for path in (named, by_address) if path]


def _writes(step: _Step) -> list[str]:
    """The files that a command writes anew, whatever they held: their loss is told where they are written."""
    targets = [one.target for one in step.command.redirections if one.operator in OUTPUT_OVER]
    words = step.command.words
    if any(_KEEPS.fullmatch(word.text) for word in words[1:]):
        words = ()  # what is there may stay, or is only made longer
    options = _DATA.by_name("output_options").get(step.command.program, ())
    targets += [after for before, after in pairwise(words) if before.text in options]
    return [path for word in targets if (path := _path(step.folder, word))]
