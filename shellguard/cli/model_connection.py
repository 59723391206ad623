"""A connection to the model for the time of one command."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from shellguard.model.client import ModelClient

T = TypeVar("T")


def with_client(work: Callable[[ModelClient], Awaitable[T]]) -> T:
    """Runs something with a connection of this process."""
    from shellguard.model.client import ModelClient

    async def here() -> T:
        client = ModelClient()
        try:
            return await work(client)
        finally:
            await client.close()

    return asyncio.run(here())
