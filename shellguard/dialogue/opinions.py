"""What a person reads of a model's opinion: always named as such, below what the rules say."""

from __future__ import annotations

from shellguard.dialogue.style import Style
from shellguard.terminal_text import printable


def waiting(model: str) -> str:
    """While the model thinks about a line."""
    return f"  asking {printable(model) or 'the model'} about it; any key goes on without"


def opinion(said: str, style: Style) -> str:
    """The opinion in one sentence, in words of ours."""
    return "\n".join(style.rows(f"Second opinion: {said}."))


def words(sentence: str, style: Style) -> str:
    """The model's own words, which are marked as such: nothing in them is certain."""
    return "\n".join(style.faint(line) for line in style.rows(f"> {sentence}"))


def no_opinion(why: str, style: Style) -> str:
    """Nobody answered."""
    return "\n".join(style.rows(f"No second opinion: {why}."))
