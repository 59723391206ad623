"""A command as it is in each turn of a loop: `for d in sda sdb; do wipefs -a /dev/$d; done`."""

from __future__ import annotations

from dataclasses import replace

from shellguard.parsing.script import Hole, Piece, Redirection, SimpleCommand, Word

MOST_TURNS = 8


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
