"""What a person reads once a pattern is kept that is not asked about again."""

from __future__ import annotations

from shellguard.dialogue.style import Style

_HOLDS = {"shell": " in this shell", "folder": " in this folder", "always": ""}


def remembered(
    pattern: str,
    scope: str,
    style: Style,
    *,
    file: str = "",
    unasked_below: int | None = None,
    covers: bool = True,
) -> str:
    """Where it holds, where it can be taken back, and how far it goes.

    Args:
        scope: shell, folder or always.
        file: that keeps it, "" where it ends with the shell.
        unasked_below: the risk from which on the pattern lets nothing run; None for one that fits no other
            command than the one that it was made from.
        covers: whether the line that was asked about runs nothing beside it.
    """
    lines = _rows(f"Not asked again{_HOLDS.get(scope, '')}: {pattern}", style)
    if unasked_below is not None:
        limit = f", up to a risk of {unasked_below - 1} of 100" if unasked_below <= 100 else ""
        lines += _rows(f"Whatever its * or ? stands for runs unasked, too{limit}.", style)
    if not covers:
        lines += _rows("This line does more than that: it will be asked about again.", style)
    if file:
        lines += [style.faint(line) for line in _rows(f"kept in {file}", style)]
    return "\n".join(lines)


def _rows(text: str, style: Style) -> list[str]:
    """A pattern or a path that is too long for a row sticks out: it can be copied then."""
    return style.rows(text, hanging=4, break_words=False)
