"""`fd`: what it looks for, and the commands that it runs for what it finds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shellguard.parsing.output.flow import Flow
from shellguard.parsing.output.listed import under
from shellguard.parsing.script import Nested, NestedKind, Piece, SimpleCommand, Word

if TYPE_CHECKING:
    from shellguard.parsing.roles import ScriptFinder

_RUNS = frozenset(("-x", "-X", "--exec", "--exec-batch"))
_VALUES = frozenset((
    "-e", "--extension", "-t", "--type", "-E", "--exclude", "-d", "--max-depth", "--min-depth",
    "--exact-depth", "-S", "--size", "--changed-within", "--changed-before", "-o", "--owner", "-c", "--color",
    "-j", "--threads", "--max-results", "--batch-size", "--ignore-file", "-C", "--base-directory",
    "--search-path", "--path-separator", "--and", "--newer", "--older",
))  # fmt: skip
_FOLDERS = frozenset(("--search-path", "-C", "--base-directory"))
_GLOBBING = frozenset(("-g", "--glob"))
_PLACE = re.compile(r"\{(?:/?\.?|//)\}")
_LITERAL = re.compile(r"[\w -]+\Z")
_DOTTED = re.compile(r"[\w .-]*\w{2}[\w .-]*\Z")  # where a dot stands for any sign
_ENDING = re.compile(r"(?:\.\*)?\\\.([\w-]+)\$\Z")


def searched(command: SimpleCommand) -> tuple[Word, ...]:
    """The folders that it goes through, each joined with the names that it looks for."""
    roots, names = _parts(command.words)
    return tuple(_joined(root, name) for root in roots for name in names)


def fd(nester: ScriptFinder, command: SimpleCommand, stdin: Flow) -> list[Nested]:
    """The commands of -x and -X; without a `{}` what was found stands behind the last word."""
    words = command.words
    found = []
    place = 1
    while place < len(words):
        if words[place].text not in _RUNS:
            place += 1
            continue
        end = next((n for n in range(place + 1, len(words)) if words[n].text == ";"), len(words))
        inner = words[place + 1 : end]
        if inner:
            files = tuple(under(root) for root in _parts(words)[0])
            places = [n for n, word in enumerate(inner) if _PLACE.fullmatch(word.text)]
            filled = tuple(new for n, word in enumerate(inner) for new in (files if n in places else (word,)))
            within = any(_PLACE.search(word.text) for word in inner)
            run = filled if within else (*inner, *files)
            found.append(nester.wrap(run, NestedKind.WRAPPER, "fd", stdin))
        place = end + 1
    return found


def _parts(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[str, ...]]:
    """The folders, and the names as globs."""
    operands: list[Word] = []
    folders: list[Word] = []
    endings: list[str] = []
    options = set()
    place = 1
    while place < len(words) and words[place].text not in _RUNS:
        text = words[place].text
        if not text.startswith("-") or text == "-":
            operands.append(words[place])
        elif text in _VALUES:
            place += 1
            if place < len(words) and text in _FOLDERS:
                folders.append(words[place])
            elif place < len(words) and text in ("-e", "--extension"):
                endings.append(words[place].text.lstrip("."))
        else:
            options.add(text)
        place += 1
    texts = [word.text for word in words]
    only_folders = any(texts[n : n + 2] in (["-t", "d"], ["--type", "d"]) for n in range(len(texts)))
    pattern, *rest = operands or [_dot()]
    roots = (*rest, *folders) or (_dot(),)
    if endings:
        return roots, tuple(f"*.{ending}" for ending in endings)
    return roots, (_glob(pattern.text, bool(options & _GLOBBING), only_folders),)


def _glob(pattern: str, globbing: bool, only_folders: bool) -> str:
    if globbing or (only_folders and _LITERAL.match(pattern)):  # a folder's name is seldom part of another's
        return pattern
    ending = _ENDING.match(pattern)
    if ending:
        return f"*.{ending[1]}"
    return f"*{pattern.replace('.', '?')}*" if _DOTTED.match(pattern) else "*"


def _dot() -> Word:
    return Word(".", (Piece("."),))


def _joined(root: Word, name: str) -> Word:
    return Word(f"{root.source}/{name}", (*root.pieces, Piece("/"), Piece(name)), root.span)


SPECIAL = {"fd": fd}
