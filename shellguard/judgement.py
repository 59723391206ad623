"""Puts the stages together: from a line to a verdict. Only the daemon and the command line sit above this.

`judge` does all of it at once. The daemon takes the parts, `understand` and `conclude`, because between them
it asks the shell for names and looks at files in another thread.
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial

from shellguard.alternatives.propose import Proposal, propose
from shellguard.classifier.model import packaged as learned
from shellguard.classifier.opinion import may_speak, opinion, parts_unknown, raised
from shellguard.effects.derive import effects_of
from shellguard.effects.effect import Effect, EffectKind
from shellguard.effects.execution.started_shells import asked_of_the_shell, unguarded_shells
from shellguard.effects.packs.packs import Packs, packaged
from shellguard.facts.budget import BEFORE_A_QUESTION, USUAL
from shellguard.facts.commands import command_of
from shellguard.facts.fact import NO_FACTS, Facts, Recovery, TargetFacts
from shellguard.facts.files.cdpath import asked_where
from shellguard.facts.files.rights import closed_to_others
from shellguard.facts.kept import kept_facts
from shellguard.facts.look import look as look_at
from shellguard.facts.session.memory import SessionMemory
from shellguard.facts.session.named_words import variables_of
from shellguard.facts.supply import supply
from shellguard.facts.surroundings import telling_variables
from shellguard.knowledge import loading
from shellguard.parsing.reading import read
from shellguard.parsing.script import Needs
from shellguard.parsing.shell_state import NOTHING_SUPPLIED, ShellState, Supplied
from shellguard.parsing.state.line_options import with_options_of
from shellguard.policy.decide import at_least_confirm, decide, under_mode
from shellguard.policy.decision import Action, Challenge, Decision
from shellguard.risk.finding import Finding, Risk
from shellguard.risk.weigh import weigh
from shellguard.settings.model import PolicySettings, Settings
from shellguard.understanding import Understanding, attempt, remembered, understand
from shellguard.verdict import SafeAlternative, Verdict

ROUNDS = 3
MAX_PROPOSALS = 4
LIGHT = 20  # an effect of no account, such as a copy under a new name
LEAST_GAIN = 8  # how much lower a proposal is that is itself asked about
MAX_REREAD = 600  # characters of proposals that are judged again: a person waits meanwhile
_NOT_UNDERSTOOD = 75
# words that may be a program: not the rest of an option, an address or a longer name
_WORDS = re.compile(r"(?<![\w.+%@:=-])[A-Za-z_][\w.+-]*")


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
    for budget in (BEFORE_A_QUESTION,) if unhurried else (USUAL, BEFORE_A_QUESTION):
        waits = budget.supply if looks else 0.0
        understood, unseen, shell = _understood(line, shell, packs, waits, environment or {})
        understood = recalling(understood, shell, memory)
        facts = NO_FACTS
        if understood.effects:
            # without a folder, names alone still tell that a place is protected
            where = shell if looks else replace(shell, cwd="")
            effects, script = understood.effects, understood.script
            seen = partial(look_at, effects, where, memory=memory, script=script, budget_ms=budget.look)
            facts = attempt("facts", seen, NO_FACTS)
        verdict = conclude(understood, facts, settings, shell=shell, id=id, now=time.time())
        if not worth_a_longer_look(verdict, unseen):
            break
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
    line: str, shell: ShellState, packs: Packs | None, budget_ms: float, environment: Mapping[str, str]
) -> tuple[Understanding, Needs, ShellState]:
    """What a line means here, what of it was not seen in time, and the shell as it is known then.

    With a budget of 0 nothing is looked up.
    """
    understood = understand(line, shell, packs=packs)
    supplied = NOTHING_SUPPLIED
    for _ in range(ROUNDS if budget_ms or environment else 0):
        needs, before, fresh = wanted(understood, shell), shell, NOTHING_SUPPLIED
        told = {name: environment[name] for name in needs.variables if name in environment}
        shell = replace(shell, variables={**shell.variables, **told}) if told else shell
        if budget_ms and (needs.globs - supplied.globs.keys() or needs.files - supplied.files.keys()):
            found = partial(supply, needs, shell, budget_ms=budget_ms)
            fresh = attempt("supply", found, NOTHING_SUPPLIED)
        if shell == before and not fresh.globs and not fresh.files:
            break
        supplied = Supplied({**supplied.globs, **fresh.globs}, {**supplied.files, **fresh.files})
        understood = understand(line, shell, supplied, packs)
    return understood, not_in_time(understood, supplied) if budget_ms else Needs(), shell


def not_in_time(understood: Understanding, supplied: Supplied) -> Needs:
    """The patterns that could not be matched, and the files not read, of those that a line asks for."""
    needs = understood.needs
    return Needs(globs=needs.globs - supplied.globs.keys(), files=needs.files - supplied.files.keys())


def worth_a_longer_look(verdict: Verdict, unseen: Needs) -> bool:
    """Whether not all was seen that may tell that a person need not be asked, or that they must be.

    A file that was not read may do anything. A pattern that was not matched is a word that is not known: that
    asks where it matters, and `ls *` in a large folder shall not wait for it.

    Args:
        unseen: the patterns that could not be matched in the time, and the files not read.
    """
    if unseen.files and verdict.decision.action is Action.ALLOW:
        return True
    if (verdict.decision.observed or verdict.decision.action) is not Action.CONFIRM:
        return False
    found = verdict.facts.targets.values()
    surely = any(facts.protected or facts.recovery is Recovery.LOST for facts in found)
    return not surely and bool(unseen.globs or unseen.files or verdict.facts.ended_early)


def wanted(understood: Understanding, shell: ShellState) -> Needs:
    """What is still to be asked: what reading needs, and the variables that tell where effects take place."""
    script = understood.script
    telling = telling_variables(understood.effects) | asked_of_the_shell(script) | variables_of(script)
    telling |= asked_where(script, understood.effects)
    needs = understood.needs
    return replace(needs, variables=needs.variables | (telling - shell.variables.keys()))


def recalling(understood: Understanding, shell: ShellState, memory: SessionMemory | None) -> Understanding:
    """What was understood, with what the session tells of it.

    That is a file downloaded before and run now, and a shell opened whose start files don't load the guard.
    """
    if memory is None or understood.failed:
        return understood
    nothing: tuple[Effect, ...] = ()
    script = understood.script
    told = attempt("memory", partial(memory.executions, script, shell), nothing)
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


def conclude(
    understood: Understanding,
    facts: Facts,
    settings: Settings,
    *,
    shell: ShellState,
    id: str | None = None,  # noqa: A002
    now: float | None = None,
) -> Verdict:
    """Weighs what was understood and found out, decides, seeks a safer command; pure, never raises.

    Args:
        now: seconds since the epoch, to tell what was changed today; None leaves that out.
    """
    script, effects = understood.script, understood.effects
    risk, failed = _weighed(understood, facts, shell, now)
    source = "fallback" if failed else "static"
    if not failed and risk.score <= settings.policy.allow_up_to:
        risk, source = _raised_where_it_would_run(understood, risk, settings.policy)
    cautious = Decision(Action.CONFIRM, Challenge.KEY, by="fallback")
    decision = attempt("policy", lambda: decide(risk, script, effects, settings.policy), cautious)
    if failed:
        decision = at_least_confirm(decision, "fallback")
    alternative = None
    if decision.action is not Action.ALLOW and effects and not failed:
        alternative = attempt("alternatives", lambda: _safer(understood, facts, risk, settings, shell), None)
    return Verdict(
        id=id or secrets.token_hex(6),
        line=understood.line,
        decision=under_mode(_with_short_home(decision, shell.home), settings.mode),
        risk=risk,
        script=script,
        effects=effects,
        facts=facts,
        safe_alternative=alternative,
        source=source,
        notes={"failed": failed} if failed else {},
    )


def _weighed(
    understood: Understanding, facts: Facts, shell: ShellState, now: float | None
) -> tuple[Risk, str]:
    """The risk by the rules, and the name of the stage that broke, if one did."""
    unweighed = Risk(_NOT_UNDERSTOOD, confidence=0.0, reasoning="this line could not be judged")
    if understood.failed:
        return unweighed, understood.failed
    found = attempt("risk", lambda: weigh(understood.script, understood.effects, facts, shell, now=now), None)
    return (unweighed, "risk") if found is None else (found, "")


def _raised_where_it_would_run(
    understood: Understanding, risk: Risk, policy: PolicySettings
) -> tuple[Risk, str]:
    """The risk of a line that the rules would let run, and whose it is; what they can't read may raise it."""
    risk = _with_unread_destroyer(understood, risk, policy.allow_up_to)
    if not policy.classifier or risk.score > policy.allow_up_to:
        return risk, "static"
    heard = attempt("classifier", lambda: _with_second_opinion(understood, risk), risk)
    return heard, "static" if heard is risk else "classifier"


