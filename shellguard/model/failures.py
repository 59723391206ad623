"""What can go wrong between here and a model's server, in words, and whether trying again can help."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from shellguard.errors import ShellguardError
from shellguard.model.allowed import HOW_TO_CONNECT
from shellguard.settings.model import ModelSettings

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+")
_LONGEST_MESSAGE = 200
_TOO_LONG = re.compile(r"context|input_tokens|maximum.{0,20}length|too long|max_model_len", re.IGNORECASE)
_NOT_FORMAT = re.compile(r"response_format|json_schema|grammar|structured|guided", re.IGNORECASE)


@dataclass(eq=False)
class Failure(Exception):  # noqa: N818 - raised between these modules only
    """One endpoint's failure.

    Attributes:
        told: what a person reads.
        retry_after: seconds after which this one may be tried again in the background, one after another;
            empty where trying again does not help.
        form: the server did not take the form of answer that was asked for.
        refused: it refused something in the request that it did not name plainly.
        key_refused: it refused the key.
    """

    told: ShellguardError
    retry_after: tuple[float, ...] = ()
    form: bool = False
    refused: bool = False
    key_refused: bool = False


UNREACHABLE_RETRIES = (2.0, 4.0, 8.0)
_BUSY_RETRIES = (2.0, 4.0, 8.0)
_UNAVAILABLE_RETRIES = (5.0, 5.0, 5.0)


def in_words(error: Exception, settings: ModelSettings, where: str) -> Failure:
    """What the openai library raised."""
    import openai

    match error:
        case TimeoutError() | openai.APITimeoutError():
            told = ShellguardError(f"the model did not answer within {settings.timeout:g} s", where=where)
            return Failure(told, retry_after=UNREACHABLE_RETRIES)
        case openai.APIConnectionError():
            told = ShellguardError(
                "the model's server can't be reached", where=where, hint="is it running? " + HOW_TO_CONNECT
            )
            return Failure(told, retry_after=UNREACHABLE_RETRIES)
        case openai.APIStatusError():
            return of_status(error.status_code, _body(error), settings, where)
    told = ShellguardError(f"the model's server could not be understood: {type(error).__name__}", where=where)
    return Failure(told, retry_after=UNREACHABLE_RETRIES)


def of_status(status: int, body: str, settings: ModelSettings, where: str) -> Failure:
    """What an HTTP status means here."""
    said = message_in(body)
    tail = f": {said}" if said else ""
    match status:
        case 401 | 403:
            hint = f"set {settings.api_key_env}, model.api_key_file or model.api_key_command"
            told = ShellguardError("the model's server refused the key", where=where, hint=hint)
            return Failure(told, key_refused=True)
        case 404:
            hint = "shellguard config set model.name NAME; is the address the one of the API (…/v1)?"
            return Failure(ShellguardError(f"the server has no such model{tail}", where=where, hint=hint))
        case 429:
            busy = ShellguardError("the model's server is busy", where=where, hint="try again in a moment")
            return Failure(busy, retry_after=_BUSY_RETRIES)
        case 400 | 422 if said.startswith("max_tokens"):
            hint = "shellguard config set model.max_tokens NUMBER"
            return Failure(ShellguardError(f"the model's context is too short{tail}", where=where, hint=hint))
        case 400 | 413 | 422 if _TOO_LONG.search(said):
            hint = "say it in fewer words, or let the server have a longer context"
            told = ShellguardError(f"the request is too long for the model{tail}", where=where, hint=hint)
            return Failure(told)
        case 503:
            told = ShellguardError(f"the model's server answered {status}{tail}", where=where)
            return Failure(told, retry_after=_UNAVAILABLE_RETRIES)
    told = ShellguardError(f"the model's server answered {status}{tail}", where=where)
    form = (status in (400, 422) and bool(_NOT_FORMAT.search(said))) or status in (500, 501)
    refused = status in (400, 422)
    return Failure(told, form=form, refused=refused, retry_after=UNREACHABLE_RETRIES if status >= 500 else ())


def message_in(body: str) -> str:
    """The message in an error's body, whichever of the known shapes it has; "" for HTML and the like.

    They are `{"error": {"message": …}}`, `{"error": "…"}`, `{"detail": "…"}`, `{"detail": [{"msg": …}]}` and
    `{"message": "…"}`.
    """
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    for _ in range(4):
        if isinstance(found, list) and found:
            found = found[0]
        if isinstance(found, dict):
            keys = [key for key in ("error", "detail", "message", "msg") if found.get(key)]
            found = found[keys[0]] if keys else ""
    return _CONTROL.sub(" ", found)[:_LONGEST_MESSAGE].strip() if isinstance(found, str) else ""


def _body(error: Exception) -> str:
    response = getattr(error, "response", None)
    try:
        return str(response.text)[:65_536] if response is not None else ""
    except Exception:  # noqa: BLE001 - a body that was never read, or in no known encoding, says nothing
        return ""
