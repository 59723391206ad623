"""What was found in a piece of code, whatever its language."""

from __future__ import annotations

from dataclasses import dataclass, field

from shellguard.parsing.script import Call, Word


@dataclass(slots=True)
class Findings:
    """What was found in a piece of code.

    Attributes:
        calls: in the order in which they stand.
        shell: texts that it gives to a shell, None where the text is not known.
        commands: argument lists that it executes.
        files: files of code in the same language that it runs.
        written: files that it writes with a known text, and that text.
        understood: nothing in it was hidden.
    """

    calls: list[Call] = field(default_factory=list)
    shell: list[Word] = field(default_factory=list)
    commands: list[tuple[Word, ...]] = field(default_factory=list)
    files: list[Word] = field(default_factory=list)
    written: list[tuple[str, str]] = field(default_factory=list)
    understood: bool = True
