"""Files that a loop renames one after another: which names are taken when their turn comes."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator

from shellguard.effects.putting_programs import MOVING
from shellguard.facts.fact import TargetFacts
from shellguard.facts.files.globbing import matches
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.resolve import place_of
from shellguard.facts.writing.copies_over import holds_same
from shellguard.facts.writing.derived_output_names import own_lost
from shellguard.parsing.reading import read
from shellguard.parsing.script import Hole, NestedKind, Script, SimpleCommand, Word
from shellguard.parsing.shell_state import ShellState
from shellguard.parsing.words.quoting import quote

RULES = frozenset(("files.move-over", "files.move-onto-one", "files.copy-over"))
_PLAIN = frozenset(("-f", "-v", "-vf", "-fv", "--", "--force", "--verbose", "-p", "-a"))
_CHANGES = re.compile(r"[$`]")
_MOST = 500
_LONGEST = 600
NOTHING = "no two get the same name, and none is taken when its turn comes"


def renamed(deed: Deed) -> TargetFacts | None:
    """What is lost where all names of all turns can be told; None where they can't."""
    command, folder = deed.command, deed.folder
    if "loop" not in command.frames or command not in deed.script.commands or deed.effect.cwd is None:
        return None
    if not _CHANGES.search(command.words[-1].source):
        return None  # what comes together under one name, or in one folder, is looked at elsewhere
    pairs = _pairs(deed)
    if pairs is None:
        return None
    lost = list(_replaced(pairs, folder, command.program in MOVING))
    return own_lost(lost, deed.effect.rule, folder, deed.surveyor, nothing=NOTHING)


def _pairs(deed: Deed) -> list[tuple[str, str]] | None:
    """The old and the new name in each turn, as written."""
    command, shell, script = deed.command, deed.shell, deed.script
    variables = {piece.name for word in command.words for piece in word.pieces if piece.hole and piece.name}
    if len(variables) != 1 or len([word for word in command.words if word.text[:1] != "-"]) != 3:
        return None
    name = variables.pop()
    values = _values(name, deed)
    body = _body(command, script)
    if values is None or body is None or len(values) > _MOST:
        return None
    before = "".join(f"{line}\n" for line in _before(command, script))
    text = before + "".join(f"{name}={quote(value)}\n{body}\n" for value in values)
    whole = read(text, ShellState(cwd=shell.cwd, home=shell.home, variables=shell.variables))
    if whole.problems or deed.deadline.expired:
        return None
    found = []
    for one in whole.commands:
        if one.program != command.program:
            continue
        operands = [word for word in one.words[1:] if word.text not in _PLAIN]
        pair = [_value(word, one, deed.folder) for word in operands]
        if len(pair) != 2 or None in pair or any(word.text.startswith("-") for word in operands):
            return None
        found.append((pair[0] or "", pair[1] or ""))
    return found if len(found) == len(values) else None


def _values(name: str, deed: Deed) -> list[str] | None:
    """The words of the loop, in turn."""
    pieces = [
        piece for word in deed.command.words for piece in word.pieces if piece.name == name and piece.hole
    ]
    plain = [piece for piece in pieces if piece.text in (f"${name}", f"${{{name}}}") and piece.candidates]
    if plain:
        return list(plain[0].candidates)
    pattern = next((piece.text for piece in pieces if piece.hole is Hole.GLOB), "")
    if not pattern:
        return None
    found = matches(pattern, deed.folder, deed.shell.pattern_options, deed.deadline)
    return list(found) if found is not None else None


def _body(command: SimpleCommand, script: Script) -> str | None:
    """What stands in the loop, written again; None where that is more than commands one after another."""
    own = [one for one in script.commands if one.frames[: len(command.frames)] == command.frames]
    if any(one.frames != command.frames for one in own) or command.frames.count("loop") != 1:
        return None
    parts = [_written(one) for one in own]
    written = [part for part in parts if part is not None]
    if len(written) < len(parts) or sum(map(len, written)) > _LONGEST:
        return None
    if any(one.connection.value not in ("", ";", "&&") for one in own):
        return None
    return "\n".join(written)


def _before(command: SimpleCommand, script: Script) -> Iterator[str]:
    """The variables that are set in front of the loop."""
    for one in script.commands[: script.commands.index(command)]:
        if not one.words and not one.frames and not one.redirections and (text := _written(one)):
            yield text


def _written(command: SimpleCommand) -> str | None:
    if command.redirections:
        return None
    seen = dict.fromkeys((word.source, word.span) for word in command.words)
    words = [source for source, _ in seen]
    if words[:1] == ["(("]:
        return f"(({' '.join(words[1:])}))"
    assigned = [f"{one.name}{'+' * one.append}={one.value.source}" for one in command.assignments]
    return " ".join((*assigned, *words))


def _value(word: Word, command: SimpleCommand, folder: str) -> str | None:
    """What a word is; a day may stand in it that `date -r FILE` takes from the file."""
    if word.known:
        return word.text
    inner = [one.script for one in command.nested if one.kind is NestedKind.SUBSTITUTION]
    holes = [piece for piece in word.pieces if piece.hole]
    if len(holes) != 1 or holes[0].hole is not Hole.SUBSTITUTION or len(inner) != 1:
        return None
    day = _day(inner[0], folder)
    return None if day is None else "".join(day if piece.hole else piece.text for piece in word.pieces)


def _day(script: Script, folder: str) -> str | None:
    words = [word.value or "" for word in script.commands[0].words] if len(script.commands) == 1 else []
    if len(words) != 4 or words[:2] != ["date", "-r"] or not words[3].startswith("+"):
        return None
    try:
        changed = os.stat(place_of(words[2], False, folder).path).st_mtime
        return time.strftime(words[3][1:], time.localtime(changed))
    except (OSError, ValueError):
        return None


def _replaced(pairs: list[tuple[str, str]], folder: str, moves: bool) -> Iterator[str]:
    """The files, by where they are now, in whose place another one comes."""
    came: dict[str, str] = {}
    gone: set[str] = set()
    for old, new in pairs:
        source, target = place_of(old, False, folder).path, place_of(new, False, folder).path
        if os.path.isdir(target):
            target = f"{target}/{source.rpartition('/')[2]}"
        if source == target:
            continue
        origin = came.pop(source, source) if moves else source
        there = came.get(target, "" if target in gone else target)
        if not moves and target in came:
            there = ""  # the copy that stood there has its original
        if there and os.path.lexists(there) and not _same(origin, there):
            yield there
        came[target] = origin
        gone.discard(target)
        if moves:
            gone.add(source)


def taken_names(pairs: list[tuple[str, str]], folder: str) -> list[str]:
    """The files that others, moved one after another, take the place of."""
    return list(_replaced(pairs, folder, moves=True))


def _same(path: str, other: str) -> bool:
    try:
        return holds_same(path, os.stat(path), other)
    except (OSError, ValueError):
        return False
