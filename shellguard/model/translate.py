"""From a request in plain language to a proposed command line."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from shellguard.errors import ShellguardError
from shellguard.model.answer import SCHEMA, Translation, read_translation
from shellguard.model.client import ModelClient
from shellguard.model.completion import Completion
from shellguard.settings.model import ModelSettings

LONGEST_REQUEST = 2_000
LONGEST_OUTPUT = 4_000
_MOST_FILES = 40
_EXPLANATION: dict[str, Any] = {
    "type": "object",
    "properties": {"explanation": {"type": "string", "maxLength": 800}},
    "required": ["explanation"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Place:
    """What the model is told of where the request was typed.

    Attributes:
        programs: of some usual programs, those that are there.
        folder: the last part of the folder's name.
        files: names of files in it; only where the settings allow it.
    """

    system: str = ""
    shell: str = "bash"
    package_manager: str = ""
    programs: tuple[str, ...] = ()
    folder: str = ""
    branch: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with what it refers to; all of it has been redacted by the caller.

    Attributes:
        earlier: the requests and commands before it that it changes, oldest first.
        failed: a command that failed, with its status and what it printed, where a repair is asked for.
        examples: requests and commands that resemble it.
    """

    request: str
    earlier: tuple[tuple[str, str], ...] = ()
    failed: str = ""
    status: int = 0
    output: str = ""
    examples: tuple[tuple[str, str], ...] = ()


async def translate(
    client: ModelClient,
    settings: ModelSettings,
    asked: Asked,
    place: Place,
    problems: Callable[[str], Iterable[str]],
) -> tuple[Translation, str]:
    """The proposed command and the model's name.

    Args:
        problems: what is wrong with a command as far as that can be known without running it. Where there is
            something, the model is told once and asked again.

    Raises:
        ShellguardError: nobody answers, or the answer can't be used.
    """
    messages = messages_for(asked, place)
    said = await client.complete(settings, messages, SCHEMA)
    found = _read(said)
    wrong = await _wrong(problems, found.command)
    if not wrong:
        return found, said.model
    messages += [
        {"role": "assistant", "content": json.dumps({"command": found.command})},
        {"role": "user", "content": "That command can't be right: " + "; ".join(wrong) + ". Answer again."},
    ]
    said = await client.complete(settings, messages, SCHEMA)
    better = _read(said)
    still = await _wrong(problems, better.command)
    if still:
        raise ShellguardError(
            f"the model's command can't be right: {still[0]}",
            where=said.model,
            hint="say it in other words, or write the command itself",
        )
    return better, said.model


async def _wrong(problems: Callable[[str], Iterable[str]], command: str) -> list[str]:
    """In a thread: options are looked up by starting programs."""
    return await asyncio.to_thread(lambda: list(problems(command))) if command else []


async def explain(client: ModelClient, settings: ModelSettings, line: str, place: Place) -> tuple[str, str]:
    """What a model says that a line does, and the model's name. *line* has been redacted by the caller.

    Raises:
        ShellguardError: nobody answers, or the answer can't be used.
    """
    mark = secrets.token_hex(4)
    content = f"{_where(place)}\n<line-{mark}>\n{line[:LONGEST_REQUEST]}\n</line-{mark}>"
    messages = [
        {"role": "system", "content": _prompt("explain")},
        {"role": "user", "content": content},
    ]
    said = await client.complete(settings, messages, _EXPLANATION)
    try:
        found = json.loads(said.text[said.text.index("{") : said.text.rindex("}") + 1])["explanation"]
    except (ValueError, RecursionError, LookupError, TypeError):
        found = None
    if not isinstance(found, str) or not found.strip():
        raise ShellguardError("the model's answer was no explanation", where=said.model)
    return found.strip()[:800], said.model


def messages_for(asked: Asked, place: Place) -> list[dict[str, str]]:
    """The constant part first, so that the server's prefix cache has it; the request last, fenced as data."""
    mark = secrets.token_hex(4)
    parts = [_where(place)]
    parts += [f"Like: {request} -> {command}" for request, command in asked.examples]
    for request, command in asked.earlier:
        parts.append(f"<earlier-{mark}>\n{request}\n{command}\n</earlier-{mark}>")
    if asked.failed:
        parts.append(
            f"<failed-{mark} status={asked.status}>\n{asked.failed[:LONGEST_REQUEST]}\n</failed-{mark}>"
        )
    if asked.output:
        parts.append(f"<output-{mark}>\n{asked.output[-LONGEST_OUTPUT:]}\n</output-{mark}>")
    parts.append(f"<request-{mark}>\n{asked.request[:LONGEST_REQUEST]}\n</request-{mark}>")
    return [
        {"role": "system", "content": _prompt("translate")},
        {"role": "user", "content": "\n".join(parts)},
    ]


def _where(place: Place) -> str:
    """What changes least comes first."""
    parts = [f"System: {place.system}. Shell: {place.shell}."]
    if place.package_manager:
        parts.append(f"Package manager: {place.package_manager}.")
    if place.programs:
        parts.append(f"Installed: {' '.join(place.programs)}.")
    if place.folder:
        parts.append(f"Current folder: {place.folder}.")
    if place.branch:
        parts.append(f"Git branch: {place.branch}.")
    if place.files:
        parts.append(f"Files here: {' '.join(place.files[:_MOST_FILES])}.")
    return " ".join(parts)


def _read(said: Completion) -> Translation:
    found = None if said.cut else read_translation(said.text)
    if found is None:
        raise ShellguardError(
            "the model's answer was cut off" if said.cut else "the model's answer was no command",
            where=said.model,
            hint="say it in other words, or write the command itself",
        )
    return found


@cache
def _prompt(name: str) -> str:
    return files("shellguard.model").joinpath(f"prompts/{name}.txt").read_text(encoding="utf-8")
