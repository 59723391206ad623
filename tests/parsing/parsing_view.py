"""What tests of this stage look at: simple commands as text, with what is around them."""

from __future__ import annotations

from shellguard.parsing.reading import read
from shellguard.parsing.script import Call, NestedKind, Script
from shellguard.parsing.shell_state import ShellState, Supplied


def script_of(line: str, supplied: Supplied | None = None, **state: object) -> Script:
    return read(line, ShellState(**state), supplied or Supplied())  # type: ignore[arg-type]


def seen(line: str, supplied: Supplied | None = None, **state: object) -> list[str]:
    """All simple commands, nested ones too, that have words."""
    script = script_of(line, supplied, **state)
    return [" ".join(word.text for word in command.words) for command, _ in script.walk() if command.words]


def outer(line: str, **state: object) -> list[str]:
    """Simple commands of the line itself."""
    return [" ".join(word.text for word in command.words) for command in script_of(line, **state).commands]


def words(line: str, supplied: Supplied | None = None, **state: object) -> list[str]:
    """The words of the last simple command of the line itself."""
    return [word.text for word in script_of(line, supplied, **state).commands[-1].words]


def under(line: str, kind: NestedKind, **state: object) -> list[str]:
    """Simple commands that stand (directly or not) inside a nesting of that kind."""
    script = script_of(line, **state)
    return [
        " ".join(word.text for word in command.words)
        for command, around in script.walk()
        if command.words and any(nested.kind is kind for nested in around)
    ]


def calls(line: str, supplied: Supplied | None = None) -> list[Call]:
    """What foreign code in the line calls."""
    script = script_of(line, supplied)
    return [
        call
        for command, _ in script.walk()
        for nested in command.nested
        if nested.code
        for call in nested.code.calls
    ]
