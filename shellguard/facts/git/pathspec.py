"""Paths as git reads them on its command line: places, patterns, and those with signs of its own (`:/`)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from glob import escape

from shellguard.effects.effect import TargetKind
from shellguard.facts.files.resolve import has_pattern
from shellguard.facts.git.question import Question, above_pattern
from shellguard.facts.name_pattern import fits
from shellguard.parsing.script import Word

_SHORT = {"/": "top", "!": "exclude", "^": "exclude"}
_NOT_READ = ("[", "\\")
"""Classes of characters and quoted ones: whatever lies below may fit."""


@dataclass(frozen=True, slots=True)
class Pathspec:
    """One path as git reads it.

    Attributes:
        top: the file or folder at or below which all lies that it may mean.
        pattern: what of that it means, from the root of the file system on; "" for all of it.
        excluded: it takes out of what the others mean.
    """

    top: str
    pattern: str = ""
    excluded: bool = False

    def may_mean(self, path: str) -> bool:
        """Whether a path is, or lies in, what it may mean. Without regard to case: settings may say so."""
        if not is_below(path, self.top):
            return False
        if not self.pattern or any(sign in self.pattern.removeprefix(escape(self.top)) for sign in _NOT_READ):
            return True
        pattern, parts = self.pattern.lower(), path.lower().split("/")
        return any(fits("/".join(parts[:end]), pattern) for end in range(len(parts), 1, -1))


@dataclass(frozen=True, slots=True)
class Pathspecs:
    """The paths that a command of git names.

    Attributes:
        meant: those of what is there.
        left: files and folders that are taken out of it.
        known: whether each of them is known.
    """

    meant: tuple[Pathspec, ...]
    left: tuple[str, ...] = ()
    known: bool = True

    def may_mean(self, path: str) -> bool:
        """Whether a path may be among what is meant."""
        return any(one.may_mean(path) for one in self.meant) and not any(
            is_below(path, one) for one in self.left
        )


def is_below(path: str, top: str) -> bool:
    """Whether a path is another one, or lies below it."""
    return path == top or path.startswith(f"{top.rstrip('/')}/")


def pathspecs(question: Question) -> Pathspecs:
    """The paths that the command names; where all of them only take out, the rest is meant."""
    root = question.repository.root
    if any(word.endswith("-pathspecs") for word in question.front):  # they are read in another way
        return Pathspecs((Pathspec(root),))
    words = [target.word for target in question.effect.targets if target.kind is TargetKind.PATH]
    read = [_pathspec(word, question.folder, root) for word in words]
    told = [one for one in read if one is not None]
    meant = [one for one in told if not one.excluded]
    if told and not meant:
        meant = [Pathspec(root)]
    here = tuple(one for one in meant if one.pattern or os.path.lexists(one.top))
    left = tuple(one.top for one in told if one.excluded and not one.pattern)
    return Pathspecs(here, left, len(told) == len(read))


def _pathspec(word: Word, folder: str, root: str) -> Pathspec | None:
    """None for a word that is not known."""
    text = above_pattern(word)
    if text is None:
        return None
    if not word.known:  # a pattern of the shell's
        return Pathspec(root if text.startswith(":") else _joined(folder, text))
    signs, rest = _signs(text)
    base, excluded = root if "top" in signs else folder, "exclude" in signs
    if not rest:
        return Pathspec(root if signs or text else folder, excluded=excluded)
    if "icase" in signs or "attr" in signs:
        return Pathspec(root, _joined(escape(base), rest) if "icase" in signs else "*", excluded)
    if "literal" in signs or not has_pattern(rest):
        return Pathspec(_joined(base, rest), excluded=excluded)
    parts = rest.split("/")
    above = "/".join(parts[: next(n for n, part in enumerate(parts) if has_pattern(part))])
    top = _joined(base, above or ("/" if rest.startswith("/") else "."))
    # `**/` stands for no folder, too
    return Pathspec(top, _joined(escape(base), rest).replace("**/", "*"), excluded)


def _signs(text: str) -> tuple[frozenset[str], str]:
    """The names of git's signs before a path, and the path: `:(top,icase)a` and `:/a`."""
    if text.startswith(":(") and ")" in text:
        names, _, rest = text[2:].partition(")")
        return frozenset(name.partition(":")[0].strip() for name in names.split(",")), rest
    if not text.startswith(":"):
        return frozenset(), text
    end = 1
    while end < len(text) and text[end] in _SHORT:
        end += 1
    return frozenset(_SHORT[sign] for sign in text[1:end]), text[end:].removeprefix(":")


def _joined(folder: str, path: str) -> str:
    return os.path.normpath(os.path.join(folder, path))
