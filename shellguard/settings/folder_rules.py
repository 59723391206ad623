"""Patterns that a person allowed in one folder and below; kept apart from the main settings file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import tomli_w

from shellguard import paths
from shellguard.errors import ShellguardError
from shellguard.policy.pattern_words import PatternError
from shellguard.policy.patterns import compile_pattern
from shellguard.private_files import write_whole

FILE_NAME = "folders.toml"


def checked_pattern(text: str) -> str:
    """The pattern, if it is one.

    Raises:
        ShellguardError: it is empty or can't be read.
    """
    try:
        compile_pattern(text)
    except PatternError as error:
        raise ShellguardError(f"this is no pattern: {error}", where=text[:80]) from error
    return text


def folder_rules_file() -> Path:
    return paths.config_dir() / FILE_NAME


def read_folder_rules(file: Path) -> dict[str, tuple[str, ...]]:
    """Patterns by folder; empty where there is no file.

    Raises:
        ShellguardError: the file can't be read or has another form.
    """
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ShellguardError(f"the folders' rules can't be read: {error}", where=str(file)) from error
    rules: dict[str, tuple[str, ...]] = {}
    for folder, table in content.items():
        patterns = table.get("always_allow") if isinstance(table, dict) else None
        if not isinstance(patterns, list) or not all(isinstance(pattern, str) for pattern in patterns):
            raise ShellguardError(
                "a folder's rules are no list of patterns",
                where=f"{file}, {folder}",
                hint='["/the/folder"] and below it always_allow = ["make clean"]',
            )
        rules[folder] = tuple(checked_pattern(pattern) for pattern in patterns)
    return rules


def rules_for(folder: str, rules: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The patterns of a folder and of the folders that it lies in."""
    if not rules or not folder.startswith("/"):
        return ()
    here = Path(folder)
    return tuple(pattern for place in (here, *here.parents) for pattern in rules.get(str(place), ()))


def add_folder_rule(folder: str, pattern: str) -> Path:
    """Remembers a pattern for a folder.

    Raises:
        ShellguardError: no pattern, no absolute folder, or the file can't be read or written.
    """
    if not folder.startswith("/"):
        raise ShellguardError("the shell's folder is not known", where=folder)
    file = folder_rules_file()
    rules = read_folder_rules(file)
    rules[folder] = tuple(dict.fromkeys((*rules.get(folder, ()), checked_pattern(pattern))))
    write_whole(file, tomli_w.dumps({place: {"always_allow": list(kept)} for place, kept in rules.items()}))
    return file
