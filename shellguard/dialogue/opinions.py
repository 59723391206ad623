"""What a person reads of a model's opinion: always named as such, below what the rules say."""

from __future__ import annotations

import textwrap

from shellguard.dialogue.style import Style
from shellguard.terminal_text import printable


def waiting(model: str) -> str:
    """While the model thinks about a line."""
    return f"  asking {printable(model) or 'the model'} about it; any key goes on without"


def opinion(said: str, style: Style) -> str:
    """The opinion in one sentence, in words of ours."""
    return "\n".join(_wrapped(f"Second opinion: {said}.", style))


def words(sentence: str, style: Style) -> str:
    """The model's own words, which are marked as such: nothing in them is certain."""
    return "\n".join(style.faint(line) for line in _wrapped(f"> {sentence}", style))


def no_opinion(why: str, style: Style) -> str:
    """Nobody answered."""
    return "\n".join(_wrapped(f"No second opinion: {why}.", style))


def _wrapped(text: str, style: Style) -> list[str]:
    width = max(20, style.width - 1)
    text = printable(text)
    return textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
