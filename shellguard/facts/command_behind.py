"""The command behind an effect: words that effects need not carry, such as the folder that git is sent to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from itertools import pairwise

from shellguard.effects.effect import Effect, EffectKind
from shellguard.effects.putting_programs import COPYING, INSTALLING, LINKING, MIRRORING, SENDING
from shellguard.facts.files.resolve import below_home
from shellguard.facts.writing.copies_over import FETCHED, TOOLS_OUTPUT, mirrors
from shellguard.parsing.script import Hole, Script, SimpleCommand, Span, Word

_PUTTING = COPYING | INSTALLING | LINKING | MIRRORING | SENDING
_WITH_FOLDERS = {
    "cp": re.compile("--parents"),
    "rsync": re.compile("-[a-zA-Z]*R[a-zA-Z]*|--relative"),
}
"""Options by which the folders above come along; `././` in front of a path tells so."""
ANY = ""  # the first command at a place, for effects of what it runs (`python manage.py …`)
_AS_IT_IS = re.compile("-[a-zA-Z]*T[a-zA-Z]*|--no-target-directory")
_TAKING = {"install": ("-m", "-o", "-g", "-S", "--mode", "--owner", "--group")}
Matching = Callable[[str], tuple[str, ...] | None]
"""The paths that a pattern of the line stands for; None where that is not known."""
PLACES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
"""Variables that send git to another repository than that of the folder."""
SETTINGS = ("GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_GLOBAL", "XDG_CONFIG_HOME")
"""Variables that give git other settings than those of the repository and the home."""


def command_of(effect: Effect, script: Script | None) -> SimpleCommand | None:
    """The simple command that an effect comes from, or None when it can't be told."""
    if script is None or effect.span is None:
        return None
    found = _found(script)
    return found.get((effect.span, effect.program)) or found.get((effect.span, ANY))


# the script that was asked about last and its commands: a long line has many effects of one script
_last: list[tuple[Script | None, dict[tuple[Span, str], SimpleCommand]]] = [(None, {})]


def _found(script: Script) -> dict[tuple[Span, str], SimpleCommand]:
    """The first command at each place with each program's name."""
    before, commands = _last[0]
    if before is script:
        return commands
    made: dict[tuple[Span, str], SimpleCommand] = {}
    for command, _ in script.walk():
        if command.span is not None:
            made.setdefault((command.span, command.program), command)
            made.setdefault((command.span, ANY), command)
    _last[0] = (script, made)
    return made


def put_by(
    effect: Effect, effects: tuple[Effect, ...], script: Script | None, matching: Matching | None = None
) -> tuple[str, ...]:
    """What the command of an effect puts into its last operand, as written.

    `matching` tells what a pattern stands for; without it, or where that is not known, patterns are left out.
    """
    if effect.kind is not EffectKind.OVERWRITE and not mirrors(effect):
        return ()
    moved = _moves(effects).get(effect.span)
    if moved:
        return _each([target.word for one in moved for target in one.targets], matching)
    command = command_of(effect, script)
    if command is not None and effect.rule == FETCHED:
        there = tuple(_as_named_here(word.text) for word in command.words[1:] if ":" in word.text)
        to = {target.text for target in effect.targets}
        # A phone's files are named by their paths alone.
        return there or tuple(w.text for w in command.words[1:] if w.text[:1] == "/" and w.text not in to)
    if command is None or (effect.rule not in TOOLS_OUTPUT and effect.program not in _PUTTING):
        return ()
    over = {_straight(target.text) for target in effect.targets}
    words = [word for word in command.words[1:] if _straight(word.text) not in over]
    if effect.rule in TOOLS_OUTPUT:
        return tuple(word.text for word in words if word.known)
    taking = _TAKING.get(effect.program, ())
    values = {id(after) for word, after in pairwise(command.words) if word.text in taking}
    operands = [word for word in words if not word.text.startswith("-") and id(word) not in values]
    put = _each(operands, matching)
    if command.program in COPYING and any(_AS_IT_IS.fullmatch(word.text) for word in words):
        put = tuple(f"{text.rstrip('/')}/." for text in put)  # a folder takes the place of the last one
    if any(
        _WITH_FOLDERS[command.program].fullmatch(w.text) for w in words if command.program in _WITH_FOLDERS
    ):
        put = tuple(f"{'/' * text.startswith('/')}././{text.lstrip('/')}" for text in put)
    return put


def _straight(text: str) -> str:
    """A path without detours, in which words and the targets that were read from them may differ."""
    flat = posixpath.normpath(text) + "/" * text.endswith("/")
    return "/" + flat.lstrip("/") if flat.startswith("/") else flat


# the effects that were asked about last, and those of them that move something
_last_moves: list[tuple[tuple[Effect, ...], dict[Span | None, list[Effect]]]] = [((), {})]


def _moves(effects: tuple[Effect, ...]) -> dict[Span | None, list[Effect]]:
    """By place, the effects that move something."""
    before, known = _last_moves[0]
    if before is effects:
        return known
    made: dict[Span | None, list[Effect]] = {}
    for effect in effects:
        if effect.kind is EffectKind.MOVE and effect.span is not None:
            made.setdefault(effect.span, []).append(effect)
    _last_moves[0] = (effects, made)
    return made


def _each(words: list[Word], matching: Matching | None) -> tuple[str, ...]:
    """The paths that words name; with `matching` a pattern of which can't be told what it fits stays one."""
    found: list[str] = []
    for word in words:
        if below_home(word):
            found.append(word.text)
            continue
        pattern = {piece.hole for piece in word.pieces} <= {Hole.NONE, Hole.GLOB}
        matches = matching(word.text) if matching is not None and pattern else None
        if matches is None and (matching is None or not pattern):
            return tuple(one.text for one in words if below_home(one))
        found += (word.text,) if matches is None else matches
    return tuple(found)


def _as_named_here(text: str) -> str:
    """`web1:src/notes.md` as what it is called where it is brought to; `web1:src/` brings what is in it."""
    return text if "://" in text else text.partition(":")[2]


def takes_ignored(command: SimpleCommand | None) -> bool:
    """Whether a `git clean` takes ignored files too; what is not known counts as yes."""
    if command is None:
        return True
    return any(re.fullmatch(r"-[A-Za-z]*[xX][A-Za-z]*", word.text) for word in command.words[1:])


def takes_ignored_only(command: SimpleCommand | None) -> bool:
    """Whether a `git clean` leaves alone what git does not ignore."""
    words = command.words[1:] if command is not None else ()
    return any(re.fullmatch(r"-[A-Za-z]*X[A-Za-z]*", word.text) for word in words)


def left_by(command: SimpleCommand | None) -> tuple[str, ...]:
    """What a `git clean` leaves, by the patterns of its `-e`."""
    words = [word.text for word in command.words[1:]] if command is not None else []
    found = []
    for index, text in enumerate(words):
        if text.startswith("--exclude="):
            found.append(text.partition("=")[2])
        elif (text == "--exclude" or re.fullmatch(r"-[A-Za-z]*e", text)) and index + 1 < len(words):
            found.append(words[index + 1])
    return tuple(pattern.strip("/") for pattern in found if pattern.strip("/"))
