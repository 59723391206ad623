"""From a request in plain language to a proposed command line."""

from __future__ import annotations

import platform
import secrets
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from shellguard.errors import ShellguardError
from shellguard.model.answer import SCHEMA, Translation, read_translation
from shellguard.model.client import ModelClient
from shellguard.settings.model import ModelSettings

LONGEST_REQUEST = 2_000


@dataclass(frozen=True, slots=True)
class Place:
    """What the model is told of where the request was typed; no names of files."""

    shell: str = "bash"
    folder: str = ""
    user: str = ""


async def translate(
    client: ModelClient, settings: ModelSettings, request: str, place: Place
) -> tuple[Translation, str]:
    """The proposed command and the model's name. *request* has been redacted by the caller.

    Raises:
        ShellguardError: nobody answers, or the answer can't be used.
    """
    text, model = await client.complete(settings, messages_for(request, place), SCHEMA)
    translation = read_translation(text)
    if translation is None:
        raise ShellguardError(
            "the model's answer was no command",
            where=model,
            hint="say it in other words, or write the command itself",
        )
    return translation, model


def messages_for(request: str, place: Place) -> list[dict[str, str]]:
    """The constant part first, so that the server's prefix cache has it; the request last, fenced as data."""
    mark = secrets.token_hex(4)
    where = f"System: {platform.system()} {platform.machine()}. Shell: {place.shell}."
    if place.folder:
        where += f" Current folder: {place.folder}."
    fenced = f"{where}\n<request-{mark}>\n{request[:LONGEST_REQUEST]}\n</request-{mark}>"
    return [{"role": "system", "content": _prompt()}, {"role": "user", "content": fenced}]


@cache
def _prompt() -> str:
    return files("shellguard.model").joinpath("prompts/translate.txt").read_text(encoding="utf-8")
