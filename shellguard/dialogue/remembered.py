"""What a person reads once a pattern is kept that is not asked about again."""

from __future__ import annotations

import textwrap

from shellguard.dialogue.style import Style
from shellguard.terminal_text import printable

_HOLDS = {"shell": " in this shell", "folder": " in this folder", "always": ""}


def remembered(
    pattern: str, scope: str, style: Style, *, file: str = "", unasked_below: int | None = None
) -> str:
    """Where it holds, where it can be taken back, and how far it goes.

    Args:
        scope: shell, folder or always.
        file: that keeps it, "" where it ends with the shell.
        unasked_below: the risk from which on the pattern lets nothing run; None for one that fits no other
            command than the one that it was made from.
    """
    lines = _wrapped(f"Not asked again{_HOLDS.get(scope, '')}: {printable(pattern)}", style)
    if unasked_below is not None:
        limit = f", up to a risk of {unasked_below - 1} of 100" if unasked_below <= 100 else ""
        lines += _wrapped(f"Whatever its * or ? stands for runs unasked, too{limit}.", style)
    if file:
        lines += [style.faint(line) for line in _wrapped(f"kept in {printable(file)}", style)]
    return "\n".join(lines)


def _wrapped(text: str, style: Style) -> list[str]:
    width = max(20, style.width - 1)
    return textwrap.wrap(
        text,
        width,
        initial_indent="  ",
        subsequent_indent="    ",
        break_on_hyphens=False,
        break_long_words=False,
    )
