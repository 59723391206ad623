"""The short tour: what is typed, what has to come of it, and how a person would see it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from shellguard.rehearsal.stage import Stage
from shellguard.rehearsal.terminal import Terminal

SETTINGS = """\
[policy]
always_deny = ["git push --force *"]
"""
PROMPT = "~/holiday$"
ROWS, COLUMNS = 24, 80
_START_SECONDS = 20.0
_STEP_SECONDS = 8.0
_PHOTOS = ("beach.jpg", "harbour.jpg", "old-town.jpg")


@dataclass(frozen=True)
class Step:
    """One line of the tour.

    Attributes:
        title: what it shows.
        keys: what is typed, each after the text before it has appeared on the screen.
        holds: what must be so afterwards, told the folder and the text that appeared.
    """

    title: str
    keys: tuple[tuple[str, str], ...]
    holds: Callable[[Path, str], bool]


def _photos(folder: Path) -> int:
    return len(list((folder / "photos").glob("*.jpg")))


STEPS = (
    Step(
        "An ordinary line runs as always.",
        ((PROMPT, "ls photos\r"),),
        lambda _, seen: all(name in seen for name in _PHOTOS) and "asks before" not in seen,
    ),
    Step(
        "A dangerous line waits for an answer. Enter alone never runs it.",
        ((PROMPT, "rm -rf photos\r"), ("Run it?", "\r")),
        lambda folder, seen: "asks before this runs" in seen and _photos(folder) == len(_PHOTOS),
    ),
    Step(
        'What you have forbidden is denied: always_deny = ["git push --force *"].',
        ((PROMPT, "git push --force\r"),),
        lambda _, seen: "did not run this" in seen and "fatal" not in seen,
    ),
    Step(
        "A line that you confirm runs.",
        ((PROMPT, "rm -rf drafts\r"), ("Run it?", "y")),
        lambda folder, seen: "asks before this runs" in seen and not (folder / "drafts").exists(),
    ),
    Step(
        "With s you take the safer command: it stands in the line, and Enter runs it.",
        ((PROMPT, "find . -name '*.jpg' -delete\r"), ("Run it?", "s"), ("-print", "\r")),
        lambda folder, seen: "./photos/beach.jpg" in seen and _photos(folder) == len(_PHOTOS),
    ),
    Step(
        "All of it is on record.",
        ((PROMPT, "shellguard log\r"),),
        lambda _, seen: all(line in seen for line in ("rm -rf photos", "rm -rf drafts", "git push --force")),
    ),
)


@dataclass(frozen=True)
class Scene:
    """A step as it was played: the text that appeared, and whether all was as it should be."""

    step: Step
    seen: str
    went_well: bool


class Tour:
    """Plays the steps one after another in a guarded shell on *stage*.

    Attributes:
        raw: the bytes that the terminal has got, for a picture.
    """

    def __init__(self, stage: Stage, command: Sequence[str]) -> None:
        self._folder = stage.home / "holiday"
        self._furnish(stage.home)
        environment = {**stage.environment(), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        for name in ("NO_COLOR", "LS_COLORS", "COLUMNS", "LINES", "PS1"):
            environment.pop(name, None)
        self._terminal = Terminal([*command, "shell"], environment, self._folder, rows=ROWS, columns=COLUMNS)

    def __enter__(self) -> Tour:
        return self

    def __exit__(self, *_: object) -> None:
        self._terminal.close()

    @property
    def raw(self) -> bytes:
        return bytes(self._terminal.raw)

    @property
    def shown(self) -> str:
        """Everything on the screen, for when something went wrong."""
        return self._terminal.screen.text.strip()

    def begins(self) -> bool:
        """Waits for the first prompt; False when none came."""
        return self._prompt_came(_START_SECONDS)

    def play(self, step: Step) -> Scene:
        """Types one step and looks at what came of it. The prompt is there before and after."""
        terminal = self._terminal
        row = terminal.screen.row_count - 1
        for awaited, keys in step.keys:
            if not self._appeared(awaited, row if awaited == PROMPT else terminal.screen.row_count - 1):
                return Scene(step, self._since(row), False)
            terminal.settle(quiet=0.08)
            terminal.type(keys)
            self._wait_for_change()
        came = self._prompt_came(_STEP_SECONDS)
        seen = self._since(row)
        return Scene(step, seen, came and step.holds(self._folder, seen))

    def _since(self, row: int) -> str:
        lines = self._terminal.screen.since(row).rstrip().split("\n")
        return "\n".join(lines[:-1] if lines[-1].strip() == PROMPT else lines)

    def _appeared(self, text: str, row: int) -> bool:
        return self._terminal.wait_until(lambda: text in self._terminal.screen.since(row), _STEP_SECONDS)

    def _prompt_came(self, seconds: float) -> bool:
        """Whether the last row is a prompt and stays it."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._terminal.settle(quiet=0.12, seconds=1.0)
            if self._terminal.screen.text.split("\n")[-1].strip() == PROMPT:
                return True
        return False

    def _wait_for_change(self) -> None:
        before = len(self._terminal.raw)
        self._terminal.wait_until(lambda: len(self._terminal.raw) > before, _STEP_SECONDS)

    def _furnish(self, home: Path) -> None:
        (home / ".bashrc").write_text("PS1='\\w$ '\nHISTFILE=~/.history\n", encoding="utf-8")
        for folder, names in (("photos", _PHOTOS), ("drafts", ("letter.txt", "speech.txt"))):
            (self._folder / folder).mkdir(parents=True)
            for name in names:
                (self._folder / folder / name).write_text(name * 40, encoding="utf-8")
