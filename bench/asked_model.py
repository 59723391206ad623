"""Requests put to a model as the daemon puts them, one after the other, each once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from types import TracebackType

from shellguard.errors import ShellguardError
from shellguard.model.checking import problems
from shellguard.model.client import ModelClient
from shellguard.model.translate import Asked, Place, translate
from shellguard.phrasebook.phrases.examples import nearest
from shellguard.phrasebook.translation import EVERYTHING, Translation
from shellguard.settings.model import ModelSettings

SECONDS = 60.0
"""How long one answer may take; a small server on a busy processor needs more."""
_EXAMPLES = 3
_SURE = 0.7
PLACE = Place(system="Linux", package_manager="apt", folder="project")


class Asker:
    """A server with the OpenAI interface.

    Attributes:
        model: the name of the model that answered last.
        failed: why requests got no answer that could be used, one message each.
        waited: the seconds that each answer took, failed ones too.
    """

    def __init__(self, url: str, model: str = "", seconds: float = SECONDS) -> None:
        self.model = model or "the server's first model"
        self.failed: list[str] = []
        self.waited: list[float] = []
        self._settings = ModelSettings(base_url=url, name=model, timeout=seconds, allow_remote=True)
        self._client = ModelClient()
        self._runner = asyncio.Runner()
        self._known: dict[str, Translation | None] = {}

    def __enter__(self) -> Asker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._runner.run(self._client.close())
        self._runner.close()

    def answer(self, request: str) -> Translation | None:
        """The model's command; None where it gave none that can be right."""
        if request not in self._known:
            self._known[request] = self._asked(request)
        return self._known[request]

    def _asked(self, request: str) -> Translation | None:
        examples = tuple((one.request, one.command) for one in nearest(request, _EXAMPLES))

        def wrong(command: str) -> Iterator[str]:
            return problems(command, request, EVERYTHING)

        start = time.monotonic()
        work = translate(self._client, self._settings, Asked(request, examples=examples), PLACE, wrong)
        try:
            said, self.model = self._runner.run(work)
        except ShellguardError as error:
            self.failed.append(str(error))
            return None
        finally:
            self.waited.append(time.monotonic() - start)
        return Translation(said.command, _SURE, said.reasoning, "model") if said.command else None
