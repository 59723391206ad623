"""One label out of a few, as a distribution: from the likelihoods of a single token where they are told."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shellguard.model.completion import model_name

FORMS = ("logprobs", "choice", "answer")
"""Ways of asking, the best first: the likelihoods of a free token; those of a token that the server holds to
the labels; one label written in JSON, which says how sure the model is of nothing.
"""
LEAST_MASS = 0.5
"""A free token that is a label less often than this has not answered the question."""
_AROUND = " \t\n*`\"'().:#▁Ġ"
_MOST_TOKENS = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """What a model answered.

    Attributes:
        shares: by label, summing to 1.
        form: how it was asked, one of `FORMS`.
        where: the server's address.
    """

    shares: Mapping[str, float]
    form: str
    model: str
    where: str


def asking(form: str, labels: Sequence[str]) -> dict[str, Any]:
    """What a request holds beside the model and the messages."""
    if form == "answer":
        schema = {
            "type": "object",
            "properties": {"label": {"type": "string", "enum": list(labels)}},
            "required": ["label"],
            "additionalProperties": False,
        }
        layout = {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema, "strict": True}}
        return {"temperature": 0.0, "max_tokens": 32, "response_format": layout}
    one_token = {"temperature": 0.0, "max_tokens": 1, "logprobs": True, "top_logprobs": _MOST_TOKENS}
    if form == "choice":
        return {**one_token, "extra_body": {"structured_outputs": {"choice": list(labels)}}}
    return one_token


def read_choice(body: bytes, form: str, labels: Sequence[str], model: str, where: str) -> Choice | None:
    """The distribution in a chat completion; None where it holds none."""
    try:
        found = json.loads(body)
        choice = found["choices"][0]
        shares = _written(choice, labels) if form == "answer" else _likelihoods(choice, labels)
        named = found.get("model")
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        return None
    if shares is None:
        return None
    return Choice(shares, form, model_name(named, model), where)


def _likelihoods(choice: dict[str, Any], labels: Sequence[str]) -> dict[str, float] | None:
    tokens = choice["logprobs"]["content"][0]["top_logprobs"]
    shares = dict.fromkeys(labels, 0.0)
    for token in tokens[: 2 * _MOST_TOKENS]:
        label, likelihood = str(token["token"]).strip(_AROUND), token["logprob"]
        if isinstance(likelihood, bool) or not isinstance(likelihood, int | float):
            return None
        if label in shares and math.isfinite(likelihood):
            shares[label] += math.exp(min(likelihood, 0.0))
    mass = sum(shares.values())
    if mass < LEAST_MASS:
        return None
    return {label: share / mass for label, share in shares.items()}


def _written(choice: dict[str, Any], labels: Sequence[str]) -> dict[str, float] | None:
    message = choice["message"]
    text = message.get("content") or message.get("reasoning_content") or ""
    said = re.search(r'"label"\s*:\s*"([^"]{1,40})"', text)
    label = said[1] if said else text.strip(_AROUND)
    return {one: float(one == label) for one in labels} if label in labels else None
