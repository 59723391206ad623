"""A chat completion: how its form is asked for, and what is read out of it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from shellguard.errors import ShellguardError
from shellguard.model.failures import Failure

_NO_NAME = re.compile(r"[^\w./:@+-]+")
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model said.

    Attributes:
        where: the address of the server that it came from.
        cut: the answer ended because it was too long.
    """

    text: str
    model: str
    where: str
    cut: bool = False


def answer_format(form: str, schema: dict[str, Any]) -> dict[str, Any]:
    """The `response_format` of a request for an answer that keeps to a schema."""
    if form == "json_object":
        return {"type": form}
    return {"type": form, "json_schema": {"name": "answer", "schema": schema, "strict": True}}


def read_completion(body: bytes, model: str, where: str) -> Completion:
    """The text in a chat completion, whatever else stands in it.

    Raises:
        Failure: it is none.
    """
    try:
        found = json.loads(body)
        choice = found["choices"][0]
        message = choice["message"]
        text = message.get("content") or message.get("reasoning_content") or ""
        calls = message.get("tool_calls") or []
        if not text and calls:
            text = calls[0]["function"]["arguments"]
        if not isinstance(text, str):
            raise TypeError(type(text).__name__)
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError) as error:
        told = ShellguardError(
            f"the model's server could not be understood: {type(error).__name__}", where=where
        )
        raise Failure(told) from error
    cut = choice.get("finish_reason") == "length"
    return Completion(text, model_name(found.get("model"), model), where, cut)


def model_name(told: object, otherwise: str) -> str:
    """A model's name as its server tells it, for a person: never anything that reads like a sentence."""
    name = _NO_NAME.sub("_", told).strip("_")[:_LONGEST_NAME] if isinstance(told, str) else ""
    return name or otherwise
