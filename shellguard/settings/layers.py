"""One source of settings each: a file, the environment, the command line; keys written with dots."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from shellguard.errors import ShellguardError
from shellguard.own_variables import NOT_SETTINGS, PREFIX, may_be_setting
from shellguard.private_files import read_own
from shellguard.settings.model import Settings, key_names
from shellguard.toml_text import toml_tables

MAX_FILE_BYTES = 1_000_000
SECTIONS = tuple(
    name for name, one in Settings.model_fields.items() if hasattr(one.annotation, "model_fields")
)
_ENVIRONMENT_NAMES = {f"{PREFIX}{key.replace('.', '_').upper()}": key for key in key_names()}
_HEADER = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(#.*)?\Z")
_ASSIGNMENT = re.compile(r"\s*([A-Za-z0-9_\"'\-]+(?:\s*\.\s*[A-Za-z0-9_\"'\-]+)*)\s*=")


@dataclass(frozen=True, slots=True)
class Layer:
    """Values of one source.

    Attributes:
        name: system, user, project, environment or command line.
        values: by key with dots, such as `policy.allow_up_to`.
        places: where each key stands (`/etc/…/config.toml:3`, `$SHELLGUARD_MODE`).
        source: the file as a whole, or "".
        faults: what of the source was left out, and why.
    """

    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    faults: tuple[ShellguardError, ...] = ()

    def place_of(self, key: str) -> str:
        """Where a key stands; for a key that holds others, the first of them."""
        if key in self.places:
            return self.places[key]
        inner = [place for name, place in self.places.items() if name.startswith(key + ".")]
        return inner[0] if inner else self.source


def file_layer(name: str, path: Path) -> Layer:
    """The settings in a TOML file; an absent file has none.

    Raises:
        ShellguardError: it can't be read, could be changed by others, or is no TOML.
    """
    try:
        content = read_own(path, MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        return Layer(name, source=str(path))
    except OSError as error:
        raise ShellguardError(
            f"the settings file can't be read: {error.strerror}", where=str(path)
        ) from error
    return text_layer(name, content, str(path))


def text_layer(name: str, content: bytes, source: str) -> Layer:
    """The settings in the content of a TOML file.

    Raises:
        ShellguardError: it is no TOML, or too long to be settings.
    """
    if len(content) > MAX_FILE_BYTES:
        raise ShellguardError("the settings file is longer than a megabyte", where=source)
    values = _flat(toml_tables(content, called="the settings file", where=source))
    lines = _line_numbers(content.decode("utf-8"))
    return Layer(name, values, {key: _place(source, key, lines) for key in values}, source)


def environment_layer(environment: Mapping[str, str]) -> Layer:
    """`SHELLGUARD_POLICY_DENY_FROM=90` and the like, and the variables that other clients of a model obey.

    A value is read as TOML where it can be (numbers, `true`, lists), else taken as text. Any other name that
    begins as ours do is a fault: whoever mistyped it believes that it holds.
    """
    values: dict[str, Any] = {}
    places: dict[str, str] = {}
    faults: list[ShellguardError] = []
    for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE"):
        if environment.get(name):
            values["model.base_url"], places["model.base_url"] = environment[name], f"${name}"
    if environment.get("VLLM_API_KEY") and not environment.get("OPENAI_API_KEY"):
        values["model.api_key_env"], places["model.api_key_env"] = "VLLM_API_KEY", "$VLLM_API_KEY"
    for name, text in environment.items():
        key = _ENVIRONMENT_NAMES.get(name)
        if key is not None:
            values[key], places[key] = value_from_text(text), f"${name}"
        elif may_be_setting(name):
            faults.append(_no_setting(name))
    return Layer("environment", values, places, faults=tuple(faults))


def _no_setting(name: str) -> ShellguardError:
    known = [one.removeprefix(PREFIX) for one in (*_ENVIRONMENT_NAMES, *NOT_SETTINGS)]
    near = get_close_matches(name.removeprefix(PREFIX), known, 1)
    hint = f"did you mean {PREFIX}{near[0]}?" if near else f"{PREFIX}POLICY_DENY_FROM sets policy.deny_from"
    return ShellguardError(f"the variable {name} names no setting", where="environment", hint=hint)


def value_from_text(text: str) -> Any:
    """A value as TOML writes it; text that is no TOML stands for itself."""
    try:
        return tomllib.loads(f"value = {text}")["value"] if "\n" not in text else text
    except (ValueError, RecursionError):
        return text


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Keys with dots made into tables within tables."""
    tables: dict[str, Any] = {}
    for key, value in values.items():
        *path, last = key.split(".")
        table = tables
        for name in path:
            inner = table.setdefault(name, {})
            table = inner if isinstance(inner, dict) else {}
        table[last] = value
    return tables


def _flat(tables: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in tables.items():
        if isinstance(value, dict) and value:
            values |= _flat(value, f"{prefix}{name}.")
        elif not isinstance(value, dict) or f"{prefix}{name}" not in SECTIONS:
            values[prefix + name] = value
    return values


def _place(source: str, key: str, lines: Mapping[str, int]) -> str:
    while key and key not in lines:
        key = key.rpartition(".")[0]
    return f"{source}:{lines[key]}" if key else source


def _line_numbers(text: str) -> dict[str, int]:
    """The line on which each key of valid TOML is set, as far as a look at its lines tells."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        header = _HEADER.match(line)
        assignment = _ASSIGNMENT.match(line)
        if header:
            table = _plain(header[1])
            found.setdefault(table, number)
        elif assignment:
            key = _plain(assignment[1])
            found.setdefault(f"{table}.{key}" if table else key, number)
    return found


def _plain(key: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in key.split("."))
