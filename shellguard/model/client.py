"""The connection to OpenAI-compatible servers: kept warm in the daemon, its failures told in words.

`openai` takes most of a second to import, so it is imported in a thread once the daemon serves. Several
servers are asked in their order; one that failed is asked last until a look in the background finds it well.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence, Set
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from shellguard.errors import ShellguardError
from shellguard.model.allowed import addresses, refuse_unless_usable
from shellguard.model.completion import Completion, answer_format, read_completion
from shellguard.model.failures import Failure, in_words
from shellguard.model.key import KeyRing
from shellguard.model.labels import FORMS as LABEL_FORMS
from shellguard.model.labels import Choice, asking, read_choice
from shellguard.settings.model import ModelSettings

if TYPE_CHECKING:
    from openai import AsyncOpenAI

log = logging.getLogger("shellguard.daemon")
LONGEST_BODY = 1_048_576
_CONNECT_SECONDS = 1.0
_LAST_RESORT_RETRY = 60.0
_LEAST_SHARE = 0.25
_FORMS = ("json_schema", "json_object", "text")
_LONGEST_STREAM = 16_384
T = TypeVar("T")


@dataclass(slots=True)
class Endpoint:
    """One server: what is known of it and how it is."""

    address: str
    client: AsyncOpenAI
    made_for: tuple[str, float]
    name: str = ""
    form: int = 0  # index into _FORMS: what it was last seen to take
    label_form: int = 0  # index into LABEL_FORMS, likewise
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

        async def work(endpoint: Endpoint, name: str) -> Completion:
            return await self._completion(endpoint, name, settings, messages, schema)

        return await self._first_to(settings, work)

    async def choose(
        self, settings: ModelSettings, messages: list[dict[str, str]], labels: Sequence[str]
    ) -> Choice:
        """How likely each of *labels* is as the answer: of one token, where the server tells likelihoods.

        Raises:
            ShellguardError: as `complete` does, or the answer is none of the labels.
        """

        async def work(endpoint: Endpoint, name: str) -> Choice:
            return await self._choice(endpoint, name, settings, messages, labels)

        return await self._first_to(settings, work)

    async def stream(
        self, settings: ModelSettings, messages: list[dict[str, str]], heard: Callable[[str], None]
    ) -> Completion:
        """An answer in plain text, handed to *heard* piece by piece while it is written.

        Raises:
            ShellguardError: as `complete` does.
        """

        async def work(endpoint: Endpoint, name: str) -> Completion:
            return await _streamed(endpoint, name, settings, messages, heard)

        return await self._first_to(settings, work)

    async def _first_to(self, settings: ModelSettings, work: Callable[[Endpoint, str], Awaitable[T]]) -> T:
        refuse_unless_usable(settings)
        # It takes most of a second, once: no server is to be blamed for that.
        await asyncio.to_thread(import_module, "openai")
        await self._let_go(self._endpoints.keys() - addresses(settings))
        deadline = time.monotonic() + settings.timeout
        order = self._in_order(settings)
        first: Failure | None = None
        for place, address in enumerate(order):
            left = deadline - time.monotonic()
            if left <= 0:
                break
            share = left if place == len(order) - 1 else max(left / 2, left * _LEAST_SHARE)
            try:
                return await self._ask(address, settings, work, share)
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
        await self._let_go(set(self._endpoints))

    async def _let_go(self, named: Set[str]) -> None:
        """Servers that the settings name no more are asked nothing, not how they are either."""
        for endpoint in [self._endpoints.pop(address) for address in named]:
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
        work: Callable[[Endpoint, str], Awaitable[T]],
        seconds: float,
    ) -> T:
        endpoint: Endpoint | None = None
        try:
            async with asyncio.timeout(seconds):
                endpoint = await self._connected(address, settings)
                name = await self._model_name(endpoint, settings)
                done = await work(endpoint, name)
                endpoint.well, endpoint.failed = True, ""
                return done
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
            asked = request if form == "text" else {**request, "response_format": answer_format(form, schema)}
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
        return read_completion(body, name, endpoint.address)

    async def _choice(
        self,
        endpoint: Endpoint,
        name: str,
        settings: ModelSettings,
        messages: list[dict[str, str]],
        labels: Sequence[str],
    ) -> Choice:
        """Tries the ways of asking from the one that last worked on; the last is a written answer."""
        for number in range(endpoint.label_form, len(LABEL_FORMS)):
            form = LABEL_FORMS[number]
            try:
                body = await self._body(
                    endpoint, {"model": name, "messages": messages, **asking(form, labels)}
                )
            except Failure:
                raise
            except Exception as error:
                told = in_words(error, settings, endpoint.address)
                if not (told.form or told.refused) or form == LABEL_FORMS[-1]:
                    raise told from error
                continue
            choice = read_choice(body, form, labels, name, endpoint.address)
            if choice is not None:
                endpoint.label_form = number
                return choice
        raise Failure(ShellguardError("the model's answer was none of the labels", where=endpoint.address))

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
        meanwhile = self._endpoints.get(address)
        if meanwhile is not None and meanwhile.made_for == made_for:  # another request has made one
            await client.close()
            return meanwhile
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
        if failure.key_refused:
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


async def _streamed(
    endpoint: Endpoint,
    name: str,
    settings: ModelSettings,
    messages: list[dict[str, str]],
    heard: Callable[[str], None],
) -> Completion:
    pieces: list[str] = []
    size, cut = 0, False
    request: dict[str, Any] = {
        "model": name,
        "messages": messages,
        "temperature": settings.temperature,
        "max_tokens": settings.max_tokens,
        "stream": True,
    }
    async with await endpoint.client.chat.completions.create(**request) as chunks:
        async for chunk in chunks:
            choice = chunk.choices[0] if chunk.choices else None
            piece = (choice.delta.content or "") if choice is not None else ""
            cut = cut or (choice is not None and choice.finish_reason == "length")
            size += len(piece)
            if size > _LONGEST_STREAM:
                cut = True
                break
            if piece:
                pieces.append(piece)
                heard(piece)
    return Completion("".join(pieces), name, endpoint.address, cut)


def _new_client(address: str, key: str, seconds: float) -> AsyncOpenAI:
    from openai import AsyncOpenAI, Timeout

    return AsyncOpenAI(
        base_url=address, api_key=key, max_retries=0, timeout=Timeout(seconds, connect=_CONNECT_SECONDS)
    )
