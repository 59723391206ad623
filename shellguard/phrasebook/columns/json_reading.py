"""Reads requests about what is in a JSON file, as they were typed: keys keep their letters."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from shellguard.knowledge.loading import load
from shellguard.phrasebook.language.quoting import UnfitError, path_word, text_word
from shellguard.phrasebook.language.shorthands import with_shorthands
from shellguard.phrasebook.translation import Translation

_SURE = 0.99
_LONGEST = 300
_FILE = re.compile(
    r"(?:,? (?:in|from|of|inside|within|at|out of|on)(?: the| a| my)?(?: json)?(?: file)?"
    r"(?: called| named)?)?"
    r"(?:^| )(?:the (?:json )?file )?[\"'`]?(?P<f>[\w./~+-]+\.json)\b[\"'`]?(?:'s)?(?= |[?.!,]*$)"
)
_ADDED = re.compile(
    r"^(?:please|pls|can you|could you|i want to|i need to|how do i|how to|use jq to|using jq,?|with jq,?)\s+"
    r"|[,\s]+(?:using|with|via) jq$|[\s?.!,:]+$",
    re.IGNORECASE,
)
_SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")
_PLAIN_KEY = re.compile(r"[A-Za-z_]\w*")
_LITERAL = re.compile(r"-?\d+(?:\.\d+)?|true|false|null")
_PLACES = {"first": "0", "second": "1", "third": "2", "last": "-1"}
_FOLDS = {"sum": "add", "total": "add", "average": "add / length", "mean": "add / length", "maximum": "max",
          "max": "max", "highest": "max", "largest": "max", "minimum": "min", "min": "min", "lowest": "min",
          "smallest": "min"}  # fmt: skip
_OPPOSITES = {"inactive": "active", "disabled": "enabled"}
_PLURALS = {"people", "data", "children"}
_WHOLE = {"elements", "objects", "entries", "records", "array", "list", "them"}


@dataclass(frozen=True, slots=True)
class _Form:
    pattern: re.Pattern[str]
    run: str
    raw: bool
    writes: bool
    sure: float


def json_asked(request: str) -> Translation | None:
    """The jq(1) line for what a request wants of one JSON file; None when it wants nothing of the kind."""
    if ".json" not in request or len(request) > _LONGEST:
        return None
    files = list(_FILE.finditer(request))
    if len(files) != 1:
        return None
    rest = request[: files[0].start()] + request[files[0].end() :]
    for _ in range(2):
        rest = _ADDED.sub("", " ".join(rest.split()))
    for form in _forms():
        if found := form.pattern.fullmatch(rest):
            try:
                line = _line(form, found, path_word(files[0]["f"]))
            except UnfitError:
                continue
            what = "changes a part of a JSON file" if form.writes else "asks jq for a part of a JSON file"
            return Translation(line, form.sure, what, "json.part")
    return None


def _line(form: _Form, found: re.Match[str], file: str) -> str:
    values = {name.rstrip("2"): text for name, text in found.groupdict().items() if text}
    program = _SLOT.sub(lambda slot: _part(slot[2] or "", values.get(slot[1], "")), form.run)
    compact = program.startswith("-c ")
    program = program.removeprefix("-c ")
    program = program.removeprefix(". | ")
    program = re.sub(r"\[\] \| \.(?=[\w\"])", "[].", program)
    option = "-c " if compact else "-r " if form.raw and not form.writes else ""
    word = program if program == "." else text_word(program)
    line = f"jq {option}{word} {file}"
    return f"{line} > {file}.tmp && mv {file}.tmp {file}" if form.writes else line


def _part(form: str, text: str) -> str:
    match form:
        case "key" if text.lower() in ("array", "list"):
            return "."
        case "key":
            return "".join(map(_key, text.split(".")))
        case "one":
            parts = text.split(".")
            return "".join(map(_key, [*parts[:-1], _singular(parts[-1])]))
        case "list":
            return "." if not text or text.lower() in _WHOLE else f"({_key(_plural(text))}? // .)"
        case "many":
            return "".join(map(_key, _plural(text).split(".")))
        case "truth":
            opposite = _OPPOSITES.get(text.lower())
            return f"{_key(opposite)} | not" if opposite else _key(text)
        case "value":
            return text if _LITERAL.fullmatch(text) else json.dumps(text, ensure_ascii=False)
        case "place":
            return _PLACES[text.lower()]
        case "fold":
            return _FOLDS[text.lower()]
        case "reversed":
            return " | reverse" if text else ""
    return text


def _key(name: str) -> str:
    return f".{name}" if _PLAIN_KEY.fullmatch(name) else f'.["{name}"]'


def _singular(name: str) -> str:
    return name[:-1] if name.endswith("s") and not name.endswith(("ss", "us", "is")) else name


def _plural(name: str) -> str:
    return name if name.endswith("s") or name.lower() in _PLURALS else name + "s"


def every_json_saying() -> Iterator[str]:
    """What requests about JSON are compared with, as patterns that are still to be compiled."""
    yield from (form["say"] for form in load("phrasing/json")["form"])


@cache
def compiled(say: str) -> re.Pattern[str]:
    """A pattern with its shorthands filled in."""
    return re.compile(with_shorthands(say, load("phrasing/json")["macros"]), re.IGNORECASE)


@cache
def _forms() -> tuple[_Form, ...]:
    return tuple(
        _Form(
            compiled(form["say"]),
            form["run"],
            form.get("raw", True),
            form.get("writes", False),
            form.get("sure", _SURE),
        )
        for form in load("phrasing/json")["form"]
    )
