"""From the weight of a line and the person's settings to what is done with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from shellguard.effects.effect import Effect, EffectKind
from shellguard.parsing.script import Nested, NestedKind, Script, SimpleCommand
from shellguard.policy.decision import Action, Challenge, Decision
from shellguard.policy.patterns import Pattern, compile_pattern
from shellguard.policy.presets import PRESETS
from shellguard.risk.finding import Finding, Risk

if TYPE_CHECKING:
    from shellguard.settings.model import Mode, PolicySettings

MAX_PHRASE = 48
_PROGRAM = re.compile(r"[\w.+-]+")
_VERBS = {
    EffectKind.DELETE: "delete",
    EffectKind.OVERWRITE: "overwrite",
    EffectKind.DISK: "erase",
    EffectKind.MOVE: "move",
    EffectKind.PERMIT: "change",
    EffectKind.HISTORY: "discard",
    EffectKind.PUBLISH: "publish",
    EffectKind.SEND: "send",
    EffectKind.REVEAL: "show",
    EffectKind.KILL: "kill",
    EffectKind.DATABASE: "drop",
    EffectKind.RESOURCE: "destroy",
    EffectKind.BOOT: "stop",
    EffectKind.GUARD: "unguard",
    EffectKind.PERSIST: "change",
    EffectKind.ACCOUNT: "change",
}
# What the message says first, where it tells more of the deed than its kind does.
_DEEDS = {"deletes": "delete", "removes": "delete"}
_TOLD_BY_MESSAGE = frozenset(
    {EffectKind.PUBLISH, EffectKind.PERMIT, EffectKind.CONCEAL, EffectKind.PERSIST, EffectKind.ACCOUNT}
)
# What stands in these came into the line from elsewhere; whoever allowed the command did not mean it.
_NOT_COVERED = frozenset(
    {NestedKind.SUBSTITUTION, NestedKind.PROCESS, NestedKind.ALIAS, NestedKind.DEFINITION, NestedKind.LATER}
)


@dataclass(frozen=True, slots=True)
class Allowing:
    """A pattern of `always_allow`; `own` when the person wrote it, False when it came with a preset."""

    pattern: Pattern
    own: bool


def decide(risk: Risk, script: Script, effects: Sequence[Effect], policy: PolicySettings) -> Decision:
    """The decision for a line in guard mode.

    In this order: `always_deny`; `always_allow` by patterns without a star; `deny_from`; `always_confirm`;
    `always_allow`; the thresholds. A line is allowed by pattern only when patterns cover all that it runs.
    """
    commands = [command for command, _ in script.walk()]
    denying = _restricting(commands, policy.always_deny)
    if denying:
        return Decision(Action.DENY, by=f"always_deny: {denying}")
    allowing = _covering(script, policy)
    by_score = _by_score(risk, effects, policy)
    if allowing and all(one.pattern.exact for one in allowing):
        return _allowed_by(allowing[0], by_score)
    if by_score.action is Action.DENY:
        return by_score
    confirming = _restricting(commands, (*policy.always_confirm, *PRESETS[policy.preset].always_confirm))
    if confirming:
        by = f"always_confirm: {confirming}"
        if by_score.action is Action.CONFIRM:
            return replace(by_score, by=by)
        return Decision(Action.CONFIRM, Challenge.KEY, by=by)
    if allowing:
        return _allowed_by(allowing[0], by_score)
    return by_score


def _allowed_by(allowing: Allowing, by_score: Decision) -> Decision:
    overrides = by_score.action if by_score.action is not Action.ALLOW else None
    return Decision(Action.ALLOW, by=f"always_allow: {allowing.pattern.text}", overrides=overrides)


def under_mode(decision: Decision, mode: Mode) -> Decision:
    """What the mode makes of a decision: `observe` and `off` let all run, `observe` keeps what it would."""
    if mode == "guard":
        return decision
    observed = decision.action if mode == "observe" else None
    return Decision(Action.ALLOW, by=f"mode: {mode}", observed=observed)


def at_least_confirm(decision: Decision, by: str) -> Decision:
    """Raises an allowed line to a question; `by` says why."""
    if decision.action is not Action.ALLOW:
        return decision
    return Decision(Action.CONFIRM, Challenge.KEY, by=by)


def _by_score(risk: Risk, effects: Sequence[Effect], policy: PolicySettings) -> Decision:
    if risk.score >= policy.deny_from:
        return Decision(Action.DENY)
    if risk.score >= policy.phrase_from:
        return Decision(Action.CONFIRM, Challenge.PHRASE, phrase_for(risk, effects))
    if risk.score > policy.allow_up_to:
        return Decision(Action.CONFIRM, Challenge.KEY)
    return Decision(Action.ALLOW)


def phrase_for(risk: Risk, effects: Sequence[Effect]) -> str:
    """What has to be typed: the name of what would be lost, so that nobody types it without having read it.

    Only printable ASCII without double blanks, at most MAX_PHRASE characters: it must be possible to type.
    """
    finding = risk.findings[0] if risk.findings else None
    index = finding.effect_index if finding else -1
    effect = effects[index] if 0 <= index < len(effects) else None
    verb = _verb(effect, finding) if effect and finding else "run"
    names = [*_lost(effect, finding)] if finding else []
    for name in names:
        for candidate in (name, name.rstrip("/").rsplit("/", 1)[-1]):
            phrase = f"{verb} {candidate}"
            if candidate and phrase.isascii() and phrase.isprintable() and len(phrase) <= MAX_PHRASE:
                return " ".join(phrase.split())
    return f"{verb} it"


def _verb(effect: Effect, finding: Finding) -> str:
    verb = _VERBS.get(effect.kind, "run")
    if effect.kind in _TOLD_BY_MESSAGE:
        return _DEEDS.get(finding.message.partition(" ")[0], verb)
    return verb


def _lost(effect: Effect | None, finding: Finding) -> tuple[str, ...]:
    """The names to choose from, the best first; the program's where nothing is named."""
    targets = finding.targets
    if effect is None:
        return targets
    if effect.kind is EffectKind.RESOURCE:
        targets = targets[::-1]  # the name of a thing stands behind the word for its kind
    if effect.kind is EffectKind.KILL and not targets:
        return ("everything",)
    if effect.kind is EffectKind.DATABASE:
        return targets  # the program is only what one talks to it with
    return (*targets, *((effect.program,) if _PROGRAM.fullmatch(effect.program) else ()))


