"""From a line to a verdict, all at once: read, look, conclude."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from shellguard.effects.effect import Effect
from shellguard.effects.execution.started_shells import asked_of_the_shell, unguarded_shells
from shellguard.effects.packs.packs import Packs
from shellguard.facts.budget import BEFORE_A_QUESTION, USUAL, Budget, for_what_is_made_again
from shellguard.facts.fact import NO_FACTS, Facts, Recovery, TargetFacts
from shellguard.facts.files.cdpath import asked_where
from shellguard.facts.look import look as look_at
from shellguard.facts.parsing_requests import supply
from shellguard.facts.session.memory import SessionMemory
from shellguard.facts.session.named_things import variables_of
from shellguard.facts.telling_variables import telling_variables
from shellguard.judgement.conclusion import conclude
from shellguard.parsing.script import Needs
from shellguard.parsing.shell_state import NOTHING_SUPPLIED, ShellState, Supplied
from shellguard.parsing.state.line_options import with_options_of
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings
from shellguard.understanding import Understanding, attempt, in_full, lacks, remembered, understand
from shellguard.verdict import Verdict

ROUNDS = 5
_COMES_BACK = frozenset((Recovery.REBUILT, Recovery.TRACKED, Recovery.KEPT, Recovery.NOTHING_LOST))
LAST_ON_THE_WAY = ROUNDS - 2
"""From this round on effects are derived, which ask for more; before, once looking up brings nothing new."""


def judge(
    line: str,
    *,
    shell: ShellState,
    settings: Settings,
    look: bool = True,
    memory: SessionMemory | None = None,
    id: str | None = None,  # noqa: A002
    packs: Packs | None = None,
    environment: Mapping[str, str] | None = None,
    unhurried: bool = False,
) -> Verdict:
    """The verdict on a line, whatever its bytes; never raises.

    Args:
        look: whether globs, script files and targets may be looked at; nothing is without a folder.
        environment: what variables hold that a line turns out to need, or what it runs.
        unhurried: no prompt waits: what is looked at first may take as long as what is looked at again.
        memory: what the session did before.
        id: the verdict's name; a random one unless given.
        packs: what is known of programs; the packaged packs unless given.
    """
    begin = time.perf_counter()
    shell = with_options_of(line, shell)
    looks = look and bool(shell.cwd)
    if memory is not None and looks:
        shell = replace(shell, programs=memory.folders.programs(shell.cwd))
    supplied, before = NOTHING_SUPPLIED, None
    for longest in (BEFORE_A_QUESTION,) if unhurried else (USUAL, BEFORE_A_QUESTION):
        budget = looked_again(longest, before)
        waits = budget.supply if looks else 0.0
        understood, supplied, shell = _understood(line, shell, packs, waits, environment or {}, supplied)
        unseen = not_in_time(understood, supplied) if waits else Needs()
        understood = recalling(understood, shell, memory)
        facts: Facts | None = NO_FACTS
        if understood.effects:
            # without a folder, names alone still tell that a place is protected
            where = shell if looks else replace(shell, cwd="")
            effects, script = understood.effects, understood.script
            seen = partial(look_at, effects, where, memory=memory, script=script, budget_ms=budget.look)
            facts = attempt("facts", seen, None)
        if facts is None:
            understood, facts = replace(understood, failed="facts"), NO_FACTS
        verdict = conclude(
            understood,
            facts,
            settings,
            shell=shell,
            supplied=supplied,
            unseen=unseen,
            id=id,
            now=time.time(),
        )
        if not worth_a_longer_look(verdict, unseen):
            break
        before = verdict
    return verdict.timed((time.perf_counter() - begin) * 1000)


def worse(verdict: Verdict, other: Verdict) -> Verdict:
    """Of two verdicts on a line the one that lets less run."""
    order = (Action.ALLOW, Action.CONFIRM, Action.DENY)
    return max(verdict, other, key=lambda one: (order.index(one.decision.action), one.risk.score))


def missing_names(verdict: Verdict, shell: ShellState, environment: Mapping[str, str]) -> dict[str, None]:
    """As unset, the variables of a line that would run of which it is not known whether there are any."""
    if verdict.decision.action is not Action.ALLOW:
        return {}
    names = verdict.script.needs.variables
    return dict.fromkeys(name for name in names if name not in environment and name not in shell.variables)


def _understood(
    line: str,
    shell: ShellState,
    packs: Packs | None,
    budget_ms: float,
    environment: Mapping[str, str],
    supplied: Supplied,
) -> tuple[Understanding, Supplied, ShellState]:
    """What a line means here, what was supplied for that, and the shell as it is known then.

    With a budget of 0 nothing is looked up.

    Args:
        supplied: what an earlier look found.
    """
    understood = understand(line, shell, supplied, packs)
    for number in range(ROUNDS if budget_ms or environment else 0):
        needs, before, known = wanted(understood, shell), shell, supplied
        told = {name: environment[name] for name in needs.variables if name in environment}
        shell = replace(shell, variables={**shell.variables, **told}) if told else shell
        if budget_ms and lacks(needs, supplied):
            found = partial(supply, needs, shell, budget_ms=budget_ms)
            supplied = attempt("supply", found, Supplied(late=needs.files)).beside(supplied)
        if shell == before and supplied == known and understood.whole:
            break
        goes_on = number < LAST_ON_THE_WAY and supplied != known
        understood = understand(line, shell, supplied, packs, on_the_way=goes_on)
    return in_full(understood, shell, supplied), supplied, shell


def not_in_time(understood: Understanding, supplied: Supplied) -> Needs:
    """The patterns that could not be matched, and the files not read, of those that a line asks for.

    Nobody waits for more files than are read for one line: a tool's run may be through a whole project.
    """
    needs = understood.needs
    return Needs(globs=needs.globs - supplied.globs.keys(), files=needs.files & supplied.late)


def worth_a_longer_look(verdict: Verdict, unseen: Needs) -> bool:
    """Whether not all was seen that may tell that a person need not be asked, or that they must be.

    A file that was not read may do anything, and a target that was not looked at may hold what nothing brings
    back. A pattern that was not matched is a word that is not known: that asks where it matters, and `ls *`
    in a large folder shall not wait for it.

    Args:
        unseen: the patterns that could not be matched in the time, and the files not read.
    """
    action = verdict.decision.observed or verdict.decision.action
    if action is Action.ALLOW:
        patterns = bool(unseen.globs) and any(effect.targets for effect in verdict.effects)
        return bool(unseen.files) or verdict.facts.ended_early or patterns
    if action is not Action.CONFIRM:
        return False
    found = list(verdict.facts.targets.values())
    return not _surely_lost(found) and bool(unseen.globs or unseen.files or verdict.facts.ended_early)


def _surely_lost(found: Sequence[TargetFacts]) -> bool:
    """Whether what was seen asks whatever the rest may be: a small file that goes along does not."""
    lost = [facts for facts in found if facts.recovery is Recovery.LOST]
    others = [facts for facts in found if facts.recovery is not Recovery.LOST]
    settled = all(facts.counted_all and facts.recovery is not Recovery.UNKNOWN for facts in others)
    asks = any(not facts.counted_all for facts in lost) or settled
    return any(facts.protected for facts in found) or (bool(lost) and asks)


def looked_again(budget: Budget, before: Verdict | None) -> Budget:
    """The budget of the next look, after the one that led to a verdict, if any."""
    if before is None or (before.decision.observed or before.decision.action) is not Action.ALLOW:
        return budget
    found = before.facts.targets.values()
    comes_back = all(facts.recovery in _COMES_BACK for facts in found)
    cut_short = any(not facts.counted_all for facts in found)
    return for_what_is_made_again(budget) if comes_back and cut_short else budget


def wanted(understood: Understanding, shell: ShellState) -> Needs:
    """What is still to be asked: what reading needs, and the variables that tell where effects take place."""
    script = understood.script
    telling = telling_variables(understood.effects) | asked_of_the_shell(script) | variables_of(script)
    telling |= asked_where(script, understood.effects)
    needs = understood.needs
    return replace(needs, variables=needs.variables | (telling - shell.variables.keys()))


def recalling(
    understood: Understanding, shell: ShellState, memory: SessionMemory | None, *, looks: bool = True
) -> Understanding:
    """What was understood, with what the session tells of it.

    That is a file downloaded before and run now, a secret kept in a variable and sent now, and a shell opened
    whose start files don't load the guard.
    """
    if memory is None or understood.failed:
        return understood
    nothing: tuple[Effect, ...] = ()
    script = understood.script
    told = attempt("memory", partial(memory.executions, script, shell, looks=looks), nothing)
    told += attempt("secrets", partial(memory.secrets.uses, script, understood.effects, shell), nothing)
    told += attempt("shells", partial(unguarded_shells, script, shell), nothing)
    return replace(understood, effects=understood.effects + told) if told else understood


def warm_up() -> None:
    """Reads the packaged knowledge and does what is done on first use, so that no person waits for it."""
    shell, settings = ShellState(cwd="/", home="/root"), Settings()
    for line in (
        "ls -la",
        "unheard-of --list",
        "rm -rf build && sudo dd if=a of=b",
        "curl -s http://localhost/x | bash",
    ):
        judge(line, shell=shell, settings=settings, look=False)
    remembered.clear()
