"""What a person is looking at in `shellguard log review`, and what their keys make of it; draws nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum

from shellguard.audit.filters import Filters
from shellguard.audit.query import Entry
from shellguard.cli.log.shelf import Shelf


class Mode(Enum):
    """What the keys mean: moving about, typing a search, choosing where a rule holds, reading help."""

    LIST = "list"
    SEARCH = "search"
    RULE = "rule"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Quick:
    """Entries that one key chooses."""

    said: str
    decisions: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()


QUICK = {
    "a": Quick("all"),
    "c": Quick("asked", decisions=("confirm",)),
    "d": Quick("denied", decisions=("deny",)),
    "x": Quick("failed", statuses=("failed",)),
}
"""By key; empty filters leave those of the command line in force."""


@dataclass(slots=True)
class Rule:
    """A rule that is being made: its patterns, and the scopes that it may have by key."""

    patterns: tuple[str, ...]
    scopes: dict[str, str]


@dataclass(slots=True)
class Review:
    """The state of the screen. `base` are the filters of the command line, to which keys and search add.

    Attributes:
        at_end: the last entry of the page stays the chosen one while the page is being read.
        details: whether the chosen entry is shown in full; `scroll` lines of it are above the screen.
        message: what the last key came to.
        marks: by the line's id.
    """

    shelf: Shelf
    base: Filters
    mode: Mode = Mode.LIST
    quick: str = "a"
    text: str = ""
    cwd: str = ""
    cursor: int = 0
    top: int = 0
    details: bool = False
    at_end: bool = False
    scroll: int = 0
    message: str = ""
    rule: Rule | None = None
    marks: dict[str, str] = field(default_factory=dict)

    @property
    def entry(self) -> Entry | None:
        """The chosen entry."""
        entries = self.shelf.entries
        return entries[self.cursor] if self.cursor < len(entries) else None

    def filters(self) -> Filters:
        """What is looked for at the moment."""
        quick, base = QUICK[self.quick], self.base
        return replace(
            base,
            decisions=quick.decisions or base.decisions,
            statuses=quick.statuses or base.statuses,
            text=self.text or base.text,
            cwd=self.cwd or base.cwd,
        )

    def look(self) -> None:
        """Begins anew with what is looked for now."""
        self.cursor = self.top = self.scroll = 0
        self.at_end = False
        self.shelf.show(self.filters())

    def choose(self, key: str) -> None:
        """Takes one of QUICK."""
        self.quick = key
        self.look()

    def same_folder(self) -> None:
        """Shows only what was typed in the chosen line's folder or below it; once more: everything."""
        entry = self.entry
        chosen = str(entry.record.get("cwd", "")) if entry else ""
        self.cwd = "" if self.cwd else chosen
        self.message = "" if self.cwd or not self.entry else "every folder"
        self.look()

    def move(self, by: int) -> None:
        """Moves so many rows; past an end goes to the next page."""
        entries = self.shelf.entries
        target = self.cursor + by
        self.at_end = False
        if target >= len(entries) and self.shelf.older():
            self.cursor = self.top = 0
        elif target < 0 and self.cursor == 0 and self.shelf.newer():
            self.at_end = True
        else:
            self.cursor = max(0, min(target, len(entries) - 1))
        self.scroll = 0
        self.shelf.want(self.cursor + abs(by))

    def fit(self, rows: int) -> None:
        """Keeps the chosen row among the *rows* that are shown, and has them read."""
        last = len(self.shelf.entries) - 1
        self.cursor = max(0, last if self.at_end else min(self.cursor, last))
        self.top = max(0, min(self.top, self.cursor))
        if self.cursor >= self.top + rows:
            self.top = self.cursor - rows + 1
        self.shelf.want(self.top + rows)

    def type(self, text: str) -> None:
        """Adds to the search."""
        self.text += "".join(character for character in text if character.isprintable())

    def rub_out(self) -> None:
        """Takes the last character of the search away."""
        self.text = self.text[:-1]
