"""What the connected model says of a line, for `explain`; all of it is told apart from what is certain."""

from __future__ import annotations

import secrets
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from shellguard import judgement
from shellguard.audit.redaction import Redaction
from shellguard.cli.model_connection import with_client
from shellguard.cli.this_process import surroundings
from shellguard.daemon.shown_prose import reader_of
from shellguard.effects.effect import Effect
from shellguard.effects.packs.packs import packaged
from shellguard.model.deep import Advice, Check, Hazard, Recommendation, advise
from shellguard.model.doubt import question_about
from shellguard.model.prose import Reader, fit_to_show
from shellguard.parsing.shell_state import ShellState
from shellguard.policy.decision import Action
from shellguard.settings.model import Settings
from shellguard.terminal_text import printable
from shellguard.verdict import Verdict
from shellguard.wire import client

OPINION_SECONDS = 30.0
_READS_ONLY = 30
_MOST_FINDINGS = 12
_LEAST = {
    Action.ALLOW: Recommendation.RUN,
    Action.CONFIRM: Recommendation.CHECK,
    Action.DENY: Recommendation.LEAVE,
}
_ORDER = list(Recommendation)


def opinion(line: str, cwd: str, settings: Settings, verdict: Verdict) -> dict[str, Any]:
    """The second opinion, from the daemon where one runs; its connection is warm.

    Raises:
        ShellguardError: nobody answers.
    """
    wanted = {"line": line, "say": True, **surroundings(cwd)}
    found = client.request("opinion", wanted, timeout=OPINION_SECONDS)
    if found is not None:
        return found
    from shellguard.daemon.second_opinion import SecondOpinion

    async def here(connection: Any) -> dict[str, Any]:
        second = SecondOpinion(connection, secrets.token_bytes(32))
        advice = await second.advice(verdict, settings, packaged())
        said = await second.sentence(verdict, settings, packaged(), lambda _: None)
        return {**advice.as_object(), "sentence": said}

    return with_client(here)


