"""What strangers gave a session, and the lines later that run it, build from it or install it. Bounded."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from itertools import islice

from shellguard.effects.effect import Effect, EffectKind, Target, TargetKind
from shellguard.facts.deadline import Deadline
from shellguard.facts.files.equal_copies import UNREADABLE, members
from shellguard.facts.files.places import contains
from shellguard.facts.files.resolve import place_of
from shellguard.facts.session.came_in import BRINGING, Came, brought_in, commands_of, inflated, unpacked
from shellguard.facts.session.run_files import copied, walked
from shellguard.knowledge.loading import load
from shellguard.parsing.script import Nested, Script, SimpleCommand, Word
from shellguard.parsing.shell_state import ShellState

_TABLE = load("came_from")
_TAKES = {program: re.compile(told) for program, told in _TABLE["takes"].items()}
_HERE = {program: (row["names"], re.compile(row["told"])) for program, row in _TABLE["here"].items()}
_FED = frozenset(_TABLE["fed"])
_VERSION = re.compile(r"[-_.]v?\d.*$")
_ENDING = re.compile(r"(?:\.tar)?\.\w{1,4}$")
_IN_FOLDER = frozenset(("-C", "--directory"))
_MOST = 64
_MOST_OF_A_LINE = 16
_MOST_MEMBERS = 64
_READING_MS = 3.0
_RUNS, _BUILDS, _STORED, _UNREAD = 70, 60, 58, 54
TAKING = frozenset((*_TAKES, *_HERE, *_FED))
"""Programs that build from files, install them or do what they say."""
RunBy = Callable[[SimpleCommand], tuple[Word, ...]]


class Strangers:
    """Not shared between threads. `looks`: whether archives may be opened."""

    def __init__(self, looks: bool = True) -> None:
        self._looks = looks
        self._came: deque[Came] = deque(maxlen=_MOST)

    def __bool__(self) -> bool:
        return bool(self._came)

    def note(self, script: Script, shell: ShellState, line: int) -> None:
        """Takes what a line that runs brings in, and what it makes of things that came in before."""
        if not shell.cwd:
            return
        came = brought_in(commands_of(script, shell), shell)
        self._came.extend(replace(one, line=line) for one in islice(came, _MOST_OF_A_LINE))
        if self._came:
            self._follow(script, shell, line)

    def _follow(self, script: Script, shell: ShellState, line: int) -> None:
        for source, path in islice(copied(script, shell.cwd, shell.home), _MOST_OF_A_LINE):
            self._same(source, path, line)
        for command, cwd in commands_of(script, shell):
            for source, path in islice(inflated(command, cwd), _MOST_OF_A_LINE):
                self._same(source, path, line)
            taken = unpacked(command, cwd)
            known = self._of(taken[0]) if taken else None
            if taken and known:
                archive = "" if taken[2] else taken[0]
                self._came.append(Came(taken[1], known.strange, True, archive, line))

    def _same(self, source: str, path: str, line: int) -> None:
        known = self._of(source)
        if known is not None:
            self._came.append(replace(known, path=path, archive="", line=line))

    def _of(self, path: str) -> Came | None:
        return next((one for one in reversed(self._came) if path and _is(one, path, self._looks)), None)

    def executions(
        self,
        script: Script,
        shell: ShellState,
        run_by: RunBy,
        line: int,
        ago: Callable[[int], str],
        looks: bool = True,
    ) -> Iterator[Effect]:
        """Effects of the line of this number, which runs, builds or installs what came in, by itself too.

        Without a look only what came in by earlier lines is told, by its name.
        """
        if not looks:
            inner = Strangers(looks=False)
            inner._came.extend(self._came)
            yield from inner._executions(script, shell, run_by, ago)
        elif any(command.program in BRINGING for command, _ in script.walk()):
            inner = Strangers()
            inner._came.extend(self._came)
            inner.note(script, shell, line)
            yield from inner._executions(script, shell, run_by, ago)
        elif self._came:
            yield from self._executions(script, shell, run_by, ago)

    def _executions(
        self, script: Script, shell: ShellState, run_by: RunBy, ago: Callable[[int], str]
    ) -> Iterator[Effect]:
        for command, around, cwd in walked(script, shell.cwd, shell.home):
            if not command.words or any(nested.host for nested in around):
                continue
            found = self._run(command, around, cwd, shell, run_by) or self._taken(command, cwd)
            if found is not None:
                one, base, message, word = found
                yield Effect(
                    EffectKind.EXECUTE, "session.takes-from-stranger", command.program,
                    f"{message} {ago(one.line)}", base, (Target(TargetKind.PATH, word),), span=command.span,
                )  # fmt: skip

    def _run(
        self,
        command: SimpleCommand,
        around: tuple[Nested, ...],
        cwd: str,
        shell: ShellState,
        run_by: RunBy,
    ) -> tuple[Came, int, str, Word] | None:
        for word in run_by(command):
            one = self._of(place_of(word.value or "", False, cwd).path)
            if one is None:
                continue
            if one.strange:
                return one, _RUNS, "runs what came from a machine that nothing vouches for", word
            if not one.tree:
                return one, _STORED, "runs what was copied from another place", word
            privileged = shell.uid == 0 or any(nested.privileged for nested in around)
            if privileged and not any(nested.known for nested in command.nested):
                return one, _UNREAD, "runs as root what could not be read and came from the network", word
        return None

    def _taken(self, command: SimpleCommand, cwd: str) -> tuple[Came, int, str, Word] | None:
        said = " ".join(word.text for word in command.words[1:])
        message = "builds from or installs what came from a machine that nothing vouches for"
        takes = _TAKES.get(command.program)
        if takes is not None and takes.search(said):
            for word in command.words[1:]:
                named = (word.value or "").rpartition("=")[2]
                one = self._of(place_of(named, False, cwd).path) if named[:1] not in ("", "-") else None
                if one is not None and one.strange:
                    return one, _BUILDS, message, word
        for target in _fed(command):
            one = self._of(place_of(target.value or "", False, cwd).path)
            if one is not None and one.strange:
                return one, _BUILDS, message, target
        names, told = _HERE.get(command.program, ((), None))
        if told is None or not told.search(said):
            return None
        led = zip(command.words, command.words[1:], strict=False)
        there = next((after.value for before, after in led if before.text in _IN_FOLDER), None)
        folder = place_of(there, False, cwd).path if there else cwd
        one = next(filter(None, (self._of(f"{folder}/{name}") for name in names)), None) if folder else None
        return (one, _BUILDS, message, command.words[0]) if one is not None and one.strange else None


def _fed(command: SimpleCommand) -> Iterator[Word]:
    """The files that a program reads which does what they say."""
    if command.program in _FED:
        yield from (one.target for one in command.redirections if one.target and one.operator == "<")


def _is(one: Came, path: str, looks: bool) -> bool:
    if not one.tree:
        return one.path == path or ("*" in one.path and fnmatchcase(path, one.path))
    if one.path != path and not contains(one.path, path):
        return False
    return not one.archive or _from_archive(one, path.removeprefix(one.path).lstrip("/"), looks)


def _from_archive(one: Came, inner: str, looks: bool) -> bool:
    """Whether a path below the folder is the archive's: its first members tell, else what both are called."""
    try:
        each = members(one.archive, Deadline(_READING_MS)) if looks else iter(())
        names = [member.name for member in islice(each, _MOST_MEMBERS)]
    except UNREADABLE:
        names = []
    first = inner.partition("/")[0]
    if names:
        return any(name == inner or name.partition("/")[0] == first for name in names)
    stem = _ENDING.sub("", one.archive.rpartition("/")[2])
    return bool(first) and _VERSION.sub("", first) == _VERSION.sub("", stem)
