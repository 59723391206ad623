"""Files that are put one after another under one name, or into one folder, where names may be equal."""

from __future__ import annotations

import re

from shellguard.effects.context import Findings, is_input
from shellguard.parsing.script import Hole, NestedKind, Word

_FILE = re.compile(r"[^/]*[^/.]\.[A-Za-z]\w{0,4}\Z")
_APPENDS = ("-t", "--target-directory", "-n", "--no-clobber", "-b", "--backup", "-i", "--interactive")
_MOVING = frozenset(("mv", "gmv"))
_PUTTING = _MOVING | {"cp", "gcp"}


def puts_one_by_one(findings: Findings) -> None:
    """`for f in *.wav; do mv "$f" all.wav; done`, or into a folder, and the same by find and xargs."""
    command = findings.command
    operands = [word for word in command.words[1:] if not word.text.startswith("-")]
    if command.program not in _PUTTING or len(operands) != 2 or not operands[1].known:
        return
    if any(word.text.startswith(_APPENDS) for word in command.words[1:]):
        return
    source, target = operands
    if not (_in_turn(findings, source) or _found(findings, source)):
        return
    if not _FILE.match(target.text.rpartition("/")[2]):
        findings.tell("files.gather-over", (target,), certain=False)
    elif command.program in _MOVING:
        findings.tell("files.move-onto-one", (source,), certain=False)


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
    return fed and is_input(source)
