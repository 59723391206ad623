"""Changes the user's settings file and keeps its comments and order."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from shellguard.errors import ShellguardError, reason_of
from shellguard.private_files import write_whole
from shellguard.settings.complaints import complaints, unknown_key
from shellguard.settings.layers import file_layer, nested, text_layer
from shellguard.settings.load import LISTS, user_file
from shellguard.settings.model import Settings, key_names
from shellguard.toml_text import toml_tables

_OPENS_IT = "`shellguard config edit` opens it"


def set_value(key: str, value: Any) -> Path:
    """Sets one key of the user's file.

    Raises:
        ShellguardError: no such key, an unfit value, or a file that can't be written; nothing changes.
    """
    _refuse_unknown(key)
    document = _document(user_file())
    before = tomlkit.dumps(document)
    *path, last = key.split(".")
    table: Any = document
    for name in path:
        if name not in table:
            table[name] = tomlkit.table()
        table = _table_in(table, name)
    table[last] = value
    try:
        return _save(document)
    except _FaultError as error:
        if not _is_faultless(before):
            raise
        # The fault is the value that was typed: it stands in no file.
        raise ShellguardError(error.what, hint=error.hint) from error


def add_pattern(key: str, pattern: str) -> Path:
    """Adds a pattern to one of the lists of the policy; one that stands there already stays as it is.

    Raises:
        ShellguardError: as `set_value`.
    """
    if key not in LISTS:
        raise ShellguardError(f"{key} is no list of patterns", hint="one of " + ", ".join(LISTS))
    before = file_layer("user", user_file()).values.get(key, [])
    patterns = [*before] if isinstance(before, list) else []
    if pattern not in patterns:
        patterns.append(pattern)
    return set_value(key, patterns)


def unset(key: str) -> Path:
    """Takes one key out of the user's file, so that a weaker source counts again.

    Raises:
        ShellguardError: the key does not stand there.
    """
    document = _document(user_file())
    *path, last = key.split(".")
    table: Any = document
    for name in path:
        table = _table_in(table, name) if name in table else {}
    if last not in table:
        raise ShellguardError(f"{key} is not set there", where=str(user_file()))
    del table[last]
    return _save(document)


class _FaultError(ShellguardError):
    """What was to be written is faulty."""


def _table_in(tables: Any, name: str) -> Any:
    found = tables[name]
    if not isinstance(found, Mapping):
        raise ShellguardError(f"{name} is no table there", where=str(user_file()), hint=_OPENS_IT)
    return found


def check_text(text: str, where: str) -> None:
    """Checks the content of a settings file as a whole.

    Raises:
        ShellguardError: the first fault.
    """
    from pydantic import ValidationError

    layer = text_layer("user", text.encode("utf-8", "surrogateescape"), where)
    try:
        Settings.model_validate(nested(layer.values))
    except ValidationError as error:
        found = complaints(error, layer, layer.values)[0][1]
        raise _FaultError(found.what, where=found.where, hint=found.hint) from error


def _is_faultless(text: str) -> bool:
    try:
        check_text(text, "")
    except ShellguardError:
        return False
    return True


def _refuse_unknown(key: str) -> None:
    if key not in key_names():
        raise unknown_key(key, "")


def _document(file: Path) -> tomlkit.TOMLDocument:
    try:
        content = file.read_bytes()
        toml_tables(content, called="the settings file", where=str(file))  # its words are the better ones
        return tomlkit.parse(content)
    except FileNotFoundError:
        return tomlkit.document()
    except ShellguardError as error:
        raise ShellguardError(error.what, where=error.where, hint=_OPENS_IT) from error
    except (OSError, TOMLKitError) as error:
        what = f"the settings file can't be read: {reason_of(error)}"
        raise ShellguardError(what, where=str(file), hint=_OPENS_IT) from error


def _save(document: tomlkit.TOMLDocument) -> Path:
    file = user_file()
    text = tomlkit.dumps(document)
    check_text(text, str(file))
    write_whole(file, text)
    return file
