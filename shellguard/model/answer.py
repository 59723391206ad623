"""Reads a translation out of what a model wrote: strict about it, tolerant of what stands around it."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass
from typing import Any

FIELDS = ("command", "args", "flags", "risk_level", "reasoning")
LONGEST_ANSWER = 65_536
LONGEST_COMMAND = 4_096
_MOST_OBJECTS = 32
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_FENCE = re.compile(r"`{1,3}(?:[a-z]*\n)?([^`]*)`{1,3}", re.DOTALL)

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "command": {"type": "string", "maxLength": 2000},
        "args": {"type": "array", "items": {"type": "string", "maxLength": 500}, "maxItems": 32},
        "flags": {"type": "array", "items": {"type": "string", "maxLength": 100}, "maxItems": 32},
        "risk_level": {"type": "integer", "minimum": 0, "maximum": 100},
        "reasoning": {"type": "string", "maxLength": 400},
        "safe_alternative": {"anyOf": [{"type": "string", "maxLength": 2000}, {"type": "null"}]},
        "question": {"anyOf": [{"type": "string", "maxLength": 300}, {"type": "null"}]},
    },
    "required": [*FIELDS, "safe_alternative", "question"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Translation:
    """A command line as a model proposes it; nothing of it has been judged.

    Attributes:
        command: the whole command line.
        said_risk: the model's own 0-100; it decides nothing.
        question: what it would have to know first; then the command may be empty.
    """

    command: str
    reasoning: str
    said_risk: int
    safe_alternative: str | None = None
    question: str = ""


def read_translation(text: str) -> Translation | None:
    """The first whole answer in a model's text, fenced or in prose; None when a field is missing or unfit."""
    decoder = json.JSONDecoder()
    text = text[:LONGEST_ANSWER]
    start = text.find("{")
    for _ in range(_MOST_OBJECTS):
        if start < 0:
            return None
        try:
            found, _end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            found = None
        translation = _translation(found) if isinstance(found, dict) else None
        if translation is not None:
            return translation
        start = text.find("{", start + 1)
    return None


def _translation(found: dict[str, Any]) -> Translation | None:
    if any(name not in found for name in FIELDS):
        return None
    command, args, flags = found["command"], found["args"], found["flags"]
    risk, reasoning, safer = found["risk_level"], found["reasoning"], found.get("safe_alternative")
    if (
        not isinstance(command, str)
        or not isinstance(reasoning, str)
        or not _texts(args)
        or not _texts(flags)
    ):
        return None
    if isinstance(risk, bool) or not isinstance(risk, int) or not 0 <= risk <= 100:
        return None
    line = _whole_line(_without_prompt(command), flags, args)
    asks = found.get("question")
    question = _CONTROL.sub("", asks).strip()[:300] if isinstance(asks, str) else ""
    if not (line or question) or len(line) > LONGEST_COMMAND or _CONTROL.search(line):
        return None
    usable = isinstance(safer, str) and safer.strip() and not _CONTROL.search(safer)
    said = _CONTROL.sub("", reasoning)[:400]
    return Translation(line, said, risk, safer if usable else None, question)


def _without_prompt(command: str) -> str:
    """Some models write the prompt's `$ ` or a code fence around the command."""
    command = command.strip()
    fenced = _FENCE.fullmatch(command)
    return (fenced[1].strip() if fenced else command).removeprefix("$ ")


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _whole_line(command: str, flags: list[str], args: list[str]) -> str:
    """Some models name only the program in `command` and leave the rest to the other fields."""
    if " " in command or not (flags or args):
        return command
    return " ".join([command, *flags, *(_quoted(word) for word in args)])


def _quoted(word: str) -> str:
    """Quotes a word only when bash would split it: globs, `~` and variables are meant as they stand."""
    return shlex.quote(word) if any(blank in word for blank in " \t\n'\"") else word
