"""What lines of a session made that only a tool knows by name, and what they put into files of what is there.

A line counts once it has ended well, and only where the settings that say which server, cluster or account is
meant are still the same when the thing is taken away.
"""

from __future__ import annotations

import os
import re
from collections import deque
from dataclasses import dataclass
from glob import glob
from typing import Any

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.command_behind import command_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.resolve import place_of
from shellguard.facts.session.changed_targets import (
    behind_sudo,
    changed_by_statement,
    moves_names,
    overwritten,
    states_unread,
    stays_inside,
    steers,
)
from shellguard.facts.session.client_ports import port_of, speaks
from shellguard.facts.session.dumps import Dump, about_dump, dumped, dumps_of
from shellguard.facts.session.named_things import Named, makings_of, takings_of
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_MOST = 64
_SHOWING = frozenset((*load("generic")["shows_on_screen"], "ls", "diff", "stat", "cp", "git", "crontab"))
_CHOICE = re.compile(r"\{(\w+)\|([^}]*)\}")
_ENGINES = knowledge("families").names("container_engines")
_CHANGING = ("passwd", "usermod")
"""What is listed as taking something away, but leaves it there, changed."""
_HOLDING = ("database", "schema", "table", "file system")
_RENAMED = ("schema", "table")
"""What statements rename that one is connected to: never the database itself."""
_ELSEWHERE = ("DOCKER_HOST", "DOCKER_CONTEXT", "CONTAINER_HOST")
_BY_FILE = "unix:///"
"""How the address of an engine on this machine begins."""
Place = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Made:
    thing: Named
    place: Place


@dataclass(frozen=True, slots=True)
class _Kept:
    dump: Dump
    place: Place
    state: str = ""
    """In which the file must still be; "" where it was made by what ran."""


