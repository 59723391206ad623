"""Where rules and classifier leave doubt, so that a model is worth asking; and what it is told of a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shellguard.effects.effect import EffectKind
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.parsing.script import NestedKind
from shellguard.policy.decision import Action
from shellguard.terminal_text import printable
from shellguard.verdict import Verdict

DOUBTFUL = 0.7
"""Below this confidence of the rules a line is doubtful."""
_MOST_CLAUSES = 12
_HALF = 1_500
_TELLING_SURROUNDINGS = {
    ("production", "yes"): "the surroundings are those of production",
    ("root", "yes"): "it runs as root",
}


@dataclass(frozen=True, slots=True)
class Question:
    """All that a model is told of a line: no history, no names that the line does not hold, nobody's prose.

    Attributes:
        line: without its secrets.
        known: clauses of our own making.
    """

    line: str
    known: tuple[str, ...] = ()


def doubts(verdict: Verdict) -> tuple[str, ...]:
    """Why a line that would simply run is not understood well enough; empty for nearly every line."""
    if verdict.decision.action is not Action.ALLOW or verdict.decision.by != "score":
        return ()
    found = []
    if any(effect.kind is EffectKind.UNKNOWN for effect in verdict.effects):
        found.append("a program that nobody knows is asked for something that sounds destructive")
    if _is_opaque(verdict):
        found.append("it runs text that can't be known")
    if verdict.risk.confidence < DOUBTFUL:
        found.append("too little of it is known")
    return tuple(found)


def _is_opaque(verdict: Verdict) -> bool:
    """Whether text runs that can't be known. A program or script of the person's own is no such text."""
    return any(
        not nested.known and nested.kind not in (NestedKind.FILE, NestedKind.FUNCTION, NestedKind.LATER)
        for command, _ in verdict.script.walk()
        for nested in command.nested
    )


def question_about(verdict: Verdict, line: str, unknown: Sequence[str] = ()) -> Question:
    """What a model is told.

    Args:
        line: the verdict's line, redacted.
        unknown: names of the programs that the rules do not know.
    """
    clauses = dict.fromkeys(_clauses(verdict, unknown))
    return Question(shown(line), tuple(clauses)[:_MOST_CLAUSES])


def shown(line: str) -> str:
    """A line as a model reads it: nothing invisible in it; of a very long one, both ends."""
    text = printable(line, keep="\n\t")
    if len(text) <= 2 * _HALF:
        return text
    return f"{text[:_HALF]}\n[{len(text) - 2 * _HALF} characters are left out here]\n{text[-_HALF:]}"


def _clauses(verdict: Verdict, unknown: Sequence[str]) -> Iterator[str]:
    for name in unknown[:4]:
        yield f"nothing is known of the program {printable(name)[:40]}"
    if _is_opaque(verdict):
        yield "it runs text that is not known before it runs"
    if verdict.script.problems:
        yield "it could not be read in full"
    for pair, clause in _TELLING_SURROUNDINGS.items():
        if verdict.facts.surroundings.get(pair[0]) == pair[1]:
            yield clause
    for (_, number), target in verdict.facts.targets.items():
        if number >= 0:
            yield from _of_target(target)


def _of_target(target: TargetFacts) -> Iterator[str]:
    """Without its name: the line holds it, and what a pattern stands for here is nobody's business."""
    if target.exists is False:
        yield "something that it names does not exist"
        return
    if target.protected:
        yield "something that it names is protected"
    if target.files is not None and target.files > 1:
        yield f"something that it names holds {_about(target.files)} files"
    if target.recovery is Recovery.LOST:
        yield "something that it names would not come back"
    elif target.recovery in (Recovery.TRACKED, Recovery.REBUILT):
        yield "something that it names would come back"
    if target.mount:
        yield "something that it names is on another disk or machine"


def _about(count: int) -> str:
    """A power of ten: what matters of a number, and the same for lines that differ in nothing else."""
    return (
        "some"
        if count < 10
        else "tens of"
        if count < 100
        else "hundreds of"
        if count < 1000
        else "thousands of"
    )