def reconsidered(verdict: Verdict, risk: Risk, settings: Settings, *, source: str, model: str) -> Verdict:
    """The verdict with a risk that somebody else has raised; never a milder one. Pure."""
    if risk.score <= verdict.risk.score:
        return verdict
    decision = decide(risk, verdict.script, verdict.effects, settings.policy)
    if decision.action is Action.ALLOW and verdict.decision.action is not Action.ALLOW:
        return verdict
    return replace(
        verdict,
        decision=under_mode(decision, settings.mode),
        risk=risk,
        source=source,
        model=model,
    )


def decided_by(verdict: Verdict, settings: Settings) -> Verdict:
    """The verdict with what other settings decide about it. Pure."""
    decision = decide(verdict.risk, verdict.script, verdict.effects, settings.policy)
    return replace(verdict, decision=under_mode(decision, settings.mode))


def _with_second_opinion(understood: Understanding, risk: Risk) -> Risk:
    """The risk as the embedded classifier sees it, where the rules don't know a program or can't read all."""
    unknown = (understood.packs or packaged()).unknown_programs(understood.script)
    unread = bool(understood.script.problems)
    if not may_speak(understood.effects, unknown, unread=unread):
        return risk
    model = learned()
    found = opinion(model, understood.script, understood.effects)
    whole = raised(risk, found, model, unknown, unread=unread)
    if whole is risk or unread:
        return whole
    # The whole line may look grave for what is understood in it: it has to hold for the unknown part as well.
    for part in parts_unknown(understood.script, unknown):
        script = read(part)
        found = opinion(model, script, effects_of(script, packs=understood.packs))
        if (narrowed := raised(risk, found, model, unknown)) is not risk:
            return narrowed
    return risk


