"""What the rules can't read or don't know, or nobody could look at in time: never a lower risk."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from shellguard.classifier.model import packaged as learned
from shellguard.classifier.opinion import may_speak, opinion, parts_unknown, raised
from shellguard.effects.derive import effects_of
from shellguard.effects.effect import EffectKind, TargetKind
from shellguard.effects.packs.packs import packaged
from shellguard.facts.fact import Facts
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.nested.checked_out import IN_COMMIT
from shellguard.parsing.reading import read
from shellguard.parsing.script import Needs
from shellguard.risk.finding import Finding, Risk
from shellguard.understanding import Understanding

# words that may be a program: not the rest of an option, an address or a longer name
_WORDS = re.compile(r"(?<![\w.+%@:=-])[A-Za-z_][\w.+-]*")


def with_second_opinion(understood: Understanding, risk: Risk) -> Risk:
    """The risk as the embedded classifier sees it, where the rules don't know a program or can't read all."""
    unknown = (understood.packs or packaged()).unknown_programs(understood.script)
    unread = understood.script.beyond_reading
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


def with_unread_destroyer(understood: Understanding, risk: Risk, allow_up_to: int) -> Risk:
    """A line that was not read in full and names a program that destroys is never let through unasked."""
    if not understood.script.unread:
        return risk
    named = sorted(destroyers().intersection(_WORDS.findall(understood.line)))
    if not named:
        return risk
    message = f"names {named[0]}, which destroys, in a line that can't be read in full"
    return _at_least(allow_up_to + 1, risk, "reading.destroyer-in-unread-line", message)


def with_unread_files(risk: Risk, unseen: Needs, allow_up_to: int) -> Risk:
    """A line that does what files say is never let through unasked while these could not be read."""
    if not unseen.files:
        return risk
    name, *others = sorted(one.rpartition(IN_COMMIT)[2] for one in unseen.files)
    more = f" and {len(others)} more" if others else ""
    return _at_least(
        allow_up_to + 1,
        risk,
        "reading.unread-files",
        f"does what a file says that could not be read: {name}{more}",
    )


def with_unseen_losses(understood: Understanding, facts: Facts, risk: Risk, allow_up_to: int) -> Risk:
    """A line that removes files is never let through unasked where a look at them did not come back."""
    if facts.looked or not facts.ended_early:
        return risk
    removed = (
        target.text
        for effect in understood.effects
        if effect.kind is EffectKind.DELETE
        for target in effect.targets
        if target.kind is TargetKind.PATH
    )
    name = next(removed, "")
    message = f"removes what could not be looked at in time: {name}"
    return _at_least(allow_up_to + 1, risk, "reading.unseen-loss", message) if name else risk


def _at_least(least: int, risk: Risk, rule: str, message: str) -> Risk:
    score = max(risk.score, min(least, 100))
    findings = (Finding(rule, message, score), *risk.findings)
    return replace(
        risk, score=score, findings=findings, confidence=min(risk.confidence, 0.5), reasoning=message
    )


@cache
def destroyers() -> frozenset[str]:
    """Names of programs that destroy whatever their subcommand."""
    return knowledge("destroyers").names("names")
