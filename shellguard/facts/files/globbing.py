"""What a bash pattern matches, within a budget. A list that was cut short is not given: half is none."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache

from shellguard.facts.deadline import Deadline
from shellguard.parsing.words.patterns import CHARACTER_CLASSES

MOST_MATCHES = 5_000
_MOST_SEEN = 100_000
_CLASS = re.compile(r"\[:(\w+):\]")
_GROUP_END = {"?": ")?", "*": ")*", "+": ")+", "@": ")"}


class _TooMuchError(Exception):
    """The budget ended, or there are more matches than are worth listing."""


def matches(pattern: str, folder: str, options: frozenset[str], deadline: Deadline) -> tuple[str, ...] | None:
    """The paths that `pattern` stands for, sorted, written as the pattern is (relative ones stay relative).

    `folder` is where relative patterns begin; `options` are the shell's (dotglob, extglob, globstar,
    nocaseglob). None when it could not be found out within the budget.
    """
    if "\0" in pattern or (not pattern.startswith("/") and not folder):
        return None
    rooted = pattern.startswith("/")
    parts = [part for part in pattern.split("/") if part]
    state = _Search(options, deadline)
    begin = ("/", "/") if rooted else (folder, "")
    try:
        found = list(state.search(begin[0], begin[1], parts))
    except (_TooMuchError, re.error):
        return None
    if pattern.endswith("/"):
        found = [path + "/" for path in found if os.path.isdir(_at(folder, path))]
    return tuple(sorted(set(found)))


def _at(folder: str, path: str) -> str:
    return path if path.startswith("/") else f"{folder}/{path}"


class _Search:
    def __init__(self, options: frozenset[str], deadline: Deadline) -> None:
        self._dots = "dotglob" in options
        self._extended = "extglob" in options
        self._stars = "globstar" in options
        self._folds = "nocaseglob" in options
        self._deadline = deadline
        self._seen = 0
        self._found = 0

    def search(self, folder: str, written: str, parts: list[str]) -> Iterator[str]:
        if not parts:
            self._found += 1
            if self._found > MOST_MATCHES:
                raise _TooMuchError
            yield written
            return
        part, rest = parts[0], parts[1:]
        if part == "**" and self._stars:
            if not rest and written:
                yield written + "/"
            yield from self._deep(folder, written, rest)
            return
        plain = _plain(part)
        if plain is not None:
            place = f"{folder.rstrip('/')}/{plain}"
            if os.path.lexists(place):
                yield from self.search(place, _joined(written, plain), rest)
            return
        wanted = _compiled(part, self._extended, self._folds)
        hidden = self._dots or part.startswith((".", "\\."))
        for entry in self._entries(folder):
            name = entry.name
            if (name.startswith(".") and not hidden) or not wanted.fullmatch(name):
                continue
            if rest and not entry.is_dir():
                continue
            yield from self.search(entry.path, _joined(written, name), rest)

    def _deep(self, folder: str, written: str, rest: list[str]) -> Iterator[str]:
        """`**`: this folder and every one below it, not through links."""
        if rest:
            yield from self.search(folder, written, rest)
        for entry in self._entries(folder):
            if entry.name.startswith(".") and not self._dots:
                continue
            name = _joined(written, entry.name)
            if not rest:
                yield from self.search(entry.path, name, [])
            if entry.is_dir(follow_symlinks=False):
                yield from self._deep(entry.path, name, rest)

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        if self._deadline.expired:
            raise _TooMuchError
        listing = []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    self._seen += 1
                    if self._seen > _MOST_SEEN or (self._seen % 64 == 0 and self._deadline.expired):
                        raise _TooMuchError
                    listing.append(entry)
        except PermissionError as error:
            raise _TooMuchError from error  # whoever runs the line may see more
        except OSError:
            return []
        return listing


def _joined(written: str, name: str) -> str:
    return f"{written}{name}" if not written or written.endswith("/") else f"{written}/{name}"


def _plain(part: str) -> str | None:
    """The part without its backslashes when it holds no pattern, else None."""
    out, index = [], 0
    while index < len(part):
        char = part[index]
        if char == "\\" and index + 1 < len(part):
            index += 1
            char = part[index]
        elif char in "*?[" or part[index : index + 2] in ("@(", "+(", "!("):
            return None
        out.append(char)
        index += 1
    return "".join(out)


@lru_cache(maxsize=512)
def _compiled(part: str, extended: bool, folds: bool) -> re.Pattern[str]:
    """One part of a bash pattern as a regular expression for whole names. May raise re.error."""
    out: list[str] = []
    ends: list[str] = []
    index = 0
    while index < len(part):
        char = part[index]
        following = part[index + 1 : index + 2]
        if char == "\\" and following:
            out.append(re.escape(following))
            index += 1
        elif extended and char in "?*+@!" and following == "(":
            index = _open_group(part, index, char, out, ends)
        elif ends and char == "|":
            out.append("|")
        elif ends and char == ")":
            out.append(ends.pop())
        elif char in "*?":
            out.append(".*" if char == "*" else ".")
        elif char == "[":
            index = _bracket(part, index, out)
        else:
            out.append(re.escape(char))
        index += 1
    return re.compile("".join(out) + "".join(reversed(ends)), re.DOTALL | (re.IGNORECASE if folds else 0))


def _open_group(part: str, index: int, char: str, out: list[str], ends: list[str]) -> int:
    if char != "!":
        out.append("(?:")
        ends.append(_GROUP_END[char])
        return index + 1
    close = part.find(")", index)
    if close < 0:
        raise re.error("an open group")
    choices = part[index + 2 : close].split("|")
    rest = _compiled(part[close + 1 :], True, False).pattern
    inner = "|".join(_compiled(choice, True, False).pattern for choice in choices)
    out.append(f"(?!(?:{inner}){rest}\\Z).*")
    return close


def _bracket(part: str, index: int, out: list[str]) -> int:
    """A bracket expression, up to the place of its end; without an end it is a plain `[`."""
    position = index + 1
    negated = part[position : position + 1] in ("!", "^")
    position += negated
    inner: list[str] = []
    first = position
    while position < len(part):
        char = part[position]
        named = _CLASS.match(part, position)
        if named:
            inner.append(CHARACTER_CLASSES.get(named[1], ""))
            position = named.end()
            continue
        if char == "]" and position > first:
            out.append(f"[{'^' if negated else ''}{''.join(inner)}]")
            return position
        inner.append("-" if char == "-" else re.escape(char))
        position += 1
    out.append(r"\[")
    return index
