"""`shellguard ask --batch`, and asking without a daemon: the same translator in this process."""

from __future__ import annotations

import asyncio
import json
from typing import Any, BinaryIO, TextIO

from shellguard import exit_codes
from shellguard.cli.batch import object_in
from shellguard.cli.this_process import surroundings
from shellguard.daemon.ask_requests import answer
from shellguard.daemon.line_context import shell_of
from shellguard.daemon.line_judge import LineJudge
from shellguard.daemon.translator import Translator
from shellguard.errors import ShellguardError
from shellguard.settings.reloading import Reloading

_LONGEST = 80


def answer_all(source: BinaryIO, answers: TextIO, cwd: str, *, no_model: bool) -> int:
    """Answers each request with one object a line, or `{id, error}` for what is no request."""
    return asyncio.run(_answer_all(source, answers, cwd, no_model))


def in_process(payload: dict[str, Any]) -> dict[str, Any]:
    """One answer without a daemon."""

    async def once() -> dict[str, Any]:
        async with _Here() as here:
            return await here.answer(payload)

    return asyncio.run(once())


async def _answer_all(source: BinaryIO, answers: TextIO, cwd: str, no_model: bool) -> int:
    async with _Here() as here:
        for number, raw in enumerate(source, 1):
            if raw.strip():
                answers.write(json.dumps(await _one(raw, number, here, cwd, no_model)) + "\n")
                answers.flush()
    return exit_codes.DONE


async def _one(raw: bytes, number: int, here: _Here, cwd: str, no_model: bool) -> dict[str, Any]:
    identity = None
    try:
        given = object_in(raw.decode("utf-8", "replace"), number, "id and request")
        identity = given.get("id")
        text = given.get("request", given.get("nl"))
        folder = given.get("cwd", cwd)
        if not isinstance(text, str) or not isinstance(folder, str):
            raise ValueError("request and cwd must be texts")
        if folder and not folder.startswith("/"):
            raise ValueError("cwd must be an absolute path")
        payload = {**surroundings(folder), "request": text, "no_model": no_model}
        found = await here.answer(payload)
    except (ValueError, RecursionError) as error:
        return {"id": identity, "error": str(error)[:_LONGEST] or "the request can't be read"}
    except ShellguardError as error:
        return {"id": identity, "error": error.what}
    return {**found, "id": identity if identity is not None else found["id"]}


class _Here:
    """A translator with the settings as they are found."""

    async def __aenter__(self) -> _Here:
        self._settings = Reloading({}, keep_good=False)
        self._judge = LineJudge()
        self._translator = Translator(self._judge)
        return self

    async def answer(self, payload: dict[str, Any]) -> dict[str, Any]:
        shell = shell_of(payload)
        settings = self._settings.current(shell.cwd).settings
        return await answer(payload, shell, settings, self._translator)

    async def __aexit__(self, *_: object) -> None:
        self._judge.close()
        await self._translator.close()