class NamedMakings:
    """Of one session. Only `look_before` may be called on another thread."""

    def __init__(self) -> None:
        self._made: deque[_Made] = deque(maxlen=_MOST)
        self._kept: deque[_Kept] = deque(maxlen=_MOST)
        self._looked: tuple[Script, tuple[_Made | _Kept, ...]] | None = None
        self._underway: tuple[_Made | _Kept, ...] = ()

    def look_before(self, script: Script, shell: ShellState) -> None:
        """Sees where a line would make what it makes. That may take for ever: not for a serving thread."""
        found: list[_Made | _Kept] = []
        for thing in makings_of(script):
            if thing.what == "user" and os.path.lexists(f"/home/{thing.name}"):
                continue  # what lies there already is not of its making
            found.append(_Made(thing, _place_of(thing, shell)))
        for dump in dumps_of(script, shell):
            state = _state(dump.file) if about_dump(dump.kind).get("operand") else ""
            found.append(_Kept(dump, _place(_tells_of(dump), shell), state))
        self._looked = (script, tuple(found))

    def begin(self, script: Script) -> int:
        """A line is about to run; how many things it makes or takes away."""
        looked, self._looked = self._looked, None
        self._underway = looked[1] if looked is not None and looked[0] is script else ()
        before = len(self._made)
        if self._made:
            for command, _ in script.walk():
                self._forget(command)
        if self._kept:
            written = {name for command in script.commands for name in overwritten(command)}
            changing = [behind_sudo(command)[0] for command in script.commands]
            kept = [
                one
                for one in self._kept
                if one.dump.file.rpartition("/")[2] not in written and not _is_past(one.dump, changing)
            ]
            self._kept = deque(kept, maxlen=_MOST)
        return len(self._underway) + before - len(self._made)

    def _forget(self, command: SimpleCommand) -> None:
        """What a command takes away, what has another name since, what may be all that is left of another."""
        changes = behind_sudo(command)[0].program in _CHANGING
        taken = () if changes else takings_of(command)
        stopped = _stopped(command)
        gone = {(one.what, one.name) for one in taken} | stopped
        some = any(not self._is_named(name) for _, name in stopped)
        others = {one.by for one in taken if not self._knows(one)} | changed_by_statement(command, taken)
        moved, unread = moves_names(command), states_unread(command)
        if not (gone or others or moved or unread):
            return
        # One that is stopped by its number may be any of those.
        others |= _ENGINES if some else set()
        kept = [
            one
            for one in self._made
            if (one.thing.what, one.thing.name) not in gone
            and not (one.thing.what in _HOLDING and one.thing.by in others)
            and not (one.thing.ports and one.thing.by in (others | moved))
            and (one.thing.by not in moved or bool(one.thing.ports))
            and not (one.thing.what in _RENAMED and one.thing.by in unread)
        ]
        self._made = deque(kept, maxlen=_MOST)

    def _is_named(self, name: str) -> bool:
        return any(one.thing.what == "container" and one.thing.name == name for one in self._made)

    def _knows(self, thing: Named) -> bool:
        return any((one.thing.what, one.thing.name) == (thing.what, thing.name) for one in self._made)

    def end(self, well: bool) -> None:
        """It has ended."""
        for one in self._underway if well else ():
            if isinstance(one, _Made):
                self._made.append(one)
            else:
                self._kept.append(one)
        self._underway = ()

    def pass_over(self) -> None:
        """Another line runs: of what was underway no end was heard."""
        self._underway = ()

    def facts(
        self, effects: tuple[Effect, ...], shell: ShellState, script: Script | None
    ) -> dict[int, TargetFacts]:
        """By index of the effect: that only what the session made goes, or what it has put into a file."""
        if script is None or not (self._made or self._kept) or steers(script):
            return {}
        found = {}
        for index, effect in enumerate(effects):
            command = command_of(effect, script)
            if command is None:
                continue
            told = None
            if effect.host:
                told = self._within(effect, command, script, shell)
            elif (around := _typed(command, script)) is not None:
                told = self._own(effect, command, around, shell)
                told = told or self._dumped(effect, around, script, shell)
            if told is not None:
                found[index] = told
        return found

    def _own(
        self, effect: Effect, command: SimpleCommand, around: SimpleCommand, shell: ShellState
    ) -> TargetFacts | None:
        things = takings_of(around)
        if things and _fits_rule(effect, things[0]) and all(self._has(one, shell) for one in things):
            reason = f"the {things[0].what} was made by this session"
            return TargetFacts(recovery=Recovery.NOTHING_LOST, reason=reason)
        port = port_of(command, shell) if speaks(effect, command) else ""
        if port and any(port in one.thing.ports for one in self._fresh(shell)):
            reason = f"what answers at port {port} is a container that this session started"
            return TargetFacts(recovery=Recovery.NOTHING_LOST, reason=reason)
        return None

    def at_port(self, port: str, effects: tuple[Effect, ...], shell: ShellState) -> dict[int, TargetFacts]:
        """By index of the effect: that the database which settings name is in a container of the session."""
        if not any(port in one.thing.ports for one in self._fresh(shell)):
            return {}
        reason = f"what answers at port {port} is a container that this session started"
        reading = {name for entry in load("database_settings")["settings"] for name in entry["programs"]}
        about = [
            index
            for index, one in enumerate(effects)
            if one.kind is EffectKind.DATABASE and not one.host and one.program in reading
        ]
        return {index: TargetFacts(recovery=Recovery.NOTHING_LOST, reason=reason) for index in about}

    def _within(
        self, effect: Effect, inner: SimpleCommand, script: Script, shell: ShellState
    ) -> TargetFacts | None:
        """What is done in a container that the session started, and that keeps nothing from before."""
        by = [command for command in script.commands if command.program in _ENGINES]
        if len(by) != 1 or len(by[0].words) < 2 or by[0].words[1].text != "exec":
            return None
        names = [one.thing.name for one in self._fresh(shell) if one.thing.by == by[0].program]
        if effect.host not in names or by[0].assignments or not stays_inside(effect, inner, by[0]):
            return None
        reason = f"{effect.host} is a container that this session started"
        return TargetFacts(recovery=Recovery.NOTHING_LOST, reason=reason)

    def _fresh(self, shell: ShellState) -> list[_Made]:
        """The containers of this machine that the session started without giving them anything to keep."""
        if any((shell.variables.get(name) or _BY_FILE)[: len(_BY_FILE)] != _BY_FILE for name in _ELSEWHERE):
            return []
        own = [one for one in self._made if one.thing.what == "container" and not one.thing.apart]
        return [one for one in own if not one.thing.scope and one.place == _place(one.thing.tells, shell)]

    def _has(self, thing: Named, shell: ShellState) -> bool:
        same = [one for one in self._made if one.thing.key == thing.key and thing.name]
        return any(one.place == _place_of(one.thing, shell) for one in same)

    def _dumped(
        self, effect: Effect, command: SimpleCommand, script: Script, shell: ShellState
    ) -> TargetFacts | None:
        for one in reversed(self._kept):
            entry = about_dump(one.dump.kind)
            if re.fullmatch(entry["rules"], effect.rule) is None:
                continue
            if not _holds(one.dump) or one.place != _place(_tells_of(one.dump), shell):
                continue
            if one.state and one.state != _state(one.dump.file):
                continue
            if entry.get("read") and not all(inner.known for inner in behind_sudo(command)[0].nested):
                continue
            if dumped(one.dump, command) and not _goes_too(one.dump, command, script):
                return TargetFacts(recovery=Recovery.KEPT, reason=entry["reason"])
        return None


