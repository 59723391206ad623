"""When the classifier is heard, and what it says.

It speaks only of a line in which the rules met a program that they do not know, or that they could not read
in full though bash may, and found nothing that would be asked about anyway; never against a line that they
understand, and it lowers nothing. Where they have weighed a telling word of an unknown program it is silent:
`delete` would count twice, and a model can be asked there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from shellguard.classifier.features import features
from shellguard.classifier.model import Classifier
from shellguard.effects.effect import Effect, EffectKind
from shellguard.parsing.records import record
from shellguard.parsing.script import Script, SimpleCommand
from shellguard.risk.finding import Finding, Risk

RULE = "classifier.resembles-danger"
SCORE = 58
"""Enough for a question by key; what nobody understood is never refused or made to be typed."""
IN_TWO_MINDS = 0.5
"""From this probability on a line is worth asking a model about, where one may decide."""
_MOST_REASONS = 3
_MOST_PARTS = 8
_TELLING = ("program:", "option:", "token:", "word:", "effect:", "code:")


@record
class Opinion:
    """The probability that a line should not run unasked, and the features that say so, in words."""

    probability: float
    because: tuple[str, ...] = ()


def opinion(classifier: Classifier, script: Script, effects: Sequence[Effect]) -> Opinion:
    """What the classifier thinks of a line, whether or not it is heard."""
    seen = features(script, effects)
    probability = classifier.probability(seen)
    if probability < classifier.threshold:
        return Opinion(probability)
    words = [_in_words(one) for one in classifier.heaviest(seen, 40) if one.startswith(_TELLING)]
    return Opinion(probability, tuple(dict.fromkeys(word for word in words if len(word) > 1))[:_MOST_REASONS])


def may_speak(effects: Sequence[Effect], unknown: Collection[str], *, unread: bool) -> bool:
    """Whether a line is one of those that the classifier is heard about.

    Args:
        unknown: names of the programs that the rules do not know.
        unread: whether the line could not be read in full.
    """
    return (bool(unknown) or unread) and not any(one.kind is EffectKind.UNKNOWN for one in effects)


def in_two_minds(
    classifier: Classifier, script: Script, effects: Sequence[Effect], unknown: Collection[str]
) -> bool:
    """Whether a line that the classifier may speak of is not clear to it."""
    if not may_speak(effects, unknown, unread=script.beyond_reading):
        return False
    return classifier.probability(features(script, effects)) >= IN_TWO_MINDS


def parts_unknown(script: Script, unknown: Collection[str]) -> tuple[str, ...]:
    """What the programs that nobody knows are asked for, as text: each with the pipeline it stands in.

    The rest of the line is understood by the rules; it must not speak against what stands beside it.
    """
    found = []
    for one, commands in _with_siblings(script):
        if one.program in unknown:
            together = [command for command in commands if command.pipeline == one.pipeline]
            found.append(" | ".join(_as_written(command) for command in together))
    return tuple(dict.fromkeys(found))[:_MOST_PARTS]


def _with_siblings(script: Script) -> Iterator[tuple[SimpleCommand, tuple[SimpleCommand, ...]]]:
    waiting = [script]
    while waiting:
        commands = waiting.pop().commands
        for command in commands:
            yield command, commands
            waiting.extend(nested.script for nested in command.nested)


def _as_written(command: SimpleCommand) -> str:
    return " ".join(word.source for word in command.words)


def raised(
    risk: Risk, found: Opinion, classifier: Classifier, unknown: Sequence[str], *, unread: bool = False
) -> Risk:
    """The risk with the classifier's finding, where its opinion is strong enough.

    Args:
        unknown: names of the programs that the rules do not know.
        unread: whether the line could not be read in full.
    """
    if not (unknown or unread) or found.probability < classifier.threshold or risk.score >= SCORE:
        return risk
    because = f" (because of: {', '.join(found.because)})" if found.because else ""
    why = "it can't be read in full" if unread else f"what {unknown[0][:40]} does is not known"
    message = f"resembles commands that do harm, and {why}{because}"
    finding = Finding(RULE, message, SCORE, targets=tuple(name[:80] for name in unknown[:8]))
    return replace(
        risk,
        score=SCORE,
        findings=(finding, *risk.findings),
        confidence=min(risk.confidence, found.probability),
        reasoning=message,
    )


def _in_words(feature: str) -> str:
    return feature.rsplit(":", 1)[-1]