def opinion_in_words(found: dict[str, Any]) -> Iterator[str]:
    """The lines of `explain`'s section about it."""
    yield printable(str(found["opinion"]))
    if found.get("sentence"):
        yield f"> {printable(str(found['sentence']))}"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A model's advice after everything in it was judged.

    Attributes:
        overruled: the model recommended less caution than the rules allow.
        instead: a command that was judged to do less harm, with its score.
        left_out: how many commands and sentences were not fit to be shown.
    """

    recommendation: Recommendation
    overruled: bool
    reasons: tuple[str, ...]
    checks: tuple[Check, ...]
    hazards: tuple[Hazard, ...]
    instead: tuple[str, int] | None
    left_out: int
    model: str

    def as_object(self) -> dict[str, Any]:
        return {
            "recommendation": self.recommendation.value,
            "overruled": self.overruled,
            "reasons": list(self.reasons),
            "checks": [{"step": one.step, "command": one.command} for one in self.checks],
            "risks": [{"risk": one.risk, "answer": one.answer} for one in self.hazards],
            "instead": {"command": self.instead[0], "risk_level": self.instead[1]} if self.instead else None,
            "left_out": self.left_out,
            "model": self.model,
        }


def deep_advice(verdict: Verdict, shell: ShellState, settings: Settings) -> Reviewed:
    """Asks the larger model and judges what it answers.

    Raises:
        ShellguardError: nobody answers, or the answer can't be used.
    """
    clean = Redaction(secrets.token_bytes(32))
    line = clean.line(verdict.script, verdict.line)
    unknown = tuple(clean.text(name) for name in packaged().unknown_programs(verdict.script))
    question = question_about(verdict, line, unknown)
    findings = [clean.text(printable(one.message)) for one in verdict.risk.findings[:_MOST_FINDINGS]]
    advice, model = with_client(lambda connection: advise(connection, settings.model, question, findings))
    return reviewed(advice, model, verdict, shell, settings, clean)


def reviewed(
    advice: Advice, model: str, verdict: Verdict, shell: ShellState, settings: Settings, clean: Redaction
) -> Reviewed:
    """The advice without what must not be shown: never less cautious than the verdict."""
    reader = reader_of(verdict, packaged(), clean.text)
    least = _LEAST[verdict.decision.observed or verdict.decision.action]
    if reader.doubtful:
        least = max(least, Recommendation.CHECK, key=_ORDER.index)
    recommendation = max(advice.recommendation, least, key=_ORDER.index)
    reasons = tuple(filter(None, (fit_to_show(one, reader) for one in advice.reasons)))
    checks = tuple(filter(None, (_check(one, reader, shell, settings, clean) for one in advice.checks)))
    hazards = tuple(filter(None, (_hazard(one, reader) for one in advice.hazards)))
    instead = _milder(advice.instead, verdict, shell, settings, clean) if advice.instead else None
    given = [one.command for one in advice.checks if one.command]
    kept = [one.command for one in checks if one.command]
    left_out = (
        *(len(advice.reasons) - len(reasons), len(advice.checks) - len(checks)),
        *(len(advice.hazards) - len(hazards), max(0, len(given) - len(kept))),
        int(bool(advice.instead) and instead is None),
    )
    overruled = recommendation is not advice.recommendation
    return Reviewed(
        recommendation, overruled, reasons, checks, hazards, instead, sum(left_out), clean.text(model)
    )


def _check(
    one: Check, reader: Reader, shell: ShellState, settings: Settings, clean: Redaction
) -> Check | None:
    step = fit_to_show(one.step, reader)
    if not step:
        return None
    return Check(
        step, one.command if one.command and _reads_only(one.command, shell, settings, clean) else None
    )


def _reads_only(command: str, shell: ShellState, settings: Settings, clean: Redaction) -> bool:
    """Whether a command may stand there to be copied: it would simply run, and does nothing."""
    if not _is_plain(command) or clean.text(command) != command:
        return False
    judged = judgement.judge(command, shell=shell, settings=_strict(settings))
    return (
        judged.decision.action is Action.ALLOW
        and judged.risk.score <= _READS_ONLY
        and not judged.effects
        and not judged.script.problems
        and not packaged().unknown_programs(judged.script)
    )


def _hazard(one: Hazard, reader: Reader) -> Hazard | None:
    risk, answer = fit_to_show(one.risk, reader), fit_to_show(one.answer, reader)
    return Hazard(risk, answer) if risk and answer else None


def _milder(
    command: str, verdict: Verdict, shell: ShellState, settings: Settings, clean: Redaction
) -> tuple[str, int] | None:
    """The proposed command if it was judged to do less, and nothing of another kind."""
    if not _is_plain(command) or clean.text(command) != command:
        return None
    judged = judgement.judge(command, shell=shell, settings=_strict(settings))
    milder = (
        judged.risk.score < verdict.risk.score
        and judged.decision.action is not Action.DENY
        and not judged.script.problems
        and _kinds(judged.effects) <= _kinds(verdict.effects)
        and not packaged().unknown_programs(judged.script)
    )
    return (command, judged.risk.score) if milder else None


def _kinds(effects: tuple[Effect, ...]) -> set[str]:
    return {effect.kind.value for effect in effects}


def _is_plain(command: str) -> bool:
    return len(command) <= 1_000 and command.isprintable()


def _strict(settings: Settings) -> Settings:
    """The person's thresholds without what they let run: they did not mean a stranger's commands."""
    policy = settings.policy.model_copy(update={"always_allow": ()})
    return settings.model_copy(update={"policy": policy, "mode": "guard"})


def deep_in_words(found: Reviewed, width: int = 100) -> list[str]:
    """The advice for a terminal."""
    who = printable(found.model)
    head = f"{who} recommends: {found.recommendation.value}"
    if found.overruled:
        head = f"{found.recommendation.value}: so say the rules; {who} was less careful"
    lines = [head]
    lines += [f"> {text}" for text in textwrap.wrap(" ".join(found.reasons), width)]
    if found.checks:
        lines.append("before you run it:")
    for number, check in enumerate(found.checks, 1):
        lines.append(f"  {number}. {check.step}")
        if check.command:
            lines.append(f"     {check.command}")
    if found.hazards:
        lines.append("what may go wrong:")
    for hazard in found.hazards:
        lines.append(f"  - {hazard.risk}")
        lines.append(f"    {hazard.answer}")
    if found.instead:
        lines.append(f"less harm (risk {found.instead[1]}): {found.instead[0]}")
    if found.left_out:
        lines.append(f"{found.left_out} of what it wrote is not shown: it was not fit to be.")
    lines.append(f"(all of this is from {who}; nothing of it is certain)")
    return lines
