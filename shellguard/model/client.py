"""The connection to OpenAI-compatible servers: kept warm in the daemon, its failures told in words.

`openai` takes most of a second to import, so it is imported in a thread once the daemon serves. Several
servers are asked in their order; one that failed is asked last until a look in the background finds it well.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from shellguard.errors import ShellguardError
from shellguard.model.allowed import addresses, refuse_unless_usable
from shellguard.model.failures import Failure, in_words
from shellguard.model.key import KeyRing
from shellguard.settings.model import ModelSettings

if TYPE_CHECKING:
    from openai import AsyncOpenAI

log = logging.getLogger("shellguard.daemon")
LONGEST_BODY = 1_048_576
_CONNECT_SECONDS = 1.0
_LAST_RESORT_RETRY = 60.0
_LEAST_SHARE = 0.25
_FORMS = ("json_schema", "json_object", "text")


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


@dataclass(slots=True)
class Endpoint:
    """One server: what is known of it and how it is."""

    address: str
    client: AsyncOpenAI
    made_for: tuple[str, float]
    name: str = ""
    form: int = 0  # index into _FORMS: what it was last seen to take
    well: bool = True
    failed: str = ""
    recovery: asyncio.Task[None] | None = field(default=None, repr=False)


class ModelClient:
    """One for the daemon. Every failure is a ShellguardError with what to do about it."""

    def __init__(self) -> None:
        self._endpoints: dict[str, Endpoint] = {}
        self._keys = KeyRing()

    async def warm(self, settings: ModelSettings) -> None:
        """Imports the library, opens the connections and asks for the model's name. Never raises."""
        try:
            refuse_unless_usable(settings)
            for address in addresses(settings):
                endpoint = await self._connected(address, settings)
                async with asyncio.timeout(settings.timeout):
                    await self._model_name(endpoint, settings)
        except ShellguardError as error:
            log.info("the model is not ready: %s", error)
        except Exception as error:  # noqa: BLE001 - nobody waits for this; asking tells what is wrong
            log.info("the model is not ready: %s", type(error).__name__)

    async def complete(
        self, settings: ModelSettings, messages: list[dict[str, str]], schema: dict[str, Any]
    ) -> Completion:
        """One answer, from the first server that gives one within `timeout` seconds altogether.

        Raises:
            ShellguardError: no server is named or allowed, none answers, or they refuse.
        """
        refuse_unless_usable(settings)
        # It takes most of a second, once: no server is to be blamed for that.
        await asyncio.to_thread(import_module, "openai")
        deadline = time.monotonic() + settings.timeout
        order = self._in_order(settings)
        first: Failure | None = None
        for place, address in enumerate(order):
            left = deadline - time.monotonic()
            if left <= 0:
                break
            share = left if place == len(order) - 1 else max(left / 2, left * _LEAST_SHARE)
            try:
                return await self._ask(address, settings, messages, schema, share)
            except Failure as failure:
                first = first or failure
                log.info("no answer from the model: %s", failure.told)
        raise first.told if first else ShellguardError("the model did not answer in time")

    def states(self) -> list[dict[str, Any]]:
        """How each server that was asked is, for `doctor` and `status`."""
        return [
            {
                "address": one.address,
                "model": one.name or None,
                "well": one.well,
                "failed": one.failed or None,
            }
            for one in self._endpoints.values()
        ]

    async def close(self) -> None:
        endpoints, self._endpoints = self._endpoints, {}
        for endpoint in endpoints.values():
            if endpoint.recovery is not None:
                endpoint.recovery.cancel()
            await endpoint.client.close()

    # ---- one server

    def _in_order(self, settings: ModelSettings) -> list[str]:
        """As the settings name them, those that are not well last."""

        def unwell(address: str) -> bool:
            known = self._endpoints.get(address)
            return known is not None and not known.well

        return sorted(addresses(settings), key=unwell)

    async def _ask(
        self,
        address: str,
        settings: ModelSettings,
        messages: list[dict[str, str]],
        schema: dict[str, Any],
        seconds: float,
    ) -> Completion:
        endpoint: Endpoint | None = None
        try:
            async with asyncio.timeout(seconds):
                endpoint = await self._connected(address, settings)
                name = await self._model_name(endpoint, settings)
                return await self._completion(endpoint, name, settings, messages, schema)
        except asyncio.CancelledError:
            raise
        except Failure as failure:
            self._unwell(endpoint, failure)
            raise
        except ShellguardError as error:
            raise Failure(error) from error
        except Exception as error:
            told = in_words(error, settings, address)
            self._unwell(endpoint, told)
            raise told from error

    async def _completion(
        self,
        endpoint: Endpoint,
        name: str,
        settings: ModelSettings,
        messages: list[dict[str, str]],
        schema: dict[str, Any],
    ) -> Completion:
        request: dict[str, Any] = {
            "model": name,
            "messages": messages,
            "temperature": settings.temperature,
            "max_tokens": settings.max_tokens,
        }
        while True:
            form = _FORMS[endpoint.form]
            asked = request if form == "text" else {**request, "response_format": _format(form, schema)}
            try:
                body = await self._body(endpoint, asked)
                break
            except Failure:
                raise
            except Exception as error:
                told = in_words(error, settings, endpoint.address)
                if not told.form or form == "text":
                    raise told from error
                endpoint.form += 1
        completion = _read(body, name, endpoint.address)
        endpoint.well, endpoint.failed = True, ""
        return completion

    async def _body(self, endpoint: Endpoint, request: dict[str, Any]) -> bytes:
        """The body of an answer, read no further than a megabyte."""
        chunks: list[bytes] = []
        size = 0
        async with endpoint.client.chat.completions.with_streaming_response.create(**request) as response:
            async for chunk in response.iter_bytes():
                chunks.append(chunk)
                size += len(chunk)
                if size > LONGEST_BODY:
                    raise Failure(
                        ShellguardError(
                            "the model's answer is longer than a megabyte", where=endpoint.address
                        )
                    )
        return b"".join(chunks)

    async def _connected(self, address: str, settings: ModelSettings) -> Endpoint:
        key = await asyncio.to_thread(self._keys.key, settings)
        made_for = (key, settings.timeout)
        known = self._endpoints.get(address)
        if known is not None and known.made_for == made_for:
            return known
        if known is not None:
            await known.client.close()
        client = await asyncio.to_thread(_new_client, address, key, settings.timeout)
        self._endpoints[address] = Endpoint(address, client, made_for)
        return self._endpoints[address]

    async def _model_name(self, endpoint: Endpoint, settings: ModelSettings) -> str:
        if settings.name:
            return settings.name
        if not endpoint.name:
            listed = await endpoint.client.models.list()
            first = listed.data[0].id if listed.data else ""
            if not first:
                raise ShellguardError("the server has no model loaded", where=endpoint.address)
            endpoint.name = first
        return endpoint.name

    # ---- health

    def _unwell(self, endpoint: Endpoint | None, failure: Failure) -> None:
        """Asked last from now on; looked at again in the background where that can help."""
        if endpoint is None:
            return
        endpoint.failed = failure.told.what
        endpoint.name = ""
        if "refused the key" in failure.told.what:
            self._keys.forget()
        if not failure.retry_after:
            return
        endpoint.well = False
        if endpoint.recovery is None or endpoint.recovery.done():
            work = self._recover(endpoint, failure.retry_after)
            endpoint.recovery = asyncio.get_running_loop().create_task(work)

    async def _recover(self, endpoint: Endpoint, pauses: tuple[float, ...]) -> None:
        """Lists the server's models until it answers: after each of *pauses*, then once a minute."""
        waits = iter(pauses)
        while self._endpoints.get(endpoint.address) is endpoint and not endpoint.well:
            await asyncio.sleep(next(waits, _LAST_RESORT_RETRY))
            try:
                async with asyncio.timeout(_LAST_RESORT_RETRY):
                    await endpoint.client.models.list()
                endpoint.well = True
            except Exception as error:  # noqa: BLE001 - any failure means that it is not well yet
                log.debug("%s is not well yet: %s", endpoint.address, type(error).__name__)


def _format(form: str, schema: dict[str, Any]) -> dict[str, Any]:
    if form == "json_object":
        return {"type": form}
    return {"type": form, "json_schema": {"name": "answer", "schema": schema, "strict": True}}


def _read(body: bytes, model: str, where: str) -> Completion:
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
    named = found.get("model")
    cut = choice.get("finish_reason") == "length"
    return Completion(text, named if isinstance(named, str) and named else model, where, cut)


def _new_client(address: str, key: str, seconds: float) -> AsyncOpenAI:
    from openai import AsyncOpenAI, Timeout

    return AsyncOpenAI(
        base_url=address, api_key=key, max_retries=0, timeout=Timeout(seconds, connect=_CONNECT_SECONDS)
    )
