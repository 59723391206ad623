"""The careful second opinion on a hard decision: asked of a larger model, read strictly, never trusted."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from shellguard.errors import ShellguardError
from shellguard.model.client import ModelClient
from shellguard.model.doubt import Question
from shellguard.settings.model import ModelSettings

TEMPERATURE = 0.2
MOST_TOKENS = 800
MOST_REASONS, MOST_CHECKS, MOST_RISKS = 5, 7, 6
_LONGEST = 400


class Recommendation(StrEnum):
    """What to do; the order is that of caution."""

    RUN = "run"
    CHECK = "check first"
    LEAVE = "do not run"


@dataclass(frozen=True, slots=True)
class Check:
    """A step before the line is run, with a command that tells; None where there is none."""

    step: str
    command: str | None = None


@dataclass(frozen=True, slots=True)
class Hazard:
    """What may go wrong, and what to do about it."""

    risk: str
    answer: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What a model wrote; nothing of it has been judged or cleaned.

    Attributes:
        instead: a command line that is said to do less harm.
    """

    recommendation: Recommendation
    reasons: tuple[str, ...]
    checks: tuple[Check, ...]
    hazards: tuple[Hazard, ...]
    instead: str | None = None


def _texts(longest: int) -> dict[str, Any]:
    return {"type": "string", "maxLength": longest}


def _maybe(longest: int) -> dict[str, Any]:
    return {"anyOf": [_texts(longest), {"type": "null"}]}


def _object(**fields: Any) -> dict[str, Any]:
    names = list(fields)
    return {"type": "object", "properties": fields, "required": names, "additionalProperties": False}


SCHEMA: dict[str, Any] = _object(
    recommendation={"type": "string", "enum": [one.value for one in Recommendation]},
    reasons={"type": "array", "items": _texts(300), "minItems": 3, "maxItems": MOST_REASONS},
    checks={
        "type": "array",
        "items": _object(step=_texts(200), command=_maybe(300)),
        "minItems": 5,
        "maxItems": MOST_CHECKS,
    },
    risks={
        "type": "array",
        "items": _object(risk=_texts(200), answer=_texts(200)),
        "minItems": 1,
        "maxItems": MOST_RISKS,
    },
    instead=_maybe(1000),
)


async def advise(
    client: ModelClient, settings: ModelSettings, question: Question, findings: Sequence[str]
) -> tuple[Advice, str]:
    """The advice, and the model's name.

    Args:
        findings: what the rules found, one sentence each, without secrets.

    Raises:
        ShellguardError: nobody answers, or the answer can't be used.
    """
    mark = secrets.token_hex(4)
    content = "\n".join(
        (
            *_fenced(f"line-{mark}", question.line),
            *_fenced(f"findings-{mark}", "\n".join(findings) or "nothing"),
            *_fenced(f"facts-{mark}", "\n".join(question.known) or "nothing"),
        )
    )
    wanted = settings.model_copy(
        update={
            "name": settings.deep or settings.name,
            "temperature": TEMPERATURE,
            "max_tokens": MOST_TOKENS,
            "timeout": settings.deep_timeout,
        }
    )
    messages = [{"role": "system", "content": _prompt()}, {"role": "user", "content": content}]
    said = await client.complete(wanted, messages, SCHEMA)
    advice = None if said.cut else read_advice(said.text)
    if advice is None:
        what = "the model's answer was cut off" if said.cut else "the model's answer was no advice"
        raise ShellguardError(what, where=said.model, hint="try again, or name a larger one: model.deep")
    return advice, said.model


def read_advice(text: str) -> Advice | None:
    """The advice in a model's text; None where a part is missing or has another form."""
    try:
        found = json.loads(text[text.index("{") : text.rindex("}") + 1])
        instead = found.get("instead")
        return Advice(
            Recommendation(found["recommendation"]),
            tuple(_text(one) for one in found["reasons"][:MOST_REASONS]),
            tuple(_check(one) for one in found["checks"][:MOST_CHECKS]),
            tuple(Hazard(_text(one["risk"]), _text(one["answer"])) for one in found["risks"][:MOST_RISKS]),
            instead if isinstance(instead, str) and instead.strip() else None,
        )
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        return None


def _check(found: Any) -> Check:
    command = found.get("command")
    return Check(_text(found["step"]), command if isinstance(command, str) and command.strip() else None)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value[:_LONGEST]


def _fenced(name: str, content: str) -> tuple[str, str, str]:
    return f"<{name}>", content, f"</{name}>"


@cache
def _prompt() -> str:
    return files("shellguard.model").joinpath("prompts/deep.txt").read_text(encoding="utf-8")
