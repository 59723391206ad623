"""An effect in a loop over known words, as it is in each turn: `for d in */; do git -C "$d" …; done`."""

from __future__ import annotations

import os
from dataclasses import replace

from shellguard.effects.effect import Effect
from shellguard.facts.files.resolve import place_of
from shellguard.parsing.builtins import CHANGING_FOLDER
from shellguard.parsing.script import Connection, Hole, Piece, Script, SimpleCommand, Word
from shellguard.parsing.shell_state import ShellState

MOST_TURNS = 64
_BACK = frozenset(("..", "-", "$OLDPWD", "../"))


def in_each_turn(
    effect: Effect, command: SimpleCommand | None, script: Script | None, shell: ShellState
) -> list[tuple[Effect, Script]]:
    """The effect and the script in each turn; nothing where no loop is, or its words are not known."""
    if script is None or command is None or "loop" not in command.frames:
        return []
    if not any(one is command for one in script.commands):
        return []
    entering = _entering(command, script) if effect.cwd is None else None
    if effect.cwd is None and entering is None:
        return []
    looping = entering if entering is not None else command
    named = [piece for word in looping.words for piece in word.pieces if piece.hole and piece.candidates]
    names = {piece.name for piece in named}
    numbers = {len(piece.candidates) for piece in named}
    if len(names) != 1 or len(numbers) != 1 or "" in names or max(numbers) > MOST_TURNS:
        return []
    name, number = names.pop(), numbers.pop()
    if number < 2:
        return []
    turns = []
    for turn in range(number):
        own = _turned(command, name, turn, number)
        folder = effect.cwd
        if entering is not None:
            operand = _turned(entering, name, turn, number).words[-1]
            folder = place_of(operand.text, False, shell.cwd).path if operand.known else ""
            if not _comes_back(operand, folder, command, script):
                return []
        if own is None or not (folder or entering is None):
            return []
        commands = tuple(own if one is command else one for one in script.commands)
        targets = tuple(
            replace(target, word=_word(target.word, name, turn, number)) for target in effect.targets
        )
        turns.append((replace(effect, cwd=folder, targets=targets), replace(script, commands=commands)))
    return turns


def _entering(command: SimpleCommand, script: Script) -> SimpleCommand | None:
    """The `cd` of a turn that leads to where the command runs, and out of which the turn comes back."""
    place = script.commands.index(command)
    own = [one for one in script.commands if one.frames[: len(command.frames)] == command.frames]
    moves = [one for one in own if one.program in CHANGING_FOLDER]
    before = [one for one in moves if script.commands.index(one) < place]
    if len(before) != 1 or len(before[0].words) != 2:
        return None
    inner = command.frames[command.frames.index("loop") :]
    if "subshell" in inner:
        return before[0] if len(moves) == 1 else None
    after = [one for one in moves if one is not before[0]]
    back = len(after) == 1 and (after[0].program == "popd" or after[0].words[-1].text in _BACK)
    return before[0] if back else None


def _comes_back(operand: Word, folder: str, command: SimpleCommand, script: Script) -> bool:
    """Whether a turn enters its folder and the next begins where this one did."""
    inner = command.frames[command.frames.index("loop") :]
    if "subshell" in inner:
        return os.path.isdir(folder) or command.connection is Connection.AND
    own = [one for one in script.commands if one.frames[: len(command.frames)] == command.frames]
    by_dots = any(one.program == "cd" and one.words[-1].text in ("..", "../") for one in own)
    return os.path.isdir(folder) and not (by_dots and "/" in operand.text.strip("/"))


def _turned(command: SimpleCommand, name: str, turn: int, number: int) -> SimpleCommand:
    return replace(command, words=tuple(_word(word, name, turn, number) for word in command.words))


def _word(word: Word, name: str, turn: int, number: int) -> Word:
    """The word with the value that the loop's variable has in this turn."""
    if not any(_held(piece, name, number) for piece in word.pieces):
        return word
    pieces = tuple(
        Piece(piece.candidates[turn], Hole.NONE, piece.quoted, name) if _held(piece, name, number) else piece
        for piece in word.pieces
    )
    return replace(word, pieces=pieces)


def _held(piece: Piece, name: str, number: int) -> bool:
    return bool(piece.hole) and piece.name == name and len(piece.candidates) == number
