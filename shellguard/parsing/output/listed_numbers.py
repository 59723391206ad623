"""What is listed and handed on, as a substitution says it: `pgrep x | xargs kill` is `kill $(pgrep x)`."""

from __future__ import annotations

from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Hole, Piece, SimpleCommand, Word

_ENGINES = knowledge("families").names("container_engines")
_OF_ENGINES = frozenset(("ps", "container", "images", "image", "volume", "network"))
FINDING = frozenset(("pgrep", "pidof", "lsof", "ps", *_ENGINES))
_BEGINNING = "$("
_LONGEST = 240


def found_by(command: SimpleCommand) -> tuple[Word, ...]:
    """A word for what a program prints that finds processes, or things of a container engine."""
    if command.program in _ENGINES and not any(word.text in _OF_ENGINES for word in command.words[1:2]):
        return ()
    return _written(_said(command))


def narrowed(words: tuple[Word, ...], command: SimpleCommand) -> tuple[Word, ...] | None:
    """The word for what a filter leaves of them; None where the words are something else."""
    first = words[0].pieces[0] if words[0].pieces else None
    if first is None or first.hole is not Hole.INPUT or not first.text.startswith(_BEGINNING):
        return None
    return _written(f"{first.text.removeprefix(_BEGINNING)[:-1]} | {_said(command)}")


def _said(command: SimpleCommand) -> str:
    return " ".join(word.source for word in command.words)


def _written(text: str) -> tuple[Word, ...]:
    whole = f"{_BEGINNING}{text})"
    return (Word(whole, (Piece(whole, Hole.INPUT),)),) if len(whole) <= _LONGEST else ()
