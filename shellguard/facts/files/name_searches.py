"""What a program looks for itself by name, in a folder and all below: `find . -name '*.log'`."""

from __future__ import annotations

from dataclasses import dataclass

from shellguard.effects.context import BY_NAME, find_roots
from shellguard.facts.deadline import Deadline
from shellguard.facts.files.tree import Walk, entries
from shellguard.facts.name_pattern import fits
from shellguard.parsing.script import SimpleCommand

_MOST = 2_000
_APART = frozenset(("!", "(", ")", ",", "-o", "-or", "-not"))


@dataclass(frozen=True, slots=True)
class Name:
    """A test of a name.

    Attributes:
        pattern: what it has to be.
        by_path: the path from the folder on has to be that; a `*` takes a / too.
        folds: whether small and capital letters are the same to it.
    """

    pattern: str
    by_path: bool = False
    folds: bool = False

    def fits(self, path: str) -> bool:
        """Whether something is found at this path, which begins with the folder as it is written."""
        pattern = self.pattern
        if self.folds:
            path, pattern = path.casefold(), pattern.casefold()
        return fits(path if self.by_path else path.rpartition("/")[2], pattern)


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a program looks for itself, in a folder (as written) and all below: names that all have to fit."""

    folder: str
    names: tuple[Name, ...]

    @classmethod
    def of(cls, text: str) -> Lookup:
        """`logs/*.log`, looked for in `logs`."""
        folder, _, name = text.rpartition("/")
        return cls(folder or ("/" if text[:1] == "/" else "."), (Name(name),))

    @property
    def only(self) -> str:
        """The name, where it is one and compared as written; else empty."""
        plain = [name.pattern for name in self.names if not name.by_path and not name.folds]
        return plain[0] if len(plain) == len(self.names) == 1 else ""

    def below(self, root: str, deadline: Deadline) -> tuple[list[str], bool]:
        """What it finds below `root`, as far as time allows, and whether that is all of it.

        What a folder of that name holds goes with it. Half of the time left is kept for what was found.
        """
        walk = Walk()
        found: list[str] = []
        skip: set[str] = set()
        for entry, _ in entries(root, Deadline(deadline.remaining_ms / 2), walk, skip):
            path = self.folder + entry.path[len(root) :]
            if not all(name.fits(path) for name in self.names):
                continue
            if len(found) == _MOST:
                return found, False
            found.append(entry.path)
            skip.add(entry.path)
        return found, walk.complete


def lookups(find: SimpleCommand) -> dict[str, Lookup]:
    """What a `find` looks for, by its targets as written: `./photos` of `find . -name photos`."""
    words = find.words
    names = {
        words[index + 1].text: Name(
            words[index + 1].text, not word.text.endswith("name"), word.text.startswith("-i")
        )
        for index, word in enumerate(words[:-1])
        if word.text in BY_NAME
    }
    apart = any(word.text in _APART for word in words)
    together = tuple(names.values())
    return {
        f"{root.text}/{text}": Lookup(root.text, (name,) if apart else together)
        for root in find_roots(find)
        for text, name in names.items()
    }