def _is_past(dump: Dump, commands: list[SimpleCommand]) -> bool:
    """Whether a command changes what was put into a file, so that it is not what there is any more."""
    entry = about_dump(dump.kind)
    filling = entry.get("filled_by", {})
    for command in commands:
        said = " ".join(word.text for word in command.words[1:])
        if command.program in entry["program"] and re.search(entry.get("until", "(?!)"), said):
            return True
        if command.program in filling and (_is_fed(command) or re.search(filling[command.program], said)):
            return True
        if entry.get("as_it_was") and command.program not in _SHOWING and _names(dump.file, command):
            return True
    return False


def _goes_too(dump: Dump, command: SimpleCommand, script: Script) -> bool:
    """Whether another command of the line may take away or change the file, too."""
    others = [behind_sudo(one)[0] for one in script.commands if one is not command]
    return any(one.program not in _SHOWING and _names(dump.file, one) for one in others)


def _is_fed(command: SimpleCommand) -> bool:
    return any(one.operator.startswith("<") for one in command.redirections)


def _names(file: str, command: SimpleCommand) -> bool:
    """Whether the words of a command name what may be this file."""
    return any(word.text.rpartition("/")[2] == file.rpartition("/")[2] for word in command.words[1:])


def _fits_rule(effect: Effect, thing: Named) -> bool:
    data = load("session_made")
    rules = [entry["rules"] for entry in data["kind"] if entry["what"] == thing.what]
    return any(re.fullmatch(one, effect.rule) for one in (*rules, data["statements"]["rules"]))


def _holds(dump: Dump) -> bool:
    """Whether there is something in the file that was made."""
    try:
        return os.stat(dump.file).st_size >= dump.least
    except (OSError, ValueError):
        return False


def _tells_of(dump: Dump) -> str:
    programs: list[str] = about_dump(dump.kind)["program"]
    return {"pg_dump": "postgres", "pg_dumpall": "postgres", "mysqldump": "mysql"}.get(programs[0], "")


def _place_of(thing: Named, shell: ShellState) -> Place:
    """The place of a thing, and the states of the files that its words name."""
    files = [value for canon, value in thing.scope if canon == "config"]
    files += [thing.name] if thing.what == "manifest" else []
    paths = [place_of(file, False, shell.cwd).path for file in files]
    return (*_place(thing.tells, shell), *((path, _state(path) if path else "") for path in paths))


def _typed(command: SimpleCommand, script: Script) -> SimpleCommand | None:
    """The command of the line that this is, or that runs it as another user; None behind other programs."""
    return next((one for one in script.commands if one is command or behind_sudo(one)[0] is command), None)


def _place(tells: str, shell: ShellState) -> Place:
    """What says where a tool works: values of variables, and which state the files of its settings are in."""
    place: dict[str, Any] = load("session_made")["places"].get(tells, {})
    told = [(name, shell.variables.get(name) or "") for name in place.get("variables", ())]
    for text in place.get("files", ()):
        names = _CHOICE.sub(lambda found: shell.variables.get(found[1]) or found[2], text)
        for name in names.split(":"):
            path = shell.home + name[1:] if name.startswith("~") else name
            path = path if path.startswith("/") else f"{shell.cwd}/{path}"
            several = sorted(glob(path)) if path.endswith("*") else [path]
            told += [(one, _state(one)) for one in several]
    if place.get("here"):
        told.append(("", shell.cwd))
    return tuple(told)


def _state(path: str) -> str:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return ""
    return f"{status.st_mtime_ns} {status.st_size}"


def _stopped(command: SimpleCommand) -> set[tuple[str, str]]:
    """Containers that a command stops: what answers at their ports afterwards is another."""
    words = [word.text for word in command.words[1:]]
    stops = command.program in _ENGINES and words[:1] in (["stop"], ["kill"])
    return {("container", name) for name in words[1:]} if stops else set()
