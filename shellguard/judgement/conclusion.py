"""What follows from what a line means and what was found out: risk, decision, a safer command."""

from __future__ import annotations

import secrets
import time
from dataclasses import replace
from functools import partial

from shellguard.audit.redaction import for_the_eye
from shellguard.facts.fact import Facts
from shellguard.judgement.blind_spots import (
    with_second_opinion,
    with_unread_destroyer,
    with_unread_files,
    with_unseen_losses,
)
from shellguard.judgement.safer import safer_command
from shellguard.parsing.script import Needs
from shellguard.parsing.shell_state import NOTHING_SUPPLIED, ShellState, Supplied
from shellguard.policy.decide import at_least_confirm, decide, under_mode
from shellguard.policy.decision import Action, Challenge, Decision
from shellguard.risk.finding import Risk
from shellguard.risk.weigh import weigh
from shellguard.settings.model import PolicySettings, Settings
from shellguard.understanding import Understanding, attempt
from shellguard.verdict import Verdict

_NOT_UNDERSTOOD = 75
_NOTHING = Needs()


def _fit_to_show(understood: Understanding) -> Understanding:
    """The effects without the secrets of the commands that the line does not show, and a question would.

    What can't be freed of them is not shown.
    """
    told = {effect.by for effect in understood.effects if effect.by}
    if not told:
        return understood
    nothing: dict[str, str] = {}
    shown = attempt("redaction", lambda: for_the_eye(understood.script, told), nothing)
    effects = (replace(one, by=shown.get(one.by, "")) if one.by else one for one in understood.effects)
    return replace(understood, effects=tuple(effects))


def conclude(
    understood: Understanding,
    facts: Facts,
    settings: Settings,
    *,
    shell: ShellState,
    supplied: Supplied = NOTHING_SUPPLIED,
    unseen: Needs = _NOTHING,
    id: str | None = None,  # noqa: A002
    now: float | None = None,
    begun: float | None = None,
) -> Verdict:
    """Weighs what was understood and found out, decides, seeks a safer command; pure, never raises.

    Args:
        supplied: what was read for the line, for the safer commands that are judged, too.
        unseen: what the line asks for and nobody could look at in time.
        now: seconds since the epoch, to tell what was changed today; None leaves that out.
        begun: when judging the line began, by `time.perf_counter`; the verdict is timed then.
    """
    understood = _fit_to_show(understood)
    script, effects = understood.script, understood.effects
    risk, failed = _weighed(understood, facts, shell, now)
    source = "fallback" if failed else "static"
    if not failed and risk.score <= settings.policy.allow_up_to:
        risk, source = _raised_where_it_would_run(understood, facts, risk, unseen, settings.policy)
    cautious = Decision(Action.CONFIRM, Challenge.KEY, by="fallback")
    decision = attempt("policy", lambda: decide(risk, script, effects, settings.policy), cautious)
    if failed:
        decision = at_least_confirm(decision, "fallback")
    alternative = None
    if decision.action is not Action.ALLOW and effects and not failed:
        safer = partial(safer_command, understood, facts, risk, settings, shell, supplied)
        alternative = attempt("alternatives", safer, None)
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
        elapsed_ms=0.0 if begun is None else (time.perf_counter() - begun) * 1000,
        notes={"failed": failed} if failed else {},
    )


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
    understood: Understanding, facts: Facts, risk: Risk, unseen: Needs, policy: PolicySettings
) -> tuple[Risk, str]:
    """The risk of a line that the rules would let run, and whose it is; what they can't read may raise it."""
    risk = with_unread_destroyer(understood, risk, policy.allow_up_to)
    risk = with_unread_files(risk, unseen, policy.allow_up_to)
    risk = with_unseen_losses(understood, facts, risk, policy.allow_up_to)
    if not policy.classifier or risk.score > policy.allow_up_to:
        return risk, "static"
    heard = attempt("classifier", lambda: with_second_opinion(understood, risk), risk)
    return heard, "static" if heard is risk else "classifier"


def _with_short_home(decision: Decision, home: str) -> Decision:
    """`delete ~/photos` is what a person calls it, and less to type."""
    verb, _, path = decision.phrase.partition(" ")
    if len(home) > 1 and (path + "/").startswith(home.rstrip("/") + "/"):
        return replace(decision, phrase=f"{verb} ~{path[len(home.rstrip('/')) :]}")
    return decision
