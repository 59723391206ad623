"""Which paths the words of a line stand for, as the kernel would resolve them."""

from __future__ import annotations

import itertools
import os
import re
from dataclasses import replace

from shellguard.effects.effect import Effect, Target, TargetKind
from shellguard.effects.packs.places import TILDE_ITSELF
from shellguard.facts.contents import text_of
from shellguard.facts.files.places import contains
from shellguard.facts.repository.repository import repository_of
from shellguard.parsing.records import record
from shellguard.parsing.script import Hole, Piece, Word
from shellguard.parsing.shell_state import ShellState

MOST_READINGS = 32
_OF_LINK = re.compile(r"(realpath|readlink -[fem]|readlink) (?:-- )?[\"']?([\w./@+-]+)[\"']?")
_EXPANDED = re.compile(r"[\"'\\$`{]")
_OF_FILE = re.compile(r"[$(`]*(?:cat |<) ?([\w./-]+)[`)]")


@record
class Place:
    """One path that a target may mean.

    Attributes:
        path: absolute and normal; "" when it can't be known; starts with "~" where the home is not known.
        pattern: what follows `path` is a pattern (`*.log`, `*/build`), or "".
        follows: a slash at the end makes a link stand for what it points to.
    """

    path: str = ""
    pattern: str = ""
    follows: bool = False


def places_of(target: Target, effect: Effect, shell: ShellState) -> tuple[Place, ...]:
    """The readings of a target; empty when it is no path, or one on another machine or in a container."""
    if target.kind not in (TargetKind.PATH, TargetKind.DEVICE) or effect.host or effect.inside:
        return ()
    base = folder_of(effect, shell)
    there = shell if shell.cwd == base else replace(shell, cwd=base)
    return tuple(place_of(text, pattern, base) for text, pattern in _readings(target.word, there))


def folder_of(effect: Effect, shell: ShellState) -> str:
    """The folder that relative targets of an effect are relative to; "" when it is not known."""
    if effect.cwd is None:
        return ""
    if effect.cwd.startswith("/") or not effect.cwd:
        return effect.cwd or shell.cwd
    return os.path.join(shell.cwd, effect.cwd) if shell.cwd else ""


def standing(effect: Effect, shell: ShellState, path: str) -> ShellState:
    """The shell as an effect finds it: with no folder, once a `cd` of the line has led out of its own."""
    folder = normal(folder_of(effect, shell) or "/")
    stays = effect.cwd is not None and contains(shell.cwd, folder)
    return shell if stays or contains(path, folder) else replace(shell, cwd="")


def place_of(text: str, pattern: bool, base: str) -> Place:
    """One text as a path below `base` ("" when not known). `pattern` tells that the text holds a glob."""
    if not text or "\0" in text:
        return Place()
    if text[0] not in "/~" or (text[0] == "~" and text[1:2] not in ("", "/")):
        if not base:
            return Place()
        text = f"{base}/{text}"
    follows = len(text) > 1 and text.endswith("/")
    if not pattern:
        return Place(path=normal(text), follows=follows)
    parts = text.rstrip("/").split("/")
    first = next(index for index, part in enumerate(parts) if has_pattern(part))
    folder = normal("/".join(parts[:first]) or "/")
    return Place(path=folder, pattern="/".join(parts[first:]), follows=follows)


def below_home(word: Word) -> bool:
    """Whether a word is known, but for where the home folder lies (`~/.vimrc`)."""
    return word.known or all(
        piece.hole is Hole.NONE or (piece.name == "HOME" and place == 0)
        for place, piece in enumerate(word.pieces)
    )


def normal(path: str) -> str:
    """`path` without `.`, doubled slashes and `..`; the latter through links where they exist."""
    if ".." in path and path.startswith("/") and "/../" in f"{path}/":
        head, _, tail = f"{path}/".rpartition("/../")
        path = os.path.join(os.path.realpath(head + "/.."), tail.lstrip("/"))
    tidy = os.path.normpath(path)
    return tidy[1:] if tidy.startswith("//") else tidy


def has_pattern(text: str) -> bool:
    """Whether a part of a path holds a character that bash's globs give a meaning."""
    return any(sign in text for sign in "*?[") or any(f"{sign}(" in text for sign in "@+!")


def opened(target: Target) -> Target:
    """A pattern that was compared with another folder stands for itself again."""
    word = target.word
    if target.kind is not TargetKind.PATH or not has_pattern(word.source) or _EXPANDED.search(word.source):
        return target
    return replace(target, word=Word(word.source, (Piece(word.source, Hole.GLOB),), word.span))


def _readings(word: Word, shell: ShellState) -> list[tuple[str, bool]]:
    """Every (text, holds a glob) that the word may become; a word with an open hole has none."""
    choices: list[tuple[str, ...]] = []
    glob = False
    for index, piece in enumerate(word.pieces):
        values = _values(piece, index == 0, shell)
        if not values:
            return []
        glob = glob or piece.hole is Hole.GLOB
        choices.append(values)
    combined = itertools.islice(itertools.product(*choices), MOST_READINGS)
    itself = "./" if word.source[:2] in TILDE_ITSELF else ""
    texts = [itself + "".join(parts) for parts in combined]
    return [(text, glob and has_pattern(text)) for text in texts]


def _values(piece: Piece, first: bool, shell: ShellState) -> tuple[str, ...]:
    if piece.hole is Hole.NONE:
        text = piece.text
        if first and not piece.quoted and (text == "~" or text.startswith("~/")) and shell.home:
            return (shell.home + text[1:],)
        return (text,)
    if piece.hole is Hole.GLOB:
        return (piece.text,)
    if piece.candidates:
        return piece.candidates
    if piece.hole is Hole.VARIABLE and piece.name == "HOME" and first:
        return (shell.home or "~",)
    if piece.hole is Hole.VARIABLE and piece.name == "PWD" and shell.cwd:
        return (shell.cwd,)
    if piece.hole is Hole.SUBSTITUTION and shell.cwd:
        parted = piece.quoted or "IFS" in shell.variables
        return _folder_said(piece.text, shell.cwd) or (() if parted else _names_in(piece.text, shell.cwd))
    return ()


def _names_in(text: str, cwd: str) -> tuple[str, ...]:
    """The names that a list holds: of `$(cat list.txt)` and `$(<list.txt)`; none where they are many."""
    found = _OF_FILE.fullmatch(text)
    names = tuple(text_of(os.path.join(cwd, found[1])).split()) if found else ()
    return names if len(names) <= MOST_READINGS and not any(map(has_pattern, names)) else ()


def _folder_said(text: str, cwd: str) -> tuple[str, ...]:
    """The folder that a substitution says: the one the shell is in, or the top of its repository."""
    said = " ".join(text.strip("`").removeprefix("$(").removesuffix(")").split())
    if said in ("pwd", "pwd -P", "realpath .", "readlink -f ."):
        return (cwd,)
    if said == "git rev-parse --show-toplevel":
        repository = repository_of(cwd)
        return (repository.root,) if repository is not None else ()
    link = _OF_LINK.fullmatch(said)
    return _led_to(os.path.join(cwd, link[2]), whole=link[1] != "readlink") if link else ()


def _led_to(path: str, *, whole: bool) -> tuple[str, ...]:
    """Where a link leads, as `readlink` says it or to its end."""
    try:
        if not os.path.lexists(path):
            return ()
        return (os.path.realpath(path),) if whole else (os.readlink(path),)
    except (OSError, ValueError):
        return ()
