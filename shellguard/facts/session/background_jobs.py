"""What lines of a session started behind themselves, and what would be lost if that were ended: `kill %1`."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import partial

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.resolve import Place, places_of
from shellguard.facts.machine.processes import lost_with
from shellguard.parsing.script import Connection, Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_MOST = 32
_BEGINNING = (Connection.FIRST, Connection.BACKGROUND)
_ALL = re.compile(r"\"?(?:\$\(\s*jobs\b[^()]*\)|`\s*jobs\b[^`]*`)\"?")
_NAMED = re.compile(r"%(\?)?([A-Za-z/.~_][^%]*)")
_NUMBER = re.compile(r"%(\d+)")
_TAKING = frozenset((EffectKind.DELETE, EffectKind.MOVE))
_LATEST = frozenset(("%%", "%+", "%", "$!"))


class BackgroundJobs:
    """Of one session."""

    def __init__(self) -> None:
        self._started: deque[tuple[tuple[str, str], ...]] = deque(maxlen=_MOST)
        self._taking: deque[Place] = deque(maxlen=_MOST)

    @property
    def taking(self) -> tuple[Place, ...]:
        """What jobs that may not have ended remove or move away: what still stands there keeps nothing."""
        return tuple(self._taking)

    def note(self, script: Script, effects: tuple[Effect, ...], shell: ShellState) -> int:
        """A line with these effects runs; how many jobs it starts."""
        if any(map(_waits, script.commands)):
            self._started.clear()
            self._taking.clear()
        self._taking.extend(_taken(script, effects, shell))
        jobs: list[list[SimpleCommand]] = []
        for command in script.commands:
            if command.frames[:1] == ("background",):
                begins = command.connection in _BEGINNING or (
                    command.connection is Connection.SEQUENCE and len(command.frames) == 1
                )
                jobs += [[command]] if begins or not jobs else []
                jobs[-1] += [] if jobs[-1][-1] is command else [command]
        for job in jobs:
            whole = Script(commands=tuple(job))
            told = [(one.program, " ".join(word.text for word in one.words)) for one, _ in whole.walk()]
            self._started.append(tuple(told))
        return len(jobs)

    def facts(self, effects: tuple[Effect, ...]) -> dict[int, TargetFacts]:
        """By index of the effect: that a job which it ends is one that must not stop in the middle."""
        found = {}
        for index, effect in enumerate(effects):
            if effect.kind is not EffectKind.KILL or effect.program != "kill" or not self._started:
                continue
            for target in effect.targets:
                said = self._lost(target.text if target.word.known else target.word.source)
                if said:
                    found[index] = TargetFacts(recovery=Recovery.LOST, reason=said)
        return found

    def _lost(self, name: str) -> str:
        """What is lost with the job of that name; a number is given again where an earlier one has ended."""
        number, named = _NUMBER.fullmatch(name), _NAMED.fullmatch(name)
        if _ALL.fullmatch(name):
            meant = list(self._started)
        elif named is not None:
            shown = [(job, " ".join(job[0][1].split())) for job in self._started if job]
            within = named[1] is not None  # `%?part`
            meant = [
                job for job, line in shown if (named[2] in line if within else line.startswith(named[2]))
            ]
        elif number is not None:
            meant = list(self._started)[max(0, int(number[1]) - 1) :]
        else:
            latest = list(self._started)[-2:]
            meant = latest[-1:] if name in _LATEST else latest if name == "%-" else []
        said = ((one, lost_with(one, "", partial(str, line))) for job in meant for one, line in job)
        return next((f"{one}: {reason}" for one, reason in said if reason), "")


def _waits(command: SimpleCommand) -> bool:
    """Whether this shell surely waits for all its jobs: a subshell has none, `false &&` passes it by."""
    alone = command.connection in (Connection.FIRST, Connection.SEQUENCE)
    return command.program == "wait" and len(command.words) == 1 and alone and not command.frames


def _taken(script: Script, effects: tuple[Effect, ...], shell: ShellState) -> Iterator[Place]:
    """The places that the commands of a line take away which run behind it."""
    behind = [one.span for one in script.commands if one.frames[:1] == ("background",) and one.span]
    for effect in effects if behind else ():
        span = effect.span
        if effect.kind not in _TAKING or span is None:
            continue
        if any(one.start <= span.start and span.end <= one.end for one in behind):
            for target in effect.targets:
                yield from (place for place in places_of(target, effect, shell) if place.path)
