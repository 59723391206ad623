"""Builtins of bash that are asked about in several places, by what they have in common."""

from __future__ import annotations

DECLARING = frozenset(("export", "declare", "typeset", "local", "readonly"))
"""They take assignments as their operands."""

CHANGING_FOLDER = frozenset(("cd", "pushd", "popd"))


def is_option(word: str) -> bool:
    """Whether it is no folder that a `cd` is given: `-` is one."""
    return word[:1] == "-" and len(word) > 1


READING_IN = frozenset(("eval", "source", "."))
"""What they are given is read by this shell."""

RUNNING_HERE = READING_IN | {"builtin", "command"}
"""What they run may change this shell: its folder, its variables."""
