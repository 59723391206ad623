"""Files that are put one after another under one name, or into one folder, where names may be equal."""

from __future__ import annotations

import re
from collections.abc import Iterable

from shellguard.effects.context import Findings, is_input
from shellguard.effects.effect import Effect
from shellguard.effects.putting_programs import COPYING, MOVING
from shellguard.parsing.script import Hole, NestedKind, Script, SimpleCommand, Word

_FILE = re.compile(r"[^/]*[^/.]\.[A-Za-z]\w{0,4}\Z")
_INTO = ("-t", "--target-directory")
_APPENDS = ("-n", "--no-clobber", "-b", "--backup", "-i", "--interactive")
_PUTTING = MOVING | COPYING
_ONTO_ONE = "files.move-onto-one"
_ARITHMETIC = frozenset(("((", "let"))
_COUNTED = re.compile(r"(?:\+\+|--)\s{0,4}([A-Za-z_]\w*)|([A-Za-z_]\w*)\s{0,4}(?:\+\+|--|[-+*]=)")
_NAMED = re.compile(r"\$\{?([A-Za-z_]\w*)")
_SUM = re.compile(r"\$\(\(([^()]{0,80})\)\)")


def puts_one_by_one(findings: Findings) -> None:
    """`for f in *.wav; do mv "$f" all.wav; done`, or into a folder, and the same by find and xargs."""
    command = findings.command
    if command.program not in _PUTTING:
        return
    operands = put_together(command)
    several = len(operands) > 2 and all(_found(findings, word) for word in operands[:-1])
    if not (len(operands) == 2 or several) or not operands[-1].known:
        return
    if any(
        word.text.startswith((*_APPENDS, *_INTO)) and word.text not in _INTO for word in command.words[1:]
    ):
        return
    source, target = operands[0], operands[-1]
    if not (_in_turn(findings, source) or _found(findings, source)):
        return
    said = any(word.text in _INTO for word in command.words[1:])
    if said or not _FILE.match(target.text.rpartition("/")[2]):
        findings.tell("files.gather-over", (target,), certain=False)
    elif command.program in MOVING:
        findings.tell(_ONTO_ONE, (source,), certain=False)


def put_together(command: SimpleCommand) -> list[Word]:
    """What is put somewhere, and behind it where to, also where that is said first (`mv -t DIR`)."""
    words = list(command.words[1:])
    place = next((n for n, word in enumerate(words[:-1]) if word.text in _INTO), None)
    into = [] if place is None else [words[place + 1]]
    rest = words if place is None else words[:place] + words[place + 2 :]
    return [word for word in rest if not word.text.startswith("-")] + into


def _in_turn(findings: Findings, source: Word) -> bool:
    """Whether the source is another one in each turn of a loop."""
    if "loop" not in findings.command.frames:
        return False
    named = [piece for piece in source.pieces if piece.name and piece.hole]
    return any(piece.hole is Hole.GLOB or len(piece.candidates) != 1 for piece in named)


def _found(findings: Findings, source: Word) -> bool:
    """Whether it is handed one file after another."""
    around = findings.context.around
    fed = bool(around) and around[-1].kind is NestedKind.WRAPPER and around[-1].via in ("find", "xargs", "fd")
    return fed and (is_input(source) or source.pieces[-1].hole is Hole.INPUT)


def another_in_each_turn(effects: list[Effect], script: Script) -> list[Effect]:
    """The effects without those of a name that counts up, and so is another one in each turn."""
    if all(effect.rule != _ONTO_ONE for effect in effects):
        return effects
    counted = _counted(command for command in script.commands if "loop" in command.frames)
    numbered = {
        command.span
        for command in script.commands
        if command.program in MOVING and _changes(command.words[-1].source, counted)
    }
    return [effect for effect in effects if effect.rule != _ONTO_ONE or effect.span not in numbered]


def _changes(source: str, counted: frozenset[str]) -> bool:
    sums = _SUM.findall(source)
    named = {*_NAMED.findall(source), *(name for one in sums for name in re.findall(r"[A-Za-z_]\w*", one))}
    return not counted.isdisjoint(named) or any(_COUNTED.search(one) for one in sums)


def _counted(commands: Iterable[SimpleCommand]) -> frozenset[str]:
    """Variables that each turn of a loop counts up from what they were, and that nothing in it sets anew."""
    up: set[str] = set()
    anew: set[str] = set()
    for command in commands:
        if command.words and command.words[0].text in _ARITHMETIC:
            text = " ".join(word.text for word in command.words[1:])
            up |= {one or other for one, other in _COUNTED.findall(text)}
            up |= {name for name, value in re.findall(r"([A-Za-z_]\w*)=([^\s=]+)", text) if name in value}
        for one in command.assignments:
            more = re.search(rf"\b{one.name}\b\}}?\s{{0,4}}[-+*]\s{{0,4}}[1-9]", one.value.source)
            (up if more else anew).add(one.name)
    return frozenset(up - anew)
