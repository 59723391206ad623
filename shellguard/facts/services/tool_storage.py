"""Where tools keep what a line removes by another name than a path, and whether anything lies there."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from shellguard.effects.effect import Effect
from shellguard.facts.contents import holds_nothing, text_of
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.resolve import place_of
from shellguard.facts.machine.process_table import process_of
from shellguard.knowledge.loading import load
from shellguard.parsing.script import SimpleCommand
from shellguard.parsing.shell_state import ShellState

_NAMED = re.compile(r"\{([^{}]+)\}")
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")
_MOST_LOOKED_AT = 400
_HISTORY = "its own history keeps what is removed"


class _NotKnownError(Exception):
    """Where it lies can't be told."""


def stored_variables(effects: tuple[Effect, ...]) -> frozenset[str]:
    """The variables of a shell that tell where what these effects remove is kept."""
    stores = [store for effect in effects if (store := _store_of(effect)) is not None]
    told = (
        name
        for store in stores
        for text in (*store["at"], *store.get("unless", ()), store.get("history", ""))
        for found in _NAMED.findall(text)
        for name in found.split("|")
    )
    others = (name for store in stores for name in store.get("elsewhere", ()))
    return frozenset(name for name in (*told, *others) if _VARIABLE.fullmatch(name))


def is_stored(effect: Effect) -> bool:
    """Whether it is known where what the effect removes is kept."""
    return _store_of(effect) is not None


def stored(deed: Deed) -> TargetFacts | None:
    """What is kept where a tool keeps what the effect removes; None where that is not known."""
    store = _store_of(deed.effect)
    if store is None or _is_elsewhere(store, deed.command, deed.shell):
        return None
    root = (os.getuid() if deed.shell.uid is None else deed.shell.uid) == 0
    if (deed.effect.privileged and not store.get("as_root")) or (root and store.get("not_root")):
        return None
    try:
        if any(
            map(
                os.path.lexists,
                _places(store.get("unless", []), deed.effect, deed.command, deed.folder, deed.shell),
            )
        ):
            return None
        kept = (
            _places([store["history"]], deed.effect, deed.command, deed.folder, deed.shell)
            if "history" in store
            else ()
        )
        history = next((place for place in kept if os.path.isdir(place)), "")
        places = list(_places(store["at"], deed.effect, deed.command, deed.folder, deed.shell))
    except _NotKnownError:
        return None
    held = [_held(place, deed.deadline, bool(store.get("numbers"))) for place in places]
    if not places or None in held:
        return None
    files = sum(one for one in held if one)
    if not files:
        return TargetFacts(places[0], recovery=Recovery.NOTHING_LOST, reason=store["nothing"])
    if history:
        return TargetFacts(places[0], recovery=Recovery.TRACKED, reason=_HISTORY)
    return None


def _store_of(effect: Effect) -> dict[str, Any] | None:
    stores: list[dict[str, Any]] = load("stored")["store"]
    return next(
        (
            one
            for one in stores
            if effect.program in one["programs"] and re.fullmatch(one["rules"], effect.rule)
        ),
        None,
    )


def _is_elsewhere(store: dict[str, Any], command: SimpleCommand, shell: ShellState) -> bool:
    """Whether an option, or a variable, sends the tool to another place than its own."""
    others = store.get("elsewhere", ())
    if command.assignments:
        return True
    if any(shell.variables.get(name) for name in others):
        return True
    return any(word.text.partition("=")[0] in others for word in command.words[1:])


def _places(
    texts: list[str], effect: Effect, command: SimpleCommand, folder: str, shell: ShellState
) -> Iterator[str]:
    """The paths that the texts of a store stand for, one for each target where they name one."""
    for text in texts:
        names = (
            [""] if not _names_target(text) else [target.word.value for target in effect.targets] or [None]
        )
        for name in names:
            whole = _NAMED.sub(lambda found, name=name: _known(found[1], name, command, shell), text)  # type: ignore[misc]
            if whole.startswith("~"):
                if not shell.home:
                    raise _NotKnownError
                whole = shell.home + whole[1:]
            path = place_of(whole, False, folder).path
            if not path:
                raise _NotKnownError
            yield path


def _names_target(text: str) -> bool:
    return any({"target", "path"} & set(found.split("|")) for found in _NAMED.findall(text))


def _known(names: str, target: str | None, command: SimpleCommand, shell: ShellState) -> str:
    """What the first of the names between bars that is known stands for."""
    for name in names.split("|"):
        if name in ("target", "path"):
            value = (target or "").removeprefix("file://" if name == "path" else "\0")
            if target is None or (name == "target" and "/" in target) or ":" in value or " " in value:
                raise _NotKnownError
        elif name.startswith("option:"):
            value = _value_of(command, name.removeprefix("option:").split(","))
        elif name == "uid":
            value = str(os.getuid() if shell.uid is None else shell.uid)
        else:
            value = (shell.variables.get(name) or "") if _VARIABLE.fullmatch(name) else name
        if name in ("USER", "LOGNAME") and value and value != (_own_name(shell) or value):
            raise _NotKnownError  # the variable is that of the user before
        if ":" in value:
            raise _NotKnownError  # another machine's, or of another kind than a folder
        if value:
            return value
    raise _NotKnownError


def _own_name(shell: ShellState) -> str:
    """What the user of a shell is called by this machine's own list, "" where that does not say it."""
    uid = os.getuid() if shell.uid is None else shell.uid
    found = re.search(rf"(?m)^([^:\n]+):[^:]*:{uid}:", text_of("/etc/passwd"))
    return found[1] if found else ""


def _value_of(command: SimpleCommand, options: list[str]) -> str:
    for word, after in pairwise(command.words):
        name, equals, _ = word.text.partition("=")
        if name in options:
            value = (word.value or "").partition("=")[2] if equals else after.value
            if not value:
                raise _NotKnownError
            return value
    last = command.words[-1].text.partition("=") if command.words else ("", "", "")
    if last[0] in options and last[1]:
        return last[2]
    return ""


def _held(path: str, deadline: Deadline, numbers: bool) -> int | None:
    """How many files lie at a path, counted up to the first; None where that can't be seen."""
    waiting, looked = [path], 0
    while waiting:
        place = waiting.pop()
        looked += 1
        if deadline.expired or looked > _MOST_LOOKED_AT:
            return None
        try:
            status = os.lstat(place)
            if not stat.S_ISDIR(status.st_mode):
                empty = stat.S_ISREG(status.st_mode) and holds_nothing(place, status)
                if not empty and not (numbers and _has_ended(place)):
                    return 1
                continue
            waiting += [entry.path for entry in os.scandir(place)]
        except FileNotFoundError:
            continue
        except (OSError, ValueError):
            return None
    return 0


def _has_ended(path: str) -> bool:
    """Whether a file holds the number of a process that runs no more."""
    text = text_of(path, 64).strip()
    seen = os.path.exists("/proc/1/status")
    return seen and text.isdecimal() and len(text) < 10 and process_of(int(text)) is None
