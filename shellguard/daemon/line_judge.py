"""Judges a line of a live shell: reads it, asks the shell and the world for what is missing, weighs it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import Protocol, TypeVar

from shellguard import judgement
from shellguard.daemon.lookers import Lookers
from shellguard.daemon.need_answer import NamedValues
from shellguard.effects.execution.started_shells import asked_of_the_shell
from shellguard.effects.packs.packs import Packs, packaged
from shellguard.facts.budget import BEFORE_A_QUESTION, NO_LOOK, USUAL
from shellguard.facts.fact import NO_FACTS, Facts
from shellguard.facts.look import known_by_name, look
from shellguard.facts.parsing_requests import supply
from shellguard.facts.session.created_paths import may_found
from shellguard.facts.session.memory import SessionMemory
from shellguard.facts.session.moved_aside import may_move
from shellguard.facts.session.named_things import makes_or_dumps
from shellguard.facts.session.repeated_edits import may_change
from shellguard.parsing.readers.second import warm_third
from shellguard.parsing.script import Needs, Script
from shellguard.parsing.shell_state import NOTHING_SUPPLIED, ShellState, Supplied
from shellguard.parsing.state.line_options import with_options_of
from shellguard.settings.model import Settings
from shellguard.understanding import Understanding, in_full, lacks, understand
from shellguard.verdict import Verdict

log = logging.getLogger("shellguard.daemon")


class AskShell(Protocol):
    """Asks a shell for what names stand for, and for lists of names; None when it does not answer."""

    def __call__(self, needs: Needs, more: tuple[str, ...] = ()) -> asyncio.Future[NamedValues | None]: ...


T = TypeVar("T")

LONG_LINE, MANY_BRACKETS = 300, 12
"""Beyond these, reading can take so long that other shells would notice; most lines have 30 characters."""
_MUCH = 4_000  # characters of files that are read with a line
_READERS = 2
_TIMES_THE_BUDGET = 4  # a look ends by itself after three times, unless something holds it
_A_SHELLS_LOOKS = 2
"""So many may hang in one folder; a line given up with Ctrl-C leaves one that comes back in a moment."""


class LineJudge:
    """One for the daemon. It looks at the world in threads, so that nothing can hold up other shells; a long
    line is read in one, too.
    """

    def __init__(
        self, packs: Callable[[], Packs] = packaged, degraded: Callable[[str], None] = log.warning
    ) -> None:
        self._packs = packs
        self._lookers = Lookers(degraded)
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="read")

    def warm(self) -> None:
        """Loads in the background what few lines need, so that none of them comes too late for it."""
        self._readers.submit(warm_third)

    def at_once(
        self, line: str, shell: ShellState, settings: Settings, *, identity: str, memory: SessionMemory
    ) -> Verdict | None:
        """The verdict on a line that needs neither a name of the shell nor a look; None for any other."""
        if may_take_long(line) or memory.folders.any_for(shell.cwd):
            return None
        begin = time.perf_counter()
        understood = understand(line, shell, packs=self._packs())
        if understood.needs or understood.effects or memory.meets_downloads(understood.script):
            return None
        understood = judgement.recalling(understood, shell, memory)
        if understood.effects or asked_of_the_shell(understood.script):
            return None
        if _looked_at_before(understood.script):
            return None
        return judgement.conclude(understood, NO_FACTS, settings, shell=shell, id=identity, begun=begin)

    async def judge(
        self,
        line: str,
        shell: ShellState,
        settings: Settings,
        *,
        identity: str,
        memory: SessionMemory | None = None,
        ask_shell: AskShell | None = None,
        looks: bool = True,
    ) -> tuple[Verdict, ShellState]:
        """The verdict, and the shell as it was known in the end. Never raises for any line."""
        begin = time.perf_counter()
        shell = with_options_of(line, shell)
        if memory is not None and looks:
            shell = await self._with_programs(memory, shell)
        supplied, before = NOTHING_SUPPLIED, None
        for longest in (USUAL, BEFORE_A_QUESTION) if looks else (NO_LOOK,):
            budget = judgement.looked_again(longest, before)
            understood, shell, supplied = await self._understand(
                line, shell, ask_shell, memory, budget.supply, supplied
            )
            unseen = judgement.not_in_time(understood, supplied) if looks else Needs()
            understood, in_time = await self._recalled(understood, shell, memory, budget.look)
            facts = await self._look(understood, shell, memory, budget.look)
            concluding = partial(
                judgement.conclude, understood, facts, settings, shell=shell, unseen=unseen, id=identity,
                now=time.time(),
            )  # fmt: skip
            verdict = await self._thinking(line, concluding)
            if in_time and not judgement.worth_a_longer_look(verdict, unseen):
                break
            before = verdict
        if memory is not None and looks and _looked_at_before(verdict.script):
            await self._in_thread(memory, shell, partial(memory.makings.look_before, verdict.script, shell))
        return verdict.timed((time.perf_counter() - begin) * 1000), shell

    async def _understand(
        self,
        line: str,
        shell: ShellState,
        ask_shell: AskShell | None,
        memory: SessionMemory | None,
        budget_ms: float,
        supplied: Supplied,
    ) -> tuple[Understanding, ShellState, Supplied]:
        """What a line means, the shell with what it told, and what was looked up for that.

        With a budget of 0 nothing is looked up. `supplied` is what an earlier look found.
        """
        packs = self._packs()
        understood = await self._thinking(line, partial(understand, line, shell, supplied, packs), supplied)
        for number in range(judgement.ROUNDS):
            needs, before, known = judgement.wanted(understood, shell), shell, supplied
            if ask_shell is not None and (needs.variables or needs.aliases or needs.functions or needs.types):
                answer = await ask_shell(needs)
                shell = with_answers(shell, answer or NamedValues())
                if memory is not None and budget_ms and not shell.programs:
                    shell = await self._with_programs(memory, shell)  # it may have told its PATH
            if budget_ms and lacks(needs, supplied):
                fresh = await self._in_thread(
                    memory, shell, partial(supply, needs, shell, budget_ms=budget_ms), budget_ms
                )
                budget_ms = budget_ms if fresh is not None else 0.0  # what hangs is not asked again at once
                supplied = (fresh or Supplied(late=needs.files)).beside(supplied)
            if shell == before and supplied == known and understood.whole:
                break
            goes_on = number < judgement.LAST_ON_THE_WAY and supplied != known
            reading = partial(understand, line, shell, supplied, packs, on_the_way=goes_on)
            understood = await self._thinking(line, reading, supplied)
        deriving = partial(in_full, understood, shell, supplied)
        return await self._thinking(line, deriving, supplied), shell, supplied

    async def _with_programs(self, memory: SessionMemory, shell: ShellState) -> ShellState:
        """The shell with what bare names stand for in a project's own folders of its PATH."""
        if not memory.folders.any_for(shell.cwd):
            return shell
        programs = await self._in_thread(memory, shell, partial(memory.folders.programs, shell.cwd))
        return replace(shell, programs=memory.folders.listed(shell.cwd) if programs is None else programs)

    async def _thinking(self, line: str, work: Callable[[], T], supplied: Supplied = NOTHING_SUPPLIED) -> T:
        """A pure step: done here for a usual line, in a thread for a long one, or one that reads a lot."""
        if not may_take_long(line) and sum(len(text or "") for text in supplied.files.values()) < _MUCH:
            return work()
        return await asyncio.get_running_loop().run_in_executor(self._readers, work)

    async def _recalled(
        self, understood: Understanding, shell: ShellState, memory: SessionMemory | None, budget_ms: float
    ) -> tuple[Understanding, bool]:
        """With what the session did before; False where what a line runs could not be looked at in time."""
        recalling = partial(judgement.recalling, understood, shell, memory)
        if memory is None or not memory.has_downloads:
            return recalling(), True
        looked = await self._in_thread(memory, shell, recalling, budget_ms)  # on whatever disk
        return (looked, True) if looked is not None else (recalling(looks=False), False)

    async def _look(
        self, understood: Understanding, shell: ShellState, memory: SessionMemory | None, budget_ms: float
    ) -> Facts:
        effects, script = understood.effects, understood.script
        if not effects or not budget_ms:
            return NO_FACTS
        looking = partial(look, effects, shell, budget_ms=budget_ms, memory=memory, script=script)
        facts = await self._in_thread(memory, shell, looking, budget_ms)
        return facts if facts is not None else known_by_name(effects, shell, script)

    async def _in_thread(
        self, memory: SessionMemory | None, shell: ShellState, work: Callable[[], T], budget_ms: float = 0.0
    ) -> T | None:
        """A shell is known by its memory here; the clients, who have none, share what one may hold up.

        It is let look again in another folder: what hangs is a disk, and it may have been left.
        """
        patience = _TIMES_THE_BUDGET * budget_ms / 1000
        who = (memory, shell.cwd if memory is not None else "")
        return await self._lookers.take(who, work, most=_A_SHELLS_LOOKS, at_least=patience)

    def close(self) -> None:
        self._lookers.close()
        self._readers.shutdown(wait=False, cancel_futures=True)


def _looked_at_before(script: Script) -> bool:
    """Whether a line may make or change something of which it matters later how it was before."""
    return may_found(script) or makes_or_dumps(script) or may_change(script) or may_move(script)


def may_take_long(line: str) -> bool:
    """Whether a line is not to be read between the messages of other shells."""
    return len(line) > LONG_LINE or sum(line.count(one) for one in "({`") > MANY_BRACKETS


def with_answers(shell: ShellState, answer: NamedValues) -> ShellState:
    """The shell with what it answered added to what was known."""
    return replace(
        shell,
        variables={**shell.variables, **answer.variables},
        aliases={**shell.aliases, **answer.aliases},
        functions={**shell.functions, **answer.functions},
        types={**shell.types, **answer.types},
    )
