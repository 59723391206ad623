"""What all that is read for one line shares: what may still be spent, and what had to be asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shellguard.parsing.grammar.syntax import BrokenError
from shellguard.parsing.script import Needs, Piece, Script
from shellguard.parsing.shell_state import ShellState, Supplied

if TYPE_CHECKING:
    from shellguard.parsing.state.value import Value

STEPS = 12_000  # a fifth of a second; no line of 10 kB needs as many
TURNS = 600  # of loops that are gone through turn by turn, all of a line's together
DEFINING = 300  # of them for what functions call that are only defined now: each is read by itself, too


_UNNAMED = ("", ".", "..")  # with these at its end a path does not say what its file is called


class OutOfBudgetError(BrokenError):
    """More work than one line may cost."""


@dataclass(slots=True)
class Context:
    """Shared by everything that is read for one line."""

    shell: ShellState
    supplied: Supplied
    text: str = ""
    steps: int = STEPS
    halved: bool = False  # within a function or a script file, which may cost half of the steps
    defining: bool = False  # within the body of a function, or an alias, that does not run now
    turns: int = TURNS
    calls: int = DEFINING  # what calls in such bodies may still cost
    variables: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)  # those of `variables` that were looked up in vain
    aliases: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)
    globs: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    substitutions: dict[tuple[str, bool, int, int, int], tuple[Script, str | None]] = field(
        default_factory=dict
    )
    pieces: dict[str, tuple[Piece, ...]] = field(default_factory=dict)  # of plain words
    writes: int = 0
    stamps: int = 0
    settled: bool = True  # nothing ran that may have set variables unseen
    stops: int = 0  # places where the shell surely drops the rest of the line, or a branch
    recursed: bool = False  # a function or a script that runs itself was not gone through once more
    compared: int = 0  # a `case` or an `if` of what nobody knows yet, and a caller may give
    unplaced: set[str] = field(default_factory=set)  # written files of which the path is not known
    appended: dict[str, str] = field(default_factory=dict)  # what was put behind what nobody knows, by file
    written: dict[str, dict[str, None]] = field(
        default_factory=dict
    )  # files that it wrote, by their last name

    def spend(self, steps: int = 1) -> None:
        self.steps -= steps
        if self.steps < 0:
            raise OutOfBudgetError("the line costs too much to read", 0)

    @contextmanager
    def half(self) -> Iterator[None]:
        """Lets something cost half of what the line may still cost at most."""
        kept = self.steps // 2
        self.steps -= kept
        self.halved = True
        try:
            yield
        finally:
            self.steps = max(self.steps, 0) + kept
            self.halved = False

    @contextmanager
    def in_definition(self, *, runs: bool) -> Iterator[None]:
        """While what a function or an alias means is read that is only defined; `runs`: it will anyway."""
        before = self.defining
        self.defining = before or not runs
        try:
            yield
        finally:
            self.defining = before

    def goes_into(self, text: str) -> bool:
        """Whether what a name stands for is gone through where it is called; in definitions not for ever."""
        if not self.defining:
            return True
        self.calls -= 1 + len(text) // 10
        return self.calls >= 0

    def unsettle(self) -> None:
        """Say that from now on any variable may hold something else."""
        self.settled = False
        self.writes += 1

    def taken(self, value: Value, *, supposed: bool) -> Value:
        """The value; what is made of one that is only supposed may not be, either."""
        if supposed and self.settled:
            self.unsettle()
        return value

    def wrote(self, path: str) -> None:
        """Say that the line writes a file."""
        self.writes += 1
        self.written.setdefault(path.rpartition("/")[2], {})[path] = None

    def may_have_written(self, path: str) -> bool:
        """Whether the line wrote a file that is called so, in whatever folder."""
        last = path.rpartition("/")[2]
        return last in self.written or last in _UNNAMED

    def moved(self, name: str, files: dict[str, str | None]) -> None:
        """Say that a variable holds something else: the files that it names are others now."""
        for path in [one for one in self.unplaced if f"${name}" in one or f"${{{name}" in one]:
            files.pop(path, None)
            self.unplaced.discard(path)

    def needs(self) -> Needs:
        return Needs(
            variables=frozenset(self.variables),
            aliases=frozenset(self.aliases),
            functions=frozenset(self.functions),
            globs=frozenset(self.globs),
            files=frozenset(self.files),
        )
