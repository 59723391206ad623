"""What a shell session did before: downloads, moves, files it wrote, where it went. Bounded."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from shellguard.effects.effect import Effect, EffectKind, Target, TargetKind
from shellguard.effects.execution.code_files import code_files
from shellguard.effects.execution.fetched_files import read_as_code
from shellguard.effects.touching.vendor_addresses import keeps_installer
from shellguard.facts.files.places import contains
from shellguard.facts.files.resolve import place_of, places_of
from shellguard.facts.hanging_looks import is_folder
from shellguard.facts.session.background_jobs import BackgroundJobs
from shellguard.facts.session.came_in import may_bring
from shellguard.facts.session.derived_files import Makings
from shellguard.facts.session.kept_secrets import KeptSecrets
from shellguard.facts.session.path_folders import PathFolders
from shellguard.facts.session.run_files import behind, by_path, copied, paths_behind, walked
from shellguard.facts.session.run_words import fed_to, may_run_files, run_by
from shellguard.facts.session.strangers import Strangers
from shellguard.facts.writing.downloads import added_to, downloaded_paths
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Connection, Hole, Script, SimpleCommand, Span, Word
from shellguard.parsing.shell_state import ShellState

MOST_DEEDS = 256
_MOST_OF_A_LINE = 32
_DOWNLOADERS = knowledge("generic").names("remembered_downloaders")
RUNS_DOWNLOADED = 70
_LEAVES_IT = "files.sort-over"
"""Writes over a file what was in it, in another order."""
_MARGIN = 0.02
_PIPES = frozenset((Connection.PIPE, Connection.PIPE_BOTH))
_RUNNING = frozenset({EffectKind.EXECUTE, EffectKind.ESCAPE, EffectKind.PERSIST, EffectKind.UNKNOWN})


class Deed(StrEnum):
    """What was done to a path."""

    DOWNLOADED = "downloaded"
    MOVED = "moved here"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Remembered:
    """One thing that the session did: to which path, in which of its lines, and what was moved from where.

    `at` is when that line began, in seconds since the epoch; `whole` tells that all of the file was written.
    """

    deed: Deed
    path: str
    line: int
    source: str = ""
    at: float = 0.0
    whole: bool = True


class SessionMemory:
    """The memory of one shell session. Not shared between threads.

    Attributes:
        deeds: how many deeds it has noted so far.
        makings: what its lines made from something that may still stand.
        folders: those of PATH from which a bare name may run what is a project's own.
        jobs: what its lines started behind themselves.
        secrets: which variables it filled from a secret.
    """

    def __init__(self, most: int = MOST_DEEDS) -> None:
        self._deeds: deque[Remembered] = deque(maxlen=most)
        self._downloads = 0  # among them: each line asks whether there are any
        self._run: set[tuple[str, bool]] = set()  # downloads that a line was let run, and whether as root
        self._line = 0
        self._folder = ""
        self.deeds = 0
        self.makings = Makings()
        self.folders = PathFolders()
        self.jobs = BackgroundJobs()
        self.secrets = KeptSecrets()
        self._strangers = Strangers()

    def looks_before(self, script: Script) -> bool:
        """Whether what a line without effects does is seen only as long as it has not begun."""
        return any(may_bring(command) for command, _ in script.walk())

    def meets_downloads(self, script: Script) -> bool:
        """Whether a line may run, open or hand on something that was downloaded, by its words alone."""
        if not self.has_downloads:
            return False
        installed = {deed.path.rpartition("/")[2] for deed in self._deeds if deed.deed is Deed.DOWNLOADED}
        return any(command.program in installed or may_run_files(command) for command, _ in script.walk())

    def remember(
        self, script: Script, effects: tuple[Effect, ...], shell: ShellState, began: float | None = None
    ) -> None:
        """Notes what a line that was allowed does. Give the state that the line began in.

        Args:
            began: when, in seconds since the epoch; None for one that begins after this.
        """
        self.pass_over(shell.cwd)
        self.deeds += self.makings.begin(script, shell, began)
        self.folders.note(script)
        self.deeds += self.jobs.note(script, effects, shell)
        self._run.update((path, root) for _, _, path, root in self._ran(script, shell))
        self._strangers.note(script, shell, self._line)
        self.deeds += self.secrets.note(script, effects)
        for deed in list(_deeds_of(script, effects, shell))[:_MOST_OF_A_LINE]:
            self._note(replace(deed, line=self._line, at=self.makings.runs.begun))
            self.deeds += 1
        if self._downloads:
            for source, path in islice(copied(script, shell.cwd, shell.home), _MOST_OF_A_LINE):
                if self.downloaded(source):
                    self._note(Remembered(Deed.DOWNLOADED, path, self._line))

    def _note(self, deed: Remembered) -> None:
        if deed.deed is Deed.DOWNLOADED:
            self._run -= {(deed.path, False), (deed.path, True)}
        if len(self._deeds) == self._deeds.maxlen:
            self._downloads -= self._deeds.popleft().deed is Deed.DOWNLOADED
        self._deeds.append(deed)
        self._downloads += deed.deed is Deed.DOWNLOADED

    def pass_over(self, folder: str) -> None:
        """Counts a line of which is known that it does nothing to be remembered."""
        self._line += 1
        self.makings.pass_over()
        self._note_folder(folder)

    def _note_folder(self, folder: str) -> None:
        if folder and folder != self._folder:
            self._folder = folder

    def recall(self, effects: tuple[Effect, ...], shell: ShellState) -> Mapping[int, str]:
        """By index of the effect: what the session, or the line itself, did to its targets before."""
        found = {}
        earlier = list(self._deeds)
        for index, effect in enumerate(effects):
            said = self._about(effect, shell, earlier)
            if said:
                found[index] = said
            for deed in _deeds_of_effect(effect, shell):
                earlier.append(Remembered(deed.deed, deed.path, self._line + 1, deed.source))
        return found

    def elsewhere(self, effects: tuple[Effect, ...], shell: ShellState) -> Mapping[int, str]:
        """By index of the effect: a deletion right after the folder changed may be meant for another one."""
        told = ((index, self._stands_elsewhere(effect, shell)) for index, effect in enumerate(effects))
        return {index: said for index, said in told if said}

    def moved_into(self, path: str) -> str:
        """What was moved to `path` or below it, as a clause ("" for nothing): it may be the only copy."""
        for deed in reversed(self._deeds):
            if _moved_into(deed, path) and os.path.lexists(deed.path):
                held = "" if deed.path == path else f"holds {_name(deed)}, which "
                return f"{held}was moved there {self._ago(deed)}"
        return ""

    def written(self, path: str) -> str:
        """Whether a line of this session wrote all of the file at `path` as it is, as a clause, or ""."""
        for deed in reversed(self._deeds):
            if deed.path == path:
                whole = deed.deed is Deed.WRITTEN and deed.whole and not self._changed_since(deed)
                return f"written {self._ago(deed)}" if whole else ""
        return ""

    def _changed_since(self, deed: Remembered) -> bool:
        """Whether the file was changed after the line had ended; of none that goes on is that known."""
        ended = self.makings.runs.end_of(deed.at)
        try:
            return ended is not None and os.stat(deed.path).st_mtime > ended + _MARGIN
        except (OSError, ValueError):
            return False

    @property
    def has_downloads(self) -> bool:
        """Whether the session downloaded anything of which is still known."""
        return bool(self._strangers) or self._downloads > 0

    def executions(self, script: Script, shell: ShellState, *, looks: bool = True) -> tuple[Effect, ...]:
        """Effects of a line that runs what the session downloaded: the rules know nothing of that file.

        Args:
            looks: whether links, first lines and archives may be looked at, else the words alone tell.
        """
        found = [
            Effect(
                EffectKind.EXECUTE,
                "session.runs-downloaded",
                command.program,
                f"runs a file that was {self.downloaded(path)}",
                RUNS_DOWNLOADED,
                (Target(TargetKind.PATH, word),),
                span=command.span,
            )
            for command, word, path, root in self._ran(script, shell, looks)
            if (path, root) not in self._run and (path, True) not in self._run
        ]
        told = {effect.span for effect in found}
        strange = self._strangers.executions(script, shell, run_by, self._line + 1, self._since, looks)
        return (*found, *(effect for effect in strange if effect.span not in told))

    def _ran(
        self, script: Script, shell: ShellState, looks: bool = True
    ) -> Iterator[tuple[SimpleCommand, Word, str, bool]]:
        """The commands that run what was downloaded, by which word, its path, and whether as root."""
        if not self.has_downloads:
            return
        shown: tuple[Word, ...] = ()
        known = self.folders.programs(shell.cwd) if looks and self.folders.any_for(shell.cwd) else {}
        for command, around, cwd in walked(script, shell.cwd, shell.home):
            if not around and command.connection not in _PIPES:
                shown = ()
            fed = fed_to(command, shown)
            if command.program == "cat":
                shown = command.words[1:]
            if any(nested.host for nested in around) or not command.words:
                continue
            files = (*run_by(command), *fed, *read_as_code(command), *code_files(command))
            named = [(word, place_of(word.value or "", False, cwd).path) for word in files]
            ahead = {path: paths_behind(path, cwd) for _, path in named if looks and path}
            for word, path in (*named, *by_path(command, known, cwd, shell.home)):
                same = ahead.get(path) or (behind(path, cwd) if looks and path else (path,))
                came = next((one for one in same if one and self.downloaded(one)), "")
                if came:
                    root = shell.uid == 0 or any(nested.privileged for nested in around)
                    yield command, word, came, root

    def downloaded(self, path: str) -> str:
        """Whether the file at `path` was downloaded in this session, as a clause, or ""."""
        for deed in reversed(self._deeds):
            if deed.path == path and deed.deed is Deed.DOWNLOADED:
                return f"downloaded {self._ago(deed)}"
        return ""

    def _about(self, effect: Effect, shell: ShellState, earlier: list[Remembered]) -> str:
        paths = [path for target in effect.targets for path in _paths(target, effect, shell)]
        if effect.kind in _RUNNING:
            done = (deed for path in paths for deed in reversed(earlier) if deed.path == path)
            if effect.kind is EffectKind.PERSIST:  # the line writes it by this very effect
                done = (deed for deed in done if deed.deed is Deed.DOWNLOADED or deed.line <= self._line)
            return next((f"{deed.deed} {self._ago(deed)}" for deed in done), "")
        if effect.kind is not EffectKind.DELETE:
            return ""
        held = (
            deed
            for path in paths
            for deed in reversed(earlier)
            if path != deed.path and _moved_into(deed, path) and _may_stand(deed.path)
        )
        return next((f"holds {_name(deed)}, which was moved there {self._ago(deed)}" for deed in held), "")

    def _stands_elsewhere(self, effect: Effect, shell: ShellState) -> str:
        if effect.kind is not EffectKind.DELETE or not effect.recursive or effect.cwd not in ("", shell.cwd):
            return ""
        relative = any(t.kind is TargetKind.PATH and t.text[:1] not in ("/", "~") for t in effect.targets)
        changed = self._folder and shell.cwd and shell.cwd != self._folder
        if not relative or not changed:
            return ""
        return f"the folder was changed to {shell.cwd} by the line before"

    def _ago(self, deed: Remembered) -> str:
        return self._since(deed.line)

    def _since(self, line: int) -> str:
        lines = self._line + 1 - line
        if lines <= 0:
            return "earlier in this line"
        return "by the line before" if lines == 1 else f"{lines} lines ago"


def _moved_into(deed: Remembered, path: str) -> bool:
    """Whether something was moved to a path or, from elsewhere, below it: a new name moves nothing in."""
    if deed.deed is not Deed.MOVED or not contains(path, deed.path):
        return False
    return path == deed.path or not (deed.source.startswith("/") and contains(path, deed.source))


def _may_stand(path: str) -> bool:
    """Whether something is there; of a pattern nobody knows what it stood for."""
    return any(mark in path for mark in "*?[") or os.path.lexists(path)


def _name(deed: Remembered) -> str:
    return (deed.source or deed.path).rstrip("/").rpartition("/")[2]


def _deeds_of(script: Script, effects: tuple[Effect, ...], shell: ShellState) -> Iterator[Remembered]:
    published: list[Span | None] = []
    found = []
    for command, around, cwd in walked(script, shell.cwd, shell.home):
        if not any(nested.host for nested in around):
            there = shell if cwd == shell.cwd else replace(shell, cwd=cwd)
            fetched = [*downloaded_paths(command, there), *added_to(command, there)]
            if keeps_installer(command):
                published.append(command.span)
                continue
            found += [Remembered(Deed.DOWNLOADED, path, 0) for path in fetched]
            found += _moves(command, there)
    for effect in effects:
        if effect.span is None or effect.span not in published:
            yield from _deeds_of_effect(effect, shell)
    yield from found


def _deeds_of_effect(effect: Effect, shell: ShellState) -> Iterator[Remembered]:
    if effect.kind not in (EffectKind.WRITE, EffectKind.OVERWRITE):
        return
    deed = Deed.DOWNLOADED if effect.program in _DOWNLOADERS else Deed.WRITTEN
    for target in effect.targets:
        for path in _paths(target, effect, shell):
            yield Remembered(deed, path, 0, whole=effect.rule.endswith("-over") and effect.rule != _LEAVES_IT)


def _with_pattern(word: Word) -> str:
    """The word's value, globs as they stand; "" when more of it is not known."""
    known = all(piece.hole in (Hole.NONE, Hole.GLOB) for piece in word.pieces)
    return word.text if known else ""


def _moves(command: SimpleCommand, shell: ShellState) -> Iterator[Remembered]:
    """Where `mv` puts things: the names below the folder that it moves into, or the new name."""
    if command.program != "mv":
        return
    operands = [_with_pattern(word) for word in command.words[1:] if not word.text.startswith("-")]
    if len(operands) < 2 or not all(operands):
        return
    folder = place_of(operands[-1], False, shell.cwd).path
    into = len(operands) > 2 or operands[-1].endswith("/") or (bool(folder) and is_folder(folder))
    for source in operands[:-1] if folder else ():
        name = source.rstrip("/").rpartition("/")[2]
        origin = place_of(source, False, shell.cwd).path or source
        yield Remembered(Deed.MOVED, f"{folder}/{name}" if into else folder, 0, origin)


def _paths(target: Target, effect: Effect, shell: ShellState) -> Iterator[str]:
    """The paths of a target, code and names that are paths among them (`./install.sh`)."""
    if target.kind in (TargetKind.CODE, TargetKind.NAME) and target.word.known and not effect.host:
        path = place_of(target.text, False, effect.cwd or shell.cwd).path
        if path:
            yield path
        return
    for place in places_of(target, effect, shell):
        if place.path and not place.pattern:
            yield place.path