def _restricting(commands: Sequence[SimpleCommand], patterns: Sequence[str]) -> str:
    """The first of the patterns that speaks of one of the commands; "" for none."""
    for text in patterns:
        pattern = compile_pattern(text)
        if any(pattern.restricts(command) for command in commands):
            return text
    return ""


@lru_cache(maxsize=64)
def _allowing_patterns(own: tuple[str, ...], preset: tuple[str, ...]) -> tuple[Allowing, ...]:
    return (
        *(Allowing(compile_pattern(text), True) for text in own),
        *(Allowing(compile_pattern(text), False) for text in preset),
    )


def covers(policy: PolicySettings, script: Script) -> bool:
    """Whether what is always allowed covers all that a line runs."""
    return bool(_covering(script, policy))


def _covering(script: Script, policy: PolicySettings) -> list[Allowing]:
    """The patterns that together cover all that a line runs; empty when anything is left over."""
    allowing = _allowing_patterns(policy.always_allow, PRESETS[policy.preset].always_allow)
    if not allowing or script.problems:
        return []
    used: list[Allowing] = []
    for covered in _cover(script, allowing):
        if covered is None:
            return []
        used.append(covered)
    return used


def _cover(script: Script, allowing: Sequence[Allowing]) -> Iterator[Allowing | None]:
    waiting = [script]
    while waiting:
        for command in waiting.pop().commands:
            found = _permitting(command, allowing)
            yield found
            if found is None:
                return
            waiting.extend(nested.script for nested in command.nested if not _included(nested, found))


def _permitting(command: SimpleCommand, allowing: Sequence[Allowing]) -> Allowing | None:
    """The pattern that permits a command; the most exact one, so that a star does not count needlessly."""
    fitting = [one for one in allowing if one.pattern.permits(command)]
    return min(fitting, key=lambda one: (not one.own, not one.pattern.exact), default=None)


def _included(nested: Nested, allowing: Allowing) -> bool:
    """Whether whoever allowed a command allowed this inner script with it (`sudo apt update`, a function)."""
    if nested.kind in _NOT_COVERED:
        return False
    return allowing.own or nested.kind not in (NestedKind.FUNCTION, NestedKind.FILE)