def _with_short_home(decision: Decision, home: str) -> Decision:
    """`delete ~/photos` is what a person calls it, and less to type."""
    verb, _, path = decision.phrase.partition(" ")
    if len(home) > 1 and (path + "/").startswith(home.rstrip("/") + "/"):
        return replace(decision, phrase=f"{verb} ~{path[len(home.rstrip('/')) :]}")
    return decision


def _with_unread_destroyer(understood: Understanding, risk: Risk, allow_up_to: int) -> Risk:
    """A line that was not read in full and names a program that destroys is never let through unasked."""
    if not understood.script.problems:
        return risk
    named = sorted(destroyers().intersection(_WORDS.findall(understood.line)))
    if not named:
        return risk
    message = f"names {named[0]}, which destroys, in a line that can't be read in full"
    score = max(risk.score, min(allow_up_to + 1, 100))
    finding = Finding("reading.destroyer-in-unread-line", message, score)
    return replace(
        risk, score=score, findings=(finding, *risk.findings), confidence=min(risk.confidence, 0.5),
        reasoning=message,
    )  # fmt: skip


@cache
def destroyers() -> frozenset[str]:
    """Names of programs that destroy whatever their subcommand."""
    return frozenset(loading.load("destroyers")["names"])


def _safer(
    understood: Understanding, facts: Facts, risk: Risk, settings: Settings, shell: ShellState
) -> SafeAlternative | None:
    """The first proposal that would simply run, else the lowest; each is judged like any line."""
    proposals = propose(understood.script, understood.effects, facts, risk, shell)
    kinds = {effect.kind for effect in understood.effects}
    if EffectKind.OVERWRITE in kinds:
        # to add to a file is less than to replace it; to put another in its place is the same
        kinds |= {EffectKind.WRITE, EffectKind.MOVE}
    if EffectKind.DELETE in kinds:
        kinds |= {EffectKind.MOVE}  # to put aside is less than to delete
    kept: list[tuple[int, Proposal]] = []
    most = max(1, min(MAX_PROPOSALS, MAX_REREAD // (len(understood.line) + 1)))
    for proposal in proposals[:most]:
        other = understand(proposal.command, shell, packs=understood.packs)
        added = {one.kind for one in other.effects if one.base > LIGHT} - kinds
        if other.failed or other.script.problems or added:
            continue
        known = _facts_of_the_same_targets(other, understood.effects, facts)
        weight = weigh(other.script, other.effects, known, shell)
        action = decide(weight, other.script, other.effects, settings.policy).action
        most_asked = risk.score - (0 if action is Action.ALLOW else LEAST_GAIN)
        if weight.score >= risk.score or weight.score > most_asked or action is Action.DENY:
            continue
        if proposal.meant:
            return SafeAlternative(proposal.command, proposal.why, weight.score)
        kept.append((weight.score, proposal))
        if action is Action.ALLOW:
            break  # it would simply run: no need to judge the others
    if not kept:
        return None
    score, best = min(kept, key=lambda one: one[0])
    return SafeAlternative(best.command, best.why, score)


def _facts_of_the_same_targets(other: Understanding, original: tuple[Effect, ...], facts: Facts) -> Facts:
    """What was found out about a target holds for it in another command too; the rest stays unknown.

    What the other command keeps first is known by its words.
    """
    effects = other.effects
    known: dict[tuple[str | None, str], TargetFacts] = {}
    for (index, number), found in facts.targets.items():
        if number >= 0:
            known[original[index].cwd, original[index].targets[number].text] = found
    targets = {
        (index, number): closed_to_others(
            known[effect.cwd, target.text], effect, command_of(effect, other.script)
        )
        for index, effect in enumerate(effects)
        for number, target in enumerate(effect.targets)
        if (effect.cwd, target.text) in known
    }
    whole = {original[index].rule: found for (index, number), found in facts.targets.items() if number < 0}
    targets |= {(index, -1): kept for index, kept in kept_facts(effects, other.script, whole).items()}
    return replace(facts, targets=targets, remembered={})
