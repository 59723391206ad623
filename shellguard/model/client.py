"""The connection to an OpenAI-compatible server: kept warm in the daemon, its failures told in words.

`openai` takes most of a second to import, so it is imported in a thread once the daemon serves.
"""

from __future__ import annotations

import asyncio
import ipaddress
import os
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from shellguard.errors import ShellguardError
from shellguard.settings.model import ModelSettings

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from openai.types.chat import ChatCompletion

HOW_TO_CONNECT = (
    "connect one: shellguard config set model.base_url http://127.0.0.1:8000/v1 "
    "(any OpenAI-compatible server; OPENAI_API_BASE and OPENAI_API_KEY are obeyed)"
)
_CONNECT_SECONDS = 1.0


class ModelClient:
    """One for the daemon. Every failure is a ShellguardError with what to do about it."""

    def __init__(self) -> None:
        self._client: AsyncOpenAI | None = None
        self._made_for: tuple[str, str] = ("", "")
        self._names: dict[str, str] = {}

    async def complete(
        self, settings: ModelSettings, messages: list[dict[str, str]], schema: dict[str, Any]
    ) -> tuple[str, str]:
        """One answer and the name of the model that gave it.

        Raises:
            ShellguardError: no server is named or allowed, it does not answer, refuses, or has no model.
        """
        refuse_unless_usable(settings)
        try:
            async with asyncio.timeout(settings.timeout):
                client = await self._connected(settings)
                name = settings.name or await self._first_model(client, settings.base_url)
                request: dict[str, Any] = {
                    "model": name,
                    "messages": messages,
                    "temperature": settings.temperature,
                    "max_tokens": settings.max_tokens,
                    "response_format": {
                        "type": "json_schema",
                        "json_schema": {"name": "answer", "schema": schema, "strict": True},
                    },
                }
                answer: ChatCompletion = await client.chat.completions.create(**request)
        except ShellguardError:
            raise
        except TimeoutError as error:
            raise ShellguardError(
                f"the model did not answer within {settings.timeout:g} s", where=settings.base_url
            ) from error
        except Exception as error:
            raise in_words(error, settings) from error
        choice = answer.choices[0] if answer.choices else None
        return (choice.message.content or "" if choice else ""), name

    async def _connected(self, settings: ModelSettings) -> AsyncOpenAI:
        key = os.environ.get(settings.api_key_env, "") or "EMPTY"
        if self._client is None or self._made_for != (settings.base_url, key):
            await self.close()
            self._client = await asyncio.to_thread(_new_client, settings, key)
            self._made_for = (settings.base_url, key)
        return self._client

    async def _first_model(self, client: AsyncOpenAI, base_url: str) -> str:
        if base_url not in self._names:
            listed = await client.models.list()
            if not listed.data:
                raise ShellguardError("the server has no model loaded", where=base_url)
            self._names[base_url] = listed.data[0].id
        return self._names[base_url]

    async def close(self) -> None:
        client, self._client = self._client, None
        self._names.clear()
        if client is not None:
            await client.close()


def refuse_unless_usable(settings: ModelSettings) -> None:
    """What can be known to be wrong without asking.

    Raises:
        ShellguardError: no server is named, or it is on another network and that was not allowed.
    """
    if not settings.base_url:
        raise ShellguardError("no model is connected", hint=HOW_TO_CONNECT)
    host = urlsplit(settings.base_url).hostname or ""
    if not settings.allow_remote and not _is_near(host):
        raise ShellguardError(
            "the model's server is neither on this machine nor on a private network",
            where=host,
            hint="it would be sent what you ask and the folder's name; to agree: "
            "shellguard config set model.allow_remote true",
        )


def in_words(error: Exception, settings: ModelSettings) -> ShellguardError:
    """What the openai library raised, as something that a person can act on."""
    import openai

    where = settings.base_url
    match error:
        case openai.APITimeoutError():
            return ShellguardError("the model did not answer in time", where=where)
        case openai.APIConnectionError():
            return ShellguardError(
                "the model's server can't be reached", where=where, hint="is it running? " + HOW_TO_CONNECT
            )
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            return ShellguardError(
                "the model's server refused the key", where=where, hint=f"set {settings.api_key_env}"
            )
        case openai.NotFoundError():
            return ShellguardError(
                "the server has no such model", where=where, hint="shellguard config set model.name NAME"
            )
        case openai.RateLimitError():
            return ShellguardError("the model's server is busy", where=where, hint="try again in a moment")
        case openai.APIStatusError():
            return ShellguardError(f"the model's server answered {error.status_code}", where=where)
    return ShellguardError(f"the model's server could not be understood: {type(error).__name__}", where=where)


def _is_near(host: str) -> bool:
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host and bool(host)
    return address.is_loopback or address.is_private or address.is_link_local


def _new_client(settings: ModelSettings, key: str) -> AsyncOpenAI:
    from openai import AsyncOpenAI, Timeout

    return AsyncOpenAI(
        base_url=settings.base_url,
        api_key=key,
        max_retries=0,
        timeout=Timeout(settings.timeout, connect=_CONNECT_SECONDS),
    )
