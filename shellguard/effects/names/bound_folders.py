"""Folders of this machine that a container is given: what is done to them in there is done here. Pure."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from shellguard.effects.effect import Effect, EffectKind, Target, TargetKind
from shellguard.parsing.script import Hole, Piece, Script, SimpleCommand

_PROGRAMS = frozenset(("docker", "podman", "nerdctl"))
_STARTING = frozenset(("run", "create"))
_BINDING = frozenset(("-v", "--volume"))
_FOLDERS = frozenset(("-w", "--workdir"))
_TAKING = frozenset((EffectKind.DELETE, EffectKind.OVERWRITE, EffectKind.MOVE))


@dataclass(frozen=True, slots=True)
class _Given:
    """What a container sees of this machine.

    Attributes:
        binds: (a path in the container, the path here as written), the longest of the first in front.
        folder: where it begins, in the container.
    """

    binds: tuple[tuple[str, str], ...]
    folder: str


def seen_from_here(effects: list[Effect], script: Script) -> tuple[Effect, ...]:
    """The effects; what is done to a folder that a container is given is done to files of this machine."""
    if not any(effect.inside and effect.kind in _TAKING for effect in effects):
        return tuple(effects)
    given = [(command, given) for command, _ in script.walk() if (given := _given(command)).binds]
    return tuple(_seen(effect, given) for effect in effects)


def _seen(effect: Effect, given: list[tuple[SimpleCommand, _Given]]) -> Effect:
    span = effect.span
    if not effect.inside or effect.kind not in _TAKING or span is None or not effect.targets:
        return effect
    for command, one in given:
        around = command.span
        if around is None or span.start < around.start or span.end > around.end:
            continue
        targets = [_here(target, one) for target in effect.targets]
        if None not in targets:
            known = tuple(target for target in targets if target is not None)
            return replace(effect, targets=known, host="", inside="", cwd="")
    return effect


def _here(target: Target, given: _Given) -> Target | None:
    """A target in the container by its path here; None where it lies in no folder of this machine."""
    pieces = target.word.pieces
    if target.kind is not TargetKind.PATH or pieces[0].hole not in (Hole.NONE, Hole.GLOB):
        return None
    first = pieces[0].text
    relative = not first.startswith("/")
    if relative and (not given.folder or first.startswith("~")):
        return None
    whole = f"{given.folder.rstrip('/')}/{first}" if relative else first
    for there, here in given.binds:
        if f"{whole}/".startswith(there.rstrip("/") + "/"):
            rest = whole[len(there.rstrip("/")) :]
            moved = Piece(here.rstrip("/") + rest or "/", pieces[0].hole, quoted=pieces[0].quoted)
            return replace(target, word=replace(target.word, pieces=(moved, *pieces[1:])))
    return None


def _given(command: SimpleCommand) -> _Given:
    words = command.words
    if command.program not in _PROGRAMS or not any(word.text in _STARTING for word in words[1:3]):
        return _Given((), "")
    binds, folder = [], ""
    for option, value in _options(command):
        if option in _FOLDERS:
            folder = value
        elif option in _BINDING:
            binds.append(_bind(value))
        else:
            binds.append(_mount(value))
    known = sorted((bind for bind in binds if bind), key=lambda bind: -len(bind[0]))
    return _Given(tuple(known), folder)


def _options(command: SimpleCommand) -> Iterator[tuple[str, str]]:
    """The options that tell what the container sees, each with its value, as far as that is known."""
    for word, after in pairwise(command.words):
        name, equals, value = word.text.partition("=")
        if name in _BINDING | _FOLDERS | {"--mount"}:
            told = word.known if equals else after.known
            if told:
                yield name, value if equals else after.text


def _bind(value: str) -> tuple[str, str] | None:
    here, colon, rest = value.partition(":")
    there, _, options = rest.partition(":")
    if not colon or not here.startswith(("/", "./", "../", ".")) or "ro" in options.split(","):
        return None
    return (posixpath.normpath(there), here) if there.startswith("/") else None


def _mount(value: str) -> tuple[str, str] | None:
    told = dict(part.partition("=")[::2] for part in value.split(","))
    here, there = told.get("source") or told.get("src"), told.get("target") or told.get("dst")
    if told.get("type") != "bind" or not here or not there or "readonly" in told or "ro" in told:
        return None
    return posixpath.normpath(there), here
