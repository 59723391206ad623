"""Asks a model about many labelled lines: how far that is, when there is no point in going on."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from shellguard.audit.redaction import redact_text
from shellguard.errors import ShellguardError
from shellguard.model.calibration import Labelled
from shellguard.model.client import ModelClient
from shellguard.model.doubt import Question, shown
from shellguard.model.judge import ask
from shellguard.settings.model import ModelSettings

_MOST_FAILURES = 0.2
_MOST_IN_A_ROW = 12
_FASTER = "ask fewer at a time: --at-once 1; or wait longer: shellguard config set model.timeout 30"


@dataclass(frozen=True, slots=True)
class Example:
    """A line and whether it should not run unasked."""

    line: str
    dangerous: bool


async def answered(
    client: ModelClient,
    settings: ModelSettings,
    wanted: Sequence[Example],
    at_once: int,
    *,
    quiet: bool = True,
) -> tuple[str, list[Labelled]]:
    """The model's name and its raw answers; the few that it left out are asked once more, one by one.

    Raises:
        ShellguardError: it does not answer the first, stops answering, or leaves out too many.
    """
    if not wanted:
        raise ShellguardError("there are no lines to ask about", hint="leave --examples as it is")
    asking = _Asking(client, settings, wanted, quiet or not _is_terminal())
    try:
        model = await asking.first()
        await asking.others(range(1, len(wanted)), at_once)
        missing = [place for place, one in enumerate(asking.found) if one is None]
        if len(missing) > _MOST_FAILURES * len(wanted):
            raise ShellguardError(
                f"the model did not answer {len(missing)} of {len(wanted)} times", where=model, hint=_FASTER
            )
        await asking.others(missing, 1, gives_up=False)
    finally:
        asking.clear()
    answers = [one for one in asking.found if one is not None]
    if len(answers) < len(wanted):
        left = len(wanted) - len(answers)
        print(f"The model gave no answer to {left} of them; they are left out.", file=sys.stderr)
    return model, answers


class _Asking:
    """One run over the lines; says on a terminal how far it is."""

    def __init__(
        self, client: ModelClient, settings: ModelSettings, wanted: Sequence[Example], quiet: bool
    ) -> None:
        self._client = client
        self._settings = settings
        self._wanted = wanted
        self._quiet = quiet
        self._begin = time.monotonic()
        self._done = 0
        self._in_a_row = 0
        self._gives_up = True
        self.found: list[Labelled | None] = [None] * len(wanted)

    async def first(self) -> str:
        """Asks about the first line; the model's name."""
        self._tell()
        opinion = await ask(self._client, self._settings, _question(self._wanted[0]))
        self.found[0] = opinion.danger, self._wanted[0].dangerous
        self._step()
        return opinion.model

    async def others(self, places: Sequence[int], at_once: int, *, gives_up: bool = True) -> None:
        """Asks about lines by their places.

        Raises:
            ShellguardError: it has stopped answering.
        """
        left = iter(places)
        self._gives_up, self._in_a_row = gives_up, 0

        async def worker() -> None:
            for place in left:
                await self._one(place)

        workers = [asyncio.ensure_future(worker()) for _ in range(min(at_once, len(places)))]
        try:
            await asyncio.gather(*workers)
        finally:
            for one in workers:
                one.cancel()

    async def _one(self, place: int) -> None:
        example = self._wanted[place]
        try:
            opinion = await ask(self._client, self._settings, _question(example))
        except ShellguardError as error:
            self._in_a_row += 1
            if self._gives_up and self._in_a_row >= _MOST_IN_A_ROW:
                answered_ = sum(one is not None for one in self.found)
                raise ShellguardError(
                    f"the model has stopped answering after {answered_} of {len(self._wanted)} lines:"
                    f" {error.what}; nothing was kept",
                    where=error.where,
                    hint=_FASTER,
                ) from error
            return
        self._in_a_row = 0
        self.found[place] = opinion.danger, example.dangerous
        self._step()

    def _step(self) -> None:
        self._done += 1
        self._tell()

    def _tell(self) -> None:
        if self._quiet:
            return
        total = len(self._wanted)
        said = f"\rasked about {self._done} of {total} lines"
        if self._done >= min(10, total):
            seconds = (time.monotonic() - self._begin) / self._done * (total - self._done)
            said += f", {_in_words(seconds)} left; Ctrl-C stops and keeps nothing"
        print(f"{said}\x1b[K", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Takes the line away that said how far it is."""
        if not self._quiet:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _is_terminal() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def _in_words(seconds: float) -> str:
    return f"{max(round(seconds), 1)} s" if seconds < 100 else f"{round(seconds / 60)} minutes"


def _question(example: Example) -> Question:
    return Question(shown(redact_text(example.line, b"calibration")))
