"""A command as it is in each turn of a loop: `for d in sda sdb; do wipefs -a /dev/$d; done`."""

from __future__ import annotations

from dataclasses import replace

from shellguard.effects.context import Findings
from shellguard.effects.effect import Effect, EffectKind
from shellguard.parsing.script import Hole, Piece, Redirection, SimpleCommand, Word

MOST_TURNS = 8
_ASKED = 50  # what is not above runs without a question
_BY_NAME = frozenset((EffectKind.DATABASE, EffectKind.RESOURCE))


def in_turns(command: SimpleCommand) -> list[SimpleCommand]:
    """The command with each value that a variable may have; none where it names no variable of known values.

    Several variables are taken together: the first of one with the first of the other.
    """
    words = [*command.words]
    if command.redirections:
        words += [one.target for one in command.redirections if one.target is not None]
    unknown = [word for word in words if not word.known]
    counts = [len(piece.candidates) for word in unknown for piece in word.pieces if _varies(piece)]
    if not counts:
        return []
    return [_turn(command, turn) for turn in range(min(max(counts), MOST_TURNS))]


def as_in_turns(effects: list[Effect], turns: list[Findings]) -> list[Effect]:
    """The effects of a command with what is grave in one of its turns only.

    What it does to a database or the like counts by the names where all are known: none of the turns has what
    comes only of not knowing them (`for d in shop_test x_test; do dropdb $d; done`).
    """
    within = {effect.rule: effect for one in reversed(turns) for effect in reversed(one.effects)}
    told = {effect.rule for effect in effects}
    known = len(turns) < MOST_TURNS and all(word.known for one in turns for word in one.command.words)
    unnamed = {effect.rule for effect in effects if known and effect.kind in _BY_NAME} - within.keys()
    found = [effect for effect in effects if effect.rule not in unnamed]
    for rule, effect in within.items():
        if rule not in told and (effect.base > _ASKED or (unnamed and effect.kind in _BY_NAME)):
            found.append(effect)
    return found


def _turn(command: SimpleCommand, turn: int) -> SimpleCommand:
    words = tuple([_valued(word, turn) for word in command.words])
    redirections = tuple([_redirected(one, turn) for one in command.redirections])
    return replace(command, words=words, redirections=redirections)


def _redirected(redirection: Redirection, turn: int) -> Redirection:
    target = redirection.target
    return redirection if target is None else replace(redirection, target=_valued(target, turn))


def _valued(word: Word, turn: int) -> Word:
    if not any(_varies(piece) for piece in word.pieces):
        return word
    pieces = [
        Piece(piece.candidates[turn % len(piece.candidates)], Hole.NONE, piece.quoted, piece.name)
        if _varies(piece)
        else piece
        for piece in word.pieces
    ]
    return replace(word, pieces=tuple(pieces))


def _varies(piece: Piece) -> bool:
    return piece.hole is Hole.VARIABLE and len(piece.candidates) > 1
