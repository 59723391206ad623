"""What is asked of a repository for one effect of git, and the words of the answers."""

from __future__ import annotations

from dataclasses import dataclass

from shellguard.effects.effect import Effect, TargetKind
from shellguard.facts.deadline import Deadline
from shellguard.facts.files.survey import Surveyor
from shellguard.facts.git.commit_in_line import Put
from shellguard.facts.name_pattern import fits
from shellguard.facts.repository.repository import Repository
from shellguard.parsing.nested.wrapping import valued_before
from shellguard.parsing.script import Hole, SimpleCommand, Word

_MOST_NAMED = 3
_TAKING = valued_before("git")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of which repository.

    `words` are those of the command, without the options in front of the subcommand, which are `front`.
    `handed` are the branches or tags that another git hands to it by name; None where it names its own.
    `kept` tells which parts the line itself keeps first: `changes`, `commits`; `put` which paths;
    `unstaged` are the paths that it takes out of the index first.
    `alone`: the line does nothing else. `rewritten`: it may move branches before the command. `home`: whose
    settings count.
    """

    effect: Effect
    repository: Repository
    folder: str
    surveyor: Surveyor
    deadline: Deadline
    ignored_too: bool = False
    ignored_only: bool = False
    left: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    front: tuple[str, ...] = ()
    handed: tuple[str, ...] | None = None
    kept: frozenset[str] = frozenset()
    alone: bool = False
    rewritten: bool = False
    home: str = ""
    put: tuple[Put, ...] = ()
    unstaged: tuple[str, ...] = ()

    def is_left(self, path: str) -> bool:
        """Whether a pattern on the line keeps a path, or a folder above it."""
        parts = path.split("/")
        return any(
            fits(part, pattern) or fits("/".join(parts[: index + 1]), pattern)
            for pattern in self.left
            for index, part in enumerate(parts)
        )

    @property
    def names(self) -> list[str]:
        """What the command names that is no path: branches, refs."""
        kinds = (TargetKind.NAME, TargetKind.OTHER)
        if self.handed is not None:
            return list(self.handed)
        return [t.text for t in self.effect.targets if t.kind in kinds and t.word.known]

    @property
    def option(self) -> str:
        """The ref that the command goes to, "" when none is named."""
        return self.effect.options.get("ref", "")


def parted(command: SimpleCommand | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The options of a command in front of its subcommand, and its words without them."""
    words = tuple(word.text for word in command.words) if command is not None else ()
    place = 1
    while words[place : place + 1] and words[place].startswith("-"):
        place += 1 + (words[place] in _TAKING)
    return words[1:place], words[:1] + words[place:]


def above_pattern(word: Word) -> str | None:
    """A path as written; of a pattern the folder that all it fits lies in; None when it is not known."""
    if word.known:
        return word.text
    holes = [piece.hole is not Hole.NONE for piece in word.pieces]
    if any(piece.hole not in (Hole.NONE, Hole.GLOB) for piece in word.pieces):
        return None
    before = "".join(piece.text for piece in word.pieces[: holes.index(True)])
    return before.rpartition("/")[0] or ("/" if before.startswith("/") else ".")


def named(paths: list[str]) -> str:
    """The first few of them by name."""
    if len(paths) <= _MOST_NAMED:
        return ", ".join(paths)
    return f"{', '.join(paths[:_MOST_NAMED])} and {len(paths) - _MOST_NAMED} more"


def counted(number: int, one: str, many: str = "") -> str:
    """`2 commits`."""
    return f"1 {one}" if number == 1 else f"{number} {many or one + 's'}"


def are(number: int) -> str:
    """`is` or `are`."""
    return "is" if number == 1 else "are"
