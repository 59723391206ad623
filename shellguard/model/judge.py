"""The judge: asks a model how dangerous a line is, where the rules leave doubt.

Its answer is one label, read from the likelihoods of one token. It may raise a risk to a question, no higher,
and lowers nothing; before it has been calibrated it decides nothing at all.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from shellguard.model.client import ModelClient
from shellguard.model.doubt import Question
from shellguard.risk.finding import Finding, Risk
from shellguard.settings.model import ModelSettings

RULE = "model.sees-danger"
SCORE = 60
"""Enough for a question by key: what only a model says is never refused or made to be typed."""
LABELS: Mapping[str, str] = {
    "A": "only reads or shows",
    "B": "changes little that is easily brought back",
    "C": "may remove or change what a person misses",
    "D": "does much harm, or opens the machine to others",
    "E": "can't be undone",
}
_DANGER = {"A": 0.0, "B": 0.1, "C": 0.5, "D": 0.9, "E": 1.0}
MILD = ("A", "B")
"""Labels that call a line harmless, or nearly so."""
_EXAMPLE_MARK = "00000000"
_SENTENCE_TOKENS = 120


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a model thinks of a line.

    Attributes:
        shares: the likelihood of each label.
        form: how it was asked, one of `shellguard.model.labels.FORMS`.
        kept: it comes from the cache.
    """

    shares: Mapping[str, float]
    model: str
    form: str
    kept: bool = False

    @property
    def danger(self) -> float:
        """0 to 1; what it means for this model is for the calibration to say."""
        return sum(_DANGER[label] * share for label, share in self.shares.items())

    @property
    def label(self) -> str:
        """The likeliest label."""
        return max(self.shares, key=lambda one: self.shares[one])

    @property
    def said(self) -> str:
        """The likeliest label in words of ours."""
        return LABELS[self.label]


async def ask(client: ModelClient, settings: ModelSettings, question: Question) -> Opinion:
    """A model's opinion.

    Raises:
        ShellguardError: no server is named or allowed, none answers, or its answer is no label.
    """
    choice = await client.choose(settings, messages_for(question), tuple(LABELS))
    return Opinion(choice.shares, choice.model, choice.form)


async def say(
    client: ModelClient, settings: ModelSettings, question: Question, heard: Callable[[str], None]
) -> str:
    """A sentence or two for the person, handed over as it is written; not fit to be shown as it stands.

    Raises:
        ShellguardError: as `ask`.
    """
    messages = [
        {"role": "system", "content": _prompt("why.txt")},
        {"role": "user", "content": _fenced(question, secrets.token_hex(4))},
    ]
    short = settings.model_copy(update={"max_tokens": min(settings.max_tokens, _SENTENCE_TOKENS)})
    return (await client.stream(short, messages, heard)).text


def raised(risk: Risk, opinion: Opinion, probability: float, asks_from: float) -> Risk:
    """The risk with a calibrated opinion's finding, where it is strong enough; else the very same.

    Args:
        probability: of danger, as the calibration reads the opinion.
        asks_from: from which probability on it is a question.
    """
    if not probability >= asks_from or risk.score >= SCORE:
        return risk
    message = f"the model thinks that this {opinion.said}, and the rules know too little of it"
    finding = Finding(RULE, message, SCORE)
    return replace(
        risk,
        score=SCORE,
        findings=(finding, *risk.findings),
        confidence=min(risk.confidence, probability),
        reasoning=message,
    )


def messages_for(question: Question) -> list[dict[str, str]]:
    """The constant part first, so that the server's prefix cache has it; the line last, fenced as data."""
    messages = [{"role": "system", "content": _prompt("judge.txt")}]
    for example, label in _examples():
        messages.append({"role": "user", "content": _fenced(example, _EXAMPLE_MARK)})
        messages.append({"role": "assistant", "content": label})
    messages.append({"role": "user", "content": _fenced(question, secrets.token_hex(4))})
    return messages


@cache
def prompt_version() -> str:
    """Another one whenever the model would be asked in other words."""
    whole = _prompt("judge.txt") + _prompt("judge_examples.json") + json.dumps(LABELS)
    return hashlib.sha256(whole.encode()).hexdigest()[:8]


@cache
def instructions() -> str:
    """What a model is told about how to answer, blanks made one."""
    return " ".join(" ".join(_prompt(f"{name}.txt") for name in ("judge", "why", "explain", "deep")).split())


def examples() -> frozenset[str]:
    """The lines that the prompt itself shows with their labels."""
    return frozenset(question.line for question, _ in _examples())


def _fenced(question: Question, mark: str) -> str:
    known = "\n".join(question.known) or "nothing more"
    return f"<line-{mark}>\n{question.line}\n</line-{mark}>\n<known-{mark}>\n{known}\n</known-{mark}>"


@cache
def _examples() -> tuple[tuple[Question, str], ...]:
    found = json.loads(_prompt("judge_examples.json"))
    return tuple((Question(one["line"], tuple(one["known"])), one["label"]) for one in found)


@cache
def _prompt(name: str) -> str:
    return files("shellguard.model").joinpath(f"prompts/{name}").read_text(encoding="utf-8")
