"""Folders of this machine that a container is given: what is done to them in there is done here. Pure."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from shellguard.effects.effect import RUNNING, Effect, EffectKind, Target, TargetKind
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Hole, Piece, Script, SimpleCommand

_ENGINES = knowledge("families").names("container_engines")
_STARTING = frozenset(("run", "create"))
_BINDING = frozenset(("-v", "--volume"))
_FOLDERS = frozenset(("-w", "--workdir"))
_OTHERS = ("--volumes-from", "--privileged", "--device", "--cap-add")
# Short options together, and a value that stands at its option: `-itv /a:/b`, `-vdata:/b`.
_TOGETHER = re.compile(r"-[ditPq]*([vw])(.*)\Z", re.DOTALL)
_TAKING = frozenset((EffectKind.DELETE, EffectKind.OVERWRITE, EffectKind.MOVE))


@dataclass(frozen=True, slots=True)
class _Given:
    """What a container sees of this machine.

    Attributes:
        binds: (a path in the container, the path here as written), the longest of the first in front.
        kept: paths in the container of what else stays when it ends; None where not all of that is known.
        folder: where it begins, in the container.
    """

    binds: tuple[tuple[str, str], ...]
    folder: str
    kept: tuple[str, ...] | None = ()

    def stays_within(self, target: Target) -> bool:
        """Whether a target is a path of the container alone: at, in or above nothing that outlives it."""
        begins = target.word.pieces[0]
        if self.kept is None or target.kind is not TargetKind.PATH or not begins.text.startswith("/"):
            return False
        text = begins.text if target.word.known else begins.text.rpartition("/")[0]
        there = posixpath.normpath(text or "/").rstrip("/") + "/"
        outlive = (f"{path.rstrip('/')}/" for path in (*self.kept, *(bind[0] for bind in self.binds)))
        return not any(path.startswith(there) or there.startswith(path) for path in outlive)


def seen_from_here(effects: list[Effect], script: Script) -> tuple[Effect, ...]:
    """The effects; what is done to a folder that a container is given is done to files of this machine."""
    if not any(effect.inside and effect.kind in _TAKING for effect in effects):
        return tuple(effects)
    given = [(command, given) for command, _ in script.walk() if (given := _given(command)) is not None]
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
        if all(one.stays_within(target) for target in effect.targets):
            return replace(effect, inside=effect.inside.removesuffix(RUNNING))
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


def _given(command: SimpleCommand) -> _Given | None:
    if command.program not in _ENGINES:
        return None
    first = [word.text for word in command.words[1:3]]
    if _STARTING.isdisjoint(first) or "compose" in first:  # its files tell what a service is given
        return None
    binds: list[tuple[str, str]] = []
    kept: list[str | None] = []
    folder = ""
    for option, value in _options(command):
        if option in _FOLDERS:
            folder = value or ""
            continue
        if value is None:
            kept.append(None)
            continue
        bind, there = _bind(value) if option in _BINDING else _mount(value)
        if bind:
            binds.append(bind)
        else:
            kept += [] if there == "" else [there]
    known = sorted(binds, key=lambda bind: -len(bind[0]))
    paths = tuple(path for path in kept if path is not None)
    return _Given(tuple(known), folder, paths if len(paths) == len(kept) else None)


def _options(command: SimpleCommand) -> Iterator[tuple[str, str | None]]:
    """The options that tell what the container sees, each with its value; None where that is not known."""
    for word, after in pairwise(command.words):
        name, equals, value = word.text.partition("=")
        if together := _TOGETHER.match(word.text):
            name, value = f"-{together[1]}", together[2].removeprefix("=")
            equals = value
        if name in _BINDING | _FOLDERS | {"--mount"}:
            told = word.known if equals else after.known
            yield name, (value if equals else after.text) if told else None
        elif word.text.startswith(_OTHERS):
            yield "--mount", None


def _bind(value: str) -> tuple[tuple[str, str] | None, str | None]:
    """A folder of this machine and its place, or the place of what else is kept; "" for nothing of either."""
    here, colon, rest = value.partition(":")
    there, _, options = rest.partition(":")
    if not colon:
        return None, ""  # a volume of its own, made with the container
    if "ro" in options.split(","):
        return None, ""
    if not there.startswith("/"):
        return None, None
    if not here.startswith(("/", "./", "../", ".")):
        return None, posixpath.normpath(there)
    return (posixpath.normpath(there), here), None


def _mount(value: str) -> tuple[tuple[str, str] | None, str | None]:
    told = dict(part.partition("=")[::2] for part in value.split(","))
    here, there = told.get("source") or told.get("src"), told.get("target") or told.get("dst")
    if not there or "readonly" in told or "ro" in told or told.get("type") == "tmpfs":
        return None, "" if there else None
    there = posixpath.normpath(there)
    return ((there, here), None) if told.get("type") == "bind" and here else (None, there)
