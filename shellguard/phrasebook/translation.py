"""What the phrasebook is told of where a request was typed, and what it answers."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field


class _Everything:
    """Holds every name: for when nobody looked which programs there are."""

    def __contains__(self, _name: object) -> bool:
        return True


EVERYTHING: Container[str] = _Everything()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a request was typed. All of it is optional; what is not known is assumed usual.

    Attributes:
        folder: the current folder, absolute; "" when not known.
        home: the person's home folder, absolute; "" when not known.
        system: "linux" or "macos".
        package_manager: "apt", "dnf", "yum", "pacman", "zypper", "apk", "brew"; "" when not known.
        programs: the names of programs that exist; anything that answers `name in programs`.
        branch: the git branch of the folder, None outside a repository or when not known.
        entries: names of what stands in the folder; they tell a bare word that names a file from any other.
    """

    folder: str = ""
    home: str = ""
    system: str = "linux"
    package_manager: str = ""
    programs: Container[str] = field(default=EVERYTHING)
    branch: str | None = None
    entries: Container[str] = ()


@dataclass(frozen=True, slots=True)
class Translation:
    """A command line for a request; nothing of it has been judged.

    Attributes:
        command: the whole line, its values quoted for the shell.
        confidence: 0-1, how much of the request the line accounts for.
        explanation: one line that says what it does.
        family: the stable id of what recognised it, such as `find.delete` or `git.undo-commit`.
        questions: what was not said and is assumed, one sentence each.
    """

    command: str
    confidence: float
    explanation: str
    family: str
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A request and its command, as the phrasebook's own data states them."""

    request: str
    command: str
